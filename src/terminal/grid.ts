// One of a terminal's two grids of cells (main and alternate), with the state that a terminal keeps per grid.
import type { Charsets } from './charset.ts';
import { Row } from './row.ts';

/** One of the two grids, with the state that a terminal keeps per grid. */
export class Grid {
  rows: Row[];
  anchored = false;
  top = 0;
  bottom: number;
  /** Lowest row that the cursor has reached since the grid was forgotten. */
  lowest = 0;
  saved: Saved | null = null;
  /** Text of the top row's logical line that has scrolled off, as a one-byte string. */
  above = '';

  constructor(cols: number, rows: number) {
    this.rows = Array.from({ length: rows }, () => new Row(cols));
    this.bottom = rows - 1;
  }

  /** Takes another size; what stood at row `shift` stands at the top. Where anything stands is then a guess. */
  resize(cols: number, rows: number, shift: number): void {
    const resized = Array.from({ length: rows }, () => new Row(cols));
    for (let i = 0; i < rows && i + shift < this.rows.length; i++) copyCells(this.rows[i + shift], resized[i]);
    this.rows = resized;
    this.top = 0;
    this.bottom = rows - 1;
    this.lowest = Math.min(this.lowest, rows - 1);
  }
}

/** What DECSC keeps. */
export interface Saved {
  readonly row: number;
  readonly col: number;
  readonly pen: number;
  readonly charsets: Charsets;
  readonly origin: boolean;
  readonly anchored: boolean;
  /** The cursor's row, where it is not known on which row of the terminal that stands. */
  readonly line: Row | null;
}

function copyCells(from: Row, to: Row): void {
  const n = Math.min(from.cols, to.cols);
  to.code.set(from.code.subarray(0, n));
  to.pen.set(from.pen.subarray(0, n));
  to.bits.set(from.bits.subarray(0, n));
  to.used = Math.min(from.used, n);
  to.wrapped = from.wrapped;
  to.covered = from.covered;
  to.bordered = from.bordered;
  to.loose = true;
}
