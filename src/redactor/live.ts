// The live regime: text is put on the screen cell by cell, decided there, and covered in the bytes that are still
// pending. This file reads the stream and keeps bytes and screen in step; the masker decides, the repaint paints.
import {
  beginsControlFunction,
  ControlFunction,
  INCOMPLETE,
  Kind,
  readControlFunction,
} from '../terminal/control-function.ts';
import { execute } from '../terminal/execute.ts';
import { bytesOf, oneByteString } from '../terminal/one-byte.ts';
import { sgrKey } from '../terminal/pen.ts';
import { print } from '../terminal/print.ts';
import { Bit, COVERS, type Row, SENT, SHOWN_SHIFT } from '../terminal/row.ts';
import { Screen, type Watcher } from '../terminal/screen.ts';
import { encode } from '../terminal/utf8.ts';
import { OSC, type StringMask } from './control-string.ts';
import type { Masker } from './masker.ts';
import { OpenString } from './open-string.ts';
import type { Output } from './output.ts';
import { markShown, Repaint } from './repaint.ts';

const ESC = 0x1b;
/** Cancels a control sequence that has gone out in part. */
const CAN = '\x18';

interface Stray {
  readonly row: Row;
  readonly col: number;
  readonly at: number;
  readonly length: number;
}

export class Live implements Watcher {
  readonly screen: Screen;
  /** Cells that are shown covered have proved harmless: `settle` with `reveal` is due when the program is quiet. */
  revealDue = false;
  /** Cells that stood unmasked on the terminal and could not be repainted. */
  missed = 0;
  private readonly fn = new ControlFunction();
  private open: OpenString | null = null;
  /** A control string whose terminator has not come as a whole: it goes out with it, so that nothing of ours comes between. */
  private closing = '';
  private keeping = false;
  /** Of a control string all but its terminator has gone out. */
  private ending = false;
  private strays: Stray[] = [];
  /** No repaint may go out now: the terminal stands inside a sequence, or text is being put. */
  private noRepaint = false;
  /** Text is being put: of the pending bytes only those before the screen's position are on it. */
  private putting = false;
  /** What is replayed was shown before: nothing is examined, nothing goes out. */
  private silent = false;
  /** Of the settling under way: whether it reveals, and what it paints. */
  private reveal = false;
  private repaint: Repaint | null = null;
  /** A repaint came between the last character and a REP that wants to repeat it. */
  private repeatBroken = false;

  constructor(
    cols: number,
    rows: number,
    private readonly output: Output,
    private readonly masker: Masker,
    private readonly mask: StringMask,
    private readonly maskChar: string,
  ) {
    this.screen = new Screen(cols, rows, this);
  }

  /** Whether a control string has begun and not ended. */
  get inString(): boolean {
    return this.open !== null || this.closing !== '';
  }

  /** Whether the terminal stands inside a control string. */
  get insideString(): boolean {
    return this.ending || this.open?.started === true;
  }

  /** Text passes as it is; what would be covered is decided and remembered, and covered when that ends. */
  get paused(): boolean {
    return this.masker.exposing;
  }

  set paused(paused: boolean) {
    this.masker.exposing = paused;
    if (paused) return;
    // The other screen is decided anew when it is back.
    for (const { rows } of [this.screen.main, this.screen.alternate]) for (const row of rows) row.dirty = true;
  }

  /** Erases the screen, where what stands on it can't be painted over; the program's cursor stays. */
  wipe(): void {
    const { screen } = this;
    for (const row of screen.rows) row.clear();
    screen.grid.above = '';
    this.output.appendText(`\x1b[m\x1b[2J${screen.pens.sgr(screen.pen)}`);
    this.repeatBroken = true;
  }

  /**
   * Puts bytes on the screen that have reached the terminal already, and are decided.
   * @returns the index of the first byte not read: where an unfinished sequence begins
   */
  replay(bytes: Uint8Array, from: number, to: number): number {
    this.silent = true;
    const read = this.run(bytes, from, to, to, () => false);
    this.silent = false;
    this.open?.forget();
    for (const row of this.screen.rows) {
      row.dirty = row.touched = false;
      row.remember();
    }
    return read;
  }

  /**
   * Reads `bytes[from, end)` into the screen and the output.
   * @param sent bytes before this index have reached the terminal already
   * @param leave asked after each line feed, and where a line editor lets go of its lines: true stops the run there
   * @returns the index of the first byte not read: where it was asked to stop, or where an unfinished sequence begins
   */
  run(bytes: Uint8Array, from: number, end: number, sent: number, leave: () => boolean): number {
    let at = from;
    while (at < end) {
      if (this.open !== null) {
        const next = this.open.read(bytes, at, end);
        if (next < 0) return ~next;
        this.endString();
        at = next;
        continue;
      }
      if (beginsControlFunction(bytes, at, end)) {
        const next = readControlFunction(bytes, at, end, this.fn);
        if (next === INCOMPLETE) {
          // More than ESC: what ends the string is another sequence, and may be long.
          if (end - at > 1) this.close();
          return at;
        }
        this.close();
        const { pasteMode } = this.screen;
        this.noRepaint = at < sent;
        this.perform(bytes, at, next, sent);
        this.noRepaint = this.ending = false;
        const mayLeave = bytes[at] === 0x0a || (pasteMode && !this.screen.pasteMode);
        at = next;
        if (mayLeave && leave()) return at;
        continue;
      }
      const taken = this.print(bytes, at, end, sent);
      if (taken === at) return at;
      at = taken;
    }
    return at;
  }

