// Secrets that are being typed although something stands behind them: before a quote, in a padded box, in brackets. By itself
// such a text has ended, too short to be one; that it grows tells that it has not. Compares what rows hold with what they held
// when they were examined last, and remembers what grew. It covers nothing.
import { tableOf } from '../detectors/characters.ts';
import type { Examiner } from '../detectors/examiner.ts';
import type { Finding } from '../detectors/finding.ts';
import { oneByteString } from '../terminal/one-byte.ts';
import type { Screen } from '../terminal/screen.ts';
import { NO_CELL, Passage } from './passage.ts';
import { looksUnguessable } from './piece.ts';

/** What a key makes a program paint is shorter, in bytes; longer writes cost nothing here. */
const LONGEST_ECHO = 3072;
/** Entries that nobody met for so many writes are forgotten. */
const MOST_AGE = 64;
const MOST_ENTRIES = 8;
/** What changes so near behind a word is what is typed after it; farther to the right stand clocks and the like. */
const NEAR = 12;
/** Characters that no token holds, or few, and that stand behind one: blanks, quotes, brackets, borders, vim's `$`. */
const ENDS = tableOf(' \t"\'`()[]{}<>|$\\,;\0\x7f');

const BLANK = 0x20;

interface Entry {
  readonly shown: number;
  age: number;
  /** Something was typed behind it. */
  done: boolean;
}

export class Typing {
  private readonly entries = new Map<string, Entry>();
  private readonly line = new Passage();
  private watching = false;
  /** Something was typed behind what was being typed: the program's next pause decides. */
  closing = false;

  constructor(private readonly examiner: Examiner) {}

  /** Whether anything is being typed. */
  get any(): boolean {
    return this.entries.size > 0;
  }

  /** A write of so many bytes begins. */
  begin(written: number): void {
    this.watching = this.any || written <= LONGEST_ECHO;
    for (const [text, entry] of this.entries) if (++entry.age > MOST_AGE) this.entries.delete(text);
  }

  /** Looks in rows [top, bottom] for what has grown; marks those that have to be examined for it. */
  watch(screen: Screen, top: number, bottom: number): void {
    const { rows, height } = screen;
    for (let index = top; index <= bottom; index++) {
      const row = rows[index];
      const isWritten = row.pending || row.dirty;
      if (!this.watching) {
        if (isWritten) row.forget();
      } else if ((isWritten && (row.hasChanged || row.left)) || (index === screen.row && this.any)) {
        let first = firstRow(screen, index);
        if (this.compare(screen, first)) row.dirty = true;
        for (; first < height; first++) {
          rows[first].remember();
          if (!rows[first].wrapped) break;
        }
        index = Math.max(index, first);
      }
    }
  }

  /** Whether `matches` may find anything in `bytes[from, to)`. */
  suspects(bytes: Uint8Array, from: number, to: number): boolean {
    if (!this.any) return false;
    const cut = bytes.slice(from, to);
    endWords(cut);
    return this.examiner.suspects(cut, 0, cut.length);
  }

  /** The unfinished secrets in a text of the screen that are being typed, whatever stands behind them. */
  matches(text: string): Finding[] {
    if (!this.any) return [];
    return this.unfinished(text).filter((finding) => this.isTyped(text, finding));
  }

  /** What is open in the text if each word of it is. */
  private unfinished(text: string): Finding[] {
    const bytes = Buffer.from(text, 'latin1');
    endWords(bytes);
    if (!this.examiner.suspects(bytes, 0, bytes.length)) return [];
    return this.examiner.find(oneByteString(bytes), false).filter(({ open, held }) => open && held === undefined);
  }

  private isTyped(text: string, { start, end, shown }: Finding): boolean {
    const known = this.entriesLike(text.slice(start, end), shown);
    for (const entry of known) entry.age = 0;
    return known.length > 0;
  }

  /** Those that were the same text, as far as both go: more of it was typed since, or some was rubbed out. */
  private entriesLike(typed: string, shown: number): Entry[] {
    const found: Entry[] = [];
    for (const [text, entry] of this.entries) {
      const common = Math.min(typed.length, text.length, shown + 2);
      if (typed.slice(0, common) === text.slice(0, common)) found.push(entry);
    }
    return found;
  }

  private note(text: string, shown: number): void {
    if (text.length <= shown) return;
    this.entries.delete(text);
    this.entries.set(text, { shown, age: 0, done: false });
    for (const entry of this.entries.keys()) {
      // What has grown is the same text.
      if (entry !== text && text.startsWith(entry)) this.entries.delete(entry);
    }
    if (this.entries.size > MOST_ENTRIES) this.entries.delete(this.entries.keys().next().value!);
  }

  /** Something was typed behind it, unless the cursor comes back before the program is quiet: then it was the text behind. */
  private setDone(typed: string, shown: number, done: boolean): void {
    for (const entry of this.entriesLike(typed, shown)) entry.done = done;
    this.closing ||= done;
  }

  /** The program is quiet: what is done and not right before the cursor is typed no more. Answers whether there was any. */
  quiet(screen: Screen): boolean {
    if (!this.closing) return false;
    this.closing = false;
    this.readToCursor(screen, firstRow(screen, screen.row));
    const { text } = this.line;
    const { size } = this.entries;
    for (const [typed, entry] of this.entries) {
      if (entry.done && !text.endsWith(typed)) this.entries.delete(typed);
      entry.done = false;
    }
    return this.entries.size < size;
  }

