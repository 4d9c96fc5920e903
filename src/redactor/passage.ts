// A passage: text read off the screen in the order in which a person reads it, with the way back from each byte to its
// cell. It knows rows and columns, but no rule.
import { oneByteString } from '../terminal/one-byte.ts';
import { Bit, type Row } from '../terminal/row.ts';
import { firstCharacter, type Screen } from '../terminal/screen.ts';

const NUL = 0;
const BLANK = 0x20;

/** Stands in place of a cell where a byte is not on the screen. */
export const NO_CELL = -1;

/** A growing text of cells. Reused: building one allocates only when it outgrows all before it. */
export class Passage {
  bytes = new Uint8Array(1024);
  /** Row and column of each byte's cell, as `row * cols + col`. */
  cells = new Int32Array(1024);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  /** The text as a one-byte string. */
  get text(): string {
    return oneByteString(this.bytes, 0, this.length);
  }

  /**
   * Adds the cells [from, to) of a row. A gap that was never written reads as one NUL and blanks; gaps at the end read
   * as nothing.
   * @param withMark what looks like the mark of a cut line in the last column is text
   */
  addCells(screen: Screen, index: number, from: number, to: number, withMark = false): void {
    const row = screen.rows[index];
    const end = textEnd(row, from, to, withMark);
    this.reserve((end - from) * 4);
    const base = index * screen.cols;
    const last = row.overrun === '' ? end : Math.min(end, screen.cols - 1);
    let col = this.addSimple(row, base, from, last);
    while (col < end) {
      if (row.overrun !== '' && col === screen.cols - 1) this.addText(row.overrun);
      if (row.ascii[col] !== 0) this.addCharacter(screen, row.code(col), base + col);
      col = this.addSimple(row, base, col + 1, last);
    }
  }

  /** Adds cells as long as they hold ASCII or nothing, which most do; returns the column of the first that does not. */
  private addSimple(row: Row, base: number, from: number, end: number): number {
    const { ascii, bits } = row;
    const { bytes, cells } = this;
    let { length } = this;
    let col = from;
    for (; col < end; col++) {
      let byte = ascii[col];
      if (byte >= 0x80) break;
      if (byte === 0) {
        if ((bits[col] & Bit.Tail) !== 0) break;
        byte = length === 0 || (col > from && ascii[col - 1] === 0) ? BLANK : NUL;
      }
      bytes[length] = byte;
      cells[length++] = base + col;
    }
    this.length = length;
    return col;
  }

  /** Adds text that stands in no cell of the screen. */
  addText(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i), NO_CELL);
  }

  private addCharacter(screen: Screen, code: number, cell: number): void {
    // Marks that combine with a character take no part in a secret: only the character itself is read.
    const text = firstCharacter(screen.textOf(code));
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i), cell);
  }

  private add(byte: number, cell: number): void {
    this.bytes[this.length] = byte;
    this.cells[this.length++] = cell;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const size = (this.length + count) * 2;
    const bytes = new Uint8Array(size);
    bytes.set(this.bytes);
    this.bytes = bytes;
    const cells = new Int32Array(size);
    cells.set(this.cells);
    this.cells = cells;
  }
}

/** Where the text in the cells [from, to) of a row ends, the mark of a cut line left out. */
function textEnd(row: Row, from: number, to: number, withMark = false): number {
  let end = Math.min(to, row.used);
  if (!withMark && end === row.cols && !row.wrapped && isCutMark(row, end - 1)) end--;
  while (end > from && row.ascii[end - 1] === 0 && (row.bits[end - 1] & Bit.Tail) === 0) end--;
  return end;
}

/** The text of a row of nothing but ASCII, read without the way back to its cells: what most rows need. */
export class AsciiLine {
  bytes: Uint8Array = new Uint8Array(0);
  from = 0;
  to = 0;
  private scratch = new Uint8Array(0);

  /** Reads the row up to column `end`; false where it holds more than ASCII. */
  read(row: Row, end: number): boolean {
    if (!row.isAscii || row.overrun !== '') return false;
    const { ascii } = row;
    this.to = textEnd(row, 0, end);
    this.from = 0;
    this.bytes = ascii;
    if (row.gaps) this.readGaps(ascii);
    return true;
  }

  /** A gap reads as it does in a passage: nothing before the text, and a NUL and blanks in it. */
  private readGaps(ascii: Uint8Array): void {
    while (this.from < this.to && ascii[this.from] === 0) this.from++;
    const gap = ascii.indexOf(0, this.from);
    if (gap < 0 || gap >= this.to) return;
    if (this.scratch.length < ascii.length) this.scratch = new Uint8Array(ascii.length);
    const bytes = this.scratch;
    bytes.set(ascii);
    for (let at = gap + 1; at < this.to; at++) if (ascii[at] === 0 && ascii[at - 1] === 0) bytes[at] = BLANK;
    this.bytes = bytes;
  }
}

/** Whether the row's text reaches column `col`: something stands in it. */
export function reaches(row: Row, col: number): boolean {
  return col < row.used && (row.ascii[col] !== 0 || (row.bits[col] & Bit.Tail) !== 0) && row.ascii[col] !== BLANK;
}

/** Whether the text that ends before column `end` may go on in the next row: it fills its row, but for one blank. */
export function runsInto(row: Row, end: number): boolean {
  if (reaches(row, end - 1)) return true;
  const blank = row.ascii[end - 1] === BLANK || (end < row.cols && row.ascii[end - 1] === 0);
  return end > 1 && blank && reaches(row, end - 2);
}

/** What editors and pagers put into the last column where a line goes on beyond it, or in the next row: `>`, `$`, `\`. */
const CUT_MARKS: ReadonlySet<number> = new Set([0x3e, 0x24, 0x5c]);

/** Whether the cell, the last of its row or pane, holds such a mark behind text. */
export function isCutMark(row: Row, col: number): boolean {
  return col > 0 && CUT_MARKS.has(row.code(col)) && reaches(row, col - 1);
}

/** What finders and editors put before a line that goes on in the next row: `↳`, `↪`, `↩`, `⤷`. */
const WRAP_MARKS: ReadonlySet<number> = new Set([0x21b3, 0x21aa, 0x21a9, 0x2937]);

/** The first column in [from, to) that is not blank and no mark of a line that goes on, or `to`. */
function firstColumn(row: Row, from: number, to: number): number {
  const end = Math.min(to, row.used);
  let col = from;
  while (col < end && (row.ascii[col] === 0 || row.ascii[col] === BLANK || WRAP_MARKS.has(row.code(col)))) col++;
  return col < end ? col : to;
}

/** As `firstColumn`, behind the line number that both rows have, as pagers repeat it where a line goes on. */
export function goesOnAt(upper: Row, lower: Row, from: number, to: number): number {
  const first = firstColumn(lower, from, to);
  let col = first;
  while (col < to && isDigit(lower.code(col)) && lower.code(col) === upper.code(col)) col++;
  const numbered =
    col > first && firstColumn(upper, from, to) === first && isGap(upper.code(col)) && isGap(lower.code(col));
  return numbered ? firstColumn(lower, col, to) : first;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isGap(code: number): boolean {
  return code === 0 || code === BLANK || code === 0x3a || code === 0x7c || code === 0x2502;
}