  private print(bytes: Uint8Array, from: number, to: number, sent: number): number {
    if (this.silent) return print(this.screen, bytes, from, to, SENT);
    if (from < sent) {
      // The character's first bytes have gone: it can only be repainted.
      let next = from + 1;
      while (next < to && (bytes[next] & 0xc0) === 0x80) next++;
      const taken = print(this.screen, bytes, from, next, SENT);
      this.emit(bytes, sent, taken);
      return taken === next ? taken : from;
    }
    this.repeatBroken = false;
    const position = this.output.expect(bytes, from, to);
    this.noRepaint = this.putting = true;
    const taken = print(this.screen, bytes, from, to, position);
    this.noRepaint = this.putting = false;
    if (taken > from) this.output.append(bytes, from, taken);
    return taken;
  }

  private emit(bytes: Uint8Array, from: number, to: number): void {
    if (!this.silent && from < to) this.output.append(bytes, from, to);
  }

  private perform(bytes: Uint8Array, from: number, to: number, sent: number): void {
    const { fn, screen } = this;
    if (fn.kind === Kind.StringStart) {
      const head = oneByteString(bytes, Math.max(from, sent), to);
      this.open = new OpenString(fn.final, head, from < sent, this.mask, (text) => this.emitString(text));
      return;
    }
    if (fn.kind === Kind.Csi && fn.final === 0x6d && fn.prefix === 0 && fn.intermediates === 0) {
      if (fn.embedded.length > 0) execute(screen, fn);
      this.setPen(bytes, from, to);
      screen.lastPrinted = 0;
      this.emit(bytes, Math.max(from, sent), to);
      return;
    }
    if (fn.kind === Kind.Csi && fn.final === 0x62 && !this.silent && this.repeat(from < sent)) return;
    const count = execute(screen, fn);
    if (count >= 0) this.emitText((from < sent ? CAN : '') + movement(count, fn.final));
    else this.emit(bytes, Math.max(from, sent), to);
  }

  private setPen(bytes: Uint8Array, from: number, to: number): void {
    const { fn, screen } = this;
    const { pens } = screen;
    const key = fn.hasSub ? -1 : sgrKey(fn.params, fn.count);
    const known = key < 0 ? -1 : pens.afterKey(screen.pen, key);
    if (known >= 0) screen.pen = known;
    else {
      const params = parameters(bytes, from, to);
      screen.pen = pens.afterSgr(screen.pen, params, key < 0 ? params : key);
    }
  }

  /**
   * REP repeats what the terminal printed last. Where that is not the program's character (it is covered, or a repaint
   * came between), the characters themselves are written; returns whether they were.
   * @param begun a part of REP has gone out and must be cancelled
   */
  private repeat(begun: boolean): boolean {
    const { screen, fn } = this;
    if (screen.lastPrinted === 0) return false;
    this.settle();
    const row = screen.rows[screen.row];
    const col = Math.max(Math.min(screen.col, screen.cols) - 1, 0);
    if (!this.repeatBroken && (row.bits[col] & (COVERS << SHOWN_SHIFT)) === 0) {
      row.at[col] = SENT;
      return false;
    }
    if (begun) this.output.appendText(CAN);
    const character = encode(screen.lastPrinted);
    const bytes = bytesOf(character.repeat(Math.min(fn.positive(0), screen.cols * screen.height)));
    this.print(bytes, 0, bytes.length, 0);
    return true;
  }

  private endString(): void {
    const { open, screen } = this;
    if (open === null) return;
    this.ending = open.started;
    this.keeping = !open.started && !this.silent;
    const masked = open.flush();
    this.keeping = false;
    this.open = null;
    if (open.introducer !== OSC || !masked.startsWith('8;')) return;
    const target = masked.slice(masked.indexOf(';', 2) + 1);
    screen.pen = screen.pens.afterLink(screen.pen, target === '' ? '' : `\x1b]${masked}\x1b\\`);
  }

  /** What of a control string goes out. */
  private emitString(text: string): void {
    if (this.keeping) this.closing += text;
    else this.emitText(text);
  }

  private close(): void {
    if (this.closing === '') return;
    this.emitText(this.closing);
    this.closing = '';
    this.ending = true;
  }

