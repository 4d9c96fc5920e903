// Paints cells anew that were shown before they were decided, and leaves the terminal as the program believes it to be:
// cursor, pending wrap, pen, modes. DECSC and DECRC belong to the program and are not used.
import { Bit, CLUSTER, COVERS, type Row, SHOWN_SHIFT } from '../terminal/row.ts';
import type { Screen } from '../terminal/screen.ts';
import { isDoubtful } from '../terminal/width.ts';

const CSI = '\x1b[';
/** DECRC: the saved cursor is still the one that the program restored. */
const RESTORE = '\x1b8';
/** Ends a hyperlink. */
const UNLINK = '\x1b]8;;\x1b\\';

/** Makes the bytes of one repaint. */
export class Repaint {
  private text = '';
  private pen = -1;
  private link = '';
  private row: number;
  /** Text of doubtful width was painted: it must not wrap. */
  private unsure = false;

  constructor(
    private readonly screen: Screen,
    private readonly maskChar: string,
  ) {
    this.row = screen.row;
    this.link = screen.pens.link(screen.pen);
  }

  /**
   * Whether the row can be painted for certain: it's known where it stands, and relative moves reach it and come back.
   */
  static reaches(screen: Screen, index: number): boolean {
    const { grid } = screen;
    if (screen.rows[index].loose || !Repaint.canReturn(screen)) return false;
    const inside = (row: number) => row >= grid.top && row <= grid.bottom;
    if (screen.originMode) return inside(index);
    if (grid.anchored || (grid.top === 0 && grid.bottom === screen.height - 1)) return true;
    return index === screen.row || (inside(index) && inside(screen.row));
  }

  /** Whether columns are certain, and the terminal can be left as the program set it up. */
  static canReturn(screen: Screen): boolean {
    return !screen.sideMargins && screen.charsets.asciiAndBack !== null;
  }

  /** Paints the cells [from, to) of a row as they are now decided. */
  paint(index: number, from: number, to: number): void {
    const row = this.screen.rows[index];
    this.approach(index, from);
    this.cells(row, from, to);
    for (let col = from; col < to; col++) markShown(row, col);
  }

  /**
   * Moves to a cell. Where the row holds text of doubtful width before it, the row is written again up to the cell: the
   * terminal then stands behind that text, however wide it takes it to be.
   */
  private approach(index: number, col: number): void {
    const row = this.screen.rows[index];
    const certain = row.doubtful ? firstDoubtful(this.screen, row) : row.cols;
    if (col <= certain) return this.moveTo(index, col);
    this.unsure = true;
    this.moveTo(index, certain);
    this.cells(row, certain, col);
  }

  /** Goes back to where the program believes to be; the bytes of the whole repaint. */
  finish(): string {
    if (this.text === '') return '';
    const { screen } = this;
    const row = screen.rows[screen.row];
    const last = screen.cols - ((row.bits[screen.cols - 1] & Bit.Tail) !== 0 ? 2 : 1);
    const col = screen.pendingWrap ? last : screen.col;
    if (screen.sure) this.moveTo(screen.row, col);
    else this.approach(screen.row, col);
    const [toAscii, back] = screen.charsets.asciiAndBack!;
    let before = toAscii;
    let after = back;
    if (this.unsure && screen.autowrap) {
      before += `${CSI}?7l`;
      this.text += `${CSI}?7h`;
    }
    if (screen.insertMode) {
      before += `${CSI}4l`;
      after = `${CSI}4h${after}`;
    }
    // A pending wrap can't be set by a move: only the last column's character, written again, brings it back.
    if (screen.pendingWrap && row.ascii[last] !== 0) this.cells(row, last, screen.cols);
    else if (screen.pendingWrap) {
      this.setPen(row.pen[last]);
      this.text += ' ';
    }
    this.setPen(screen.pen);
    return before + this.text + after + (screen.restored ? RESTORE : '');
  }

  /**
   * Shows a line of our own over the first cells of the cursor's row, and leaves the cursor behind it.
   * @param text of ASCII, shorter than the row
   */
  banner(text: string): string {
    const { screen } = this;
    this.moveTo(screen.row, 0);
    const [toAscii] = screen.charsets.asciiAndBack!;
    const unlink = this.link === '' ? '' : UNLINK;
    return `${toAscii}${screen.insertMode ? `${CSI}4l` : ''}${unlink}${this.text}${CSI}m${CSI}7m${text}${CSI}m`;
  }

  /** Shows again what stood under a banner of `width` columns; the bytes of the whole repaint. */
  unbanner(width: number): string {
    const { screen } = this;
    const row = screen.rows[screen.row];
    const end = width < row.cols && (row.bits[width] & Bit.Tail) !== 0 ? width + 1 : width;
    this.link = '';
    this.moveTo(screen.row, 0);
    this.text += `${CSI}m${CSI}${end}X`;
    this.paint(screen.row, 0, Math.min(end, row.used));
    return this.finish();
  }

  private moveTo(index: number, col: number): void {
    const { grid, height, originMode } = this.screen;
    const marginless = grid.top === 0 && grid.bottom === height - 1;
    // In origin mode only CUP means the same everywhere: some terminals count relative moves from the margin, too.
    if (originMode) this.text += `${CSI}${index - grid.top + 1};${col + 1}H`;
    else if (index !== this.row && !marginless && grid.anchored) this.text += `${CSI}${index + 1};${col + 1}H`;
    else {
      if (index < this.row) this.text += `${CSI}${this.row - index}A`;
      else if (index > this.row) this.text += `${CSI}${index - this.row}B`;
      this.text += col === 0 ? '\r' : `${CSI}${col + 1}G`;
    }
    this.row = index;
  }

  private cells(row: Row, from: number, to: number): void {
    for (let col = from; col < to; col++) {
      const bits = row.bits[col];
      if ((bits & Bit.Tail) !== 0) continue;
      if (row.ascii[col] === 0) {
        this.text += `${CSI}C`;
        continue;
      }
      this.setPen(row.pen[col]);
      const width = (bits & Bit.Wide) !== 0 ? 2 : 1;
      if ((bits & Bit.Covered) !== 0) this.text += this.maskChar.repeat(width);
      else if ((bits & Bit.Blanked) !== 0) this.text += ' '.repeat(width);
      else this.text += this.screen.textOf(row.code(col));
    }
  }

  private setPen(pen: number): void {
    if (pen === this.pen) return;
    const { pens } = this.screen;
    this.pen = pen;
    this.text += pens.sgr(pen);
    const link = pens.link(pen);
    if (link !== this.link) {
      this.text += link === '' ? UNLINK : link;
      this.link = link;
    }
  }
}

/** The first column of a row about whose width terminals disagree; all before it stands where it seems to. */
function firstDoubtful(screen: Screen, row: Row): number {
  for (let col = 0; col < row.used; col++) {
    const code = row.code(col);
    if (
      code >= CLUSTER
        ? [...Buffer.from(screen.textOf(code), 'latin1').toString()].some(isDoubtfulCharacter)
        : isDoubtful(code)
    ) {
      return col;
    }
  }
  return row.cols;
}

function isDoubtfulCharacter(character: string): boolean {
  return isDoubtful(character.codePointAt(0)!);
}

/** The terminal shows the cell as it's decided, or will when the pending bytes reach it. */
export function markShown(row: Row, col: number): void {
  const cover = row.bits[col] & COVERS;
  row.bits[col] = (row.bits[col] & ~(COVERS << SHOWN_SHIFT)) | (cover << SHOWN_SHIFT);
}
