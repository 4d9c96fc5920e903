// A value in a line of a command's output, and what is made of it: a finding.
import { isStrong } from '../assignment/judge.ts';
import type { Finding } from '../finding.ts';
import { isPath } from '../placeholder.ts';
import { looksRandom } from '../wording.ts';

/** What is longer may be several things. */
const LONGEST_LEARNED = 4096;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Already a mask, or nothing at all: there is nothing to be hidden. */
const NOTHING =
  /^(?:[*\s]*|null|<(?:sensitive|sensitive value|none|nil|unset|redacted|hidden|not set)>|[[(](?:sensitive value|input is hidden|\[?hidden\]?|redacted|not set)[\])])$/i;

/** The span without the blanks at its ends; null where nothing is left to be hidden. */
export function trimmed(text: string, start: number, end: number): Span | null {
  let from = start;
  let to = end;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  return to > from && !(to - from < 40 && NOTHING.test(text.slice(from, to))) ? { start: from, end: to } : null;
}

/** As `trimmed`, and without the quotes around it, and the comma behind. */
export function unquoted(text: string, start: number, end: number): Span | null {
  const span = trimmed(text, start, end);
  if (span === null) return null;
  const quote = text[span.start];
  if (quote !== '"' && quote !== "'") return span;
  let to = span.end;
  if (text[to - 1] === ',' || text[to - 1] === ';') to--;
  const closed = to - 1 > span.start && text[to - 1] === quote;
  return trimmed(text, span.start + 1, closed ? to - 1 : span.end);
}

/** @param ended the line is complete: else what touches its end is still open */
export function findingOf(text: string, { start, end }: Span, rule: string, ended: boolean): Finding {
  const open = !ended && text.slice(end).trim() === '';
  const value = text.slice(start, end);
  // Only what can't be a word of a message is learned.
  const isSure =
    !/\s|^\w+=/.test(value) &&
    !isPath(value) &&
    value.length < LONGEST_LEARNED &&
    (isStrong(value) || looksRandom(value));
  return { start, end, rule, certainty: isSure && !open ? 'certain' : 'likely', open, shown: 0 };
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0 || code === 0x0d;
}
