// Values within what stands behind a sensitive name on one line: in brackets (`"passwords": ["…"]`, `{"db_password": {"value": "…"}}`,
// `KEYS=("…")`), in the elements of XML beside it, or in the lines of a string whose line ends are escaped
// (`"password: |\n  …\n"`). All are read piece by piece, as `expected.ts` reads lines.

import { nameBounds } from './assignment/site.ts';
import { tableOf } from './characters.ts';
import type { Expected } from './expected/expected.ts';
import { type Reading as LineReading, receive } from './expected.ts';
import { type Detector, type Finding, type Literal, moved } from './finding.ts';
import { LONGEST_NAME } from './names.ts';
import type { Names } from './own-names.ts';
import { StemScanner } from './stems.ts';

/** How much is read behind a name. */
const LONGEST = 16_384;
/** How far before a name its line may begin, where line ends are escaped. */
const LONGEST_BEFORE = 200;
/** How much deeper a bracket indents what stands in it. */
const INDENT = 2;

const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '{': '}', '(': ')' };
const AFTER_NAME = tableOf('"\'`\\] \t');
const BLANKS = tableOf(' \t\0');

interface Opening {
  /** Index of the bracket, or of the escaped line end. */
  readonly at: number;
  readonly kind: 'bracket' | 'lines' | 'elements';
}

/** @param literals those that lead to sensitive names. */
export function createNestedDetector(literals: readonly Literal[], names: Names): Detector {
  const scanner = new StemScanner(names.stems);
  return {
    id: 'nested',
    literals,
    find(escaped, ended, reportEscaped) {
      const { text, places } = unescaped(escaped);
      const report = (finding: Finding) =>
        reportEscaped({ ...finding, start: places(finding.start), end: places(finding.end - 1) + 1 });
      let limit = 0;
      for (let stem = scanner.next(text, 0); stem >= 0; ) {
        const bounds = nameBounds(text, stem, limit);
        limit = Math.max(bounds.end, stem + 1);
        const opening = bounds.end - bounds.start > LONGEST_NAME ? null : openingBehind(text, bounds.end);
        if (opening !== null) {
          const read = READERS[opening.kind];
          limit = Math.max(limit, read(text, bounds.start, opening.at, { ended, names }, report));
        }
        stem = scanner.next(text, limit);
      }
    },
  };
}

/** The text without the backslashes before its quotes, and the way back. */
function unescaped(escaped: string): { text: string; places: (index: number) => number } {
  if (!escaped.includes('\\"') && !escaped.includes("\\'")) return { text: escaped, places: (index) => index };
  let text = '';
  const places: number[] = [];
  for (let at = 0; at < escaped.length; at++) {
    let after = at;
    while (escaped[after] === '\\') after++;
    if (after > at && (escaped[after] === '"' || escaped[after] === "'")) at = after;
    text += escaped[at];
    places.push(at);
  }
  return { text, places: (index) => places[index] };
}

/** Whether a bracket or an escaped line end stands behind the name that ends at `end`: what the prefilter asks. */
export function opensNested(bytes: Uint8Array, end: number, to: number): boolean {
  let at = end;
  while (at < to && AFTER_NAME[bytes[at]] === 1) at++;
  if (bytes[at] === 0x6e && bytes[at - 1] === 0x5c) return true;
  if (bytes[at] === 0x3c && bytes[at + 1] === 0x2f) return true;
  if (bytes[at] !== 0x3a && bytes[at] !== 0x3d) return false;
  at++;
  while (at < to && (BLANKS[bytes[at]] === 1 || bytes[at] === 0x3e)) at++;
  return (
    at < to &&
    (bytes[at] === 0x5b || bytes[at] === 0x7b || bytes[at] === 0x28 || bytes[at] === 0x5c || bytes[at] === 0x7c)
  );
}

function openingBehind(text: string, end: number): Opening | null {
  let at = end;
  while (at < text.length && AFTER_NAME[text.charCodeAt(at)] === 1 && !isLineEnd(text, at)) at++;
  if (isLineEnd(text, at)) return { at, kind: 'lines' };
  if (text[at] === '<' && text[at + 1] === '/') return { at, kind: 'elements' };
  if (text[at] !== ':' && text[at] !== '=') return null;
  at++;
  while (at < text.length && (BLANKS[text.charCodeAt(at)] === 1 || text[at] === '>')) at++;
  if (text[at] === '|') at++;
  if (isLineEnd(text, at) || isLineEnd(text, at + 1)) return { at: isLineEnd(text, at) ? at : at + 1, kind: 'lines' };
  return text[at] in CLOSERS ? { at, kind: 'bracket' } : null;
}

