// Decides which cells of the screen are covered. It reads the rows that changed as a person would (over soft wraps, pane
// edges and blocks of many lines), asks the examiner, and sets each cell's cover bits. It writes nothing.
import { continuesBlock, followBlock, type OpenBlock } from '../detectors/block.ts';
import { type Examiner, merge } from '../detectors/examiner.ts';
import type { Finding } from '../detectors/finding.ts';
import { Bit, COVERS, type Row } from '../terminal/row.ts';
import type { Screen } from '../terminal/screen.ts';
import { sharedBorders } from './panes.ts';
import { goesOnAt, isCutMark, NO_CELL, Passage, reaches, runsInto } from './passage.ts';

/** Told of each secret found on the screen: the text, where in it, and whether it's still being written. */
export type Sighting = (finding: Finding, text: string) => void;

/** Shortest piece of a secret that is known by itself. */
const SHORTEST_PIECE = 10;

/** How many mask characters a secret shows in the `fixed` style. */
export const FIXED_LENGTH = 3;

/** The block that is open before a row, where the rows above no longer tell: they show masks only. */
class BlockNote {
  constructor(readonly open: OpenBlock | null) {}
}

export class Masker {
  /** The block that was open when the last line was examined, for the line that comes next. */
  block: OpenBlock | null = null;
  /** A block whose beginning was seen and whose end was not: its middle may turn up anywhere. */
  private unfinished: OpenBlock | null = null;
  private blocksOnScreen = false;
  private readonly line = new Passage();
  private readonly seam = new Passage();
  private readonly borders: number[] = [];

  constructor(
    private readonly examiner: Examiner,
    private readonly fixed: boolean,
    private readonly sighted: Sighting,
  ) {}

  /**
   * Examines what changed (or everything) and decides anew for it.
   * @param top only what changed in rows [top, bottom] and what is read together with them is needed now
   * @param examined called for each row whose cells were decided anew
   */
  examine(
    screen: Screen,
    everything: boolean,
    top: number,
    bottom: number,
    examined: (row: Row, index: number) => void,
  ): void {
    const all = everything || this.blocksOnScreen || this.block !== null;
    if (!all && this.pass(screen, top, bottom, false, examined)) return;
    this.pass(screen, 0, screen.height - 1, true, examined);
  }

  /** Notes what a complete plain line did to blocks of many lines. */
  leaveBlock(open: OpenBlock | null, text: string): void {
    if (open !== null) this.unfinished = open;
    else if (text.includes('-----')) this.unfinished = null;
    this.block = open;
  }

  /** Text goes on in a row whose predecessors were shown as plain lines. */
  enter(row: Row): void {
    row.note = this.block === null ? null : new BlockNote(this.block);
  }

  /** One pass over the groups of rows that are read together; false when a block began and all must be read. */
  private pass(
    screen: Screen,
    top: number,
    bottom: number,
    all: boolean,
    examined: (row: Row, index: number) => void,
  ): boolean {
    const { height } = screen;
    let open: OpenBlock | null = null;
    if (all) this.blocksOnScreen = false;
    for (let index = top; index <= bottom; index++) {
      const { dirty, touched, writing } = screen.rows[index];
      if (!all && !dirty && !touched && !writing) continue;
      let first = index;
      while (first > 0 && this.linked(screen, first - 1)) first--;
      let last = index;
      while (last + 1 < height && this.linked(screen, last)) last++;
      for (let at = first; at <= last; at++) {
        screen.rows[at].writing = false;
        uncoverRow(screen.rows[at]);
      }
      const after = this.decideLines(screen, first, last, all ? open : undefined);
      if (after === undefined) return false;
      open = after;
      if (last > first) this.decideSeams(screen, first, last);
      if (this.fixed) for (let at = first; at <= last; at++) shorten(screen, at);
      for (let at = first; at <= last; at++) examined(screen.rows[at], at);
      index = last;
    }
    if (all) this.block = open;
    return true;
  }

  /** Whether row `index` and the next may have to be read together. */
  private linked(screen: Screen, index: number): boolean {
    const upper = screen.rows[index];
    if (upper.used === 0) return false;
    if (upper.wrapped) return true;
    const lower = screen.rows[index + 1];
    if (lower.used === 0) return false;
    if (runsInto(upper, screen.cols)) return true;
    sharedBorders(upper, lower, this.borders);
    return this.borders.some((border) => border > 0 && runsInto(upper, border));
  }

