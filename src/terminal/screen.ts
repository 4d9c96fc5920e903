// The grid of cells, the cursor and the modes that decide where text goes: what the outer terminal shows, as far as it
// follows from the stream. Control functions are carried out in `execute.ts`; this file knows no bytes of theirs.
//
// Anchoring: at the start nobody knows on which row of the terminal the cursor stands. Row 0 of the grid is then simply
// where we began, and only distances between rows are certain. Absolute addressing, or a cursor that has come a
// screenful down, anchors the grid: from then on its rows are the terminal's rows. A move to a place that can't be known
// forgets the grid (`detach`).
import { Charsets } from './charset.ts';
import { Clusters } from './clusters.ts';
import { Grid } from './grid.ts';
import { Pens } from './pen.ts';
import { Bit, CLUSTER, Row, SENT } from './row.ts';
import { TabStops } from './tabs.ts';
import { encodedLength, REPLACEMENT } from './utf8.ts';

/** Told before cells that nobody has examined yet are overwritten, erased, moved or forgotten. */
export interface Watcher {
  /** Rows [top, bottom] of the current grid are about to lose or move cells. */
  beforeLoss(top: number, bottom: number): void;
  /** A combining character's bytes belong to the cell, but do not follow the cell's own bytes. */
  stray(row: Row, col: number, at: number, length: number): void;
}

/** How much of a scrolled-off line is kept: its beginning, which tells what it is, and its end, which goes on. */
const ABOVE_HEAD = 2048;
const ABOVE_TAIL = 2048;
/** How many columns of what follows must have been read with a row that scrolls off: more than decides any secret. */
const READ_AHEAD = 256;

