// A session on a terminal: the child in a pseudoterminal of its own, the keyboard passed on untouched, the screen masked.
import { writeSync } from 'node:fs';
import type { ReadStream, WriteStream } from 'node:tty';
import type { Redactor } from '../redactor/redactor.ts';
import type { Command } from '../shells/shell.ts';
import type { SessionMasking } from './configure.ts';
import { Control, type ControlOptions } from './control/control.ts';
import { CRASH_STATUS, reportCrash } from './crash.ts';
import { HANGUP_STATUS, signalStatus } from './exit-status.ts';
import { MaskedOutput } from './masked-output.ts';
import type { Masking } from './masking.ts';
import { OuterTerminal } from './outer-terminal.ts';
import { partingBytes } from './parting.ts';
import { type ChildExit, Pty } from './pty.ts';
import { ShellAttention } from './shell-attention.ts';
import type { ShellHooks, ShellListener } from './shell-hooks.ts';
import { TerminalSink } from './sink.ts';

export interface TerminalSessionOptions {
  readonly command: Command;
  /** The child's environment. */
  readonly env: NodeJS.ProcessEnv;
  /** What the child's hooks tell; null for a program that has none. */
  readonly hooks: ShellHooks | null;
  /** Makes what masks. It takes a while, in which the child starts already. */
  readonly createMasking: () => SessionMasking;
  /** What the session can be steered by from inside; null where that could not be made. */
  readonly control: ControlOptions | null;
  /** Milliseconds. */
  readonly holdBack: number;
  /** The line that is shown before the child's first output, given the number of known values; may be empty. */
  readonly startLine: (known: number) => string;
}

/** Signals that end the session. Ctrl-C is none of them: in raw mode it is a byte for the child. */
const FATAL_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const;

/** Signals that are passed on to the child. */
const FORWARDED = ['SIGUSR1', 'SIGUSR2'] as const;

/** How long the child, once it was hung up, may take to put its screen in order, in milliseconds. */
const PARTING_MS = 200;

/**
 * After the shell's exit a background process may keep the terminal open for ever. What the shell itself wrote is in
 * the kernel by then, at most this many bytes of it, and is read until none came for this many milliseconds.
 */
const TAIL_BYTES = 1024 * 1024;
const TAIL_QUIET_MS = 100;

const ENTER = 0x0d;
/** So long a shell may take to load its hooks, in milliseconds. */
const HOOKS_MS = 2000;

/** Runs the session; resolves with the status to exit with, when the terminal is as it was found. */
export function runTerminalSession(options: TerminalSessionOptions): Promise<number> {
  return new TerminalSession(options).run();
}

class TerminalSession {
  private readonly terminal = new OuterTerminal(process.stdin as ReadStream, process.stdout as WriteStream);
  private readonly sink = new TerminalSink(this.terminal.output);
  /** Null until masking is ready; the child's output is not read before. */
  private output: MaskedOutput | null = null;
  private redactor: Redactor | null = null;
  private listener: ShellListener | null = null;
  private markTimer: NodeJS.Timeout | null = null;
  private control: Control | null = null;
  /** Output that waits while the user is asked something; null while it need not. */
  private held: Buffer[] | null = null;
  private readonly began = performance.now();
  private size = this.terminal.size();
  private readonly pty: Pty;
  private exit: ChildExit | null = null;
  private streamEnded = false;
  private tailBytes = 0;
  private tailTimer: NodeJS.Timeout | null = null;
  private finished = false;
  private aborting = false;
  private streamEnd: () => void = () => {};
  private resolve: (status: number) => void = () => {};

  constructor(private readonly options: TerminalSessionOptions) {
    const { size } = this;
    this.pty = new Pty(
      { command: options.command, env: options.env, ...size },
      {
        onData: (chunk) => this.takeOutput(chunk),
        onEnd: () => this.takeEnd(),
        onExit: (exit) => this.takeExit(exit),
        onInputTaken: () => this.terminal.input.resume(),
      },
    );
    options.hooks?.open();
  }

