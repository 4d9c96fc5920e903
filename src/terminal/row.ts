// One row of cells. A cell knows the character that the program put there, whatever is painted over it.

/** Bits of a cell. */
export const enum Bit {
  /** First column of a character that is two columns wide. */
  Wide = 1,
  /** Second column of such a character. */
  Tail = 2,
  /** Written while a line-drawing character set was active: one byte in the stream. */
  Drawn = 4,
  /** The cell is to be covered by the mask character. */
  Covered = 8,
  /** The cell is to be covered by a blank. */
  Blanked = 16,
  /** The outer terminal shows the mask character, or will when the pending bytes reach it. */
  ShownCovered = 32,
  /** The outer terminal shows a blank in place of the character, likewise. */
  ShownBlanked = 64,
  /** The cover stays for as long as the cell holds what it holds, whatever becomes of the text around it. */
  Kept = 128,
}

/** Both ways to cover a cell, and how far left of them their `Shown` bits stand. */
export const COVERS = Bit.Covered | Bit.Blanked;
export const SHOWN_SHIFT = 2;

/** `Row.at` of a cell whose bytes have left: it can only be repainted. */
export const SENT = -1;

/** Code of a cell that holds several code points: an index into the screen's clusters, above all code points. */
export const CLUSTER = 0x110000;

/** `Row.before` of a row that was blank. */
const NOTHING = new Uint8Array(0);

/** In `Row.ascii`: the cell's character is none of ASCII. */
const OTHER = 0xff;

export class Row {
  /** A cell's character where it is one of ASCII, which can be read as text; 0 where nothing was written since it was erased. */
  readonly ascii: Uint8Array;
  /** Code point, or `CLUSTER + index`, of the cells that hold something else; null as long as there is none. */
  private others: Int32Array | null = null;
  readonly pen: Int32Array;
  /** Where the cell's bytes stand in the pending output, or `SENT`. */
  readonly at: Int32Array;
  readonly bits: Uint8Array;
  /** Columns that may hold something: all from here on are blank. */
  used = 0;
  /** The text ran over the right edge into the next row. */
  wrapped = false;
  /**
   * Text that was written over in the last column without autowrap, before what stands there now: it never was on the
   * screen for long, yet it went through the stream.
   */
  overrun = '';
  /** A line feed took the cursor off this row after its last character was written. */
  left = false;
  /** Cells have changed since the row was last examined. */
  dirty = false;
  /** The line that this row begins or goes on with has changed below it since the row was last examined. */
  touched = false;
  /** A secret stood right before the cursor at the last examination: once the cursor has left it, it's whole. */
  writing = false;
  /** How many rows below it were read with it at the last examination and have not changed since. */
  ahead = 0;
  /** Cells were written since the row was last examined, the last of them before column `writtenTo`. */
  fresh = false;
  writtenTo = 0;
  /** Pending-output position at the last examination: cells written from there on have not been examined. */
  examinedAt = 0;
  /** It's not certain where on the terminal this row stands: it can't be repainted. */
  loose = false;
  /** It holds text about whose width terminals disagree. */
  doubtful = false;
  /** It may hold a vertical border. */
  bordered = false;
  /** Blank cells may stand before its text or in it. */
  gaps = false;
  /** Some cell is covered, or shown covered. */
  covered = false;
  /** Some cell's bytes are still pending. */
  pending = false;
  /** How many rows more the program believes this line to take than it takes since its masks were shortened. */
  lost = 0;

  /** What a reader remembers about the line that begins here. */
  note: unknown = null;

  /** What `ascii` was when a reader remembered it last; null where that isn't known. */
  private before: Uint8Array | null = NOTHING;

  constructor(readonly cols: number) {
    this.ascii = new Uint8Array(cols);
    this.pen = new Int32Array(cols);
    this.at = new Int32Array(cols).fill(SENT);
    this.bits = new Uint8Array(cols);
  }

  /** Every cell holds ASCII or nothing. */
  get isAscii(): boolean {
    return this.others === null;
  }

  /** Code point, `CLUSTER + index`, or 0 where nothing was written since the cell was last erased. */
  code(col: number): number {
    const code = this.ascii[col];
    return code === OTHER ? this.others![col] : code;
  }

  setCode(col: number, code: number): void {
    this.ascii[col] = code < 0x80 ? code : OTHER;
    if (code < 0x80) return;
    this.others ??= new Int32Array(this.cols);
    this.others[col] = code;
  }

