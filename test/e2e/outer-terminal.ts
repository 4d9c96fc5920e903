// The user's terminal, for end-to-end tests: a real pseudoterminal with the built masked-shell in it, a screen that reads
// what comes out, and every byte kept. Waiting is for a state, with a generous limit; nothing here measures time.
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';
import { type ChildExit, Pty } from '../../src/session/pty.ts';
import type { Secret } from '../support/secrets.ts';
import { Home, testEnvironment } from './home.ts';
import { assertHidden, leakOnScreen } from './leaks.ts';

export const BIN = fileURLToPath(new URL('../../bin/masked-shell.js', import.meta.url));

/** How long a state is waited for, in milliseconds; reached only when a test fails. */
const LIMIT = 30_000;
const POLL = 15;

export interface OpenOptions {
  readonly cols?: number;
  readonly rows?: number;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Must not be seen at any moment, on the screen or in the raw bytes. */
  readonly secrets?: readonly Secret[];
}

const opened = new Set<OuterTerminal>();

/** Ends what a test left running; call it after each test. */
export function closeAll(): void {
  for (const terminal of opened) terminal.close();
  opened.clear();
}

export class OuterTerminal {
  readonly pid: number;
  private readonly pty: Pty;
  private readonly screen: InstanceType<typeof xterm.Terminal>;
  private readonly chunks: Buffer[] = [];
  private readonly secrets: readonly Secret[];
  private leak: string | null = null;
  private exit: ChildExit | null = null;
  private streamEnded = false;

  /** Runs any program in the terminal. */
  constructor(file: string, args: readonly string[], options: OpenOptions = {}) {
    const { cols = 80, rows = 24 } = options;
    this.secrets = options.secrets ?? [];
    this.screen = new xterm.Terminal({ cols, rows, allowProposedApi: true, logLevel: 'off', scrollback: 5000 });
    this.pty = new Pty(
      {
        // A pseudoterminal of ours leaves the working directory alone.
        command: {
          file: 'sh',
          args: ['-c', 'cd "$1" && shift && exec "$@"', 'sh', options.cwd ?? Home.current().path, file, ...args],
        },
        env: { ...testEnvironment(), ...options.env },
        cols,
        rows,
      },
      {
        onData: (chunk) => this.take(chunk),
        onEnd: () => {
          this.streamEnded = true;
        },
        onExit: (exit) => {
          this.exit = exit;
        },
        onInputTaken: () => {},
      },
    );
    this.pid = this.pty.pid;
    // Programs ask the terminal what it is, and wait for the answer.
    this.screen.onData((answer) => this.pty.write(Buffer.from(answer)));
    this.pty.resume();
    opened.add(this);
  }

  /** What a program has set up and a shell does not expect. */
  setUp(): { alternate: boolean; keys: boolean; mouse: string } {
    const { buffer, modes } = this.screen;
    return {
      alternate: buffer.active.type === 'alternate',
      keys: modes.applicationCursorKeysMode || modes.applicationKeypadMode,
      mouse: modes.mouseTrackingMode,
    };
  }

  /** Runs masked-shell with these arguments. */
  static masked(args: readonly string[], options: OpenOptions = {}): OuterTerminal {
    return new OuterTerminal(process.execPath, [BIN, ...args], options);
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.screen.write(chunk, () => {
      for (const secret of this.secrets) this.leak ??= leakOnScreen(secret, this.text());
    });
  }

  /** Types or pastes: the bytes as they are. */
  send(keys: string | Buffer): void {
    this.pty.write(Buffer.from(keys as string));
  }

  /** Types one key at a time, each once the one before has left. */
  async type(text: string): Promise<void> {
    for (const key of text) {
      this.send(key);
      await delay(2);
    }
  }

  /** Pastes as a terminal does where the program asked for brackets. */
  paste(text: string): void {
    this.send(this.screen.modes.bracketedPasteMode ? `\x1b[200~${text}\x1b[201~` : text);
  }

  get bracketedPaste(): boolean {
    return this.screen.modes.bracketedPasteMode;
  }

  get alternateScreen(): boolean {
    return this.screen.buffer.active.type === 'alternate';
  }

  /** The screen and its history, soft-wrapped rows joined, blanks at the right cut off. */
  text(): string {
    const { active } = this.screen.buffer;
    let text = '';
    for (let y = 0; y < active.length; y++) {
      const line = active.getLine(y);
      const wrapped = active.getLine(y + 1)?.isWrapped ?? false;
      text += line?.translateToString(!wrapped) ?? '';
      if (!wrapped) text += '\n';
    }
    return text.trimEnd();
  }

  /** Resolves when nothing has come for a while: for programs that can't be asked whether they are ready. */
  async quiet(): Promise<void> {
    for (let last = -1; last !== this.chunks.length; await delay(150)) last = this.chunks.length;
  }

  /** Every byte that came out so far. */
  raw(): Buffer {
    return Buffer.concat(this.chunks);
  }

  resize(cols: number, rows: number): void {
    this.screen.resize(cols, rows);
    this.pty.resize(cols, rows);
  }

  /** Stops reading, as a terminal that hangs. */
  stall(): void {
    this.pty.pause();
  }

  proceed(): void {
    this.pty.resume();
  }

  /** The modes of the terminal, as `stty -g` prints them. */
  modes(): string {
    const slave = openSync(this.pty.name, 'r+');
    try {
      return spawnSync('stty', ['-g'], { stdio: [slave, 'pipe', 'inherit'], encoding: 'utf8' }).stdout.trim();
    } finally {
      closeSync(slave);
    }
  }

  /** Resolves when `text` stands on the screen; a function may look at the terminal itself. */
  async see(wanted: string | RegExp | ((terminal: OuterTerminal) => boolean), what = String(wanted)): Promise<void> {
    const found = () => {
      if (typeof wanted === 'function') return wanted(this);
      return typeof wanted === 'string' ? this.text().includes(wanted) : wanted.test(this.text());
    };
    await until(found, () => `waited for ${what}; the screen shows:\n${this.text()}`);
  }

  /** Resolves when the program has ended and all of its output was read. */
  async end(): Promise<ChildExit> {
    await until(
      () => this.exit !== null && this.streamEnded,
      () => `waited for the end; the screen shows:\n${this.text()}`,
    );
    await this.settle();
    return this.exit as ChildExit;
  }

  /** No secret was seen, at any moment. */
  async assertNoLeak(): Promise<void> {
    await this.settle();
    if (this.leak !== null) throw new Error(`${this.leak}; the screen shows:\n${this.text()}`);
    for (const secret of this.secrets) assertHidden(secret, this.raw().toString('latin1'));
  }

  /** The screen has read all that came. */
  private settle(): Promise<void> {
    return new Promise((resolve) => this.screen.write('', resolve));
  }

  /** Hangs up. */
  close(): void {
    this.pty.close();
  }
}

export const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

export async function until(condition: () => boolean, message: () => string): Promise<void> {
  const deadline = Date.now() + LIMIT;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(message());
    await delay(POLL);
  }
}