  async run(): Promise<number> {
    const finished = new Promise<number>((resolve) => {
      this.resolve = resolve;
    });
    this.listen();
    try {
      const rawMode = this.terminal.enterRawMode();
      const output = this.createOutput();
      await rawMode;
      this.output = output;
      this.takeSize();
      this.pty.resume();
      this.watchTail();
    } catch (error) {
      this.hangUpChild();
      this.terminal.restore();
      throw error;
    }
    return finished;
  }

  private createOutput(): MaskedOutput {
    const masked = this.options.createMasking();
    const { masking } = masked;
    const line = this.options.startLine(masking.known);
    // The terminal is raw by now, so a line feed alone would not go back to the first column.
    if (line !== '') writeSync(2, line.replace('\n', '\r\n'));
    const redactor = masking.createRedactor(this.size);
    this.redactor = redactor;
    const output = new MaskedOutput({
      redactor,
      sink: this.sink,
      holdBack: this.options.holdBack,
      onFailure: (error) => this.crash(error),
    });
    if (this.options.control !== null)
      this.control = this.createControl(this.options.control, masking, redactor, output);
    this.listener = new ShellAttention(masked, redactor, output, this.control);
    return output;
  }

  private createControl(options: ControlOptions, masking: Masking, redactor: Redactor, output: MaskedOutput): Control {
    const session = this;
    return new Control(options, {
      masking,
      redactor,
      get tellsCommands() {
        return (session.options.hooks?.version ?? '') !== '';
      },
      get promptCost() {
        return session.options.hooks?.promptCost ?? null;
      },
      apply: (produce) => output.apply(produce),
      hold: (held) => this.hold(held),
      get columns() {
        return session.size.cols;
      },
    });
  }

  /** While held, the program's output waits; a chunk that was on its way is kept. */
  private hold(held: boolean): void {
    if (held) {
      this.held ??= [];
      return this.pty.pause();
    }
    const chunks = this.held ?? [];
    this.held = null;
    for (const chunk of chunks) this.takeOutput(chunk);
    if (!this.sink.full) this.pty.resume();
  }

  /** The program has ended: nothing has to wait for an answer. */
  private letGo(): void {
    this.control?.cancel();
    if (this.held !== null) this.hold(false);
  }

  private listen(): void {
    for (const signal of FATAL_SIGNALS) process.on(signal, () => void this.abort(signalStatus(signal)));
    for (const signal of FORWARDED) process.on(signal, () => this.pty.kill(signal));
    process.on('SIGWINCH', () => this.takeSize());
    process.on('SIGTSTP', () => this.suspend());
    process.on('SIGCONT', () => void this.takeContinue());
    process.on('uncaughtException', (error) => this.crash(error));
    process.on('unhandledRejection', (error) => this.crash(error));
    const { input } = this.terminal;
    input.on('data', (keys: Buffer) => this.takeInput(keys));
    input.on('end', () => this.hangUp());
    input.on('error', (error: NodeJS.ErrnoException) => {
      // A mode that can't be set is no reason to leave; a keyboard that can't be read is.
      if (error.syscall !== 'setRawMode') this.hangUp();
    });
    this.sink.onClosed = () => this.hangUp();
    this.sink.onRoom = () => {
      if (this.held === null) this.pty.resume();
      this.watchTail();
    };
  }

  private takeInput(typed: Buffer): void {
    const keys = this.control === null ? typed : this.control.takeKeys(typed);
    this.pty.write(keys);
    const { hooks } = this.options;
    // Whoever runs a line has a prompt: by then the hooks must have been loaded.
    if (hooks !== null && hooks.version === '' && keys.includes(ENTER) && performance.now() - this.began > HOOKS_MS)
      this.control?.tellHooksLost();
    if (this.pty.inputBlocked) this.terminal.input.pause();
  }

