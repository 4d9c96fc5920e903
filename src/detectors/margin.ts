// What stands before a text on each of its lines: the prefix of a log, the number of a line, the sign of a diff, the file that
// grep names. Knows no secret.
import { classTable } from './characters.ts';

const DIGIT = classTable('digit');

/** A longer one is none. */
const LONGEST_MARGIN = 120;

/** `text[from, to)` with each run of digits as `0` and each run of blanks as one, to be compared with other lines. */
export function marginOf(text: string, to: number): string {
  if (to > LONGEST_MARGIN) return '';
  return text
    .slice(0, to)
    .replace(/\d+/g, '0')
    .replace(/[ \t]+/g, ' ')
    .replace(/["'`]$/, '');
}

/** Index after a margin like `margin`, or -1: numbers and blanks may differ, as may the `:` and `-` of grep. */
export function skipSameMargin(text: string, margin: string): number {
  let i = 0;
  for (const expected of margin) {
    if (expected === ' ') {
      while (text[i] === ' ' || text[i] === '\t') i++;
    } else if (expected === '0') {
      if (!DIGIT[text.charCodeAt(i)]) return -1;
      while (DIGIT[text.charCodeAt(i)]) i++;
    } else if (text[i] === expected || (expected === ':' && text[i] === '-')) i++;
    else return -1;
  }
  return i;
}
