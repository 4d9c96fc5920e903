// A masked shell on a terminal that nobody sees: the user's own, with its start-up files, driven by keys and read byte by byte.
import type { Command } from '../../shells/shell.ts';
import { Pty } from '../pty.ts';

export const COLUMNS = 80;
const ROWS = 24;
/** How long something is waited for before it counts as missing, in milliseconds. */
const LIMIT_MS = 5000;
/** A shell that said nothing for so long has done what it was asked. */
const QUIET_MS = 250;
const POLL_MS = 10;
/** Longer than the hold-back. */
const SETTLED_MS = 60;
/** What our hooks, and some shells themselves, tell a terminal where a prompt begins. */
const PROMPT_MARK = '\x1b]133;A';

export class Trial {
  private raw = '';
  private last = performance.now();
  private ended = false;
  private readonly pty: Pty;

  constructor(command: Command, env: NodeJS.ProcessEnv) {
    this.pty = new Pty(
      { command, env: { ...env, TERM: 'xterm-256color' }, cols: COLUMNS, rows: ROWS },
      {
        onData: (chunk) => {
          this.raw += chunk.toString('latin1');
          this.last = performance.now();
        },
        onEnd: () => {
          this.ended = true;
        },
        onExit: () => {},
        onInputTaken: () => {},
      },
    );
    this.pty.resume();
  }

  /** The shell's hooks have marked a prompt. */
  get hooked(): boolean {
    return this.raw.includes(PROMPT_MARK);
  }

  get alive(): boolean {
    return !this.ended;
  }

  /** Everything that came out since `from`, as a one-byte string. */
  output(from = 0): string {
    return this.raw.slice(from);
  }

  get length(): number {
    return this.raw.length;
  }

  /** Resolves when the shell has been quiet for a moment, or after the limit. */
  async quiet(least = QUIET_MS): Promise<void> {
    const end = performance.now() + LIMIT_MS;
    do await delay(POLL_MS);
    while (!this.ended && performance.now() < end && performance.now() - this.last < least);
  }

  /** Resolves once something came out, and then as `quiet`. */
  async ready(): Promise<void> {
    const end = performance.now() + LIMIT_MS;
    while (this.raw === '' && !this.ended && performance.now() < end) await delay(POLL_MS);
    await this.quiet();
  }

  /** Whether the shell runs what is typed, and has done what was typed before. */
  async answers(): Promise<boolean> {
    const from = this.raw.length;
    this.send("printf 'an%s\\n' swer\r");
    const end = performance.now() + LIMIT_MS;
    while (!this.ended && performance.now() < end && !this.raw.includes('answer', from)) await delay(POLL_MS);
    await this.quiet(SETTLED_MS);
    return this.raw.includes('answer', from);
  }

  send(keys: string): void {
    this.pty.write(Buffer.from(keys));
  }

  /** Milliseconds until the next prompt is marked, or null when none came. */
  async timePrompt(): Promise<number | null> {
    const from = this.raw.length;
    const start = performance.now();
    this.send('\r');
    while (!this.raw.includes(PROMPT_MARK, from)) {
      if (this.ended || performance.now() - start > LIMIT_MS) return null;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return performance.now() - start;
  }

  close(): void {
    this.pty.close();
  }
}

export const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
