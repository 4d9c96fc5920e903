// One line of an armoured block: what stands before its body (a diff sign, a line number, a quote, a log's prefix), the
// body, and what may follow it. Knows no block.
import { ALNUM_TABLE, classTable } from '../characters.ts';
import { skipSameMargin } from '../margin.ts';
import { runsOfKind } from '../wording.ts';
import { isEnd } from './marker.ts';

const BODY = classTable('padded64');
const DIGIT = classTable('digit');

/** Widths at which armour is broken in the wild: PEM, PGP and OpenSSH, MIME. */
const USUAL_WIDTHS = [64, 70, 76] as const;
/** No full line of armour is shorter; what is longer than this needs no known margin to be trusted. */
export const FULL_LINE = 40;
/** Letters alone change their case more often than words do: after so many, in the mean. */
const LONGEST_MEAN = 2.7;
/** Only so much of a line is searched for a full line of armour. */
const LONGEST_LINE = 4096;

export interface Run {
  readonly start: number;
  readonly end: number;
  /** The text ends, or NUL stands, right behind it. */
  readonly touchesEnd: boolean;
}

/** Index after blanks, diff and comment signs, quote marks of mail, list dashes, line numbers and an opening quote. */
function skipPlainMargin(text: string, from: number): number {
  let i = from;
  for (let rounds = 0; rounds < 4; rounds++) {
    i = skip(text, i, ' \t\u00a0');
    const signs = skip(text, i, '+-><|#*;%!');
    // A `+` right before the body is a diff's; base64 may begin with it too, and then the line is one longer.
    if (signs > i) i = signs;
    else if (text.startsWith('//', i)) i += 2;
    else if (text.startsWith('\u00e2\u0094\u0082', i)) i += 3;
    else if (DIGIT[text.charCodeAt(i)]) {
      let after = i;
      while (DIGIT[text.charCodeAt(after)]) after++;
      if (after - i > 7 || !' \t:|-.'.includes(text[after] ?? 'x')) break;
      i = text[after] === ' ' || text[after] === '\t' ? after : after + 1;
    } else break;
  }
  return skip(text, skip(text, i, ' \t'), '"\'`');
}

function skip(text: string, from: number, set: string): number {
  let i = from;
  while (i < text.length && set.includes(text[i])) i++;
  return i;
}

/** Whether nothing but quotes, joining signs, escaped line ends and blanks follows. */
function endsAfter(text: string, from: number): boolean {
  let i = from;
  while (i < text.length) {
    const character = text[i];
    if (' \t\r\n"\'`,;+)|\0$}]'.includes(character)) i++;
    else if (character === '\\') {
      i++;
      while (text[i] === '\\') i++;
      if (text[i] === 'n' || text[i] === 'r') i++;
    } else if (text.startsWith('\u00e2\u0094\u0082', i) || text.startsWith('\u00c2\u00a0', i)) i += 2;
    else if (text.charCodeAt(i) === 0x82) i++;
    else return isEnd(text, i) || text.startsWith('</', i);
  }
  return true;
}

function runAt(text: string, start: number): Run {
  let end = start;
  while (BODY[text.charCodeAt(end)]) end++;
  // A diff by words puts lines between `{+` and `+}`.
  if (text[end] === '}' && text[end - 1] === '+' && end > start) end--;
  return { start, end, touchesEnd: end >= text.length || text.charCodeAt(end) === 0 };
}

/** The body on this line, which stands behind a margin like the first line's or behind a plain one. */
export function bodyRun(text: string, margin: string): Run | null {
  const same = margin === '' ? 0 : skipSameMargin(text, margin);
  for (const from of same > 0 ? [skip(text, same, '"\'`'), 0] : [0]) {
    const run = runAt(text, from > 0 ? from : skipPlainMargin(text, 0));
    if (run.end > run.start && endsAfter(text, run.end)) return run;
  }
  return null;
}

/**
 * The last run on the line, behind whatever margin, if it is exactly as wide as a full line; or any run as wide as this
 * block's lines that surely is base64, whatever stands around it.
 */
export function fullRun(text: string, width: number): Run | null {
  let found: Run | null = null;
  for (let at = 0; at < Math.min(text.length, LONGEST_LINE); ) {
    if (!BODY[text.charCodeAt(at)] || (text[at] === '+' && (text[at - 1] === '{' || text[at + 1] === '}'))) {
      at++;
      continue;
    }
    const run = runAt(text, at);
    at = run.end;
    const length = run.end - run.start;
    if (width > 0 ? length !== width : !USUAL_WIDTHS.some((usual) => usual === length)) continue;
    if (length >= FULL_LINE && (endsAfter(text, run.end) || (width > 0 && looksEncoded(text, run)))) found = run;
  }
  return found;
}

/** The run at the text's end, whatever stands before it. */
export function lastRun(text: string): Run | null {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  let start = end;
  while (start > 0 && BODY[text.charCodeAt(start - 1)]) start--;
  return start === end ? null : { start, end, touchesEnd: true };
}

/** Whether a full-width run is surely base64 and no digest or rule of one character. */
export function looksEncoded(text: string, run: Run): boolean {
  const body = text.slice(run.start, run.end);
  if (!/[A-Z]/.test(body) || !/[a-z]/.test(body) || !/[g-zG-Z]/.test(body)) return false;
  return /[0-9+/]/.test(body) || runsOfKind(body).length > body.length / LONGEST_MEAN;
}

/** `Proc-Type: 4,ENCRYPTED` and the like, behind a plain margin. */
export function isArmorHeader(text: string, margin: string): boolean {
  const same = margin === '' ? 0 : Math.max(0, skipSameMargin(text, margin));
  const from = same > 0 ? same : skipPlainMargin(text, 0);
  let i = from;
  while (i - from < 40 && (ALNUM_TABLE[text.charCodeAt(i)] || text[i] === '-')) i++;
  return i > from && text[i] === ':' && (text[i + 1] === ' ' || i + 1 === text.length);
}

export function isBlankLine(text: string, margin: string): boolean {
  const same = margin === '' ? 0 : Math.max(0, skipSameMargin(text, margin.trimEnd()));
  return /^[\s\0]*$/.test(text.slice(same > 0 ? same : skipPlainMargin(text, 0)));
}
