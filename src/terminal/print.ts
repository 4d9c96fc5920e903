// Puts text on a screen, character by character: wraps, insertion, wide and combining characters. What is overwritten
// before anybody has examined it is announced first.
import { beginsControlFunction } from './control-function.ts';
import { Bit, type Row, SENT } from './row.ts';
import type { Screen } from './screen.ts';
import { decode, decoded, encode } from './utf8.ts';
import { cellWidth, isDoubtful } from './width.ts';

/** Characters from which borders are drawn: `|`, and the box-drawing block and what follows it. */
const VERTICAL_LINE = 0x7c;
const BOX_DRAWING = 0x2500;
/** How much of what runs over the right edge is kept, in bytes. */
const MAX_OVERRUN = 512;
/** Longest cluster that is kept, in bytes: stacked combining marks beyond it are dropped from the model. */
const MAX_CLUSTER_BYTES = 64;

/**
 * Puts the text of `bytes[from, to)` at the cursor, up to the first control function.
 * @param at position of `bytes[from]` in the pending output, or `SENT` when it has left already
 * @returns the index of the first byte not taken: a control function begins there, or a UTF-8 sequence that does not end
 */
export function print(screen: Screen, bytes: Uint8Array, from: number, to: number, at: number): number {
  let index = from;
  screen.restored = false;
  while (index < to) {
    const position = at === SENT ? SENT : at + index - from;
    screen.position = position;
    if (bytes[index] < 0x80) {
      const taken = screen.charsets.plain && !screen.insertMode ? putAscii(screen, bytes, index, to, position) : 0;
      if (taken > 0) {
        index += taken;
        continue;
      }
      if (bytes[index] < 0x20 || bytes[index] === 0x7f) return index;
      const code = screen.charsets.plain ? bytes[index] : screen.charsets.translate(bytes[index]);
      put(screen, code, 1, position, code === bytes[index] ? 0 : Bit.Drawn);
      index++;
      continue;
    }
    if (bytes[index] === 0xc2 && beginsControlFunction(bytes, index, to)) return index;
    decode(bytes, index, to);
    const { code, length } = decoded;
    if (length === 0) return index;
    const width = cellWidth(code);
    if (width === 0) combine(screen, code, length, position);
    else put(screen, code, width, position, 0);
    if (isDoubtful(code)) {
      screen.grid.rows[screen.row].doubtful = true;
      screen.sure = false;
    }
    index += length;
  }
  return index;
}

/** Repeats the last printed character (REP) `count` times; returns false when there is none. */
export function repeat(screen: Screen, count: number): boolean {
  if (screen.lastPrinted === 0) return false;
  const code = screen.lastPrinted;
  const n = Math.min(count, screen.cols * screen.height);
  for (let i = 0; i < n; i++) put(screen, code, cellWidth(code), SENT, 0);
  return true;
}

/** Puts ASCII characters as far as the row goes, where nothing needs care; returns how many. */
function putAscii(screen: Screen, bytes: Uint8Array, from: number, to: number, at: number): number {
  const row = screen.grid.rows[screen.row];
  if (row.fresh || row.writing) examineBeforeReturning(screen, row);
  const { ascii, pen: pens, at: places, bits, used, examinedAt } = row;
  const { col: first, pen } = screen;
  const last = Math.min(first + to - from, screen.cols);
  const step = at === SENT ? 0 : 1;
  let place = at;
  let col = first;
  let index = from;
  // Cells without bits keep none, and those behind the row's text have none.
  for (; col < last; index++, col++) {
    const byte = bytes[index];
    if (byte >= 0x7f || byte < 0x20) break;
    if (col < used && (bits[col] !== 0 || places[col] >= examinedAt)) break;
    ascii[col] = byte;
    pens[col] = pen;
    places[col] = place;
    place += step;
    if (byte === VERTICAL_LINE) row.bordered = true;
  }
  if (col === first) return 0;
  if (col < used && (bits[col] & Bit.Tail) !== 0) row.erase(col, col + 1);
  if (at !== SENT) row.pending = row.fresh = true;
  if (first > used) row.gaps = true;
  row.writtenTo = col;
  screen.col = col;
  if (col > row.used) row.used = col;
  screen.lastPrinted = ascii[col - 1];
  row.left = false;
  if (row.overrun !== '') row.overrun = '';
  if (!row.dirty) {
    row.dirty = true;
    touchLine(screen);
  }
  return col - first;
}