  /** What it holds now is what `was` answers from now on; not what a program has only begun to write anew. */
  remember(): void {
    const { before, used, ascii } = this;
    let col = 0;
    if (before !== null && used < before.length) while (col < used && ascii[col] === before[col]) col++;
    if (before === null || col < used || used >= before.length) this.before = ascii.slice(0, used);
  }

  /** Nobody knows any more what it held. */
  forget(): void {
    this.before = null;
  }

  /** The character that the cell held when the row was remembered, as in `ascii`; the present one where that isn't known. */
  was(col: number): number {
    return this.before === null ? this.ascii[col] : (this.before[col] ?? 0);
  }

  /** Whether its text is another one than when it was remembered, for all one can know. */
  get hasChanged(): boolean {
    const { before, ascii, used } = this;
    if (before === null) return true;
    for (let col = Math.max(used, before.length) - 1; col >= 0; col--)
      if (ascii[col] !== (before[col] ?? 0)) return true;
    return false;
  }

  /** Something about it, or about the line that it belongs to, has to be examined. */
  get unexamined(): boolean {
    return this.dirty || this.touched || this.writing;
  }

  /** Takes another row's cells, as many as fit, into this blank one; all of them have been shown. */
  copyFrom(row: Row): void {
    const n = Math.min(row.cols, this.cols);
    this.ascii.set(row.ascii.subarray(0, n));
    this.others = row.others === null ? null : new Int32Array(this.cols);
    this.others?.set(row.others!.subarray(0, n));
    this.pen.set(row.pen.subarray(0, n));
    this.bits.set(row.bits.subarray(0, n));
    this.used = Math.min(row.used, n);
    this.gaps = row.gaps;
    this.covered = row.covered;
    this.bordered = row.bordered;
    this.forget();
  }

  /** Makes the row a new one: blank, with nothing to be examined. */
  renew(): void {
    this.clear();
    this.dirty = this.touched = this.writing = false;
    this.before = NOTHING;
  }

  /** Makes the row blank, as an erased or scrolled-in row is. */
  clear(): void {
    this.erase(0, this.cols);
    this.others = null;
    this.gaps = false;
    this.wrapped = false;
    this.left = false;
    this.overrun = '';
    this.note = null;
    this.loose = false;
    this.doubtful = false;
    this.covered = false;
    this.bordered = false;
    this.lost = 0;
  }

  /** Erases the cells in [from, to); a wide character cut by either border goes as a whole. */
  erase(from: number, to: number): void {
    if (from >= to) return;
    if (from < this.used || this.overrun !== '') this.dirty = true;
    if (to === this.cols) this.overrun = '';
    if (from > 0 && from < this.cols && (this.bits[from] & Bit.Tail) !== 0) this.blank(from - 1);
    if (to < this.cols && (this.bits[to] & Bit.Tail) !== 0) this.blank(to);
    if (from < this.used) {
      const end = Math.min(to, this.used);
      this.ascii.fill(0, from, end);
      this.pen.fill(0, from, end);
      this.at.fill(SENT, from, end);
      this.bits.fill(0, from, end);
      if (to >= this.used) this.used = from;
      else this.gaps = true;
    }
  }

  private blank(col: number): void {
    this.ascii[col] = 0;
    this.at[col] = SENT;
    this.bits[col] = 0;
  }

  /** Moves the cells from `col` on `count` columns to the right, up to column `end`; blanks come in. */
  insert(col: number, count: number, end: number): void {
    const n = Math.min(count, end - col);
    this.splitWide(col);
    this.splitWide(end - n);
    for (const cells of this.arrays()) cells.copyWithin(col + n, col, end - n);
    if (this.used > col) this.used = Math.min(end, this.used + n);
    this.erase(col, col + n);
  }

  /** Takes `count` cells out at `col`; those up to column `end` move left, blanks come in at the end. */
  remove(col: number, count: number, end: number): void {
    const n = Math.min(count, end - col);
    this.splitWide(col);
    this.splitWide(col + n);
    for (const cells of this.arrays()) cells.copyWithin(col, col + n, end);
    if (end > this.used) this.gaps = true;
    this.used = Math.max(this.used, Math.min(end, this.cols));
    this.erase(end - n, end);
    this.dirty = true;
  }

  private arrays(): (Uint8Array | Int32Array)[] {
    const { ascii, pen, at, bits, others } = this;
    return others === null ? [ascii, pen, at, bits] : [ascii, pen, at, bits, others];
  }

  /** Blanks a wide character whose halves would be torn apart by a border before `col`. */
  private splitWide(col: number): void {
    if (col <= 0 || col >= this.cols || (this.bits[col] & Bit.Tail) === 0) return;
    this.blank(col - 1);
    this.blank(col);
  }
}
