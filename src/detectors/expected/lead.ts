// The prefilter's second look for lines that leave their value to the next: a sensitive name with nothing behind it, or what
// tells of a Kubernetes manifest.
import { oneByteString } from '../../terminal/one-byte.ts';
import { CHARACTERS, tableOf } from '../characters.ts';
import type { Literal } from '../finding.ts';
import { BUILT_IN_NAMES, type Names } from '../own-names.ts';
import { LONGEST_LINE, openingOf } from './opening.ts';
import { unwrapped } from './wrapping.ts';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const EQUALS = 0x3d;
const SQUARE = 0x5b;
/** `Array`, as PHP prints one. */
const FIRST_OF_ARRAY = 0x41;
const LAST_OF_ARRAY = 0x79;
const BACKSLASH = 0x5c;
const TAG_END = 0x3e;
const SPACE = 0x20;
/** How much may stand behind the name: an annotation, an operator, what opens a value, a comment. */
const FAR = 80;

/** What may stand between a name and the line's end, or its operator. */
const BETWEEN = tableOf('"\']$ \r\0');
/** The dollar sign is where `cat -A` shows the line's end. */
const BLANKS = tableOf(' \t\r\0$');
/** An operator, a closing tag, a block of HCL, a comment, a pane's border. */
const FOLLOWERS = tableOf('=:<{#/|\u00e2,;\t');
const OPERATORS = tableOf('=:>');
/** What opens a value of several lines, a comment, a border. */
const OPENERS = tableOf('|>[({"\'<#/\u00e2');
const NAMED = tableOf(`${CHARACTERS.word}./$ -"'`);
/** What parts the cells of CSV and TSV; and what stands in a heading of theirs. */
const SEPARATORS = tableOf(',;\t');
const HEADING = tableOf(`${CHARACTERS.word} -/.,;\t"\r`);
/** What a cell of a heading is made of, before its end. */
const CELL = tableOf(`${CHARACTERS.word} "`);
const BRACKETS = tableOf('[({');
const QUOTES = tableOf('"\'');
/** Behind these anything may stand: a here document's word, a comment, another pane. */
const ANYTHING = tableOf('<#/|\u00e2');
/** What may follow the sign of a block scalar. */
const INDICATORS = tableOf('+-0123456789 \t\r\0$');

/** The stem of a name leads to most of them: see `leavesValue`. `kind: Secret` has one, too. */
const LEADS = [
  'apiVersion: v1',
  'apiVersion": "v1"',
  'stringData',
  'SecureString',
  'CONCEALED',
  'sensitive": true',
  'sensitive = true',
  'secret": true',
];

export const leadLiterals: readonly Literal[] = [
  ...LEADS.map(
    (text): Literal => ({
      text,
      fold: false,
      confirm: (bytes, at, end, from, to) => leavesValue(bytes, at, end, from, to),
    }),
  ),
  {
    text: 'value',
    fold: true,
    confirm: (bytes, at, end, from, to) =>
      isCellOfHeading(bytes, at, end, from, to) && opensAround(bytes, at, end, from, to),
  },
  ...['FROM stdin;', 'random_password'].map(
    (text): Literal => ({
      text,
      fold: true,
      confirm: (bytes, at, end, from, to) => opensAround(bytes, at, end, from, to),
    }),
  ),
];

/** Whether the line around the name `[at, end)` leaves its value to the next one, whole or as a row of panes. */
export function leavesValue(
  bytes: Uint8Array,
  at: number,
  end: number,
  from: number,
  to: number,
  names: Names = BUILT_IN_NAMES,
): boolean {
  return mayFollow(bytes, end, from, to) && opensAround(bytes, at, end, from, to, names);
}

/** The same for the name `[at, end)` in a tag, where more attributes may follow. */
export function leavesTag(bytes: Uint8Array, at: number, end: number, from: number, to: number, names: Names): boolean {
  return lastOf(bytes, end, to) === TAG_END && opensAround(bytes, at, end, from, to, names);
}

