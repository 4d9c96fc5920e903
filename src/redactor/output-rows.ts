// Which rows of the screen hold the output of a command of which something is known, and what each line of it leaves to the
// next, also where the rows before it have gone.
import { type OpenOutput, type OutputPolicy, openOutput, outputBehind } from '../detectors/command-output.ts';
import { type LineContext, withOutput } from '../detectors/line-context.ts';
import { oneByteString } from '../terminal/one-byte.ts';
import type { Row } from '../terminal/row.ts';
import type { Screen } from '../terminal/screen.ts';
import { NO_CELL, type Passage } from './passage.ts';

const WHOLE_ROW = Number.MAX_SAFE_INTEGER;

/** What is remembered about a row. */
class RowNote {
  /** What the line before it left, where the rows above no longer tell: they show masks only. */
  entered: LineContext | null = null;
  /** So many columns of it stood there before the command began. */
  before = 0;
  /** What stood there, as long as nothing else does: else the row is the command's. */
  older = '';
  /** The command's output as it is where the row begins. */
  output: OpenOutput | null = null;
}

export class OutputRows {
  private policy: OutputPolicy | null = null;
  /** A row that stood there before the command was passed in this examination. */
  private passedOlder = false;

  get active(): boolean {
    return this.policy !== null;
  }

  /** What comes is typed at a shell's prompt. */
  get typing(): boolean {
    return this.policy?.typed === true;
  }

  /** The command begins at the cursor of `screen`, or, with null, where plain text goes on. */
  begin(policy: OutputPolicy, screen: Screen | null, context: LineContext | null): LineContext | null {
    this.policy = policy;
    if (screen !== null) {
      const { rows, row: cursor } = screen;
      rows.forEach((row, index) => {
        if (index !== cursor) setOlder(row);
      });
      if (screen.col > 0) noteOf(rows[cursor]).before = screen.col;
      if (screen.onAlternate) for (const row of screen.main.rows) setOlder(row);
    }
    return withOutput(context, openOutput(policy));
  }

  end(screen: Screen | null, context: LineContext | null): LineContext | null {
    if (this.policy === null) return context;
    this.policy = null;
    for (const grid of screen === null ? [] : [screen.main, screen.alternate]) {
      for (const row of grid.rows) row.note = withoutOutput(row.note);
    }
    return withOutput(context, null);
  }

  /** The live regime begins in the cursor's row; what stands above was shown as plain lines, and is decided. */
  enter(screen: Screen, context: LineContext | null): void {
    const { rows, row: cursor } = screen;
    rows[cursor].note = context === null ? null : entered(context);
    if (this.policy === null) return;
    let first = cursor;
    while (first > 0 && rows[first - 1].wrapped) first--;
    if (first < cursor && context !== null) {
      rows[cursor].note = null;
      rows[first].note = entered(context);
    }
    for (let index = 0; index < first; index++) setOlder(rows[index]);
  }

  /** An examination of the screen starts at its top. */
  start(): void {
    this.passedOlder = false;
  }

  /** What is left to the line that begins in row `top`. */
  before(screen: Screen, top: number, context: LineContext | null): LineContext | null {
    const row = screen.rows[top];
    if (row.note === null && this.policy === null) return context;
    const note = row.note instanceof RowNote ? row.note : null;
    const begun = note?.entered ?? context;
    if (this.policy === null) return begun;
    if (note !== null && note.before === WHOLE_ROW && note.older !== contentOf(row)) note.before = 0;
    if (note !== null && note.before === WHOLE_ROW) {
      this.passedOlder = true;
      return withOutput(begun, null);
    }
    if (note !== null && note.entered !== null) return begun;
    const output = context?.output ?? this.firstOutput(note, this.policy);
    noteOf(row).output = output;
    return withOutput(context, output);
  }

  private firstOutput(note: RowNote | null, policy: OutputPolicy): OpenOutput {
    if (this.passedOlder || (note !== null && note.before > 0)) return openOutput(policy);
    return note?.output ?? outputBehind(policy);
  }

  /** What is left to the line below the screen's last one. */
  goOn(context: LineContext | null): LineContext | null {
    const { policy } = this;
    return policy === null || (context?.output ?? null) !== null ? context : withOutput(context, openOutput(policy));
  }

  /** How much of the text of the line that begins in row `top` stood there before the command. */
  skipped({ rows, cols }: Screen, top: number, { cells, length }: Passage): number {
    const { note } = rows[top];
    if (!(note instanceof RowNote) || note.before === 0) return 0;
    let at = 0;
    while (at < length && (cells[at] === NO_CELL || cells[at] < top * cols + note.before)) at++;
    return at;
  }
}

function noteOf(row: Row): RowNote {
  if (!(row.note instanceof RowNote)) row.note = new RowNote();
  return row.note as RowNote;
}

/** What stands in a row that has text stood there before the command. */
function setOlder(row: Row): void {
  if (row.used === 0) return;
  const note = noteOf(row);
  note.before = WHOLE_ROW;
  note.older = contentOf(row);
}

/** Enough of a row to tell whether it was written anew. */
function contentOf({ ascii, used }: Row): string {
  return oneByteString(ascii, 0, used);
}

function entered(context: LineContext): RowNote {
  const note = new RowNote();
  note.entered = context;
  return note;
}

function withoutOutput(note: unknown): unknown {
  const context = note instanceof RowNote ? withOutput(note.entered, null) : null;
  return context === null ? null : entered(context);
}
