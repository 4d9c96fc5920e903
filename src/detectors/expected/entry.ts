// Reads one line of a notation of keys and values: `key: value`, `"key": "value",`, `key = value`, `<key>value</key>`, or a value
// alone. Judges nothing.

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** The text ended before the value surely did. */
  readonly touchesEnd: boolean;
  /** What follows the value but blanks. */
  readonly rest: string;
}

export interface Entry {
  readonly key: string;
  readonly operator: ':' | '=' | '<';
  /** The value as it is written, or null where nothing stands behind the operator. */
  readonly value: Span | null;
}

/** Behind a key without quotes stands a blank, or it may be half a URL. */
const KEY =
  /^(?:\[(["']?)([\w.$/-]{1,100})\1\]\s{0,20}=>|(["'])([\w.$/-]{1,100})\3\s{0,20}(?::=|=>|[:=])|([\w.$/-]{1,100})\s{0,20}(?::=|=>|[:=])(?=\s|["'[{]|$))\s{0,80}/;
const ELEMENT = /^<([\w:.-]{1,60})(?:\s[^<>]{0,140})?>\s{0,20}/;
/** More than a key with blanks and an operator. */
const LONGEST_HEAD = 210;

/** The entry at `at`, or null where there is none. */
export function readEntry(text: string, at: number): Entry | null {
  const head = text.slice(at, at + LONGEST_HEAD);
  const key = KEY.exec(head);
  if (key !== null) {
    const operator = key[0].includes('=') ? '=' : ':';
    return { key: key[2] ?? key[4] ?? key[5], operator, value: readValue(text, at + key[0].length) };
  }
  const element = ELEMENT.exec(head);
  if (element === null) return null;
  const start = at + element[0].length;
  const close = text.indexOf('<', start);
  const end = close < 0 ? text.length : close;
  const value = { start, end, quoted: true, touchesEnd: close < 0, rest: close < 0 ? '' : text.slice(close) };
  return { key: element[1], operator: '<', value };
}

/** The value that begins at `at`: a quoted string, or the rest of the line without a comment; null where there is none. */
export function readValue(text: string, from: number): Span | null {
  // As PHP dumps it.
  const at = from + (/^string\(\d{1,9}\) (?=")/.exec(text.slice(from, from + 24))?.[0].length ?? 0);
  const opening = /^(?:[bBuUrRfF]{0,2})(["'`])/.exec(text.slice(at, at + 4));
  if (opening !== null) return readQuoted(text, at + opening[0].length, opening[1]);
  const comment = text.slice(at).search(/\s#(?:\s|$)/);
  let last = comment < 0 ? text.length : at + comment;
  while (last > at && ' \t\r\0'.includes(text[last - 1])) last--;
  let end = last;
  while (end > at && ',;)'.includes(text[end - 1])) end--;
  if (end === at) return null;
  return { start: at, end, quoted: false, touchesEnd: end >= text.length, rest: text.slice(end, last) };
}

function readQuoted(text: string, start: number, quote: string): Span {
  let end = start;
  while (end < text.length && text[end] !== quote && text[end] !== '\0') end += text[end] === '\\' ? 2 : 1;
  end = Math.min(end, text.length);
  const closed = text[end] === quote;
  const rest = closed ? text.slice(end + 1).trim() : '';
  return { start, end, quoted: true, touchesEnd: !closed, rest };
}
