// The grid of cells, the cursor and the modes that decide where text goes: what the outer terminal shows, as far as it
// follows from the stream. Control functions are carried out in `execute.ts`; this file knows no bytes of theirs.
//
// Anchoring: at the start nobody knows on which row of the terminal the cursor stands. Row 0 of the grid is then simply
// where we began, and only distances between rows are certain. Absolute addressing, or a cursor that has come a
// screenful down, anchors the grid: from then on its rows are the terminal's rows. A move to a place that can't be known
// forgets the grid (`detach`).
import { Charsets } from './charset.ts';
import { Pens } from './pen.ts';
import { Bit, CLUSTER, Row, SENT } from './row.ts';
import { TabStops } from './tabs.ts';
import { decode, decoded, encode, encodedLength, REPLACEMENT } from './utf8.ts';
import { cellWidth, isDoubtful } from './width.ts';

/** Told before cells that nobody has examined yet are overwritten, erased, moved or forgotten. */
export interface Watcher {
  /** Rows [top, bottom] of the current grid are about to lose or move cells. */
  beforeLoss(top: number, bottom: number): void;
  /** A combining character's bytes belong to the cell, but do not follow the cell's own bytes. */
  stray(row: Row, col: number, at: number, length: number): void;
}

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
}

interface Saved {
  readonly row: number;
  readonly col: number;
  readonly pen: number;
  readonly charsets: Charsets;
  readonly origin: boolean;
  readonly anchored: boolean;
}

/** How much of a scrolled-off line is kept: its beginning, which tells what it is, and its end, which goes on. */
const ABOVE_HEAD = 2048;
const ABOVE_TAIL = 2048;
/** Characters from which borders are drawn: `|`, and the box-drawing block and what follows it. */
const VERTICAL_LINE = 0x7c;
const BOX_DRAWING = 0x2500;
/** How much of what runs over the right edge is kept, in bytes. */
const MAX_OVERRUN = 512;
const MAX_CLUSTERS = 65_536;
/** Longest cluster that is kept, in bytes: stacked combining marks beyond it are dropped from the model. */
const MAX_CLUSTER_BYTES = 64;

export class Screen {
  cols: number;
  height: number;
  readonly main: Grid;
  readonly alternate: Grid;
  grid: Grid;
  row = 0;
  /** Column of the cursor; equal to `cols` while a wrap is pending. */
  col = 0;
  readonly pens = new Pens();
  pen = 0;
  charsets = new Charsets();
  tabs: TabStops;
  insertMode = false;
  originMode = false;
  autowrap = true;
  newLineMode = false;
  /** Left and right margins are in use (DECLRMM): columns are then not certain. */
  sideMargins = false;
  /** Code of the last character printed, for REP; 0 when a control function came since. */
  lastPrinted = 0;
  /** Pending-output position of the character that is being put. */
  position = SENT;
  private clusters: string[] = [];
  private clusterIds = new Map<string, number>();

  constructor(
    cols: number,
    rows: number,
    readonly watcher: Watcher,
  ) {
    this.cols = cols;
    this.height = rows;
    this.main = new Grid(cols, rows);
    this.alternate = new Grid(cols, rows);
    this.grid = this.main;
    this.tabs = new TabStops(cols);
  }

  get rows(): Row[] {
    return this.grid.rows;
  }

  get onAlternate(): boolean {
    return this.grid === this.alternate;
  }

  /** Whether the cursor waits in the last column for the next character to wrap. */
  get pendingWrap(): boolean {
    return this.col >= this.cols;
  }

  /**
   * Whether the cursor stands at the beginning of a blank line below all text, with nothing set up that would keep text
   * from simply going on in lines.
   */
  get isFresh(): boolean {
    const { grid, row, height } = this;
    if (this.col !== 0 || grid !== this.main || grid.top !== 0 || grid.bottom !== height - 1) return false;
    if (!this.autowrap || this.insertMode || this.originMode || this.newLineMode || this.sideMargins) return false;
    if (!this.charsets.plain) return false;
    // A line that fills its row may go on in the next: both must then be read together.
    if (row > 0 && grid.rows[row - 1].used === this.cols) return false;
    for (let index = row; index < height; index++) if (grid.rows[index].used > 0) return false;
    return true;
  }

