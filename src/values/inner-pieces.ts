// Long values whose beginning is out of sight: a pager scrolled to the right, a finder that shows `..tail`, a row that
// begins in the middle. A few characters at regular places of a value lead to it; from there it is compared both ways.
import type { Finding, Literal } from '../detectors/finding.ts';

/** Shorter values are known by their beginning only. */
const SHORTEST_VALUE = 24;
/** How long a piece is, and how far apart pieces begin: any `PIECE + STEP` characters of a value hold a whole one. */
const PIECE = 10;
const STEP = 6;
/** Values whose pieces are kept; the oldest go first. */
const MOST_VALUES = 256;
/** Only so much of a long value is entered. */
const LONGEST = 4096;

interface Place {
  readonly value: string;
  readonly offset: number;
  readonly rule: string;
}

export class InnerPieces {
  private readonly places = new Map<string, Place>();
  private readonly values = new Set<string>();

  constructor(private readonly onLiteral: (literal: Literal) => void) {}

  get literals(): readonly Literal[] {
    return [...this.places.keys()].map(literalOf);
  }

  add(value: string, rule: string): void {
    if (value.length < SHORTEST_VALUE || this.values.has(value)) return;
    this.values.add(value);
    if (this.values.size > MOST_VALUES) this.drop(this.values.values().next().value!);
    for (const { piece, offset } of piecesOf(value)) {
      if (this.places.has(piece)) continue;
      this.places.set(piece, { value, offset, rule });
      this.onLiteral(literalOf(piece));
    }
  }

  drop(value: string): void {
    if (!this.values.delete(value)) return;
    for (const { piece } of piecesOf(value)) if (this.places.get(piece)?.value === value) this.places.delete(piece);
  }

  /** Reports each stretch of a value in `text` that holds one of its pieces. */
  find(text: string, report: (finding: Finding) => void): void {
    if (this.places.size === 0) return;
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

/** Pieces of letters and digits mixed, so that no word or path that a value holds gives anything away. */
function* piecesOf(value: string): Generator<{ piece: string; offset: number }> {
  const end = Math.min(value.length, LONGEST) - PIECE;
  for (let offset = STEP; offset <= end; offset += STEP) {
    const piece = value.slice(offset, offset + PIECE);
    if (/\d/.test(piece) && /[A-Za-z]/.test(piece)) yield { piece, offset };
  }
}

function literalOf(piece: string): Literal {
  return { text: piece, fold: false };
}
