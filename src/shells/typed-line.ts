// The command line as it stands behind the prompt, read off a screen of its own: for what a shell does not tell, because its history
// leaves it out. Keeps what the shell prints from the beginning of its prompt until the command runs; read only when it is asked for.
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
  private readonly fn = new ControlFunction();
  /** What came since the prompt began; null where none has, and where it is too much. */
  private pieces: Uint8Array[] | null = null;
  private taken = 0;
  private cols = 1;
  private introducer = 0;
  /** How many bytes of it are the prompt; -1 until it has ended. */
  private prompt = -1;

  /** A prompt begins in the first column. */
  begin(cols: number): void {
    this.cols = cols;
    this.pieces = [];
    this.taken = 0;
    this.prompt = -1;
  }

  /** The prompt ends here. */
  markStart(): void {
    this.prompt = this.taken;
  }

  take(chunk: Uint8Array): void {
    if (this.pieces === null) return;
    this.taken += chunk.length;
    if (this.taken > MOST_BYTES) this.pieces = null;
    else this.pieces.push(Buffer.from(chunk));
  }

  /** The command runs: this prompt is done. */
  drop(): void {
    this.pieces = null;
  }

  /** The line as a one-byte string, or null where it can't be told. */
  read(): string | null {
    const { pieces, prompt } = this;
    if (pieces === null || prompt < 0) return null;
    const bytes = Buffer.concat(pieces);
    const screen = new Screen(this.cols, ROWS, NOBODY);
    this.introducer = 0;
    const unread = this.run(screen, bytes.subarray(0, prompt));
    const start = { row: screen.row, col: screen.col };
    this.run(screen, bytes.subarray(unread));
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
