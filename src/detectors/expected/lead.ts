// The literals that lead the prefilter to lines that leave their value to the next. The stem of a sensitive name near a line's
// end, or what tells of a Kubernetes manifest.
import { oneByteString } from '../../terminal/one-byte.ts';
import { NAME } from '../assignment/site.ts';
import { classTable, tableOf } from '../characters.ts';
import type { Literal } from '../finding.ts';
import { LONGEST_NAME, NAME_STEMS, stemEnds } from '../names.ts';
import { LONGEST_LINE, openingOf } from './opening.ts';

const LINE_FEED = 0x0a;
/** How much may stand behind the name: an annotation, an operator, what opens a value, a comment. */
const FAR = 80;
/** What may follow a name there. */
const FOLLOWERS = tableOf('"\',:=< \t\r\0');

type Stem = (typeof NAME_STEMS)[number];

export const leadLiterals: readonly Literal[] = [
  ...NAME_STEMS.map((text): Literal => ({ text, fold: true, confirm: confirmer(text) })),
  // `kind: Secret` has a stem in it.
  ...['apiVersion: v1', 'apiVersion": "v1"', 'stringData'].map(
    (text): Literal => ({ text, fold: false, confirm: opensLine }),
  ),
];

function confirmer(stem: Stem): NonNullable<Literal['confirm']> {
  return (bytes, at, end, from, to) => {
    if (!stemEnds(stem, bytes[end - 1], end < to ? bytes[end] : 0)) return false;
    let after = end;
    while (after < to && after - end <= LONGEST_NAME && NAME[bytes[after]] === 1) after++;
    if (after < to && bytes[after] !== LINE_FEED && FOLLOWERS[bytes[after]] === 0) return false;
    return opensLine(bytes, at, after, from, to);
  };
}

const LETTER = classTable('letter');
/** A comment, a closing tag, a here document. */
const MARKS = tableOf('#/<');
const OPERATORS = tableOf(':=>{');
const EQUALS = 0x3d;

/** Whether what stands in `[first, last)` around a name that ends at `end` may leave its value to the next line. */
function mayOpen(bytes: Uint8Array, first: number, end: number, last: number): boolean {
  let final = 0;
  let letters = false;
  let operators = false;
  for (let i = end; i < last; i++) {
    const byte = bytes[i];
    if (MARKS[byte] === 1) return true;
    if (LETTER[byte] === 1) letters = true;
    if (OPERATORS[byte] === 1) operators = true;
    if (byte > 0x20) final = byte;
  }
  if (letters) return final === EQUALS;
  for (let i = end - 1; i >= first && !operators; i--) operators = OPERATORS[bytes[i]] === 1;
  return operators;
}

/** Whether the line around `[at, end)` is one; it ends soon, and as such a line does. */
function opensLine(bytes: Uint8Array, at: number, end: number, from: number, to: number): boolean {
  let last = end;
  while (last < to && last - end <= FAR && bytes[last] !== LINE_FEED) last++;
  const isWhole = last - end <= FAR;
  let first = at;
  while (first > from && last - first <= LONGEST_LINE && bytes[first - 1] !== LINE_FEED) first--;
  if (last - first > LONGEST_LINE) return false;
  return (isWhole && opensPiece(bytes, first, end, last)) || opensPane(bytes, first, at, end, last);
}

function opensPiece(bytes: Uint8Array, first: number, end: number, last: number): boolean {
  return mayOpen(bytes, first, end, last) && openingOf(oneByteString(bytes, first, last), 0) !== null;
}

/** As `opensLine`, for a row of a screen that borders part into panes. */
function opensPane(bytes: Uint8Array, first: number, at: number, end: number, last: number): boolean {
  let left = at;
  while (left > first && !isBorder(bytes, left - 1)) left--;
  let right = end;
  while (right < last && !isBorder(bytes, right)) right++;
  // What stands behind a pane's border is no part of the line.
  return right - end <= FAR && (left > first || right < last) && opensPiece(bytes, left, end, right);
}

/** `|`, or a byte of a box-drawing character. */
function isBorder(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x7c || (bytes[at] >= 0x80 && bytes[at] <= 0x9f) || bytes[at] === 0xe2;
}
