// The terminal that the user sits at: its size, raw mode, and putting everything back as it was found.
import { type ChildProcess, spawn } from 'node:child_process';
import type { ReadStream, WriteStream } from 'node:tty';

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** For terminals that don't know their size, such as some serial lines. */
const FALLBACK_SIZE: Size = { cols: 80, rows: 24 };

export class OuterTerminal {
  private stty: ChildProcess | null = null;

  constructor(
    readonly input: ReadStream,
    readonly output: WriteStream,
  ) {}

  /** The size as the kernel knows it now. */
  size(): Size {
    // Node remembers the size, and looks again only when SIGWINCH comes, which misses a process that was stopped.
    (this.output as unknown as { _refreshSize?(): void })._refreshSize?.();
    const [cols, rows] = this.output.getWindowSize();
    return cols > 0 && rows > 0 ? { cols, rows } : FALLBACK_SIZE;
  }

  /**
   * Turns off everything that the line discipline would do to bytes, in both directions. Node's raw mode keeps output
   * processing on, which would turn each line feed of a full-screen program into CR LF, so `stty` turns that off.
   * Node saves the modes as they were before, and `restore` brings all of them back.
   */
  async enterRawMode(): Promise<void> {
    this.input.setRawMode(true);
    await new Promise<void>((resolve) => {
      const stty = spawn('stty', ['-opost'], { stdio: ['inherit', 'ignore', 'ignore'] });
      this.stty = stty;
      stty.on('error', () => resolve());
      stty.on('exit', () => resolve());
    });
    this.stty = null;
  }

  /** Brings back the modes as they were found. */
  restore(): void {
    this.stty?.kill('SIGKILL');
    try {
      this.input.setRawMode(false);
    } catch {
      // The terminal is gone; there is nothing to put back.
    }
  }
}