function opensAround(
  bytes: Uint8Array,
  at: number,
  end: number,
  from: number,
  to: number,
  names = BUILT_IN_NAMES,
): boolean {
  let last = end;
  // Behind a cell others stand.
  const far = isParted(bytes, end, to) ? LONGEST_LINE : FAR;
  while (last < to && last - end <= far && bytes[last] !== LINE_FEED) last++;
  let first = at;
  while (first > from && last - first <= LONGEST_LINE && bytes[first - 1] !== LINE_FEED) first--;
  if (last - end <= far && last - first <= LONGEST_LINE && opens(bytes, first, last, names)) return true;
  let left = at;
  while (left > first && !isBorder(bytes[left - 1])) left--;
  let right = end;
  while (right < last && !isBorder(bytes[right])) right++;
  // What stands behind a pane's border is no part of the line.
  return right - end <= FAR && (left > first || right < last) && opens(bytes, left, right, names);
}

/** Whether a value may be left out behind a name that ends at `end`: behind most names other things stand. */
function mayFollow(bytes: Uint8Array, end: number, from: number, to: number): boolean {
  let at = end;
  while (at < to && BETWEEN[bytes[at]] === 1) at++;
  let next = at;
  while (next < to && (SEPARATORS[bytes[next]] === 1 || BETWEEN[bytes[next]] === 1)) next++;
  if (next >= to || bytes[next] === LINE_FEED)
    return (
      isNamed(bytes, end, from) ||
      isCell(bytes, end, from) ||
      isSection(bytes, end, from) ||
      isHeading(bytes, end, from, to)
    );
  if (at - end > 1 && isColumnOfHeading(bytes, end, from, to)) return true;
  if (next > at) return isBorder(bytes[next]) ? isNamed(bytes, end, from) : isHeading(bytes, end, from, to);
  if ((bytes[at] === TAG_END || bytes[at] === BACKSLASH) && isLineEnd(bytes, at + 1, to)) return true;
  if (FOLLOWERS[bytes[at]] === 0) return false;
  if (OPERATORS[bytes[at]] === 0) return true;
  while (at < to && OPERATORS[bytes[at]] === 1) at++;
  while (at < to && BLANKS[bytes[at]] === 1) at++;
  if (at >= to || bytes[at] === LINE_FEED) return true;
  if (bytes[at] === BACKSLASH && isLineEnd(bytes, at + 1, to)) return true;
  if (OPENERS[bytes[at]] === 1) return mayOpen(bytes, at, to);
  // A type before an equals sign that ends the line, what a list stands in.
  const final = lastOf(bytes, at, to);
  return final === EQUALS || BRACKETS[final] === 1 || (final === LAST_OF_ARRAY && bytes[at] === FIRST_OF_ARRAY);
}

/** The last byte of the line that goes on at `at`, but for blanks. */
function lastOf(bytes: Uint8Array, at: number, to: number): number {
  let final = 0;
  for (let i = at; i < to && i - at <= FAR && bytes[i] !== LINE_FEED; i++) if (BLANKS[bytes[i]] === 0) final = bytes[i];
  return final;
}

/** Whether nothing but blanks stands from `at` on. */
function isLineEnd(bytes: Uint8Array, at: number, to: number): boolean {
  let end = at;
  while (end < to && BLANKS[bytes[end]] === 1) end++;
  return end >= to || bytes[end] === LINE_FEED;
}

/** Whether `value` ends a cell: a separator, two blanks or the line's end follow, and a separator stands somewhere before it. */
function isCellOfHeading(bytes: Uint8Array, at: number, end: number, from: number, to: number): boolean {
  if (!isParted(bytes, end, to)) return false;
  let before = at - 1;
  while (before >= from && CELL[bytes[before]] === 1 && !(bytes[before] === SPACE && bytes[before - 1] === SPACE))
    before--;
  if (before < from) return true;
  return (
    bytes[before] === LINE_FEED || bytes[before] === SPACE || SEPARATORS[bytes[before]] === 1 || isBorder(bytes[before])
  );
}