  private takeOutput(chunk: Buffer): void {
    if (this.held !== null) {
      this.held.push(chunk);
      return;
    }
    const { hooks } = this.options;
    if (hooks === null || this.listener === null) this.output?.write(chunk);
    else this.takeMarked(chunk, hooks, this.listener);
    if (this.sink.full) this.pty.pause();
    if (this.exit === null) return;
    this.tailBytes += chunk.length;
    this.watchTail();
  }

  /** What may be half a mark waits no longer than anything else. */
  private takeMarked(chunk: Buffer, hooks: ShellHooks, listener: ShellListener): void {
    hooks.take(chunk, listener);
    if (this.markTimer !== null) clearTimeout(this.markTimer);
    this.markTimer = hooks.pending ? setTimeout(() => hooks.flush(listener), this.options.holdBack) : null;
  }

  private takeEnd(): void {
    if (this.listener !== null) this.options.hooks?.flush(this.listener);
    this.letGo();
    this.streamEnded = true;
    this.streamEnd();
    if (this.exit !== null) void this.finish(this.exit);
  }

  private takeExit(exit: ChildExit): void {
    this.letGo();
    this.exit = exit;
    if (this.streamEnded) void this.finish(exit);
    else this.watchTail();
  }

  /** Once the child is gone, ends the session when its tail was read; while the outer terminal is slow it waits. */
  private watchTail(): void {
    if (this.exit === null || this.streamEnded || this.output === null) return;
    if (this.tailTimer !== null) clearTimeout(this.tailTimer);
    this.tailTimer = null;
    if (this.tailBytes >= TAIL_BYTES) this.pty.close();
    else if (!this.sink.full) this.tailTimer = setTimeout(() => this.pty.close(), TAIL_QUIET_MS);
  }

  private takeSize(): void {
    if (this.finished) return;
    const { cols, rows } = this.terminal.size();
    if (cols === this.size.cols && rows === this.size.rows) return;
    this.size = { cols, rows };
    this.output?.resize(cols, rows);
    if (this.options.hooks !== null) this.options.hooks.cols = cols;
    this.pty.resize(cols, rows);
    this.control?.redraw();
  }

  /** Someone asked us to stop: the terminal goes back to whoever waits for it, and is taken again on SIGCONT. */
  private suspend(): void {
    this.terminal.restore();
    process.kill(process.pid, 'SIGSTOP');
  }

  /** The shell that had the terminal meanwhile set its own modes, and the size may be another. */
  private async takeContinue(): Promise<void> {
    if (this.finished) return;
    this.takeSize();
    this.terminal.restore();
    await this.terminal.enterRawMode();
  }

  private async finish(exit: ChildExit): Promise<void> {
    if (this.finished || this.aborting) return;
    this.finished = true;
    this.control?.close();
    await this.output?.end();
    this.options.hooks?.close();
    this.terminal.restore();
    this.resolve(exit.signal === 0 ? exit.exitCode : signalStatus(exit.signal));
  }

  private hangUp(): void {
    void this.abort(HANGUP_STATUS);
  }

  /** Ends soon, and at once when asked again: the child is told, and the terminal is put back. */
  private async abort(status: number, after = () => {}): Promise<void> {
    if (this.aborting) {
      this.terminal.restore();
      process.exit(status);
    }
    this.aborting = true;
    this.letGo();
    const ended = new Promise<void>((resolve) => {
      this.streamEnd = resolve;
    });
    this.hangUpChild();
    if (!this.sink.closed && !this.streamEnded && this.output?.stopped === false) await soon(ended);
    this.finished = true;
    this.control?.close();
    this.output?.stop();
    this.sink.write(partingBytes(this.redactor?.alternateScreen === true));
    await soon(this.sink.drained());
    this.terminal.restore();
    after();
    process.exit(status);
  }

  private hangUpChild(): void {
    if (this.exit !== null) return;
    this.pty.kill('SIGHUP');
    this.pty.kill('SIGCONT');
  }

  private crash(error: unknown): void {
    this.output?.stop();
    void this.abort(CRASH_STATUS, () => reportCrash(error));
  }
}

/** Waits for what has to come soon, or not at all. */
function soon(what: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PARTING_MS);
    void what.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
