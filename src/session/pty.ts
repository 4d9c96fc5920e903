// The child process in its pseudoterminal: reads, writes with backpressure, resize, end. Knows nothing of masking.
import { readSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { Command } from '../shells/shell.ts';
import { type LoadedPty, loadNativePty } from './native-pty.ts';

export interface PtyOptions {
  readonly command: Command;
  readonly env: NodeJS.ProcessEnv;
  readonly cols: number;
  readonly rows: number;
}

/** How the child ended: `signal` is 0 unless a signal killed it. */
export interface ChildExit {
  readonly exitCode: number;
  readonly signal: number;
}

export interface PtyEvents {
  onData(chunk: Buffer): void;
  /** The stream is over: every process has let go of the terminal and all of its output was delivered. */
  onEnd(): void;
  /** The child ended. More of its output may still come. */
  onExit(exit: ChildExit): void;
  /** Input that had to wait has been taken. */
  onInputTaken(): void;
}

/** Wait before input that the line discipline refused is offered again, in milliseconds. */
const RETRY_MS = 2;

const TAIL_READ_BYTES = 16 * 1024;

export class Pty {
  readonly pid: number;
  /** The child's side, such as `/dev/pts/3`. */
  readonly name: string;
  private readonly loaded: LoadedPty;
  private readonly fd: number;
  private readonly stream: ReadStream;
  private readonly waiting: Uint8Array[] = [];
  private retry: NodeJS.Timeout | null = null;
  private ended = false;

  constructor(
    options: PtyOptions,
    private readonly events: PtyEvents,
  ) {
    this.loaded = loadNativePty();
    const env = Object.entries(options.env).map(([name, value]) => `${name}=${value}`);
    const { file, args } = options.command;
    const child = this.loaded.native.fork(
      file,
      args,
      env,
      // No directory: the child stays in ours, and PWD keeps the name that the user's shell gave it.
      '',
      options.cols,
      options.rows,
      -1,
      -1,
      true,
      this.loaded.helperPath,
      (exitCode, signal) => events.onExit({ exitCode, signal }),
    );
    this.pid = child.pid;
    this.name = child.pty;
    this.fd = child.fd;
    this.stream = new ReadStream(child.fd);
    this.stream.pause();
    this.stream.on('data', (chunk: Buffer) => events.onData(chunk));
    // Linux ends the stream with EIO: everything was read.
    this.stream.on('error', () => this.end());
    this.stream.on('end', () => {
      this.readTail();
      this.end();
    });
    this.stream.on('close', () => this.end());
  }

  /** True while input waits for the child to read what it has: stop reading the keyboard. */
  get inputBlocked(): boolean {
    return this.waiting.length > 0;
  }

  /** Starts or goes on delivering output. */
  resume(): void {
    if (!this.ended) this.stream.resume();
  }

  /** Delivers no output until `resume`; the kernel then makes the child wait. */
  pause(): void {
    if (!this.ended) this.stream.pause();
  }

  write(bytes: Uint8Array): void {
    if (this.ended || bytes.length === 0) return;
    this.waiting.push(bytes);
    if (this.retry === null) this.offer();
  }

  resize(cols: number, rows: number): void {
    if (!this.ended) this.loaded.native.resize(this.fd, cols, rows);
  }

  /** Sends a signal to the child's process group, if it is still there. */
  kill(signal: NodeJS.Signals): void {
    for (const target of [-this.pid, this.pid]) {
      try {
        process.kill(target, signal);
        return;
      } catch {
        // No such group: the child may have moved to another one, or be gone.
      }
    }
  }

  /** Lets go of the terminal; processes that still use it are hung up by the kernel. */
  close(): void {
    this.stream.destroy();
    this.end();
  }

  /** The descriptor doesn't block; what it doesn't take is kept and offered again, so that keys keep their order. */
  private offer(): void {
    while (this.waiting.length > 0 && !this.stream.destroyed) {
      const bytes = this.waiting[0] as Uint8Array;
      let taken = 0;
      try {
        taken = writeSync(this.fd, bytes);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
          this.waiting.length = 0;
          return;
        }
      }
      if (taken < bytes.length) {
        this.waiting[0] = bytes.subarray(taken);
        this.retry = setTimeout(() => this.offerAgain(), RETRY_MS);
        return;
      }
      this.waiting.shift();
    }
  }

  private offerAgain(): void {
    this.retry = null;
    this.offer();
    if (!this.inputBlocked) this.events.onInputTaken();
  }

  /**
   * libuv reports an end of file as soon as the other side has hung up and a read was not a full one, although the
   * kernel may hold more (some 12 KB on Linux). The descriptor is still open here; what it holds is bounded.
   */
  private readTail(): void {
    for (;;) {
      const chunk = Buffer.allocUnsafe(TAIL_READ_BYTES);
      try {
        const length = readSync(this.fd, chunk);
        if (length === 0) return;
        this.events.onData(chunk.subarray(0, length));
      } catch {
        return;
      }
    }
  }

  private end(): void {
    if (this.ended) return;
    this.ended = true;
    if (this.retry !== null) clearTimeout(this.retry);
    this.waiting.length = 0;
    this.events.onEnd();
  }
}
