// Values that are known to be secret, matched plain and in every encoding. A detector that learns: it tells each new
// value's beginning to whoever filters lines, so that a line with it is looked at.
import { isEllipsis } from '../detectors/boundary.ts';
import type { Certainty, Detector, Finding, Literal } from '../detectors/finding.ts';
import { encodingsOf } from './encodings.ts';
import { InnerPieces } from './inner-pieces.ts';
import { DEFAULT_STRENGTH, isLearnable, needsBoundary, SHORTEST_VALUE, type Strength } from './strength.ts';
import { LONGEST_PIECE, ValueIndex } from './value-index.ts';

/**
 * Where a value comes from, those that are dropped first when there are too many: what was recognised on the way, what stands in
 * files, what the environment holds or the user names.
 */
const ORIGINS = ['learned', 'file', 'environment', 'added'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface KnownValuesOptions {
  /** Is told the beginning of each form of each new value. */
  readonly onLiteral?: (literal: Literal) => void;
  readonly strength?: Strength;
}

/**
 * How many values of all origins are kept, and how many characters of all their forms, so that a program that prints secrets
 * without end does not fill the memory.
 */
const MOST_VALUES = 10_000;
const MOST_CHARACTERS = 24 << 20;
const LONGEST_VALUE = 64 << 10;

/** So many leading characters give a value away where it is cut off; at the end of a complete line a few more. */
const SHORTEST_CUT = 8;
const SHORTEST_LINE_CUT = 12;
/** So many give it away whatever follows them. */
const SHORTEST_PIECE = 16;
/** So many leading characters may stay visible while a value is being written. */
const SHOWN = 3;

/** Of ASCII only: what `trim` takes for a blank may be the last byte of a letter. */
const BLANKS_AT_ENDS = /^[ \t]+|[ \t]+$/g;

/** Literals for the prefilter are as long as what a cut-off value shows. */
const LITERAL = 8;

interface Form {
  readonly text: string;
  readonly rule: string;
  /** The value stands only where no letter or digit joins it. */
  readonly bounded: boolean;
  readonly before: boolean;
  readonly after: boolean;
}

export class KnownValues implements Detector {
  readonly id = 'known-values';
  /** By origin, the oldest first; each is in one of them. */
  private readonly values: Readonly<Record<Origin, Set<string>>> = {
    learned: new Set(),
    file: new Set(),
    environment: new Set(),
    added: new Set(),
  };
  private readonly index = new ValueIndex<Form>();
  private readonly inner: InnerPieces;
  private readonly onLiteral: (literal: Literal) => void;
  private readonly strength: Strength;
  private characters = 0;
  private changes = 0;

  constructor({ onLiteral = () => {}, strength = DEFAULT_STRENGTH }: KnownValuesOptions = {}) {
    this.onLiteral = onLiteral;
    this.inner = new InnerPieces(onLiteral);
    this.strength = strength;
  }

  /** Number of values (each line of a value of several lines is one). */
  get size(): number {
    return ORIGINS.reduce((sum, origin) => sum + this.values[origin].size, 0);
  }

  /** How many there are of an origin. */
  sizeOf(origin: Origin): number {
    return this.values[origin].size;
  }

  /** How many there are by where they come from; `seen` is what was recognised on the way. */
  get sources(): Readonly<Record<string, number>> {
    const counts = ORIGINS.map((origin) => [origin === 'learned' ? 'seen' : origin, this.sizeOf(origin)] as const);
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  /** Grows with each new value: what stands on the screen may have to be looked at again. */
  get version(): number {
    return this.changes;
  }

  get literals(): readonly Literal[] {
    const literals: Literal[] = [];
    for (const origin of ORIGINS)
      for (const value of this.values[origin])
        for (const { text } of encodingsOf(value)) literals.push(literalOf(text));
    return [...literals, ...this.inner.literals];
  }

  /**
   * Masks `value` from now on wherever it stands; of a value of several lines each line.
   * @param value one-byte string of its UTF-8 bytes.
   * @param rule what its findings are reported as.
   * @returns false when it is too weak to be masked everywhere.
   */
  add(value: string, rule: string, origin: Origin = 'learned'): boolean {
    if (value.length > LONGEST_VALUE) return false;
    if (/[\r\n]/.test(value)) {
      const lines = value.split(/[\r\n]+/);
      return (
        lines.filter((line) => !/^[ \t]*-----(?:BEGIN|END) /.test(line) && this.add(line, rule, origin)).length > 0
      );
    }
    // Blanks at its ends are lost wherever it is shown.
    const trimmed = value.replace(BLANKS_AT_ENDS, '');
    if (trimmed !== value) return this.add(trimmed, rule, origin);
    const known = ORIGINS.find((each) => this.values[each].has(value));
    if (known !== undefined) {
      if (ORIGINS.indexOf(known) < ORIGINS.indexOf(origin)) {
        this.values[known].delete(value);
        this.values[origin].add(value);
      }
      return true;
    }
    if (!isLearnable(value, this.strength) || !this.makeRoom(origin)) return false;
    this.values[origin].add(value);
    this.changes++;
    this.enter(value, rule);
    this.inner.add(value, rule);
    return true;
  }

  find(text: string, ended: boolean, report: (finding: Finding) => void): void {
    if (this.size === 0) return;
    const found: Finding[] = [];
    for (let at = this.index.next(text, 0); at >= 0; at = this.index.next(text, at + 1)) {
      const finding = this.findAt(text, at, ended);
      if (finding !== null) found.push(finding);
    }
    this.inner.find(text, (finding) => found.push(finding));
    if (!ended) {
      for (let end = endOf(text, 0); end >= 0; end = end < text.length ? endOf(text, end + 1) : -1) {
        const length = this.index.openingBefore(text, end);
        if (length > 0) found.push({ ...OPENING, start: end - length, end });
      }
    }
    for (const finding of joined(found)) report(finding);
  }

  /** The longest that stands at `at`: a whole form, or the beginning of one where text is cut off or still to come. */
  private findAt(text: string, at: number, ended: boolean): Finding | null {
    const form = this.index.wholeAt(text, at);
    const whole = form === null ? null : wholeFinding(text, at, form, ended);
    const longest = this.index.longestAt(text, at);
    if (longest === null || longest.length < SHORTEST_CUT) return whole;
    const end = at + longest.length;
    if ((whole !== null && whole.end >= end) || longest.length === longest.entry.text.length) return whole;
    const { rule, bounded } = longest.entry;
    if (bounded && joins(text, at - 1, at)) return whole;
    const open = !ended && endsAt(text, end);
    if (!open && !isCut(text, end, longest.length)) return whole;
    return { start: at, end, rule, certainty: 'likely', open, shown: open && whole === null ? SHOWN : 0 };
  }

  private enter(value: string, rule: string): void {
    const bounded = needsBoundary(value);
    for (const { text, before, after } of encodingsOf(value)) {
      this.characters += text.length;
      for (const { start, piece } of piecesOf(text)) {
        const form: Form = {
          text: piece,
          rule,
          bounded: bounded && text === value,
          before: before && start === 0,
          after: after && start + piece.length === text.length,
        };
        if (this.index.add(form)) this.onLiteral(literalOf(piece));
      }
    }
  }

  /**
   * Where there are too many forgets the oldest of the origins that count no more than `origin`.
   * @returns whether there is room then.
   */
  private makeRoom(origin: Origin): boolean {
    const hasRoom = () => this.size < MOST_VALUES && this.characters <= MOST_CHARACTERS;
    for (const least of ORIGINS.slice(0, ORIGINS.indexOf(origin) + 1)) {
      for (const value of this.values[least]) {
        if (hasRoom()) return true;
        this.forget(value);
      }
    }
    return hasRoom();
  }

  /** The value is masked by itself no more. A form that another value shares is forgotten with it, until it is seen again. */
  forget(value: string): void {
    const origin = ORIGINS.find((each) => this.values[each].delete(value));
    if (origin === undefined) return;
    this.inner.drop(value);
    for (const { text } of encodingsOf(value)) {
      this.characters -= text.length;
      for (const { piece } of piecesOf(text)) this.index.remove(piece);
    }
  }
}

/** A form in pieces that overlap, so that what is found of them is joined; the last is as long as the others. */
function* piecesOf(text: string): Generator<{ start: number; piece: string }> {
  if (text.length < SHORTEST_VALUE) return;
  for (let from = 0; from < text.length; from += LONGEST_PIECE - LITERAL) {
    const start = Math.max(0, Math.min(from, text.length - LONGEST_PIECE));
    yield { start, piece: text.slice(start, start + LONGEST_PIECE) };
  }
}

const OPENING = { rule: 'known-value', certainty: 'likely' as Certainty, open: true, shown: SHOWN };

function literalOf(text: string): Literal {
  return { text: text.slice(0, LITERAL), fold: false, open: true };
}

function wholeFinding(text: string, at: number, form: Form, ended: boolean): Finding | null {
  let start = at;
  let end = at + form.text.length;
  if (form.bounded && (joins(text, start - 1, start) || joins(text, end, end - 1))) return null;
  const open = !ended && (form.bounded || form.after) && endsAt(text, end);
  if (form.before && isBase64(text.charCodeAt(start - 1))) start--;
  if (form.after && isBase64(text.charCodeAt(end))) end++;
  return { start, end, rule: form.rule, certainty: 'certain', open, shown: 0 };
}

/** Findings in order; the pieces of a long value, and what overlaps, as one. */
function joined(found: Finding[]): Finding[] {
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Finding[] = [];
  for (const next of found) {
    const last = merged.at(-1);
    if (last === undefined || next.start >= last.end) merged.push(next);
    else if (next.end > last.end) {
      const shown = next.open ? Math.min(last.shown, next.start - last.start + next.shown) : 0;
      merged[merged.length - 1] = { ...last, end: next.end, open: next.open, shown };
    }
  }
  return merged;
}

/** Whether the characters at both places are letters or digits of one word. */
function joins(text: string, outer: number, inner: number): boolean {
  return isAlnum(text.charCodeAt(outer)) && isAlnum(text.charCodeAt(inner));
}

function isAlnum(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isBase64(code: number): boolean {
  return isAlnum(code) || code === 0x2b || code === 0x2f || code === 0x2d || code === 0x5f;
}

/** Whether what stands before `end` was cut off there: by an ellipsis, or by the end of the line. */
function isCut(text: string, end: number, length: number): boolean {
  if (isEllipsis(text, end)) return true;
  return length >= SHORTEST_PIECE || (length >= SHORTEST_LINE_CUT && endsAt(text, end));
}

function endsAt(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) === 0;
}

/** The first place at or after `from` where text is still to come: NUL, or the end. */
function endOf(text: string, from: number): number {
  const nul = text.indexOf('\0', from);
  return nul < 0 ? text.length : nul;
}