function put(screen: Screen, code: number, width: number, at: number, bits: number): void {
  let overruns = false;
  if (screen.col + width > screen.cols) {
    if (width > screen.cols) return;
    if (screen.autowrap) wrap(screen);
    else if (width === 2) return;
    else overruns = true;
  }
  const row = screen.grid.rows[screen.row];
  if (overruns) screen.col = screen.cols - 1;
  const col = screen.col;
  if (row.fresh || row.writing) examineBeforeReturning(screen, row);
  examineBeforeOverwriting(screen, row, col, screen.insertMode ? screen.cols : col + width);
  if (screen.insertMode) row.insert(col, width, screen.cols);
  if (col < row.used) {
    if ((row.bits[col] & Bit.Tail) !== 0) row.erase(col - 1, col + 1);
    const after = col + width;
    if (after < screen.cols && (row.bits[after] & Bit.Tail) !== 0) row.erase(after - 1, after + 1);
  }
  if (overruns) row.overrun = (row.overrun + screen.textOf(row.code(col))).slice(-MAX_OVERRUN);
  else if (row.overrun !== '') row.overrun = '';
  row.setCode(col, code);
  row.pen[col] = screen.pen;
  row.at[col] = at;
  if (code === VERTICAL_LINE || code >= BOX_DRAWING) row.bordered = true;
  row.bits[col] = width === 2 ? Bit.Wide | bits : bits;
  if (width === 2) {
    row.ascii[col + 1] = 0;
    row.pen[col + 1] = screen.pen;
    row.at[col + 1] = SENT;
    row.bits[col + 1] = Bit.Tail;
  }
  screen.col = col + width;
  if (col > row.used) row.gaps = true;
  if (screen.col > row.used) row.used = screen.col;
  row.left = false;
  if (!row.dirty) {
    row.dirty = true;
    touchLine(screen);
  }
  if (at !== SENT) row.pending = row.fresh = true;
  row.writtenTo = screen.col;
  screen.lastPrinted = code;
}

/** A program that comes back to a row to write over some of it may destroy what it just completed there. */
function examineBeforeReturning(screen: Screen, row: Row): void {
  if (screen.col < row.used && screen.col !== row.writtenTo) screen.watcher.beforeLoss(screen.row, screen.row);
}

function examineBeforeOverwriting(screen: Screen, row: Row, from: number, to: number): void {
  if (from >= row.used || !(row.dirty || row.touched)) return;
  const end = Math.min(to, row.used);
  for (let col = from; col < end; col++) {
    if (row.at[col] >= row.examinedAt) {
      screen.watcher.beforeLoss(screen.row, screen.row);
      return;
    }
  }
}

function wrap(screen: Screen): void {
  screen.sure = true;
  const row = screen.grid.rows[screen.row];
  if (screen.col < screen.cols) row.erase(screen.col, screen.cols);
  screen.col = 0;
  screen.lineFeed();
  row.wrapped = true;
  touchLine(screen);
}

/** The cursor's row changes: what its logical line holds in the rows above is to be examined again with it. */
function touchLine(screen: Screen): void {
  const { rows } = screen.grid;
  for (let index = screen.row - 1; index >= 0 && rows[index].wrapped; index--) {
    const row = rows[index];
    row.touched = true;
    row.ahead = Math.min(row.ahead, screen.row - 1 - index);
    row.examinedAt = 0;
  }
}

function combine(screen: Screen, code: number, length: number, at: number): void {
  let col = Math.min(screen.col, screen.cols) - 1;
  const row = screen.grid.rows[screen.row];
  if (col > 0 && (row.bits[col] & Bit.Tail) !== 0) col--;
  if (col < 0 || row.ascii[col] === 0) return;
  const text = screen.textOf(row.code(col));
  const own = (row.bits[col] & Bit.Drawn) !== 0 ? 1 : text.length;
  const follows = at === SENT ? row.at[col] === SENT : at === row.at[col] + own;
  if (!follows || text.length + length > MAX_CLUSTER_BYTES) {
    if (at !== SENT) screen.watcher.stray(row, col, at, length);
    return;
  }
  row.setCode(col, screen.cluster(text + encode(code)));
  row.dirty = true;
}
