// What the outer terminal is told of prompts and commands, so that it can jump between them and knows the working directory: OSC 133
// (FinalTerm's semantic prompt, as iTerm2, kitty, WezTerm and VS Code read it) and OSC 7.
import { hostname } from 'node:os';
import type { MarkKind } from './marks.ts';

/** Terminals that show what they don't know. */
const SHOWS_UNKNOWN: ReadonlySet<string> = new Set(['', 'dumb', 'linux', 'cons25', 'vt52']);

/** fish 4 writes all of this itself. */
const MARKS_ITSELF = /^fish (?:[4-9]|\d\d)\./;

export class OuterMarks {
  private readonly silent: boolean;
  /** A command has been told whose end was not. */
  private running = false;
  private directory = '';

  /** @param env of the outer terminal */
  constructor(env: NodeJS.ProcessEnv) {
    this.silent = SHOWS_UNKNOWN.has(env.TERM ?? '');
  }

  /**
   * What is written in a mark's place.
   * @param status exit status of the last command, or null
   * @param directory the shell's, as a one-byte string
   * @param shell such as `fish 4.0.2`
   */
  at(kind: MarkKind, status: number | null, directory: string, shell: string): string {
    if (this.silent || MARKS_ITSELF.test(shell)) return '';
    switch (kind) {
      case 'prompt':
        return this.directoryMark(directory);
      case 'prompt-start':
        return `${this.ending(status)}\x1b]133;A\x07`;
      case 'prompt-end':
        return '\x1b]133;B\x07';
      case 'command':
        this.running = true;
        return '\x1b]133;C\x07';
    }
  }

  private ending(status: number | null): string {
    if (!this.running) return '';
    this.running = false;
    return status === null ? '\x1b]133;D\x07' : `\x1b]133;D;${status}\x07`;
  }

  private directoryMark(directory: string): string {
    if (directory === this.directory || !directory.startsWith('/')) return '';
    this.directory = directory;
    const path = directory.replace(/[^\w/.~-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
    return `\x1b]7;file://${hostname()}${path}\x07`;
  }
}