  /**
   * Decides for the logical lines in rows [first, last].
   * @param open the block open before them; `undefined` where blocks are not followed
   * @returns the block open after them; `undefined` when a block begins that should have been followed
   */
  private decideLines(
    screen: Screen,
    first: number,
    last: number,
    open: OpenBlock | null | undefined,
  ): OpenBlock | null | undefined {
    const { line } = this;
    let block: OpenBlock | null = open ?? null;
    for (let top = first; top <= last; ) {
      const { note } = screen.rows[top];
      if (note instanceof BlockNote) block = note.open;
      const above = top === 0 ? screen.grid.above : '';
      if (above !== '') {
        // What stands there may have been written anew since: it is read by itself, too.
        const end = this.readLine(screen, top, last, '');
        if (this.examiner.suspects(line.bytes, 0, line.length))
          this.coverLine(screen, line.text, screen.rows[end].left);
      }
      const bottom = this.readLine(screen, top, last, above);
      // Rows without text are no lines: they neither go on with a block nor end it.
      const suspect = line.length > 0 && this.examiner.suspects(line.bytes, 0, line.length);
      if (line.length > 0 && (suspect || block !== null || this.unfinished !== null)) {
        const { text } = line;
        if (suspect) this.coverLine(screen, text, screen.rows[bottom].left);
        if (open === undefined) {
          if (mayBeginBlock(text) || this.continues(text)) return undefined;
        } else block = this.followBlock(screen, text, block);
      }
      this.coverWritten(screen, top, bottom, above);
      top = bottom + 1;
    }
    return block;
  }

  /** What is written over older text ends at the cursor for now, whatever stands behind it. */
  private coverWritten(screen: Screen, top: number, bottom: number, above: string): void {
    const { line } = this;
    const { row, col } = screen;
    if (row < top || row > bottom || !isWrittenInto(screen)) return;
    line.clear();
    line.addText(above);
    for (let at = top; at < row; at++) line.addCells(screen, at, 0, screen.cols);
    line.addCells(screen, row, 0, col);
    if (line.length === 0 || !this.examiner.suspects(line.bytes, 0, line.length)) return;
    const { text } = line;
    const open = this.find(text).filter((finding) => finding.open && finding.end === text.length);
    this.cover(screen, line, open, text, false);
  }

  /** Reads the logical line that begins in row `top`, behind what of it has scrolled off; returns its last row. */
  private readLine(screen: Screen, top: number, last: number, above: string): number {
    const { line } = this;
    line.clear();
    line.addText(above);
    let bottom = top;
    line.addCells(screen, top, 0, screen.cols);
    while (bottom < last && screen.rows[bottom].wrapped) {
      if (hasGapAtEnd(screen.rows[bottom], screen.rows[bottom + 1])) line.addText('\0');
      line.addCells(screen, ++bottom, 0, screen.cols);
    }
    return bottom;
  }

  /** @param left the program went on to another line: what it wrote here is whole, though more may still be painted */
  private coverLine(screen: Screen, text: string, left: boolean): void {
    const findings = this.find(text);
    this.cover(screen, this.line, findings, text);
    if (!left || !findings.some(({ open }) => open)) return;
    for (const finding of this.examiner.find(text, true)) this.sighted(finding, text);
  }

  /** What is found in a text of the screen: a gap in it may be an end that is open, or the blank between two words. */
  private find(text: string): Finding[] {
    const findings = this.examiner.find(text, false);
    if (!text.includes('\0')) return findings;
    return merge([...findings, ...this.examiner.find(text.replaceAll('\0', ' '), false)]);
  }

  private continues(text: string): boolean {
    return this.unfinished !== null && continuesBlock(text, this.unfinished);
  }

  private followBlock(screen: Screen, text: string, before: OpenBlock | null): OpenBlock | null {
    const open = before ?? (this.continues(text) ? this.unfinished : null);
    if (open === null && !mayBeginBlock(text)) return null;
    const step = followBlock(text, open);
    this.cover(screen, this.line, step.findings, text);
    if (step.open !== null || step.findings.length > 0) this.blocksOnScreen = true;
    if (step.open !== null) this.unfinished = step.open;
    else if (text.includes('-----')) this.unfinished = null;
    return step.open;
  }

  /** Decides for tokens that run over a pane's right edge without a soft wrap. */
  private decideSeams(screen: Screen, first: number, last: number): void {
    const seen = new Set<number>();
    for (let index = first; index < last; index++) {
      sharedBorders(screen.rows[index], screen.rows[index + 1], this.borders);
      const edges = [-1, ...this.borders, screen.cols];
      for (let i = 0; i + 1 < edges.length; i++) {
        const from = edges[i] + 1;
        const to = edges[i + 1];
        if (to > from && !seen.has(index * screen.cols + from)) this.decideSeam(screen, index, last, from, to, seen);
      }
    }
  }