  /**
   * Puts the text of `bytes[from, to)` (no control functions) at the cursor.
   * @param at position of `bytes[from]` in the pending output, or `SENT` when it has left already
   * @returns the index of the first byte not taken: less than `to` where the text ends inside a UTF-8 sequence
   */
  print(bytes: Uint8Array, from: number, to: number, at: number): number {
    let index = from;
    while (index < to) {
      const position = at === SENT ? SENT : at + index - from;
      this.position = position;
      if (bytes[index] < 0x80) {
        const taken = this.charsets.plain && !this.insertMode ? this.putAscii(bytes, index, to, position) : 0;
        if (taken > 0) {
          index += taken;
          continue;
        }
        const code = this.charsets.plain ? bytes[index] : this.charsets.translate(bytes[index]);
        this.put(code, 1, position, code === bytes[index] ? 0 : Bit.Drawn);
        index++;
        continue;
      }
      decode(bytes, index, to);
      const { code, length } = decoded;
      if (length === 0) return index;
      const width = cellWidth(code);
      if (width === 0) this.combine(code, length, position);
      else this.put(code, width, position, 0);
      if (isDoubtful(code)) this.grid.rows[this.row].doubtful = true;
      index += length;
    }
    return index;
  }

  /** Repeats the last printed character (REP) `count` times; returns false when there is none. */
  repeat(count: number): boolean {
    if (this.lastPrinted === 0) return false;
    const code = this.lastPrinted;
    const n = Math.min(count, this.cols * this.height);
    for (let i = 0; i < n; i++) this.put(code, cellWidth(code), SENT, 0);
    return true;
  }

  /** Puts ASCII characters as far as the row goes, where nothing needs care; returns how many. */
  private putAscii(bytes: Uint8Array, from: number, to: number, at: number): number {
    const row = this.grid.rows[this.row];
    const { col } = this;
    let end = Math.min(col + to - from, this.cols);
    for (let i = col; i < end; i++) {
      const byte = bytes[from + i - col];
      if (byte >= 0x80 || (i < row.used && (row.bits[i] !== 0 || row.at[i] !== SENT))) end = i;
      else {
        row.code[i] = byte;
        if (byte === VERTICAL_LINE) row.bordered = true;
      }
    }
    if (end <= col) return 0;
    if (end < row.used && (row.bits[end] & Bit.Tail) !== 0) row.erase(end, end + 1);
    row.pen.fill(this.pen, col, end);
    row.bits.fill(0, col, end);
    if (at !== SENT) {
      for (let i = col; i < end; i++) row.at[i] = at + i - col;
      row.pending = true;
    } else row.at.fill(SENT, col, end);
    this.col = end;
    if (end > row.used) row.used = end;
    this.lastPrinted = row.code[end - 1];
    row.left = false;
    if (!row.dirty) {
      row.dirty = true;
      this.touchLine();
    }
    row.overrun = '';
    return end - col;
  }

  private put(code: number, width: number, at: number, bits: number): void {
    let overruns = false;
    if (this.col + width > this.cols) {
      if (width > this.cols) return;
      if (this.autowrap) this.wrap();
      else if (width === 2) return;
      else overruns = true;
    }
    const row = this.grid.rows[this.row];
    if (overruns) this.col = this.cols - 1;
    const col = this.col;
    this.examineBeforeOverwriting(row, col, this.insertMode ? this.cols : col + width);
    if (this.insertMode) row.insert(col, width, this.cols);
    if (col < row.used) {
      if ((row.bits[col] & Bit.Tail) !== 0) row.erase(col - 1, col + 1);
      const after = col + width;
      if (after < this.cols && (row.bits[after] & Bit.Tail) !== 0) row.erase(after - 1, after + 1);
    }
    if (overruns) row.overrun = (row.overrun + this.textOf(row.code[col])).slice(-MAX_OVERRUN);
    else if (row.overrun !== '') row.overrun = '';
    row.code[col] = code;
    row.pen[col] = this.pen;
    row.at[col] = at;
    if (code === VERTICAL_LINE || code >= BOX_DRAWING) row.bordered = true;
    row.bits[col] = width === 2 ? Bit.Wide | bits : bits;
    if (width === 2) {
      row.code[col + 1] = 0;
      row.pen[col + 1] = this.pen;
      row.at[col + 1] = SENT;
      row.bits[col + 1] = Bit.Tail;
    }
    this.col = col + width;
    if (this.col > row.used) row.used = this.col;
    row.left = false;
    if (!row.dirty) {
      row.dirty = true;
      this.touchLine();
    }
    if (at !== SENT) row.pending = true;
    this.lastPrinted = code;
  }

