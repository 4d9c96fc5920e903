// A passage: text read off the screen in the order in which a person reads it, with the way back from each byte to its
// cell. It knows rows and columns, but no rule.
import { oneByteString } from '../terminal/one-byte.ts';
import { Bit, CLUSTER, type Row } from '../terminal/row.ts';
import type { Screen } from '../terminal/screen.ts';

const NUL = 0;
const BLANK = 0x20;

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
   */
  addCells(screen: Screen, index: number, from: number, to: number): void {
    const row = screen.rows[index];
    let end = Math.min(to, row.used);
    while (end > from && row.code[end - 1] === 0 && (row.bits[end - 1] & Bit.Tail) === 0) end--;
    this.reserve((end - from) * 4);
    const base = index * screen.cols;
    let afterText = true;
    for (let col = from; col < end; col++) {
      const code = row.code[col];
      if (code === 0) {
        if ((row.bits[col] & Bit.Tail) !== 0) continue;
        this.add(afterText ? NUL : BLANK, base + col);
        afterText = false;
        continue;
      }
      afterText = true;
      if (code < 0x80) this.add(code, base + col);
      else this.addCharacter(screen, code, base + col);
    }
  }

  private addCharacter(screen: Screen, code: number, cell: number): void {
    // Marks that combine with a character take no part in a secret: only the character itself is read.
    const text = screen.textOf(code);
    const length = code < CLUSTER ? text.length : firstLength(text);
    this.reserve(length);
    for (let i = 0; i < length; i++) this.add(text.charCodeAt(i), cell);
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

/** Bytes of the first code point of a one-byte UTF-8 string. */
function firstLength(text: string): number {
  const first = text.charCodeAt(0);
  return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/** Whether the row's text reaches column `col`: something stands in it. */
export function reaches(row: Row, col: number): boolean {
  return col < row.used && (row.code[col] !== 0 || (row.bits[col] & Bit.Tail) !== 0) && row.code[col] !== BLANK;
}

/** The first column in [from, to) that is not blank, or `to`. */
export function firstColumn(row: Row, from: number, to: number): number {
  const end = Math.min(to, row.used);
  let col = from;
  while (col < end && (row.code[col] === 0 || row.code[col] === BLANK)) col++;
  return col < end ? col : to;
}
