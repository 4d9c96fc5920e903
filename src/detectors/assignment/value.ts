// Finds where a value begins and ends behind its operator. Knows quotes and terminators, and does not judge.
import type { Site } from './site.ts';

export interface Value {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** The text ended, or met NUL, before the value's own end; also where an unquoted value just touches it. */
  readonly touchesEnd: boolean;
  /** The value is the last thing on its line, apart from a comma, semicolon or comment. */
  readonly last: boolean;
}

/** A longer value is masked so far. */
const LONGEST_VALUE = 65_536;

/** A longer one in a cell or an element, too. */
const LONGEST_CELL = 4096;
/** So many brackets and quotes may close what stands around a flag. */
const MOST_CLOSINGS = 16;
const BOX = /^(?:\||\u00e2\u0094[\u0082\u0083]|\u00e2\u0095\u0091)/;
/** Ends an unquoted value in running text. */
const LOOSE_END = /[\s\0"'`,;)\]}<>&|]/;
/** Ends a shell word or a line of an environment listing. */
const STRICT_END = /[\s\0]/;

/** Remembers where quotes close and words end, so that a text of nothing but beginnings is read once. */
export class Closings {
  private readonly known = new Map<string, { from: number; close: number }>();
  /** By what ends them. */
  private readonly words = new Map<string, { from: number; end: number }>();
  private nul = { from: 0, at: -1 };
  private tail = { from: 0, end: -1 };

  constructor(readonly text: string) {}

  /** Index of the quote that closes what opened before `from`, or -1. */
  after(quote: string, from: number): number {
    const last = this.known.get(quote);
    if (last !== undefined && last.from <= from && (last.close < 0 || from <= last.close)) return last.close;
    const close = findClose(this.text, quote, from);
    this.known.set(quote, { from, close });
    return close;
  }

  /** Index after the word at `from`; `strict`: a blank ends it, and what ends the string that it is `embedded` in. */
  wordEnd(from: number, strict: boolean, embedded: string): number {
    const key = (strict ? 's' : 'l') + embedded;
    const word = this.words.get(key);
    if (word !== undefined && from >= word.from && from <= word.end) return word.end;
    const ends = strict ? STRICT_END : LOOSE_END;
    const { text } = this;
    let end = from;
    while (end < text.length && !ends.test(text[end]) && !(embedded !== '' && endsEmbedded(text, end, embedded))) end++;
    this.words.set(key, { from, end });
    return end;
  }

  /** Index of the first NUL from `from` on, or the end. */
  nulAfter(from: number): number {
    const { nul } = this;
    if (from < nul.from || from > nul.at) {
      const at = this.text.indexOf('\0', from);
      this.nul = { from, at: at < 0 ? this.text.length : at };
    }
    return this.nul.at;
  }

  /** Where the punctuation begins that ends at `end`, as a sentence has it. */
  beforePunctuation(end: number): number {
    if (this.tail.end !== end) {
      let from = end;
      while (from > 0 && PUNCTUATION.includes(this.text[from - 1])) from--;
      this.tail = { from, end };
    }
    return this.tail.from;
  }
}

const PUNCTUATION = '.,;:!?';

function findClose(text: string, quote: string, from: number): number {
  const escapes = quote.length - 1;
  const plain = quote.at(-1)!;
  if (quote.startsWith('&')) return text.indexOf(quote, from);
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '\0') return -1;
    if (character === '\\') {
      const first = at;
      while (text[at + 1] === '\\') at++;
      const count = at - first + 1;
      // As many backslashes as the opening quote has close it; more of them escape a quote within.
      if (text[at + 1] === plain) {
        if (count === escapes) return first;
        if (count > escapes && (count - escapes) % 2 === 0 && escapes === 0) continue;
        at++;
      }
    } else if (character === plain) return at;
  }
  return -1;
}