  private examineBeforeOverwriting(row: Row, from: number, to: number): void {
    if (!row.dirty || from >= row.used) return;
    const end = Math.min(to, row.used);
    for (let col = from; col < end; col++) {
      if (row.at[col] >= row.examinedAt) {
        this.watcher.beforeLoss(this.row, this.row);
        return;
      }
    }
  }

  private wrap(): void {
    const row = this.grid.rows[this.row];
    if (this.col < this.cols) row.erase(this.col, this.cols);
    this.col = 0;
    this.lineFeed();
    row.wrapped = true;
    this.touchLine();
  }

  /** The cursor's row changes: what its logical line holds in the rows above is to be examined again with it. */
  private touchLine(): void {
    const { rows } = this.grid;
    for (let index = this.row - 1; index >= 0 && rows[index].wrapped; index--) {
      rows[index].dirty = true;
      rows[index].examinedAt = 0;
    }
  }

  private combine(code: number, length: number, at: number): void {
    let col = Math.min(this.col, this.cols) - 1;
    const row = this.grid.rows[this.row];
    if (col > 0 && (row.bits[col] & Bit.Tail) !== 0) col--;
    if (col < 0 || row.code[col] === 0) return;
    const text = this.textOf(row.code[col]);
    const own = (row.bits[col] & Bit.Drawn) !== 0 ? 1 : text.length;
    const follows = at === SENT ? row.at[col] === SENT : at === row.at[col] + own;
    if (!follows || text.length + length > MAX_CLUSTER_BYTES) {
      if (at !== SENT) this.watcher.stray(row, col, at, length);
      return;
    }
    row.code[col] = this.cluster(text + encode(code));
    row.dirty = true;
  }

  private cluster(text: string): number {
    let id = this.clusterIds.get(text);
    if (id === undefined) {
      if (this.clusters.length >= MAX_CLUSTERS) this.forgetClusters();
      id = this.clusters.push(text) - 1;
      this.clusterIds.set(text, id);
    }
    return CLUSTER + id;
  }

  /** Every cluster in use is replaced by its first code point: their bytes are lost to repaints, not their text. */
  private forgetClusters(): void {
    for (const grid of [this.main, this.alternate]) {
      for (const row of grid.rows) {
        for (let col = 0; col < row.used; col++) {
          if (row.code[col] >= CLUSTER) row.code[col] = REPLACEMENT;
        }
      }
    }
    this.clusters = [];
    this.clusterIds.clear();
  }

  /** The UTF-8 bytes of a cell's character as a one-byte string; '' for a blank cell. */
  textOf(code: number): string {
    if (code >= CLUSTER) return this.clusters[code - CLUSTER];
    return code === 0 ? '' : encode(code);
  }

  /** How many bytes in the stream made the cell at `col`. */
  bytesOf(row: Row, col: number): number {
    const code = row.code[col];
    if ((row.bits[col] & Bit.Drawn) !== 0) return 1;
    if (code >= CLUSTER) return this.clusters[code - CLUSTER].length;
    return code === REPLACEMENT && row.at[col] !== SENT ? 1 : encodedLength(code);
  }