/** Whether an escaped line end stands at `at`. */
function isLineEnd(text: string, at: number): boolean {
  if (text[at] !== '\\') return false;
  let after = at;
  while (text[after] === '\\' && after - at < 8) after++;
  return text[after] === 'n';
}

interface Reading {
  readonly ended: boolean;
  readonly names: Names;
}

type Report = (finding: Finding) => void;

/** Reads a piece that stands at `at`; returns what is expected of the next one. */
function receiveAt(
  at: number,
  piece: string,
  before: Expected | null,
  reading: LineReading,
  report: Report,
): Expected | null {
  const { findings, expected } = receive(piece, before, reading);
  for (const finding of findings) report(moved(finding, at));
  return expected;
}

/** Reads up to the bracket that closes the one at `open`; returns where it ended. */
function readBracket(text: string, nameStart: number, open: number, { ended, names }: Reading, report: Report): number {
  const last = Math.min(text.length, open + LONGEST);
  const start = quoteBefore(text, nameStart);
  let expected: Expected | null = receive(text.slice(start, open + 1), null, {
    ended: true,
    column: 0,
    names,
  }).expected;
  if (expected === null) return open + 1;
  let from = open + 1;
  let quote = '';
  const closers: string[] = [CLOSERS[text[open]]];
  const read = (to: number, whole: boolean) => {
    const at = skipBlanks(text, from, to);
    if (at < to) {
      const reading = { ended: whole || ended, column: closers.length * INDENT, names };
      expected = receiveAt(at, text.slice(at, to), expected, reading, report);
    }
    from = to;
  };
  for (let at = open + 1; at < last; at++) {
    const character = text[at];
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\') at++;
      continue;
    }
    if ('"\'`'.includes(character)) quote = character;
    else if (character in CLOSERS) {
      read(at + 1, true);
      closers.push(CLOSERS[character]);
    } else if (character === closers.at(-1)) {
      read(at, true);
      closers.pop();
      if (closers.length === 0) return at;
    } else if (character === ',' || character === ';') read(at + 1, true);
    else if (BLANKS[text.charCodeAt(at)] === 1 && closers.at(-1) === ')') read(at, true);
    if (expected === null) return at + 1;
  }
  read(last, false);
  return last;
}

/** Reads the lines that escaped line ends part, from that of the name on; returns where they ended. */
function readLines(text: string, nameStart: number, first: number, { ended, names }: Reading, report: Report): number {
  let from = lineStart(text, nameStart);
  let expected: Expected | null = null;
  const last = Math.min(text.length, first + LONGEST);
  while (from < last) {
    let to = from;
    while (to < last && !isLineEnd(text, to)) to++;
    const isLast = to >= last;
    // The quote that ends the string is none of its last line's.
    const line = isLast ? withoutQuote(text.slice(from, to)) : text.slice(from, to);
    const reading = { ended: !isLast || ended || line.length < to - from, column: 0, names };
    expected = receiveAt(from, line, expected, reading, report);
    if (expected === null && from > first) return to;
    from = to;
    while (text[from] === '\\') from++;
    if (!isLast) from++;
    else break;
  }
  return last;
}

/** Reads the elements of XML that stand side by side, from that of the name on. */
function readElements(
  text: string,
  nameStart: number,
  first: number,
  { ended, names }: Reading,
  report: Report,
): number {
  const open = text.lastIndexOf('<', nameStart);
  if (open < 0 || nameStart - open > LONGEST_NAME) return first + 1;
  const last = Math.min(text.length, first + LONGEST);
  let expected: Expected | null = null;
  for (let from = open; from < last; ) {
    const seam = text.indexOf('><', from);
    const to = seam < 0 || seam >= last ? last : seam + 1;
    // The end of an element is the end of nothing here.
    if (text[from + 1] !== '/') {
      const reading = { ended: to < last || ended, column: INDENT, names };
      expected = receiveAt(from, text.slice(from, to), expected, reading, report);
      if (expected === null) return to;
    }
    from = to;
  }
  return last;
}

const READERS = { bracket: readBracket, lines: readLines, elements: readElements } as const;

function lineStart(text: string, at: number): number {
  for (let start = at; start > Math.max(0, at - LONGEST_BEFORE); start--) {
    if (text[start - 1] === 'n' && text[start - 2] === '\\') return start;
    if (text[start - 1] === '"' || text[start - 1] === "'") return start;
  }
  return Math.max(0, at - LONGEST_BEFORE);
}

function withoutQuote(line: string): string {
  const quote = /["'`]/.exec(line);
  return quote === null ? line : line.slice(0, quote.index);
}

function quoteBefore(text: string, at: number): number {
  return at > 0 && '"\'`'.includes(text[at - 1]) ? at - 1 : at;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && BLANKS[text.charCodeAt(at)] === 1) at++;
  return at;
}
