// The command line as it stands behind the prompt, read off a screen of its own: for what a shell does not tell, because its history
// leaves it out. Fed with what the shell prints from the beginning of its prompt until the command runs.
import { controlStringEnd, UNENDED } from '../redactor/control-string.ts';
import {
  beginsControlFunction,
  ControlFunction,
  INCOMPLETE,
  Kind,
  readControlFunction,
} from '../terminal/control-function.ts';
import { execute } from '../terminal/execute.ts';
import { print } from '../terminal/print.ts';
import { SENT } from '../terminal/row.ts';
import { Screen } from '../terminal/screen.ts';

/** No longer line is read: its end is what is lost. */
const ROWS = 60;
/** What a person types and a shell redraws stays below this. */
const MOST_BYTES = 1 << 20;

const NOBODY = { beforeLoss() {}, stray() {} };

export class TypedLine {
  private screen: Screen | null = null;
  private readonly fn = new ControlFunction();
  private carry: Uint8Array = new Uint8Array(0);
  private taken = 0;
  private introducer = 0;
  private start: { row: number; col: number } | null = null;

  /** A prompt begins in the first column. */
  begin(cols: number): void {
    this.screen = new Screen(cols, ROWS, NOBODY);
    this.carry = new Uint8Array(0);
    this.taken = 0;
    this.introducer = 0;
    this.start = null;
  }

  /** The prompt ends here. */
  markStart(): void {
    const { screen } = this;
    if (screen !== null) this.start = { row: screen.row, col: screen.col };
  }

  take(chunk: Uint8Array): void {
    const { screen } = this;
    if (screen === null) return;
    this.taken += chunk.length;
    if (this.taken > MOST_BYTES) {
      this.screen = null;
      return;
    }
    const bytes = this.carry.length === 0 ? chunk : Buffer.concat([this.carry, chunk]);
    this.carry = bytes.slice(this.run(screen, bytes));
  }

  /** The line as a one-byte string, or null where it can't be told; with it this prompt is done. */
  end(): string | null {
    const { screen, start } = this;
    this.screen = null;
    if (screen === null || start === null) return null;
    let text = '';
    for (let row = start.row; row <= screen.row; row++) {
      const { rows } = screen;
      for (let col = row === start.row ? start.col : 0; col < rows[row].used; col++)
        text += rows[row].ascii[col] === 0 ? ' ' : screen.textOf(rows[row].code(col));
      if (!rows[row].wrapped) text += '\n';
    }
    return text.trimEnd();
  }

  /** @returns how much of `bytes` was read. */
  private run(screen: Screen, bytes: Uint8Array): number {
    let at = 0;
    while (at < bytes.length) {
      if (this.introducer !== 0) {
        const end = controlStringEnd(bytes, at, bytes.length, this.introducer, false);
        if (end < 0) return end === UNENDED ? bytes.length : bytes.length - 1;
        this.introducer = 0;
        at = bytes[end] === 0x07 ? end + 1 : end;
      } else if (beginsControlFunction(bytes, at, bytes.length)) {
        const next = readControlFunction(bytes, at, bytes.length, this.fn);
        if (next === INCOMPLETE) return at;
        if (this.fn.kind === Kind.StringStart) this.introducer = this.fn.final;
        else execute(screen, this.fn);
        at = next;
      } else {
        const next = print(screen, bytes, at, bytes.length, SENT);
        if (next === at) return at;
        at = next;
      }
    }
    return at;
  }
}