  /** LF, NEL, IND: down one row, from a column that is settled. */
  nextLine(): void {
    // A line that is left is whole now: what was still being written on it is decided anew.
    const row = this.grid.rows[this.row];
    row.left = true;
    if (row.covered) row.dirty = true;
    if (this.newLineMode) this.col = 0;
    this.settleColumn();
    this.lineFeed();
  }

  /** A pending wrap is given up: the cursor stands in the last column. */
  settleColumn(): void {
    if (this.col >= this.cols) this.col = this.cols - 1;
  }

  /** Line feed: down one row, scrolling at the bottom margin. */
  lineFeed(): void {
    const { grid } = this;
    if (this.row === grid.bottom) {
      this.scrollUp(grid.top, grid.bottom, 1);
      if (grid.bottom === this.height - 1) grid.anchored = true;
    } else if (this.row < this.height - 1) {
      this.row++;
      if (this.row > grid.lowest) grid.lowest = this.row;
      if (this.row === this.height - 1) grid.anchored = true;
    }
  }

  /** Reverse line feed: up one row, scrolling down at the top margin. */
  reverseLineFeed(): void {
    if (this.row === this.grid.top) this.scrollDown(this.grid.top, this.grid.bottom, 1);
    else if (this.row > 0) this.row--;
  }

  /** Rows [top, bottom] move up by `count`; those at the top are lost, blank ones come in. */
  scrollUp(top: number, bottom: number, count: number): void {
    this.rotate(top, bottom, Math.min(count, bottom - top + 1), top);
  }

  /** Rows [top, bottom] move down by `count`. */
  scrollDown(top: number, bottom: number, count: number): void {
    const n = Math.min(count, bottom - top + 1);
    if (!this.grid.anchored) this.loosen(top, bottom);
    this.rotate(top, bottom, n, bottom - n + 1);
  }

  /** Takes the `count` rows at `lostAt` out of [top, bottom] and puts them, cleared, at the other end. */
  private rotate(top: number, bottom: number, count: number, lostAt: number): void {
    this.willLose(top, bottom, lostAt === top ? lostAt : top, lostAt === top ? top + count - 1 : bottom);
    const { rows } = this.grid;
    if (top > 0) this.unlink(rows[top - 1]);
    if (bottom < this.height - 1) this.unlink(rows[bottom]);
    if (lostAt === 0) this.noteScrolledOff(count);
    else if (top === 0) this.grid.above = '';
    const lost = rows.splice(lostAt, count);
    for (const row of lost) {
      row.clear();
      row.dirty = false;
      row.pending = false;
    }
    rows.splice(lostAt === top ? bottom - count + 1 : top, 0, ...lost);
    if (lostAt !== top || top > 0) rows[top].dirty = true;
    if (bottom < this.height - 1) rows[bottom + 1].dirty = true;
  }

  private rowText(row: Row): string {
    let text = '';
    for (let col = 0; col < row.used; col++) {
      if (row.code[col] !== 0) text += firstCharacter(this.textOf(row.code[col]));
      else if ((row.bits[col] & Bit.Tail) === 0) text += ' ';
    }
    return text;
  }

  private noteScrolledOff(count: number): void {
    const { grid } = this;
    for (const row of grid.rows.slice(0, count)) {
      if (!row.wrapped) {
        grid.above = '';
        continue;
      }
      grid.above += this.rowText(row);
      if (grid.above.length > 2 * (ABOVE_HEAD + ABOVE_TAIL)) {
        grid.above = grid.above.slice(0, ABOVE_HEAD) + grid.above.slice(-ABOVE_TAIL);
      }
    }
  }

  private unlink(row: Row): void {
    row.wrapped = false;
    row.dirty = true;
  }

  /** Rows that can no longer be placed on the terminal are not repainted. */
  loosen(top: number, bottom: number): void {
    for (let row = top; row <= bottom; row++) this.grid.rows[row].loose = true;
  }

  /** Has [top, bottom] examined where a row of it that is about to change holds unexamined cells. */
  willLose(top: number, bottom: number, from = top, to = bottom): void {
    for (let row = from; row <= to; row++) {
      if (this.grid.rows[row].dirty) {
        this.watcher.beforeLoss(top, bottom);
        return;
      }
    }
  }

