// Where masked bytes go: a terminal, or a pipe or file. Both take bytes without ever blocking the process, say when they
// are full, and report once when nobody reads any more.
import { write } from 'node:fs';
import { isatty, type WriteStream } from 'node:tty';
import { signalStatus } from './exit-status.ts';
import { systemError } from './system-error.ts';

export interface Sink {
  /** Takes bytes; they must not be changed afterwards. Bytes for a closed sink are dropped. */
  write(bytes: Uint8Array): void;
  /** True while so much waits that the producer should pause. */
  readonly full: boolean;
  readonly closed: boolean;
  /** Why it closed, where that was not the reader's going; to be thrown. */
  readonly failure: unknown;
  /** Called when a full sink has room again. */
  onRoom: () => void;
  /** Called once when the reader has gone. */
  onClosed: () => void;
  /** Resolves when everything was taken, or nobody is there to take it. */
  drained(): Promise<void>;
}

/**
 * The sink for standard output (1) or standard error (2). Node's own stream is only touched for a terminal: for a pipe it
 * would make the shared descriptor non-blocking.
 */
export function standardSink(fd: 1 | 2): Sink {
  if (!isatty(fd)) return new DescriptorSink(fd, fd === 1 ? 'standard output' : 'standard error');
  return new TerminalSink((fd === 1 ? process.stdout : process.stderr) as WriteStream);
}

/** What `cat` ends with when its reader has gone. */
export const READER_GONE = signalStatus('SIGPIPE');

/**
 * Waits until the sink has taken everything.
 * @returns the exit status that its end gives: 0, or 141 when the reader has gone.
 * @throws MaskedShellError `output-unwritable`.
 */
export async function finishOutput(sink: Sink): Promise<number> {
  await sink.drained();
  if (sink.failure !== null) throw sink.failure;
  return sink.closed ? READER_GONE : 0;
}

/** Bytes that may wait for a slow reader before the producer is paused. */
const FULL_AT = 256 * 1024;

/** Wait before a descriptor that someone else made non-blocking is tried again, in milliseconds. */
const RETRY_MS = 2;

/** Prints bytes to standard output; returns and throws as `finishOutput` does. */
export function printOut(bytes: Uint8Array): Promise<number> {
  const output = standardSink(1);
  output.write(bytes);
  return finishOutput(output);
}

abstract class BaseSink {
  onRoom: () => void = () => {};
  onClosed: () => void = () => {};
  closed = false;
  failure: unknown = null;
  private idle: (() => void)[] = [];

  protected abstract get waiting(): number;

  get full(): boolean {
    return !this.closed && this.waiting > FULL_AT;
  }

  drained(): Promise<void> {
    if (this.closed || this.waiting === 0) return Promise.resolve();
    return new Promise((resolve) => this.idle.push(resolve));
  }

  protected roomMade(): void {
    this.onRoom();
    if (this.waiting === 0) this.settle();
  }

  protected close(): void {
    if (this.closed) return;
    this.closed = true;
    this.onClosed();
    this.settle();
  }

  private settle(): void {
    for (const resolve of this.idle.splice(0)) resolve();
  }
}

/** The outer terminal. Its descriptor is made non-blocking: a terminal that was stopped must not stop us. */
export class TerminalSink extends BaseSink implements Sink {
  constructor(private readonly stream: WriteStream) {
    super();
    const handle = (stream as unknown as { _handle?: { setBlocking?(blocking: boolean): void } })._handle;
    handle?.setBlocking?.(false);
    stream.on('drain', () => this.roomMade());
    stream.on('error', () => this.close());
    stream.on('close', () => this.close());
  }

  write(bytes: Uint8Array): void {
    if (!this.closed && bytes.length > 0) this.stream.write(bytes);
  }

  override drained(): Promise<void> {
    if (this.closed || this.stream.writableLength === 0) return Promise.resolve();
    // The stream reports `drain` only when it had said that it was full; an empty write reports in any case.
    this.stream.write('', () => this.roomMade());
    return super.drained();
  }

  protected get waiting(): number {
    return this.stream.writableLength;
  }
}

/**
 * A pipe or file. It is written by a worker thread, one write at a time: the descriptor is shared with other processes
 * and keeps its blocking mode, which is theirs as well.
 */
export class DescriptorSink extends BaseSink implements Sink {
  protected waiting = 0;
  private queue: Uint8Array[] = [];
  private busy = false;

  /** @param name how a failed write names it */
  constructor(
    private readonly fd: number,
    private readonly name: string,
  ) {
    super();
  }

  write(bytes: Uint8Array): void {
    if (this.closed || bytes.length === 0) return;
    this.queue.push(bytes);
    this.waiting += bytes.length;
    if (!this.busy) this.next();
  }

  private next(): void {
    const [first] = this.queue;
    if (first === undefined) return;
    this.busy = true;
    const bytes = this.queue.length === 1 ? first : Buffer.concat(this.queue);
    this.queue = [];
    this.put(bytes);
  }

  private put(bytes: Uint8Array): void {
    write(this.fd, bytes, (error, written) => {
      if (error !== null && error.code !== 'EAGAIN') {
        this.queue = [];
        this.waiting = 0;
        if (error.code !== 'EPIPE') this.failure = systemError('output-unwritable', this.name, error);
        this.close();
        return;
      }
      const taken = error === null ? written : 0;
      this.waiting -= taken;
      if (taken < bytes.length) {
        const rest = bytes.subarray(taken);
        if (taken > 0) this.put(rest);
        else setTimeout(() => this.put(rest), RETRY_MS);
        return;
      }
      this.busy = false;
      this.next();
      if (!this.full) this.roomMade();
    });
  }
}
