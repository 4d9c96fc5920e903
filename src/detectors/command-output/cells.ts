// The cells of a row of a table that is drawn with `|` or box characters, or whose columns blanks keep apart.

export interface Cell {
  readonly start: number;
  readonly end: number;
}

const BORDER = /\||\xe2\x94[\x82\x83]|\xe2\x95\x91/g;
const GAP = /\t| {2,}/g;

/** The cells between borders, blanks around them left out; none where no border begins the row. */
export function cellsOf(text: string): Cell[] {
  if (!/^\s*(?:\||\xe2\x94[\x82\x83]|\xe2\x95\x91)/.test(text)) return [];
  const cells: Cell[] = [];
  let from = -1;
  BORDER.lastIndex = 0;
  for (let border = BORDER.exec(text); border !== null; border = BORDER.exec(text)) {
    if (from >= 0) add(cells, text, from, border.index);
    from = border.index + border[0].length;
  }
  // The row is still being written.
  if (from >= 0 && text.slice(from).trim() !== '') add(cells, text, from, text.length);
  return cells;
}

/** Columns that two blanks or a tab keep apart. */
export function columnsOf(text: string): Cell[] {
  const columns: Cell[] = [];
  let from = 0;
  GAP.lastIndex = 0;
  for (let gap = GAP.exec(text); gap !== null; gap = GAP.exec(text)) {
    add(columns, text, from, gap.index);
    from = gap.index + gap[0].length;
  }
  add(columns, text, from, text.length);
  return columns.filter(({ start, end }) => end > start);
}

function add(cells: Cell[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (end > start && /\s|\0/.test(text[end - 1])) end--;
  while (start < end && /\s|\0/.test(text[start])) start++;
  // Double borders make no cell.
  if (to > from) cells.push({ start, end });
}