  /** Forgets where everything stands; the cursor keeps its column. */
  detach(): void {
    const { grid } = this;
    this.willLose(0, this.height - 1);
    for (const row of grid.rows) {
      row.clear();
      row.dirty = false;
    }
    grid.anchored = false;
    grid.lowest = 0;
    grid.above = '';
    this.row = 0;
  }

  /** Makes row numbers absolute; without an anchor all that stood before is forgotten. */
  anchor(): void {
    if (this.grid.anchored) return;
    this.detach();
    this.grid.anchored = true;
  }

  saveCursor(): void {
    const { row, col, pen, charsets, originMode: origin, grid } = this;
    grid.saved = { row, col, pen, charsets: charsets.copy(), origin, anchored: grid.anchored };
  }

  restoreCursor(): void {
    const { grid } = this;
    const saved = grid.saved;
    // A link is no part of what is saved: it stays open.
    const link = this.pens.link(this.pen);
    if (saved === null) {
      this.anchor();
      this.row = this.col = 0;
      this.pen = this.pens.afterLink(0, link);
      return;
    }
    if (saved.anchored !== grid.anchored) this.detach();
    else this.row = Math.min(saved.row, this.height - 1);
    this.col = Math.min(saved.col, this.cols);
    this.pen = this.pens.afterLink(saved.pen, link);
    this.charsets = saved.charsets.copy();
    this.originMode = saved.origin;
  }

  /** Switches to the alternate screen and clears it, or back to the main one. */
  useAlternate(on: boolean): void {
    if (on === this.onAlternate) return;
    this.willLose(0, this.height - 1);
    this.grid = on ? this.alternate : this.main;
    if (on) {
      for (const row of this.grid.rows) row.clear();
      this.grid.above = '';
      this.grid.anchored = false;
    }
    this.grid.lowest = Math.max(this.grid.lowest, this.row);
  }

  /** Replaces pens that no cell uses; called between writes. */
  prunePens(): void {
    if (!this.pens.crowded) return;
    const used = new Set<number>([this.pen]);
    const eachRow = (visit: (row: Row) => void) => {
      for (const row of this.main.rows) visit(row);
      for (const row of this.alternate.rows) visit(row);
    };
    eachRow((row) => {
      for (let col = 0; col < row.used; col++) used.add(row.pen[col]);
    });
    for (const grid of [this.main, this.alternate]) if (grid.saved !== null) used.add(grid.saved.pen);
    const moved = this.pens.prune(used);
    eachRow((row) => {
      for (let col = 0; col < row.used; col++) row.pen[col] = moved.get(row.pen[col])!;
    });
    this.pen = moved.get(this.pen)!;
    for (const grid of [this.main, this.alternate]) {
      if (grid.saved !== null) grid.saved = { ...grid.saved, pen: moved.get(grid.saved.pen)! };
    }
  }

  /**
   * The terminal has another size. What stood on the screen stays as text to be read on with, as well as it can be
   * guessed (terminals reflow the main screen as they like); none of it can be repainted until it is erased.
   */
  resize(cols: number, rows: number): void {
    this.willLose(0, this.height - 1);
    const shift = Math.max(this.row - rows + 1, 0);
    for (const grid of [this.main, this.alternate]) {
      const resized = new Grid(cols, rows);
      for (let i = 0; i < rows && i + shift < grid.rows.length; i++) copyCells(grid.rows[i + shift], resized.rows[i]);
      grid.rows = resized.rows;
      grid.top = 0;
      grid.bottom = rows - 1;
      grid.lowest = Math.min(grid.lowest, rows - 1);
    }
    this.row -= shift;
    this.col = Math.min(this.col, cols - 1);
    this.cols = cols;
    this.height = rows;
    this.tabs.resize(cols);
  }
}

/** The first code point of a one-byte UTF-8 string: marks that combine with it are left out. */
export function firstCharacter(text: string): string {
  const first = text.charCodeAt(0);
  return text.slice(0, first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4);
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
