// Vertical borders that part a screen into panes: a token that fills a pane's last column goes on in the same pane of
// the next row. A border is a column with a border character on two rows in a row.
import type { Row } from '../terminal/row.ts';

/** `|` and the vertical box-drawing characters that tmux, vim and curses programs part windows with. */
const BORDERS: ReadonlySet<number> = new Set([0x7c, 0x2502, 0x2503, 0x2506, 0x250a, 0x2551, 0x258f, 0x2590, 0x2595]);

/** So many borders side by side are a bar, such as a meter is made of. */
const BAR = 3;

/**
 * Columns that are a border on both rows, ascending; a bar of many is none (two are a border and a scroll bar beside it).
 * Written into `into`, which is emptied first.
 */
export function sharedBorders(upper: Row, lower: Row, into: number[]): void {
  if (into.length > 0) into.length = 0;
  if (!upper.bordered || !lower.bordered) return;
  const end = Math.min(upper.used, lower.used);
  for (let col = 0; col < end; col++) {
    if (!isBorder(upper.code(col))) continue;
    let after = col + 1;
    while (after < end && isBorder(upper.code(after))) after++;
    if (after - col < BAR) {
      for (let at = col; at < after; at++) if (isBorder(lower.code(at))) into.push(at);
    }
    col = after;
  }
}

/** The columns of a row that hold a border, whatever stands beside it. */
export function bordersOf(row: Row): number[] {
  const columns: number[] = [];
  if (!row.bordered) return columns;
  for (let col = 0; col < row.used; col++) if (isBorder(row.code(col))) columns.push(col);
  return columns;
}

function isBorder(code: number): boolean {
  return (code === 0x7c || code > 0x2500) && BORDERS.has(code);
}