/** The value at `site`, or null where none begins. `strict`: an unquoted value ends at a blank only. */
export function readValue(text: string, site: Site, strict: boolean, closings: Closings): Value | null {
  const open = openingQuote(text, site.valueAt);
  if (open !== null) return readQuoted(text, open, closings);
  if (site.operator === 'comma' || site.operator === 'call' || site.operator === 'pair') return null;
  if (site.operator === 'cell') return readUntil(text, site.valueAt, BOX);
  if (site.operator === 'element' || site.operator === 'attribute') return readUntil(text, site.valueAt, /^</);
  return readWord(text, site, strict, closings);
}

/** A quote, with a prefix that the language knows and the backslashes of the string around it. */
function openingQuote(text: string, at: number): { quote: string; start: number } | null {
  const opening = /^(?:@|\$|&|[bBuUrRfFL]{1,2})?(\\{0,7}["'`]|&quot;|&#3[49];)/.exec(text.slice(at, at + 16));
  return opening === null ? null : { quote: opening[1], start: at + opening[0].length };
}

function readQuoted(
  text: string,
  { quote, start }: { quote: string; start: number },
  closings: Closings,
): Value | null {
  const close = closings.after(quote, start);
  if (close >= 0 && close - start <= LONGEST_VALUE) {
    return { start, end: close, quoted: true, touchesEnd: false, last: isLast(text, close + quote.length) };
  }
  const end = Math.min(closings.nulAfter(start), start + LONGEST_VALUE);
  return { start, end, quoted: true, touchesEnd: true, last: true };
}

function readUntil(text: string, from: number, terminator: RegExp): Value | null {
  let reached = from;
  while (
    reached < text.length &&
    reached - from < LONGEST_CELL &&
    text[reached] !== '\0' &&
    !terminator.test(text.slice(reached, reached + 3))
  ) {
    reached++;
  }
  const value = text.slice(from, reached).trimEnd();
  const touchesEnd = reached >= text.length || text[reached] === '\0';
  return { start: from, end: from + value.length, quoted: false, touchesEnd, last: true };
}

function readWord(text: string, site: Site, strict: boolean, closings: Closings): Value {
  const start = site.valueAt;
  let end = Math.min(closings.wordEnd(start, strict, site.embedded), start + LONGEST_VALUE);
  const touchesEnd = end >= text.length || text[end] === '\0';
  if (!touchesEnd || !strict) end = Math.max(closings.beforePunctuation(end), start);
  // `[--password PASSWORD]` of a usage line.
  const isClosing = (at: number) =>
    (site.operator === 'flag' && ')]}>'.includes(text[at])) || closesGroup(text, site, start, at);
  const least = Math.max(end - MOST_CLOSINGS, start);
  if (site.dashes > 0) while (end > least && isClosing(end - 1)) end--;
  return { start, end, quoted: false, touchesEnd, last: isLast(text, end) };
}

/** Whether the string ends at `at` in which an unquoted value stands. */
function endsEmbedded(text: string, at: number, embedded: string): boolean {
  if (embedded.startsWith('&')) return text.startsWith(embedded, at);
  return text[at] === embedded.at(-1) || (text[at] === '\\' && 'nrt"\''.includes(text[at + 1]));
}

const OPENERS: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '>': '<',
  "'": "'",
  '"': '"',
  '`': '`',
};

/** Whether the character at `at` closes what was opened before the flag: `[--password=PASSWORD]`, `'... --password=x'`. */
function closesGroup(text: string, site: Site, start: number, at: number): boolean {
  const opener = OPENERS[text[at]];
  if (opener === undefined || text.slice(start, at).includes(opener)) return false;
  return text.slice(Math.max(0, site.nameStart - 200), site.nameStart).includes(opener);
}

/** Whether only closing punctuation or a comment follows. */
function isLast(text: string, at: number): boolean {
  return /^[\s,;'"`\])}.\0]*(?:$|\s#|\s\/\/|<|\\)/.test(text.slice(at, at + 200));
}
