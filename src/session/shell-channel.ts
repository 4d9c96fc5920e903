// A terminal of its own, over which the shell's hooks tell what never passes the user's: exported variables, aliases, the command
// line. Its output is masked-shell's to read; as no file and no inherited descriptor leads to it, it ends with the session.
import { closeSync, readSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { loadNativePty } from './native-pty.ts';

/** What the hooks have told so far. All texts are one-byte strings. */
export interface Told {
  /** Such as `bash 5.2.15`; empty until the hooks are loaded. */
  version: string;
  directory: string;
  /** Listings as the shell prints them. */
  exports: string;
  aliases: string;
  /** bash: the number that the next line gets in the history. */
  nextNumber: string;
  commandLine: string;
  /** How often a prompt, and a command line, was told. */
  prompts: number;
  commands: number;
}

/** Longest record that is kept; of a longer one the rest is dropped. */
const LONGEST_RECORD = 8 << 20;
const READ_BYTES = 64 * 1024;
/** How long a mark waits for what was told before it, in milliseconds: a busy machine may deliver it later. */
const PATIENCE_MS = 250;
const NAP_MS = 0.1;

export class ShellChannel {
  /** Such as `/dev/pts/4`. */
  readonly name: string;
  readonly told: Told = {
    version: '',
    directory: '',
    exports: '',
    aliases: '',
    nextNumber: '',
    commandLine: '',
    prompts: 0,
    commands: 0,
  };
  private readonly master: number;
  /** Held open, so that the terminal does not end while nobody writes. */
  private readonly slave: number;
  private readonly stream: ReadStream;
  private pieces: string[] = [];
  private length = 0;
  private echoed = false;
  private closed = false;

  /**
   * To be made when the shell has been started: node-pty's descriptors are inherited by whatever is started later.
   * @param nonce the hooks read it from the terminal: in the environment others could.
   * @param link the name by which the shell finds it
   */
  constructor(
    nonce: string,
    private readonly link: string,
  ) {
    const { master, slave, pty } = loadNativePty().native.open(80, 24);
    this.master = master;
    this.slave = slave;
    this.name = pty;
    // The end of a file behind it, for a shell that reads no lines.
    writeSync(master, `${nonce} ${pty}\n\x04`);
    this.stream = new ReadStream(master);
    this.stream.on('data', (chunk: Buffer) => this.take(chunk));
    this.stream.on('error', () => this.close());
    this.stream.unref();
    symlinkSync(pty, link);
  }

  /** @returns false when it did not come. */
  waitFor(arrived: (told: Told) => boolean): boolean {
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      this.drain();
      if (arrived(this.told)) return true;
      if (this.closed || performance.now() > until) return false;
      Atomics.wait(NAP, 0, 0, NAP_MS);
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.stream.destroy();
    closeSync(this.slave);
    rmSync(this.link, { force: true });
  }

  private drain(): void {
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    while (!this.closed) {
      try {
        const length = readSync(this.master, buffer);
        if (length === 0) return;
        this.take(buffer.subarray(0, length));
      } catch {
        return;
      }
    }
  }

  private take(chunk: Buffer): void {
    let text = chunk.toString('latin1');
    for (let end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0')) {
      this.add(text.slice(0, end));
      const record = this.pieces.join('');
      this.pieces = [];
      this.length = 0;
      // Each line feed was written as a carriage return and a line feed.
      this.receive(record.replaceAll('\r\n', '\n'));
      text = text.slice(end + 1);
    }
    this.add(text);
  }

  private add(text: string): void {
    if (this.length > LONGEST_RECORD || text === '') return;
    this.pieces.push(text);
    this.length += text.length;
  }

  private receive(record: string): void {
    const { told } = this;
    // The terminal repeats what was written for the hooks to read.
    const text = this.echoed ? record : record.slice(record.indexOf('\n') + 1);
    this.echoed = true;
    const content = text.slice(1);
    switch (text[0]) {
      case 'V':
        told.version = content;
        // It is found: nobody else needs to.
        rmSync(this.link, { force: true });
        break;
      case 'D':
        told.directory = content;
        break;
      case 'E':
        told.exports = content;
        break;
      case 'L':
        told.aliases = content;
        break;
      case 'P':
        told.nextNumber = content;
        told.prompts++;
        break;
      case 'C':
        told.commandLine = content;
        told.commands++;
        break;
    }
  }
}

const NAP = new Int32Array(new SharedArrayBuffer(4));