  /** Reads one pane's rows from `index` on, as long as each runs into the next. */
  private decideSeam(screen: Screen, index: number, last: number, from: number, to: number, seen: Set<number>): void {
    const columns = [from];
    let padded = to < screen.cols;
    let hard = from > 0 || to < screen.cols;
    // What begins a row after blanks goes on behind a margin that all rows share, or it is the next word.
    let margin = to;
    for (let at = index; at < last && runsInto(screen.rows[at], to); at++) {
      const column = goesOnAt(screen.rows[at], screen.rows[at + 1], from, to);
      if (column >= to) break;
      columns.push(column);
      padded &&= !reaches(screen.rows[at], to - 1);
      margin = Math.min(margin, column);
      hard ||= column > from || !screen.rows[at].wrapped;
      seen.add((at + 1) * screen.cols + from);
    }
    // A pane cuts its rows off at its border, or, as finders do, a column before it.
    for (let i = 0; to < screen.cols && i < columns.length; i++) {
      const end = reaches(screen.rows[index + i], to - 1) ? to : to - 1;
      if (reaches(screen.rows[index + i], end - 1)) this.readSeam(screen, index + i, [columns[i]], end, '');
    }
    const written = screen.row - index;
    if (hard && written > 0 && written < columns.length && isWrittenInto(screen) && screen.col < to) {
      const end = padded ? to - 1 : to;
      this.readSeam(screen, index, columns.slice(0, written + 1), end, '', screen.col);
    }
    if (!hard || this.readSeam(screen, index, columns, to, '')) return;
    padded &&= runsInto(screen.rows[index], to) && !reaches(screen.rows[index], to - 1);
    if (padded && this.readSeam(screen, index, columns, to - 1, '')) return;
    if (columns.every((column) => column === from)) return;
    const shared = columns.map((column) => Math.min(column, margin));
    const ragged = columns.some((column) => column > margin);
    if (ragged && this.readSeam(screen, index, shared, to, '')) return;
    this.readSeam(screen, index, columns, to, ' ');
  }

  /** Reads rows from `index` on, each from its column to `to`, the last to `until`; returns whether anything was found. */
  private readSeam(
    screen: Screen,
    index: number,
    columns: readonly number[],
    to: number,
    margin: string,
    until = to,
  ): boolean {
    const { seam } = this;
    const [from] = columns;
    const starts: number[] = [];
    seam.clear();
    for (let i = 0; i < columns.length; i++) {
      starts.push(seam.length);
      const row = screen.rows[index + i];
      if (columns[i] > from) seam.addText(margin);
      const end = i + 1 < columns.length ? to : until;
      const cut = isCutMark(row, end - 1) && (!row.wrapped || to < screen.cols);
      seam.addCells(screen, index + i, columns[i], cut ? end - 1 : end);
    }
    if (!this.examiner.suspects(seam.bytes, 0, seam.length)) return false;
    const { text } = seam;
    const crossing: Finding[] = [];
    for (const finding of this.find(text)) {
      const end = this.endOverSeams(screen, starts, finding);
      if (end > (starts[1] ?? 0)) crossing.push(end === finding.end ? finding : { ...finding, end, open: false });
    }
    this.cover(screen, seam, crossing, text, false);
    return crossing.length > 0;
  }

  /**
   * How far a finding reaches over hard seams: what it takes of a row must not look like the beginning of a line of its
   * own, unless there is no secret without it or the program painted the rows without ending the one above.
   */
  private endOverSeams(screen: Screen, starts: readonly number[], finding: Finding): number {
    const { seam } = this;
    let { end } = finding;
    for (let i = starts.length - 1; i > 0; i--) {
      const start = starts[i];
      if (start >= end || finding.end < start) continue;
      const cell = seam.cells[start - 1];
      if (cell === NO_CELL) break;
      const row = screen.rows[Math.floor(cell / screen.cols)];
      if (row.wrapped || !row.left) break;
      // What is still being written is not the next line's beginning, where there is nothing without it.
      const wholeWithout = finding.start < start && (row.bits[cell % screen.cols] & Bit.Kept) !== 0;
      if (!wholeWithout && finding.open && finding.end === end) break;
      const piece = seam.text.slice(Math.max(start, finding.start), end);
      if (wholeWithout ? looksRandom(firstWord(piece)) : finding.certainty === 'certain' || !looksLikeWord(piece))
        break;
      end = start;
    }
    return end;
  }

