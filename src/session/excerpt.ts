// What stands around a secret, for a report: short, on one line, with every secret in it masked.
import type { Examiner } from '../detectors/examiner.ts';
import type { Finding } from '../detectors/finding.ts';

const MASK = '***';
/** Bytes that are shown before and after the secret, other secrets not counted. */
const BEFORE = 48;
const AFTER = 24;
const ELLIPSIS = '\u2026';

/**
 * The surroundings of `text[start, end)`.
 * @param text one line as a one-byte string of UTF-8
 * @param masked all that is masked in it, sorted by start, none over another
 */
export function excerptOf(text: string, start: number, end: number, masked: readonly Finding[]): string {
  const own = firstEndingBehind(masked, start);
  let first = own;
  let from = start - BEFORE;
  for (; first > 0 && masked[first - 1].end > from; first--) from -= masked[first - 1].end - masked[first - 1].start;
  let last = own;
  let to = end + AFTER;
  for (; last < masked.length && masked[last].start < to; last++)
    if (masked[last].start >= end) to += masked[last].end - masked[last].start;
  from = Math.max(0, from);
  to = Math.min(text.length, to);
  let shown = from > 0 ? ELLIPSIS : '';
  let at = from;
  for (const span of masked.slice(first, last)) {
    if (span.end <= at || span.start >= to) continue;
    shown += readable(text.slice(at, Math.max(at, span.start))) + MASK;
    at = span.end;
  }
  shown += readable(text.slice(at, Math.max(at, to)));
  return (to < text.length && at < text.length ? shown + ELLIPSIS : shown).trim();
}

/** Index of the first span that ends behind `at`: a line may hold very many. */
function firstEndingBehind(spans: readonly Finding[], at: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Without control characters, and without a character of which a byte was cut off. */
function readable(text: string): string {
  return Buffer.from(text, 'latin1')
    .toString('utf8')
    .replace(/[\p{Cc}\ufffd]+/gu, ' ');
}

/** A file's name as it may be shown: without the secrets in it, and with control characters spelled out. */
export function shownName(path: string, examiner: Examiner): string {
  const text = Buffer.from(path).toString('latin1');
  let shown = '';
  let at = 0;
  for (const { start, end } of examiner.find(text, true)) {
    shown += text.slice(at, start) + MASK;
    at = end;
  }
  const name = Buffer.from(shown + text.slice(at), 'latin1').toString('utf8');
  return name.replace(/\p{Cc}/gu, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