export class Screen {
  cols: number;
  height: number;
  readonly main: Grid;
  readonly alternate: Grid;
  grid: Grid;
  row = 0;
  /** Column of the cursor; equal to `cols` while a wrap is pending. */
  col = 0;
  /** The cursor's column was set, not reached by text about whose width terminals disagree. */
  sure = true;
  readonly pens = new Pens();
  pen = 0;
  charsets = new Charsets();
  tabs: TabStops;
  insertMode = false;
  originMode = false;
  autowrap = true;
  newLineMode = false;
  /** Bracketed paste is on: a line editor owns the lines. */
  pasteMode = false;
  /** Left and right margins are in use (DECLRMM): columns are then not certain. */
  sideMargins = false;
  /** Code of the last character printed, for REP; 0 when a control function came since. */
  lastPrinted = 0;
  /**
   * The cursor was just restored to where a wrap was pending: terminals disagree on whether it still is. Here it is not,
   * as in xterm.js and tmux.
   */
  restored = false;
  /** Pending-output position of the character that is being put. */
  position = SENT;
  private readonly clusters = new Clusters();

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
    if (this.pasteMode) return false;
    if (!this.charsets.plain) return false;
    // A line that fills its row may go on in the next: both must then be read together.
    if (row > 0 && grid.rows[row - 1].used === this.cols) return false;
    for (let index = row; index < height; index++) if (grid.rows[index].used > 0) return false;
    return true;
  }

  /** The code of a cell that holds `text`, several code points in one. */
  cluster(text: string): number {
    if (this.clusters.full) this.forgetClusters();
    return this.clusters.intern(text);
  }

  /** Every cluster in use is replaced: its bytes are lost to repaints. */
  private forgetClusters(): void {
    for (const grid of [this.main, this.alternate]) {
      for (const row of grid.rows) {
        for (let col = 0; col < row.used; col++) if (row.code(col) >= CLUSTER) row.setCode(col, REPLACEMENT);
      }
    }
    this.clusters.clear();
  }

  /** The UTF-8 bytes of a cell's character as a one-byte string; '' for a blank cell. */
  textOf(code: number): string {
    return this.clusters.textOf(code);
  }

  /** How many bytes in the stream made the cell at `col`. */
  bytesOf(row: Row, col: number): number {
    const code = row.code(col);
    if ((row.bits[col] & Bit.Drawn) !== 0) return 1;
    if (code >= CLUSTER) return this.clusters.textOf(code).length;
    return code === REPLACEMENT && row.at[col] !== SENT ? 1 : encodedLength(code);
  }

  /** LF, NEL, IND: down one row, from a column that is settled. */
  nextLine(): void {
    // A line that is left is whole now: what was still being written on it is decided anew.
    const row = this.grid.rows[this.row];
    row.left = true;
    if (row.covered) row.dirty = true;
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
    if (lostAt === top) this.willScrollOff(top, bottom, count);
    else this.willLose(top, bottom);
    const { rows } = this.grid;
    if (top > 0) this.unlink(rows[top - 1]);
    if (bottom < this.height - 1) this.unlink(rows[bottom]);
    if (lostAt === 0) this.noteScrolledOff(count);
    else if (top === 0) this.grid.above = '';
    const lost = rows.splice(lostAt, count);
    for (const row of lost) {
      row.renew();
      row.pending = false;
    }
    rows.splice(lostAt === top ? bottom - count + 1 : top, 0, ...lost);
    // What is left of a line begins with its top row now.
    if (lostAt === 0 && this.grid.above !== '') rows[0].touched = true;
    if (top > 0) this.join(top - 1);
    if (bottom < this.height - 1) this.join(bottom);
    // What stands in the top row may have been covered for what stood above it.
    if (lostAt !== top && top + count < this.height) this.join(top + count - 1);
  }

  /** Rows `index` and the next have become neighbours: they may have to be read together, or no longer with others. */
  private join(index: number): void {
    const [upper, lower] = [this.grid.rows[index], this.grid.rows[index + 1]];
    const apart = upper.used === 0 || lower.used === 0;
    if (!apart || upper.covered) upper.dirty = true;
    if (!apart || lower.covered) lower.dirty = true;
  }

  private rowText(row: Row): string {
    let text = '';
    for (let col = 0; col < row.used; col++) {
      if (row.ascii[col] !== 0) text += firstCharacter(this.textOf(row.code(col)));
      else if ((row.bits[col] & Bit.Tail) === 0) text += ' ';
    }
    return text;
  }

  private noteScrolledOff(count: number): void {
    const { grid } = this;
    if (grid === this.main) grid.scrolled += count;
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
    if (row.wrapped || row.covered) row.dirty = true;
    row.wrapped = false;
  }

  /** Rows that can no longer be placed on the terminal are not repainted. */
  loosen(top: number, bottom: number): void {
    for (let row = top; row <= bottom; row++) this.grid.rows[row].loose = true;
  }

  /** Has [top, bottom] examined where a row of it that is about to change holds unexamined cells. */
  willLose(top: number, bottom: number): void {
    for (let index = top; index <= bottom; index++) {
      if (this.grid.rows[index].unexamined) return this.watcher.beforeLoss(top, bottom);
    }
  }

  /** As `willLose`, where only the first `count` rows are lost: what was read with much of its line below it stays decided. */
  private willScrollOff(top: number, bottom: number, count: number): void {
    for (let index = top; index < top + count; index++) {
      const row = this.grid.rows[index];
      if (row.dirty || row.writing || (row.touched && row.ahead * this.cols < READ_AHEAD))
        return this.watcher.beforeLoss(top, bottom);
    }
  }

  /** Forgets where everything stands; the cursor keeps its column. */
  detach(): void {
    const { grid } = this;
    this.willLose(0, this.height - 1);
    for (const row of grid.rows) row.renew();
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
    // Once the grid is anchored nobody knows where this row stands; what is in it will be known.
    const line = grid.anchored ? null : new Row(this.cols);
    line?.copyFrom(grid.rows[row]);
    grid.saved = {
      row,
      col,
      pen,
      charsets: charsets.copy(),
      origin,
      anchored: grid.anchored,
      scrolled: grid.scrolled,
      line,
    };
  }

  restoreCursor(): void {
    const { grid } = this;
    const saved = grid.saved;
    if (saved === null) {
      this.anchor();
      this.row = this.col = this.pen = 0;
      return;
    }
    if (saved.anchored !== grid.anchored || saved.scrolled !== grid.scrolled) {
      this.detach();
      if (saved.line?.cols === this.cols) this.grid.rows[0].copyFrom(saved.line);
    } else this.row = Math.min(saved.row, this.height - 1);
    this.col = Math.min(saved.col, this.cols - 1);
    this.restored = saved.col >= this.cols;
    this.pen = saved.pen;
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
      // The cursor stays where it is: whether its row is known does, too.
      this.grid.anchored = this.main.anchored;
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
    for (const grid of [this.main, this.alternate]) grid.resize(cols, rows, shift);
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