  /** No more will come: gives out what was waited for. */
  endInput(carry: Uint8Array): void {
    this.close();
    this.open?.take(oneByteString(carry));
    this.open?.flush();
  }

  private emitText(text: string): void {
    if (!this.silent) this.output.appendText(text);
  }

  /**
   * Examines what changed and covers or uncovers it: in the pending bytes, or by a repaint at the output's end.
   * @param everything examine all rows, changed or not
   * @param reveal show again what the terminal shows covered and proved harmless; else that is due later
   * @param top only rows [top, bottom], and what is read together with them, need it now
   */
  settle(everything = false, reveal = false, top = 0, bottom = this.screen.height - 1): void {
    const { screen, output } = this;
    if (reveal) this.revealDue = false;
    if (reveal) this.masker.quiet(screen);
    this.reveal = reveal;
    this.masker.examine(screen, everything, top, bottom, this.examined);
    this.revealDue ||= this.masker.closing;
    if (this.repaint === null) return;
    output.appendText(this.repaint.finish());
    this.repaint = null;
    this.repeatBroken = true;
  }

  /** A row was decided anew: what it shows is brought in line. */
  private readonly examined = (row: Row, index: number): void => {
    const { screen, reveal } = this;
    row.examinedAt = this.putting ? screen.position : this.output.length;
    row.fresh = row.dirty = row.touched = false;
    row.ahead = screen.row - index;
    if (!row.covered || this.paused) return;
    const noRepaint = this.noRepaint || this.insideString;
    for (let col = 0; col < row.used; col++) {
      const bits = row.bits[col];
      if (((bits >> SHOWN_SHIFT) & COVERS) === (bits & COVERS) || (bits & Bit.Tail) !== 0) continue;
      if (row.at[col] !== SENT) this.coverPending(row, col);
      else if ((bits & COVERS) === 0 && !reveal) {
        this.revealDue = row.dirty = true;
      } else if (noRepaint) row.dirty = true;
      else if (Repaint.reaches(screen, index)) {
        this.repaint ??= new Repaint(screen, this.maskChar);
        const from = col;
        while (col + 1 < row.used && needsRepaint(row, col + 1, reveal)) col++;
        this.repaint.paint(index, from, col + 1);
      } else {
        if ((bits & COVERS) !== 0) this.missed++;
        markShown(row, col);
      }
    }
    row.covered = false;
    for (let col = 0; col < row.used && !row.covered; col++) row.covered = row.bits[col] >= Bit.Covered;
  };

  private coverPending(row: Row, col: number): void {
    const { output, screen } = this;
    const at = row.at[col];
    const bits = row.bits[col];
    const count = screen.bytesOf(row, col);
    if ((bits & COVERS) === 0) output.uncover(at, count);
    else output.cover(at, count, (bits & Bit.Wide) !== 0 ? 2 : 1, (bits & Bit.Blanked) !== 0);
    for (const stray of this.strays) {
      if (stray.row !== row || stray.col !== col) continue;
      if ((bits & COVERS) === 0) output.uncover(stray.at, stray.length);
      else output.cover(stray.at, stray.length, 0, false);
    }
    markShown(row, col);
  }

  /** All pending bytes leave: from now on cells can only be repainted. */
  release(): Uint8Array {
    const { screen } = this;
    for (const rows of [screen.main.rows, screen.alternate.rows]) {
      for (const row of rows) {
        row.examinedAt = 0;
        if (!row.pending) continue;
        row.pending = false;
        row.at.fill(SENT);
      }
    }
    this.strays = [];
    screen.prunePens();
    return this.output.take();
  }

  beforeLoss(top: number, bottom: number): void {
    if (!this.silent) this.settle(false, false, top, bottom);
  }

  stray(row: Row, col: number, at: number, length: number): void {
    if (!this.silent) this.strays.push({ row, col, at, length });
  }
}

function needsRepaint(row: Row, col: number, reveal: boolean): boolean {
  const bits = row.bits[col];
  if (!reveal && (bits & COVERS) === 0) return false;
  if ((bits & Bit.Tail) !== 0) return true;
  return row.at[col] === SENT && ((bits >> SHOWN_SHIFT) & COVERS) !== (bits & COVERS);
}

/** A vertical move by `count` rows that begins the line where `final` does (CNL, CPL). */
function movement(count: number, final: number): string {
  if (count > 0) return `\x1b[${count}${String.fromCharCode(final)}`;
  return final === 0x45 || final === 0x46 ? '\r' : '';
}

/** The parameters of `CSI … m` as they stand in the stream, controls within left out. */
function parameters(bytes: Uint8Array, from: number, to: number): string {
  const start = bytes[from] === ESC ? bytes.indexOf(0x5b, from) + 1 : from + 2;
  const text = oneByteString(bytes, start, to - 1);
  return /^[\d;:]*$/.test(text) ? text : text.replace(/[^\d;:]/g, '');
}