/** Whether a separator of cells, two blanks, or the line's end stands behind `end`. */
function isParted(bytes: Uint8Array, end: number, to: number): boolean {
  let at = end;
  while (at < to && BETWEEN[bytes[at]] === 1) at++;
  if (at >= to || bytes[at] === LINE_FEED || SEPARATORS[bytes[at]] === 1 || isBorder(bytes[at])) return true;
  return at - end > 1 && bytes[end] === SPACE && bytes[end + 1] === SPACE;
}

/** Whether the name that ends at `end` stands in square brackets. */
function isSection(bytes: Uint8Array, end: number, from: number): boolean {
  let before = end - 1;
  while (before >= from && NAMED[bytes[before]] === 1) before--;
  return before >= from && bytes[before] === SQUARE;
}

/** Whether only a border, or nothing, stands before the name that ends at `end`. */
function isCell(bytes: Uint8Array, end: number, from: number): boolean {
  let before = end - 1;
  while (before >= from && NAMED[bytes[before]] === 1) before--;
  return before < from || bytes[before] === LINE_FEED || bytes[before] === CARRIAGE_RETURN || isBorder(bytes[before]);
}

/** Whether the name that ends at `end` may be what an entry names: `name: db password`, `"name": "/prod/password"`. */
function isNamed(bytes: Uint8Array, end: number, from: number): boolean {
  let before = end - 1;
  while (before >= from && NAMED[bytes[before]] === 1) before--;
  return before >= from && OPERATORS[bytes[before]] === 1;
}

/** Whether the line around `end` may be the heading of a table whose cells no border parts. */
function isHeading(bytes: Uint8Array, end: number, from: number, to: number, isParted = false): boolean {
  let last = end;
  let parted = isParted;
  // A longer line is none.
  const most = Math.min(to, end + LONGEST_LINE);
  for (; last < most && HEADING[bytes[last]] === 1; last++) parted ||= SEPARATORS[bytes[last]] === 1;
  if (last < to && bytes[last] !== LINE_FEED) return false;
  let first = end;
  const least = Math.max(from, last - LONGEST_LINE);
  for (; first > least && HEADING[bytes[first - 1]] === 1; first--)
    parted ||= SEPARATORS[bytes[first - 1]] === 1 || (bytes[first - 1] === SPACE && bytes[first] === SPACE);
  return parted && (first === from || bytes[first - 1] === LINE_FEED);
}

/** Whether the name that ends at `end` may head a column that only blanks keep apart from the next one. */
function isColumnOfHeading(bytes: Uint8Array, end: number, from: number, to: number): boolean {
  if (bytes[end] !== SPACE || bytes[end + 1] !== SPACE) return false;
  return isHeading(bytes, end, from, to, true);
}

/** Whether what stands at `at` may open a value of several lines: three quotes, a here document, or a sign that ends its line. */
function mayOpen(bytes: Uint8Array, at: number, to: number): boolean {
  const opener = bytes[at];
  let next = at + 1;
  if (QUOTES[opener] === 1) return next + 1 < to && bytes[next] === opener && bytes[next + 1] === opener;
  if (ANYTHING[opener] === 1) return true;
  while (next < to && INDICATORS[bytes[next]] === 1) next++;
  return next >= to || bytes[next] === LINE_FEED || ANYTHING[bytes[next]] === 1 || isBorder(bytes[next]);
}

function opens(bytes: Uint8Array, first: number, last: number, names: Names): boolean {
  return openingOf(unwrapped(oneByteString(bytes, first, last)).text, 0, names) !== null;
}

/** `|`, or a byte of a box-drawing character. */
function isBorder(byte: number): boolean {
  return byte === 0x7c || (byte >= 0x80 && byte <= 0x9f) || byte === 0xe2;
}