  private cover(screen: Screen, passage: Passage, findings: readonly Finding[], text: string, sure = true): void {
    const { cells } = passage;
    const { cols } = screen;
    for (const finding of findings) {
      const writing = this.isBeingWritten(screen, passage, finding);
      const whole = finding.shown === 0 && !writing;
      // A whole secret stays covered even when what surrounds it, or a part of it, is overwritten.
      const kept = sure && (whole || (finding.shown === 0 && finding.certainty === 'certain'));
      const bits = kept ? Bit.Covered | Bit.Kept : Bit.Covered;
      for (let at = finding.start + finding.shown; at < finding.end; at++) {
        if (cells[at] === NO_CELL) continue;
        const row = screen.rows[Math.floor(cells[at] / cols)];
        row.bits[cells[at] % cols] |= bits;
        row.covered = true;
        if (writing) row.writing = true;
      }
      if (whole) {
        this.sighted(finding, text);
        this.sightPieces(screen, passage, finding, text);
      }
    }
  }

  /** What of a secret stands in each of its rows may later stand there alone, when the row above has scrolled away. */
  private sightPieces(screen: Screen, { cells }: Passage, finding: Finding, text: string): void {
    const rowOf = (at: number) => Math.floor(cells[at] / screen.cols);
    if (rowOf(finding.start) === rowOf(finding.end - 1)) return;
    for (let start = finding.start; start < finding.end; ) {
      let end = start + 1;
      while (end < finding.end && rowOf(end) === rowOf(start)) end++;
      const piece = text.slice(start, end);
      if (piece.length >= SHORTEST_PIECE && looksRandom(piece)) {
        this.sighted({ ...finding, start, end, certainty: 'certain' }, text);
      }
      start = end;
    }
  }

  /** An open secret right before the cursor is not whole yet: only what came so far is known of it. */
  private isBeingWritten(screen: Screen, passage: Passage, finding: Finding): boolean {
    if (!finding.open || finding.end === 0) return false;
    const last = passage.cells[finding.end - 1];
    if (last === NO_CELL) return false;
    const row = Math.floor(last / screen.cols);
    // A cursor in the first column of the next row is right behind the text only where the text wraps.
    const cursor = (screen.row - row) * screen.cols + screen.col;
    if (screen.row > row && !screen.rows[row].wrapped) return false;
    const next = (last % screen.cols) + 1;
    return next === cursor || next + 1 === cursor;
  }
}

/** Whether the cursor stands right behind what was written last, and before older text. */
function isWrittenInto({ rows, row, col }: Screen): boolean {
  return col < rows[row].used && col === rows[row].writtenTo;
}

/** Whether a wrapped row has lost its end since: a single blank column before a wide character was always there. */
function hasGapAtEnd(row: Row, next: Row): boolean {
  const last = row.cols - 1;
  if (last < row.used && (row.code[last] !== 0 || (row.bits[last] & Bit.Tail) !== 0)) return false;
  return (
    (next.bits[0] & Bit.Wide) === 0 || (last > 0 && row.code[last - 1] === 0 && (row.bits[last - 1] & Bit.Tail) === 0)
  );
}

function mayBeginBlock(text: string): boolean {
  return text.includes('BEGIN') || text.includes('Private-Lines') || text.includes('PuTTY');
}

/** The characters that a key is made of, from the beginning on. */
function firstWord(text: string): string {
  return /^[\w+/-]*/.exec(text)![0];
}

/** Letters and digits mixed, as in keys and seldom in the words and host names that begin a line. */
function looksRandom(text: string): boolean {
  if (text.length < 4 || !/\d/.test(text)) return false;
  return (/[a-z]/.test(text) && /[A-Z]/.test(text)) || (text.length >= 12 && /[A-Za-z]/.test(text));
}

/** A word or a number such as a line begins with, rather than a piece of a key. */
function looksLikeWord(text: string): boolean {
  return /^(?:[A-Z]?[a-z]*|[A-Z]+|\d+)(?:[-_./:+](?:[A-Z]?[a-z]*|[A-Z]+|\d+))*$/.test(text);
}

function uncoverRow(row: Row): void {
  if (!row.covered) return;
  for (let col = 0; col < row.used; col++) {
    row.bits[col] = (row.bits[col] & ~COVERS) | ((row.bits[col] & Bit.Kept) !== 0 ? Bit.Covered : 0);
  }
}

/** The `fixed` style: of a secret with nothing behind it on its row only the first columns show the mask. */
function shorten(screen: Screen, index: number): void {
  const row = screen.rows[index];
  if (!row.covered || row.wrapped) return;
  let end = row.used;
  while (end > 0 && (row.code[end - 1] === 0 || row.code[end - 1] === 0x20) && (row.bits[end - 1] & Bit.Tail) === 0) {
    end--;
  }
  let start = end;
  while (start > 0 && (row.bits[start - 1] & (Bit.Covered | Bit.Tail)) !== 0) start--;
  for (let col = start + FIXED_LENGTH; col < end; col++) {
    row.bits[col] = (row.bits[col] & ~Bit.Covered) | Bit.Blanked;
  }
}