  /** Compares the logical line whose rows begin at `top` with what it was; returns whether it has to be examined. */
  private compare(screen: Screen, top: number): boolean {
    const { line } = this;
    const atCursor = this.compareAtCursor(screen, top);
    let due = atCursor !== '';
    this.read(screen, top, screen.height - 1, screen.cols);
    const { text } = line;
    for (const finding of this.unfinished(text)) {
      const { start, end, shown } = finding;
      const first = this.firstChange(screen, start, end);
      const typed = text.slice(start, end);
      const random = looksUnguessable(typed.slice(shown));
      // A hole that is filled is no growth: what stands last must be new, too.
      const grown =
        first >= start + Math.max(shown, 1) &&
        this.firstChange(screen, end - 1, end) < end &&
        this.ended(screen, first);
      if (grown || (random && (first < end || this.isTyped(text, finding)))) this.note(typed, shown);
      else if (!this.isTyped(text, finding)) continue;
      else if (typed !== atCursor && this.goesOn(screen, end)) this.setDone(typed, shown, true);
      else if (this.isPadded(end)) this.setDone(typed, shown, false);
      due = true;
    }
    return due;
  }

  /** Whether more than one character stands behind the line's place `from`, and no word near it: a box, or what closes a line. */
  private isPadded(from: number): boolean {
    const { bytes, cells, length } = this.line;
    for (let at = from; at < Math.min(from + NEAR, length); at++) if (!isEnd(bytes[at])) return false;
    return from < length && cells[length - 1] !== cells[from];
  }

  /** What changed right before the cursor ends there for now: answers what is typed there, or ''. */
  private compareAtCursor(screen: Screen, top: number): string {
    const { line } = this;
    if (!this.readToCursor(screen, top)) return '';
    const { length } = line;
    if (length === 0 || !this.examiner.suspects(line.bytes, 0, length)) return '';
    const { text } = line;
    for (const { open, held, start, end, shown } of this.examiner.find(text, false)) {
      if (!open || held !== undefined || end !== length) continue;
      const next = screen.row * screen.cols + Math.min(screen.col, screen.cols - 1);
      const typed = text.slice(start, end);
      const changed = this.firstChange(screen, start, end) < end || differs(screen, next);
      if (changed) this.note(typed, shown);
      if (changed || this.entriesLike(typed, shown).length > 0) return typed;
    }
    return '';
  }

  /** Reads the line that begins in row `top` up to the cursor; false where that stands on another one. */
  private readToCursor(screen: Screen, top: number): boolean {
    const { row, rows } = screen;
    let bottom = top;
    while (bottom < row && rows[bottom].wrapped) bottom++;
    if (bottom !== row) return false;
    this.read(screen, top, row, typedTo(screen));
    return true;
  }

  private read(screen: Screen, top: number, last: number, until: number): void {
    const { line } = this;
    line.clear();
    for (let at = top; at <= last; at++) {
      line.addCells(screen, at, 0, at === last ? until : screen.cols);
      if (!screen.rows[at].wrapped) break;
    }
  }

  /** The first character of the line's `[from, to)` that stood not there, or `to`. */
  private firstChange(screen: Screen, from: number, to: number): number {
    const { cells, length } = this.line;
    for (let at = from; at < Math.min(to, length); at++) {
      if (cells[at] !== NO_CELL && differs(screen, cells[at])) return at;
    }
    return to;
  }

  /** Whether something stood in the cell of the line's character `at` that ended a word. */
  private ended(screen: Screen, at: number): boolean {
    const cell = this.line.cells[at];
    const was = screen.rows[Math.floor(cell / screen.cols)].was(cell % screen.cols);
    return was !== 0 && isEnd(was);
  }

  /** Whether a word was written near behind the line's place `from`, or all that stands there is one character that is new. */
  private goesOn(screen: Screen, from: number): boolean {
    const { bytes, cells, length } = this.line;
    const to = Math.min(from + NEAR, length);
    for (let at = this.firstChange(screen, from, to); at < to; at = this.firstChange(screen, at + 1, to)) {
      if (!isEnd(bytes[at])) return true;
    }
    return from < length && differs(screen, cells[from]) && cells[length - 1] === cells[from];
  }
}

/**
 * The column in which what is being typed ends: the cursor's, or before the blank that an editor prints at the beginning of a
 * row so that the terminal wraps.
 */
export function typedTo({ rows, row, col }: Screen): number {
  if (col !== 1 || row === 0 || !rows[row - 1].wrapped) return col;
  return rows[row].used === 1 && rows[row].ascii[0] === BLANK ? 0 : 1;
}

function firstRow({ rows }: Screen, index: number): number {
  let first = index;
  while (first > 0 && rows[first - 1].wrapped) first--;
  return first;
}

function differs({ rows, cols }: Screen, cell: number): boolean {
  const row = rows[Math.floor(cell / cols)];
  return row.was(cell % cols) !== row.ascii[cell % cols];
}

function isEnd(byte: number): boolean {
  return byte >= 0x80 || ENDS[byte] === 1;
}

/** Each word's end becomes an end that is open. */
function endWords(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i++) if (isEnd(bytes[i])) bytes[i] = 0;
}
