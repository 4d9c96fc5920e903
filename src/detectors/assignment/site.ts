// Reads a name that may be sensitive and the operator between it and its value. Knows the notations' operators, and
// neither judges a value nor knows where it ends.
import { CHARACTERS, classTable, tableOf } from '../characters.ts';
import { judgeName, LONGEST_NAME, type Sensitivity } from '../names.ts';

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
  /** `PASSWORD 'value'`, `login x password value` */
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
  /** Where the value, or its opening quote, begins. */
  readonly valueAt: number;
}

const NAME = tableOf(`${CHARACTERS.alnum}_-.`);
const WORD = classTable('word');
const MOST_BLANKS = 80;
const BOX = ['|', '\u00e2\u0094\u0082', '\u00e2\u0094\u0083', '\u00e2\u0095\u0091'] as const;

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
  if (end - start > LONGEST_NAME) return null;
  let embedded = '';
  if (text[start - 1] === '\\' && 'nrt'.includes(text[start])) {
    embedded = '\\';
    start++;
  }
  let dashes = 0;
  while (text[start] === '-' || text[start] === '.') {
    if (text[start] === '-') dashes++;
    start++;
  }
  while (end > start && (text[end - 1] === '.' || text[end - 1] === '-')) end--;
  const nameQuote = quoteAround(text, start, end);
  if (nameQuote === '' && embedded === '') embedded = quoteBefore(text, start);
  const found = readOperator(text, start, end, nameQuote, dashes);
  if (found === null || found.valueAt >= text.length) return null;
  const named = judgeWords(text, start, end, found.operator);
  if (named === null) return null;
  return { ...named, ...found, nameStart: start, nameEnd: end, nameQuote, embedded, dashes };
}

/** Names may have blanks where people read them: `API Key: ...`, `Unseal Key 1: ...`. */
function judgeWords(
  text: string,
  start: number,
  end: number,
  operator: Operator,
): Pick<Site, 'name' | 'sensitivity'> | null {
  const name = text.slice(start, end);
  const sensitivity = judgeName(name);
  if (sensitivity !== null && sensitivity !== 'maybe') return { name, sensitivity };
  if (operator === 'colon' || operator === 'cell' || operator === 'equals') {
    const before = /(?:[A-Za-z]{2,20} ){1,2}$/.exec(text.slice(Math.max(0, start - 42), start));
    const joined = before === null ? null : judgeName((before[0] + name).replaceAll(' ', '_'));
    if (joined !== null && before !== null) return { name: before[0] + name, sensitivity: joined };
  }
  return sensitivity === null ? null : { name, sensitivity };
}

/** The quote, with its backslashes, on both sides of the name, or ''. */
function quoteAround(text: string, start: number, end: number): string {
  const before = quoteBefore(text, start);
  if (before !== '' && text.startsWith(before, end)) return before;
  // A key with blanks in it: only its end tells.
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
  }
  if (text[at] === '(') return { operator: 'call', spaced: false, valueAt: skipBlanks(text, at + 1) };
  if (text[at] === '>' && isElement(text, start)) return { operator: 'element', spaced: false, valueAt: at + 1 };
  const size = /^(?:\[\w{0,6}\]|[?!])/.exec(text.slice(at, at + 8));
  if (size !== null) at += size[0].length;
  const numbered = /^ \d{1,2}(?=:)/.exec(text.slice(at, at + 4));
  if (numbered !== null) at += numbered[0].length;
  const after = skipBlanks(text, at);
  if (after < 0) return null;
  const blank = after > at;
  const length = operatorLength(text, after);
  const operator = operatorAt(text, after, length, nameQuote);
  if (operator === null) return blank ? readBlank(text, start, end, after, dashes) : null;
  if (operator === 'cell' && !blank) return null;
  const valueAt = skipBlanks(text, after + length);
  if (valueAt < 0) return null;
  return {
    operator,
    spaced: blank || valueAt > after + length,
    valueAt: operator === 'colon' ? annotated(text, valueAt) : valueAt,
  };
}

/** Index after blanks, or -1 when there are too many to belong together. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while ((text[at] === ' ' || text[at] === '\t') && at - from <= MOST_BLANKS) at++;
  return at - from > MOST_BLANKS ? -1 : at;
}

function operatorLength(text: string, at: number): number {
  const box = BOX.find((drawn) => text.startsWith(drawn, at));
  if (box !== undefined) return box.length;
  if (text.startsWith('===', at) || text.startsWith('!==', at)) return 3;
  return /^(?:=>|==|:=|!=|<-|\?=|\+=)/.test(text.slice(at, at + 2)) ? 2 : 1;
}

function operatorAt(text: string, at: number, length: number, nameQuote: string): Operator | null {
  const sign = text.slice(at, at + length);
  if (sign === '=>') return 'arrow';
  if (/^(?:[:!?+]?={1,3}|<-)$/.test(sign)) return text[at + length] === '~' ? null : 'equals';
  if (sign === ':') return text[at + 1] === ':' || text.startsWith('//', at + 1) ? null : 'colon';
  if (sign === ',') return nameQuote === '' ? null : 'comma';
  return BOX.some((drawn) => drawn === sign) ? 'cell' : null;
}

/** A type between the colon and the value: `password: str = "..."`. */
function annotated(text: string, at: number): number {
  const type = /^[&A-Za-z_'][\w.<>[\]|' ]{0,40}= ?(?=[bru&]?["'])/.exec(text.slice(at, at + 48));
  return type === null ? at : at + type[0].length;
}

/** A value that stands behind a blank: after a flag, a type, or in SQL and .netrc. */
function readBlank(text: string, start: number, end: number, after: number, dashes: number): Found | null {
  if (after >= text.length) return null;
  if (dashes > 0 && text[start - dashes - 1] !== '-') return { operator: 'flag', spaced: true, valueAt: after };
  const type = /^(?:string|String|\*string|&str|str)\s?:?= ?(?=["'`])/.exec(text.slice(after, after + 16));
  if (type !== null) return { operator: 'equals', spaced: true, valueAt: after + type[0].length };
  const name = text.slice(start, end);
  if (!/^(?:password|passwd|account)$/i.test(name)) return null;
  const line = text.slice(Math.max(0, start - 200), start);
  if (/\b(?:login|machine|default)\s+\S+(?:\s|$)/.test(line) && /\blogin\b|\bmachine\b/.test(line))
    return { operator: 'word', spaced: true, valueAt: after };
  const sql = text[after] === "'" && /\b(?:create|alter|user|role|with|set)\b/i.test(line);
  return sql ? { operator: 'word', spaced: true, valueAt: after } : null;
}

/** After a quoted name: where the value of the pair begins whose key it is, or -1. */
function readPair(text: string, at: number): number {
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
