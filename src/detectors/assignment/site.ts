// Reads a name that may be sensitive and the operator between it and its value. Knows the notations' operators, and
// neither judges a value nor knows where it ends.
import { ALNUM_TABLE, CHARACTERS, classTable, tableOf } from '../characters.ts';
import { isConstant, judgeName, LONGEST_NAME, type Sensitivity } from '../names.ts';

export type Operator =
  /** `=`, `:=`, `==`, `<-` */
  | 'equals'
  | 'colon'
  /** `=>` */
  | 'arrow'
  /** `"name", "value"` */
  | 'comma'
  /** `setName("value")` */
  | 'call'
  /** A column of a table, drawn with `|` or box characters. */
  | 'cell'
  /** `<name>value</name>` */
  | 'element'
  /** `--name value` */
  | 'flag'
  /** `"name":"X","value":"..."`, `key="X" value="..."` */
  | 'pair'
  /** `PASSWORD 'value'`, `login x password value`, `set -x NAME value` */
  | 'word';

export interface Site {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly sensitivity: Sensitivity;
  readonly operator: Operator;
  /** Blanks stand around the operator. */
  readonly spaced: boolean;
  /** The quote around the name, with its backslashes, or ''. */
  readonly nameQuote: string;
  /** The name follows a quote or an escaped line end: its value ends with that quote or the next such escape. */
  readonly embedded: string;
  /** Dashes before the name of a flag. */
  readonly dashes: number;
  /** Nothing but blanks, list marks, numbers and quotes stands before the name on its line. */
  readonly first: boolean;
  /** Where the value, or its opening quote, begins. */
  readonly valueAt: number;
}

/** What a name is made of. */
export const NAME = tableOf(`${CHARACTERS.alnum}_-.`);
const WORD = classTable('word');
const MOST_BLANKS = 80;
const BOX = ['\u00e2\u0094\u0082', '\u00e2\u0094\u0083', '\u00e2\u0095\u0091'] as const;

/** The bounds of the name around `at`, not before `limit`. */
export function nameBounds(text: string, at: number, limit: number): { start: number; end: number } {
  let start = at;
  while (start > limit && NAME[text.charCodeAt(start - 1)] === 1) start--;
  let end = at;
  while (end < text.length && NAME[text.charCodeAt(end)] === 1) end++;
  return { start, end };
}

