// Where a token may begin (not in the middle of a word, unless what looks like the word's end is an escape), and what tells
// that it was cut off.
import { classTable, WORD_TABLE } from './characters.ts';

const HEX = classTable('anyhex');
const DIGIT = classTable('digit');

/** True when `text[at]` may be the first character of a token. */
export function beginsWord(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return !WORD_TABLE[before] || endsEscape(text, at);
}

/** Whether an escape that is written with letters or digits ends right before `at`. */
export function endsEscape(text: string, at: number): boolean {
  const last = text[at - 1];
  // \n \t \r ...
  if (text[at - 2] === '\\' && 'abefnrtv0'.includes(last)) return true;
  // %3D
  if (text[at - 3] === '%' && HEX[text.charCodeAt(at - 2)] && HEX[text.charCodeAt(at - 1)]) return true;
  // \x1b, \u003d
  if (text[at - 4] === '\\' && text[at - 3] === 'x' && HEX[text.charCodeAt(at - 1)]) return true;
  if (text[at - 6] === '\\' && text[at - 5] === 'u' && HEX[text.charCodeAt(at - 1)]) return true;
  // \033[01;32m
  if (last !== 'm') return false;
  let i = at - 2;
  while (i >= 0 && at - i < 16 && (DIGIT[text.charCodeAt(i)] || text[i] === ';')) i--;
  return text[i] === '[';
}

/** Whether an ellipsis stands at `at`: two full stops, as finders write, or more, or the character for them. */
export function isEllipsis(text: string, at: number): boolean {
  return text.startsWith('..', at) || text.startsWith('\u00e2\u0080\u00a6', at);
}
