// Where on its line an entry stands: what is repeated before it on each line, and how far it is indented behind that. Knows no
// notation but the list dashes of YAML, which indent as blanks do.
import { ALNUM_TABLE } from '../characters.ts';
import { marginOf, skipSameMargin } from '../margin.ts';

export interface Place {
  /** What stands before the indentation, as `marginOf` gives it. */
  readonly margin: string;
  /** Columns. */
  readonly indent: number;
  /** A dash stands behind a word of the margin: that of a log (`INFO app - `) or of a list. */
  readonly dashed?: true;
}

/** `[{"name": ...`: the entry stands in what they open. */
const BRACKETS = '[{(';

export interface Located {
  /** Index of the first character behind margin, blanks and list dashes; the text's length where there is none. */
  readonly at: number;
  /** Index of the first character behind margin and blanks. */
  readonly first: number;
  /** Columns from the margin to `at`. */
  readonly indent: number;
  /** A list dash stands before it. */
  readonly item: boolean;
}

/** The place of what begins at `at`, on a line whose text begins in column `column`. List dashes and brackets indent it. */
export function placeOf(text: string, at: number, column: number): Place {
  let end = at;
  for (;;) {
    while (end > 0 && (isBlank(text.charCodeAt(end - 1)) || BRACKETS.includes(text[end - 1]))) end--;
    if (end === at || text[end - 1] !== '-') break;
    // grep's colon stands right before it.
    if (end > 1 && !isBlank(text.charCodeAt(end - 2)) && !BRACKETS.includes(text[end - 2]) && text[end - 2] !== ':')
      break;
    end--;
  }
  const margin = marginOf(text, end);
  const dashed =
    end > 0 && end < at && ALNUM_TABLE[text.charCodeAt(end - 1)] === 1 && /^[ \t]+-/.test(text.slice(end, at));
  return { margin, indent: at - end + (end === 0 ? column : 0), ...(dashed && { dashed: true as const }) };
}

/** What stands on a later line behind the same margin; null where the line has another one. */
export function locate(text: string, { margin, dashed }: Place, column: number): Located | null {
  const from = margin === '' ? 0 : skipSameMargin(text, margin);
  if (from < 0) return null;
  let first = skipBlanks(text, from);
  if (dashed === true && text[first] === '-' && isBlank(text.charCodeAt(first + 1)))
    first = skipBlanks(text, first + 1);
  let at = first;
  while (text[at] === '-' && isBlank(text.charCodeAt(at + 1))) at = skipBlanks(text, at + 1);
  return { at, first, indent: at - from + (from === 0 ? column : 0), item: at > first };
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** A cell of the screen that was never written reads as NUL. */
function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0;
}