/** Reads the site whose name has these bounds; null when the name is harmless or nothing is assigned to it. */
export function readSite(text: string, bounds: { start: number; end: number }): Site | null {
  let { start, end } = bounds;
  // The last part of a type's name: `AWS::IAM::AccessKey`.
  if (text[start - 1] === ':' && text[start - 2] === ':') return null;
  if (end - start > LONGEST_NAME) return null;
  let embedded = '';
  if (text[start - 1] === '\\' && 'nrt'.includes(text[start])) {
    embedded = '\\';
    start++;
  }
  let dashes = 0;
  for (; text[start] === '-' || text[start] === '.'; start++) if (text[start] === '-') dashes++;
  while (end > start && (text[end - 1] === '.' || text[end - 1] === '-')) end--;
  const named = judgeWords(text, start, end);
  if (named === null) return null;
  const nameQuote = quoteAround(text, start - dashes, end);
  if (nameQuote === '' && embedded === '') embedded = quoteBefore(text, start - dashes);
  const found = readOperator(text, start, end, nameQuote, dashes);
  if (found === null || found.valueAt >= text.length) return null;
  if (closesString(text, start, found.valueAt)) return null;
  // A name of several words is read by people: a colon, an equals sign or a column follows it.
  if (named.words && !['colon', 'equals', 'cell'].includes(found.operator)) return null;
  const { name, sensitivity, words } = named;
  const from = words ? end - name.length : start;
  const first = from < 40 && /^[\s\d"'`+\-|>#:*.]*$/.test(text.slice(0, from));
  return { name, sensitivity, ...found, nameStart: start, nameEnd: end, nameQuote, embedded, dashes, first };
}

interface Named {
  readonly name: string;
  readonly sensitivity: Sensitivity;
  readonly words: boolean;
}

/** Names may have blanks where people read them: `API Key: ...`, `Unseal Key 1: ...`. */
function judgeWords(text: string, start: number, end: number): Named | null {
  const name = text.slice(start, end);
  const sensitivity = judgeName(name);
  if (sensitivity !== null && sensitivity !== 'maybe') return { name, sensitivity, words: false };
  if (text[start - 1] === ' ' && ALNUM_TABLE[text.charCodeAt(start - 2)] === 1) {
    const before = /(?:[A-Za-z]{2,20} ){1,2}$/.exec(text.slice(Math.max(0, start - 42), start));
    const joined = before === null ? null : judgeName((before[0] + name).replaceAll(' ', '_'));
    if (joined !== null && before !== null) return { name: before[0] + name, sensitivity: joined, words: true };
  }
  return sensitivity === null ? null : { name, sensitivity, words: false };
}

/** The quote, with its backslashes, on both sides of the name, or ''. */
function quoteAround(text: string, start: number, end: number): string {
  const before = quoteBefore(text, start);
  if (before !== '' && text.startsWith(before, end)) return before;
  // A key with blanks in it: only its end tells.
  const next = text[end];
  if (next !== '"' && next !== "'" && next !== '\\') return '';
  const after = /^\\{0,3}["'](?= ?:)/.exec(text.slice(end, end + 6));
  return after === null ? '' : after[0];
}

function quoteBefore(text: string, start: number): string {
  const quote = text[start - 1];
  if (quote === ';' && text.startsWith('&quot;', start - 6)) return '&quot;';
  if (quote !== '"' && quote !== "'" && quote !== '`') return '';
  let at = start - 1;
  while (at > 0 && text[at - 1] === '\\' && start - at < 8) at--;
  return text.slice(at, start);
}

type Found = Pick<Site, 'operator' | 'spaced' | 'valueAt'>;

function readOperator(text: string, start: number, end: number, nameQuote: string, dashes: number): Found | null {
  let at = end;
  if (nameQuote !== '' && text.startsWith(nameQuote, at)) {
    at += nameQuote.length;
    if (text[at] === ']') at++;
    const pair = readPair(text, at);
    if (pair >= 0) return { operator: 'pair', spaced: false, valueAt: pair };
  } else if (text[at] === '>') {
    return isElement(text, start) ? { operator: 'element', spaced: false, valueAt: at + 1 } : null;
  }
  if (text[at] === '(') {
    const valueAt = skipBlanks(text, at + 1);
    return valueAt < 0 ? null : { operator: 'call', spaced: false, valueAt };
  }
  at = skipDeclaration(text, at);
  const after = skipBlanks(text, at);
  if (after < 0) return null;
  const blank = after > at;
  const sign = operatorAt(text, after);
  // A flag that is quoted by itself is spoken about.
  const spoken = nameQuote !== '' && dashes > 0 && !'"\''.includes(text[after] ?? ' ');
  if (sign === null) return blank && !spoken ? readBlank(text, start, end, after, dashes) : null;
  const { operator, length } = sign;
  if (operator === 'cell' && !(blank && isRow(text, start))) return null;
  if (operator === 'comma' && !isFirstArgument(text, start, nameQuote, dashes)) return null;
  const valueAt = skipBlanks(text, after + length);
  if (valueAt < 0) return null;
  const spaced = blank || valueAt > after + length;
  if (operator === 'equals' && spaced) return { operator, spaced, valueAt: inTuple(text, start, valueAt) };
  return { operator, spaced, valueAt: operator === 'colon' ? annotated(text, valueAt) : valueAt };
}

/** Whether the quote at `at` closes a string in which the name stands (`'Password: ', input`), and opens none. */
function closesString(text: string, start: number, at: number): boolean {
  const quote = text[at];
  if ((quote !== '"' && quote !== "'") || !/^(?:[\s,;)\]}+]|$)/.test(text.slice(at + 1, at + 2))) return false;
  let quotes = 0;
  for (let i = text.lastIndexOf(quote, start - 1); i >= 0 && start - i < 400; i = text.lastIndexOf(quote, i - 1)) {
    quotes++;
    if (i === 0) break;
  }
  return quotes % 2 === 1;
}

