// What the shell's hooks tell, put to use: takes their marks out of its output, and sees to it that what they told is known before
// the bytes behind the mark are masked.
import { randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readAliases, readExports } from '../shells/export-listing.ts';
import { type Integrated, integrate, type ShellKind } from '../shells/integration.ts';
import { type Mark, MarkReader } from '../shells/marks.ts';
import { OuterMarks } from '../shells/outer-marks.ts';
import type { Command } from '../shells/shell.ts';
import { TypedLine } from '../shells/typed-line.ts';
import { ShellChannel } from './shell-channel.ts';

/** What is known of a shell when a command runs in it. */
export interface CommandContext {
  readonly kind: ShellKind;
  readonly directory: string;
  readonly exported: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, string>;
}

/** What becomes of what the hooks tell. Texts are one-byte strings. */
export interface ShellListener {
  /** Bytes for the redactor. */
  output(bytes: Uint8Array): void;
  /** A prompt follows; `exported` are the variables that are new or have another value than at the last prompt. */
  prompt(told: { readonly directory: string; readonly exported: ReadonlyMap<string, string> }): void;
  /** What was told with the last mark did not come: somebody else took it, or the hooks are broken. */
  lost(): void;
  /** The user types from here on. */
  input(): void;
  /** A command's output follows; null where its line is not known. */
  command(line: string | null, context: CommandContext): void;
}

/** Leads to the terminal over which the hooks tell. */
const LINK = 'shell';

export class ShellHooks {
  private readonly nonce = randomBytes(16).toString('hex');
  private channel: ShellChannel | null = null;
  private readonly link: string;
  private readonly reader = new MarkReader(this.nonce);
  private readonly outer: OuterMarks;
  private status: number | null = null;
  private exports = '';
  private known: ReadonlyMap<string, string> = new Map();
  private aliasListing = '';
  private aliases: ReadonlyMap<string, string> = new Map();
  private prompts = 0;
  private commands = 0;
  private readonly typed = new TypedLine();

  /**
   * @param folder of the session, where the shell finds what it needs
   * @param cols columns of the terminal; to be kept up to date
   */
  constructor(
    readonly kind: ShellKind,
    folder: string,
    env: NodeJS.ProcessEnv,
    public cols: number,
  ) {
    this.link = join(folder, LINK);
    this.outer = new OuterMarks(env);
  }

  /** How the shell is started with its hooks. */
  integrate(command: Command, env: NodeJS.ProcessEnv, folder?: string): Integrated {
    return integrate(this.kind, command, env, this.link, folder);
  }

  /** The shell has been started: what it waits for is made. Without it the shell runs without hooks. */
  open(): void {
    try {
      this.channel = new ShellChannel(this.nonce, this.link);
    } catch {
      symlinkSync('/dev/null', this.link);
    }
  }

  /** What was told of the shell, such as `bash 5.2.15`; empty until its hooks are loaded. */
  get version(): string {
    return this.channel?.told.version ?? '';
  }

  /** What taking note of the last prompt cost, in milliseconds; null before the first. */
  promptCost: number | null = null;

  /** Bytes wait for what may be the rest of a mark: call `flush` when the hold-back has passed. */
  get pending(): boolean {
    return this.reader.pending;
  }

  /** Takes the next bytes of the shell's terminal. */
  take(chunk: Uint8Array, listener: ShellListener): void {
    for (const piece of this.reader.read(chunk)) {
      if (piece instanceof Uint8Array) {
        this.typed.take(piece);
        listener.output(piece);
      } else this.takeMark(piece, listener);
    }
  }

  /** The shell went quiet. */
  flush(listener: ShellListener): void {
    const rest = this.reader.flush();
    if (rest.length > 0) listener.output(rest);
  }

  close(): void {
    this.channel?.close();
  }

  private takeMark({ kind, status }: Mark, listener: ShellListener): void {
    const { channel } = this;
    if (channel === null) return;
    if (status !== null) this.status = status;
    if (kind === 'prompt') {
      const start = performance.now();
      this.takePrompt(channel, listener);
      this.promptCost = performance.now() - start;
    }
    if (kind === 'prompt-start') this.typed.begin(this.cols);
    if (kind === 'prompt-end') this.typed.markStart();
    const outer = this.outer.at(kind, this.status, channel.told.directory, this.version);
    if (outer !== '') listener.output(Buffer.from(outer, 'latin1'));
    // fish does not mark where its prompt ends.
    if (kind === (this.kind === 'fish' ? 'prompt-start' : 'prompt-end')) listener.input();
    if (kind === 'command') this.takeCommand(channel, listener);
  }

  private takePrompt(channel: ShellChannel, listener: ShellListener): void {
    this.prompts++;
    const { told } = channel;
    if (!channel.waitFor(() => told.prompts >= this.prompts)) {
      this.prompts = told.prompts;
      listener.lost();
    }
    listener.prompt({ directory: told.directory, exported: this.takeExports(told.exports) });
  }

  private takeExports(listing: string): ReadonlyMap<string, string> {
    if (listing === this.exports) return NOTHING;
    this.exports = listing;
    const exports = readExports(this.kind, listing);
    const { known } = this;
    this.known = exports;
    return new Map([...exports].filter(([name, value]) => known.get(name) !== value));
  }

  private takeCommand(channel: ShellChannel, listener: ShellListener): void {
    this.commands++;
    const { told } = channel;
    const arrived = channel.waitFor(() => told.commands >= this.commands);
    if (!arrived) this.commands = told.commands;
    if (told.aliases !== this.aliasListing) {
      this.aliasListing = told.aliases;
      this.aliases = readAliases(this.kind, told.aliases);
    }
    const line = arrived ? this.lineOf(told.commandLine, told.nextNumber) : this.typed.read();
    this.typed.drop();
    const { kind, aliases, known: exported } = this;
    listener.command(line, { kind, directory: told.directory, exported, aliases });
  }

  /** The line that runs: of bash what the history says, and where the line did not get into it, what stands on the screen. */
  private lineOf(line: string, number: string): string | null {
    if (this.kind !== 'bash') return line;
    const entry = /^\s*(\d+)[* ] ([\s\S]*?)\n?$/.exec(line);
    // Its history leaves out what begins with a blank, and what was there before.
    return entry !== null && entry[1] === number ? entry[2] : this.typed.read();
  }
}

const NOTHING: ReadonlyMap<string, string> = new Map();
