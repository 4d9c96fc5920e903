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
  /** How many rows have gone off its top. */
  scrolled = 0;
  /** Text of the top row's logical line that has scrolled off, as a one-byte string. */
  above = '';

  constructor(cols: number, rows: number) {
    this.rows = Array.from({ length: rows }, () => new Row(cols));
    this.bottom = rows - 1;
  }

  /** Takes another size; what stood at row `shift` stands at the top. Where anything stands is then a guess. */
  resize(cols: number, rows: number, shift: number): void {
    const resized = Array.from({ length: rows }, () => new Row(cols));
    for (let i = 0; i < rows && i + shift < this.rows.length; i++) {
      const from = this.rows[i + shift];
      resized[i].copyFrom(from);
      resized[i].wrapped = from.wrapped;
      resized[i].note = from.note;
      resized[i].loose = true;
    }
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
  /** `Grid.scrolled` at that moment: some terminals keep a saved cursor with the text that it stood in. */
  readonly scrolled: number;
  /** The cursor's row, where it is not known on which row of the terminal that stands. */
  readonly line: Row | null;
}