/** `user, password = "x", "value"`: where the name's own value begins. */
function inTuple(text: string, start: number, valueAt: number): number {
  const names = /(?:^|[\s;(])((?:[A-Za-z_]\w*, ?){1,4})$/.exec(text.slice(Math.max(0, start - 120), start));
  if (names === null) return valueAt;
  const count = names[1].split(',').length - 1;
  const skipped = new RegExp(`^(?:(?:"[^"]*"|'[^']*'|[\\w.]+), ?){${count}}`).exec(text.slice(valueAt, valueAt + 200));
  return skipped === null ? valueAt : valueAt + skipped[0].length;
}

/** Skips the size of an array, the mark of an optional property, the number behind a name of several words. */
function skipDeclaration(text: string, at: number): number {
  const next = text[at];
  if (next === '[') {
    const size = /^\[\w{0,6}\]/.exec(text.slice(at, at + 8));
    return size === null ? at : at + size[0].length;
  }
  if (next === '?' || next === '!') return text[at + 1] === '=' ? at : at + 1;
  if (next !== ' ') return at;
  const numbered = /^ \d{1,2}(?=:)/.exec(text.slice(at, at + 4));
  return numbered === null ? at : at + numbered[0].length;
}

/** Index after blanks, or -1 when there are too many to belong together. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while ((text[at] === ' ' || text[at] === '\t') && at - from <= MOST_BLANKS) at++;
  return at - from > MOST_BLANKS ? -1 : at;
}

function operatorAt(text: string, at: number): { operator: Operator; length: number } | null {
  const next = text[at + 1];
  switch (text[at]) {
    case '=':
      if (next === '>') return { operator: 'arrow', length: 2 };
      if (next === '~') return null;
      if (next !== '=') return { operator: 'equals', length: 1 };
      return { operator: 'equals', length: text[at + 2] === '=' ? 3 : 2 };
    case ':':
      if (next === '=') return { operator: 'equals', length: 2 };
      return next === ':' || (next === '/' && text[at + 2] === '/') ? null : { operator: 'colon', length: 1 };
    case '!':
      if (next !== '=') return null;
      return { operator: 'equals', length: text[at + 2] === '=' ? 3 : 2 };
    case '?':
    case '+':
      return next === '=' ? { operator: 'equals', length: 2 } : null;
    case '<':
      return next === '-' ? { operator: 'equals', length: 2 } : null;
    case ',':
      return { operator: 'comma', length: 1 };
    case '|':
      return { operator: 'cell', length: 1 };
    case '\u00e2':
      return BOX.some((drawn) => text.startsWith(drawn, at)) ? { operator: 'cell', length: 3 } : null;
    default:
      return null;
  }
}

/** `put("name", "value")`, `define('NAME', 'value')`, `["--name", "value"]`; not a name in a list of names. */
function isFirstArgument(text: string, start: number, nameQuote: string, dashes: number): boolean {
  if (nameQuote === '') return false;
  const before = text
    .slice(Math.max(0, start - dashes - nameQuote.length - 4), start - dashes - nameQuote.length)
    .trimEnd();
  return before.endsWith('(') || (dashes > 0 && /[[,]$/.test(before));
}

/** Whether the name is the first cell of its row, or a border stands before it; a pipe follows a command. */
function isRow(text: string, start: number): boolean {
  let at = start;
  while (at > 0 && start - at < 120 && text[at - 1] !== '|' && !text.startsWith('\u00e2', at - 1)) at--;
  if (at > 0 && start - at >= 120) return false;
  const row = text.slice(0, 40).trimStart();
  return at === 0 ? text.slice(0, start).trim() === '' : row.startsWith('|') || row.startsWith('\u00e2');
}

/** A type between the colon and the value: `password: str = "..."`. */
function annotated(text: string, at: number): number {
  if (ALNUM_TABLE[text.charCodeAt(at)] !== 1 && text[at] !== '&') return at;
  const type = /^[&A-Za-z_'][\w.<>[\]|' ]{0,40}= ?(?=[bru&]?["'])/.exec(text.slice(at, at + 48));
  return type === null ? at : at + type[0].length;
}

/** What stands before `password` in a .netrc, from its line's beginning (behind a file's name and number) or from `machine` on. */
const NETRC =
  /(?:^\s*(?:\S+:)?\s*|\bmachine\s+\S+\s+)(?:(?:machine|login|account|port|protocol)\s+\S+\s+|default\s+)+$|\bmachine\s+\S+\s+$/;

/** A value that stands behind a blank: after a flag, a type, in SQL, .netrc, fish and csh. */
function readBlank(text: string, start: number, end: number, after: number, dashes: number): Found | null {
  if (after >= text.length) return null;
  const word: Found = { operator: 'word', spaced: true, valueAt: after };
  if (dashes > 0 && isFlag(text, start - dashes)) {
    return text[after] === '-' ? null : { operator: 'flag', spaced: true, valueAt: after };
  }
  const type = /^(?:string|String|\*string|&str|str)\s?:?= ?(?=["'`])/.exec(text.slice(after, after + 16));
  if (type !== null) return { operator: 'equals', spaced: true, valueAt: after + type[0].length };
  const name = text.slice(start, end);
  const line = text.slice(Math.max(0, start - 200), start);
  if (isConstant(name) && /(?:^|[\s;])(?:set(?: -{1,2}\w+)+|setenv) +$/.test(line)) return word;
  if (!/^(?:password|passwd|account)$/i.test(name)) return null;
  if (NETRC.test(line)) return word;
  // A file in the form of .netrc may have it on a line of its own.
  if (text.length < 200 && /^\s*password[ \t]+(?=\S*[^A-Za-z\s.,;:!?])[^\s'"-]\S{3,}\s*$/.test(text)) return word;
  return text[after] === "'" && /\b(?:create|alter|user|role|with|set)\b/i.test(line) ? word : null;
}

/** Whether the dashes at `at` begin a flag and no part of a word. */
function isFlag(text: string, at: number): boolean {
  return at === 0 || ' \t"\'`[(=,|'.includes(text[at - 1]);
}

/** After a quoted name: where the value of the pair begins whose key it is, or -1. */
function readPair(text: string, at: number): number {
  const next = text[at];
  if (next !== ',' && next !== ' ') return -1;
  const pair =
    /^\s*,?\s*(?:\\*["'])?(?:value|Value|val|secret_value|plain_value)(?:\\*["'])?\s*[:=]\s*(?=\\*["'])/.exec(
      text.slice(at, at + 40),
    );
  return pair === null ? -1 : at + pair[0].length;
}

function isElement(text: string, start: number): boolean {
  let at = start;
  while (at > 0 && start - at < 30 && (WORD[text.charCodeAt(at - 1)] === 1 || text[at - 1] === ':')) at--;
  return text[at - 1] === '<';
}
