// Long values whose beginning is out of sight: a pager scrolled to the right, a finder that shows `..tail`, a row that
// begins in the middle. A few characters at regular places of a value lead to it; from there it is compared both ways.
import type { Finding, Literal } from '../detectors/finding.ts';
import { isGibberish, runsOfKind } from '../detectors/wording.ts';

/** Shorter values are known by their beginning only. */
const SHORTEST_VALUE = 16;
const LONG_VALUE = 24;
/** How long a piece is, and how far apart pieces begin: any `PIECE + STEP` characters of a value hold a whole one. */
const PIECE = 10;
const STEP = 6;
/** Pieces that are kept, those of ten thousand values of usual length; the oldest value's go first. */
const MOST_PIECES = 40_000;
/** Only so much of a long value is entered. */
const LONGEST = 4096;

/** How many of its last characters give a value away at the beginning of a row: what a wrap leaves of it. */
const TAIL = 8;

/** Blanks and borders at the beginning, and the run without a blank or quote behind them. */
const FIRST_WORD = /^[\s\0|]*([^\s\0"'`|]{0,4096})/;

interface Place {
  readonly value: string;
  readonly offset: number;
  readonly rule: string;
}

export class InnerPieces {
  private readonly places = new Map<string, Place>();
  private readonly tails = new Map<string, Place>();
  private readonly values = new Set<string>();

  constructor(private readonly onLiteral: (literal: Literal) => void) {}

  get literals(): readonly Literal[] {
    return [...this.places.keys(), ...this.tails.keys()].map(literalOf);
  }

  add(value: string, rule: string): void {
    if (value.length < SHORTEST_VALUE || this.values.has(value)) return;
    this.values.add(value);
    const tail = value.slice(-TAIL);
    if (isMixed(tail) && !this.tails.has(tail)) {
      this.tails.set(tail, { value, offset: value.length - TAIL, rule });
      this.onLiteral(literalOf(tail));
    }
    for (const { piece, offset } of piecesOf(value)) {
      if (this.places.has(piece)) continue;
      this.places.set(piece, { value, offset, rule });
      this.onLiteral(literalOf(piece));
    }
    for (const oldest of this.values) {
      if (this.places.size <= MOST_PIECES) return;
      this.drop(oldest);
    }
  }

  drop(value: string): void {
    if (!this.values.delete(value)) return;
    if (this.tails.get(value.slice(-TAIL))?.value === value) this.tails.delete(value.slice(-TAIL));
    for (const { piece } of piecesOf(value)) if (this.places.get(piece)?.value === value) this.places.delete(piece);
  }

  /** The text's first word, where it is the end of a value. */
  private findTail(text: string, report: (finding: Finding) => void): void {
    const word = FIRST_WORD.exec(text)!;
    const start = word[0].length - word[1].length;
    const end = word[0].length;
    const place = end - start < TAIL ? undefined : this.tails.get(text.slice(end - TAIL, end));
    if (place === undefined || !place.value.endsWith(word[1])) return;
    report({ start, end, rule: place.rule, certainty: 'likely', open: false, shown: 0 });
  }

  /** Reports each stretch of a value in `text` that holds one of its pieces. */
  find(text: string, report: (finding: Finding) => void): void {
    if (this.values.size === 0) return;
    this.findTail(text, report);
    for (let at = 0; at + PIECE <= text.length; at++) {
      const place = this.places.get(text.slice(at, at + PIECE));
      if (place === undefined) continue;
      const { value, offset, rule } = place;
      let start = at;
      while (start > 0 && offset - (at - start) > 0 && text[start - 1] === value[offset - (at - start) - 1]) start--;
      let end = at + PIECE;
      while (end < text.length && text[end] === value[offset + end - at]) end++;
      report({ start, end, rule, certainty: 'likely', open: false, shown: 0 });
      at = end - 1;
    }
  }
}

function isMixed(text: string): boolean {
  return (/\d/.test(text) && /[A-Za-z]/.test(text)) || isGibberish(text);
}

/** Of a shorter value, a piece must not read like a word with a number. */
function isTelling(piece: string, value: string): boolean {
  if (!isMixed(piece)) return false;
  return value.length >= LONG_VALUE || runsOfKind(piece).length >= 5 || !/^[^\d]+\d+[^\d]*$|^\d+[^\d]+$/.test(piece);
}

/** Pieces of letters and digits mixed, or of letters that are no words, so that no word or path that a value holds gives anything away. */
function* piecesOf(value: string): Generator<{ piece: string; offset: number }> {
  const end = Math.min(value.length, LONGEST) - PIECE;
  for (let offset = STEP; offset <= end; offset += STEP) {
    const piece = value.slice(offset, offset + PIECE);
    if (isTelling(piece, value)) yield { piece, offset };
  }
}

function literalOf(piece: string): Literal {
  return { text: piece, fold: false };
}
