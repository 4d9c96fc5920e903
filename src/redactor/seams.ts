// Reads tokens that run over an edge without a soft wrap: a pane's border, a row that a program filled by itself. One
// notion of order: down a pane, each row from where its text begins to the pane's end.
import type { Finding } from '../detectors/finding.ts';
import { Bit } from '../terminal/row.ts';
import type { Screen } from '../terminal/screen.ts';
import { sharedBorders } from './panes.ts';
import { goesOnAt, isCutMark, NO_CELL, Passage, reaches, runsInto } from './passage.ts';
import { firstWord, looksLikeKey, looksLikeWord } from './piece.ts';

/** What the masker does with a passage. */
export interface Deciding {
  readonly suspects: (passage: Passage) => boolean;
  readonly find: (text: string) => Finding[];
  readonly cover: (screen: Screen, passage: Passage, findings: readonly Finding[], text: string) => void;
}

export class Seams {
  private readonly seam = new Passage();
  private readonly borders: number[] = [];
  /** The rows read last end in what looks like the mark of a cut line. */
  private marked = false;

  constructor(private readonly deciding: Deciding) {}

  /** Whether row `index` and the next may have to be read together. */
  link(screen: Screen, index: number): boolean {
    const upper = screen.rows[index];
    if (upper.used === 0) return false;
    if (upper.wrapped) return true;
    const lower = screen.rows[index + 1];
    if (lower.used === 0) return false;
    if (runsInto(upper, screen.cols)) return true;
    sharedBorders(upper, lower, this.borders);
    return this.borders.some((border) => border > 0 && runsInto(upper, border));
  }

  /** Decides for tokens that run over a pane's right edge without a soft wrap. */
  decide(screen: Screen, first: number, last: number): void {
    const seen = new Set<number>();
    for (let index = first; index < last; index++) {
      sharedBorders(screen.rows[index], screen.rows[index + 1], this.borders);
      const edges = [-1, ...this.borders, screen.cols];
      for (let i = 0; i + 1 < edges.length; i++) {
        const from = edges[i] + 1;
        const to = edges[i + 1];
        if (to > from && !seen.has(index * screen.cols + from)) this.decideSeam(screen, index, last, from, to, seen);
      }
    }
  }

  /** Reads one pane's rows from `index` on, as long as each runs into the next. */
  private decideSeam(screen: Screen, index: number, last: number, from: number, to: number, seen: Set<number>): void {
    const columns = [from];
    let padded = to < screen.cols;
    let hard = from > 0 || to < screen.cols;
    // What begins a row after blanks goes on behind a margin that all rows share, or it is the next word.
    let margin = to;
    for (let at = index; at < last && runsInto(screen.rows[at], to); at++) {
      const column = goesOnAt(screen.rows[at], screen.rows[at + 1], from, to);
      if (column >= to) break;
      columns.push(column);
      padded &&= !reaches(screen.rows[at], to - 1);
      margin = Math.min(margin, column);
      hard ||= column > from || !screen.rows[at].wrapped;
      seen.add((at + 1) * screen.cols + from);
    }
    // A pane cuts its rows off at its border, or, as finders do, a column before it.
    for (let i = 0; to < screen.cols && i < columns.length; i++) {
      const end = reaches(screen.rows[index + i], to - 1) ? to : to - 1;
      if (reaches(screen.rows[index + i], end - 1)) this.readSeam(screen, index + i, [columns[i]], end, '');
    }
    const written = screen.row - index;
    if (hard && written > 0 && written < columns.length && isWrittenInto(screen) && screen.col < to) {
      const end = padded ? to - 1 : to;
      this.readSeam(screen, index, columns.slice(0, written + 1), end, '', screen.col);
    }
    if (!hard || this.readSeam(screen, index, columns, to, '')) return;
    // What looks like the mark of a cut line may be the token's own.
    if (this.marked && this.readSeam(screen, index, columns, to, '', to, true)) return;
    if (padded && columns.length > 1 && this.readSeam(screen, index, columns, to - 1, '')) return;
    if (columns.every((column) => column === from)) return;
    const shared = columns.map((column) => Math.min(column, margin));
    const ragged = columns.some((column) => column > margin);
    if (ragged && this.readSeam(screen, index, shared, to, '')) return;
    this.readSeam(screen, index, columns, to, ' ');
  }

  /** Reads rows from `index` on, each from its column to `to`, the last to `until`; returns whether anything was found. */
  private readSeam(
    screen: Screen,
    index: number,
    columns: readonly number[],
    to: number,
    margin: string,
    until = to,
    withMarks = false,
  ): boolean {
    const { seam } = this;
    const [from] = columns;
    this.marked = false;
    const starts: number[] = [];
    seam.clear();
    for (let i = 0; i < columns.length; i++) {
      starts.push(seam.length);
      const row = screen.rows[index + i];
      if (columns[i] > from) seam.addText(margin);
      const end = i + 1 < columns.length ? to : until;
      const cut = isCutMark(row, end - 1) && (!row.wrapped || to < screen.cols);
      this.marked ||= cut;
      seam.addCells(screen, index + i, columns[i], cut && !withMarks ? end - 1 : end, withMarks);
    }
    if (!this.deciding.suspects(seam)) return false;
    const { text } = seam;
    const crossing: Finding[] = [];
    for (const finding of this.deciding.find(text)) {
      const end = this.endOverSeams(screen, starts, finding);
      if (end > (starts[1] ?? 0)) crossing.push(end === finding.end ? finding : { ...finding, end, open: false });
    }
    this.deciding.cover(screen, seam, crossing, text);
    return crossing.length > 0;
  }

  /**
   * How far a finding reaches over hard seams: what it takes of a row must not look like the beginning of a line of its
   * own, unless there is no secret without it or the program painted the rows without ending the one above.
   */
  private endOverSeams(screen: Screen, starts: readonly number[], finding: Finding): number {
    const { seam } = this;
    let { end } = finding;
    for (let i = starts.length - 1; i > 0; i--) {
      const start = starts[i];
      if (start >= end || finding.end < start) continue;
      const cell = seam.cells[start - 1];
      if (cell === NO_CELL) break;
      const row = screen.rows[Math.floor(cell / screen.cols)];
      if (row.wrapped || !row.left) break;
      // What is still being written is not the next line's beginning, where there is nothing without it.
      const isKept = finding.start < start && (row.bits[cell % screen.cols] & Bit.Kept) !== 0;
      const wholeWithout = isKept && this.isWhole(seam.text.slice(0, start), finding.start);
      if (!wholeWithout && finding.open && finding.end === end) break;
      const piece = seam.text.slice(Math.max(start, finding.start), end);
      if (wholeWithout ? looksLikeKey(firstWord(piece)) : finding.certainty === 'certain' || !looksLikeWord(piece))
        break;
      end = start;
    }
    return end;
  }

  /** Whether the secret that begins at `at` is one without more, not only kept for its random beginning. */
  private isWhole(text: string, at: number): boolean {
    return this.deciding.find(text).some(({ start, end, shown }) => start <= at && end > at && shown === 0);
  }
}

/** Whether the cursor stands right behind what was written last, and before older text. */
export function isWrittenInto({ rows, row, col }: Screen): boolean {
  return col < rows[row].used && col === rows[row].writtenTo;
}
