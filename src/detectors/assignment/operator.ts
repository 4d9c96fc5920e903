// Reads the operator between a name and its value, in every notation. Neither judges the name nor knows where the value ends.
import { ALNUM_TABLE, classTable } from '../characters.ts';
import { isConstant } from '../names.ts';

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
  /** A column of a table that only blanks keep apart. */
  | 'column'
  /** `<name>value</name>` */
  | 'element'
  /** `<string name="name">value</string>` */
  | 'attribute'
  /** `--name value` */
  | 'flag'
  /** `"name":"X","value":"..."`, `key="X" value="..."` */
  | 'pair'
  /** `key is value` */
  | 'said'
  /** `PASSWORD 'value'`, `login x password value`, `set -x NAME value` */
  | 'word';

const WORD = classTable('word');
const MOST_BLANKS = 80;
const BOX = ['\u00e2\u0094\u0082', '\u00e2\u0094\u0083', '\u00e2\u0095\u0091'] as const;

/** The operator behind a name, and where the value (or its opening quote) begins. */
export interface Found {
  readonly operator: Operator;
  /** Blanks stand around the operator. */
  readonly spaced: boolean;
  readonly valueAt: number;
}

/** Reads the operator behind the name `[start, end)`; null when nothing is assigned to it. */
export function readOperator(
  text: string,
  start: number,
  end: number,
  nameQuote: string,
  dashes: number,
): Found | null {
  let at = end;
  if (nameQuote !== '' && text.startsWith(nameQuote, at)) {
    at += nameQuote.length;
    if (text[at] === ']' || (text[at] === '}' && text[start - 2] === '{') || FALLBACK.test(text.slice(at, at + 8)))
      at++;
    const pair = readPair(text, at);
    if (pair >= 0) return { operator: 'pair', spaced: false, valueAt: pair };
    const element = readAttributed(text, start, at);
    if (element !== null) return element;
  } else if ((text[at] === ']' && text[start - 1] === '[') || (text[at] === '}' && text[start - 1] === '{')) {
    // print_r of PHP, the arrays of shells, the hashes of Perl.
    at++;
  } else if (text[at] === '>') {
    return isElement(text, start) ? { operator: 'element', spaced: false, valueAt: at + 1 } : null;
  } else if (text[at] === ' ' && isElement(text, start)) {
    const tagEnd = endOfTag(text, at);
    if (tagEnd >= 0) return { operator: 'element', spaced: false, valueAt: tagEnd };
  }
  if (text[at] === '(') {
    const valueAt = skipBlanks(text, at + 1);
    return valueAt < 0 ? null : { operator: 'call', spaced: false, valueAt };
  }
  if (text[at] === ',' && nameQuote === '') {
    const flow = readFlowPair(text, start, at);
    if (flow >= 0) return { operator: 'colon', spaced: false, valueAt: flow };
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
  if (operator === 'cell' && !((blank || text.trimStart().startsWith('|')) && isRow(text, start))) return null;
  if (operator === 'comma' && !isFirstArgument(text, start, nameQuote, dashes)) return null;
  const valueAt = skipBlanks(text, after + length);
  if (valueAt < 0) return null;
  const spaced = blank || valueAt > after + length;
  if (operator === 'equals' && spaced)
    return { operator, spaced, valueAt: wrapped(text, inTuple(text, start, valueAt)) };
  return { operator, spaced, valueAt: operator === 'colon' ? wrapped(text, annotated(text, valueAt)) : valueAt };
}

/** What a program takes where a setting is missing: `getenv("X") or "value"`, `env.X || "value"`. */
const FALLBACK = /^\) ?(?:or |\|\||\?\?)/;

/** `Some("value")`, `String::from("value")`; an anchor or a tag of YAML. */
function wrapped(text: string, at: number): number {
  const tag = /^(?:&[\w-]{1,40}|!!(?:str|binary)|!unsafe) (?=\S)/.exec(text.slice(at, at + 48));
  if (tag !== null) return at + tag[0].length;
  const wrapper = /^(?:Some|Ok|Just|String::from|[A-Z]\w{0,30}(?:::new|\.of|::from))\((?=["'])/.exec(
    text.slice(at, at + 48),
  );
  return wrapper === null ? at : at + wrapper[0].length;
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
      // A hidden field of Jsonnet, base64 in LDIF.
      if (next === ':' && text[at + 2] === ' ' && text[at - 1] !== ' ') return { operator: 'colon', length: 2 };
      return next === ':' || (next === '/' && text[at + 2] === '/') ? null : { operator: 'colon', length: 1 };
    case '!':
      if (next !== '=') return null;
      return { operator: 'equals', length: text[at + 2] === '=' ? 3 : 2 };
    case '|':
      // A fallback must be a string: pipes stand between commands, too.
      if (next !== '|') return { operator: 'cell', length: 1 };
      return fallbackAt(text, at);
    case '?':
      if (next === '?') return fallbackAt(text, at);
      return next === '=' ? { operator: 'equals', length: 2 } : null;
    case '+':
      return next === '=' ? { operator: 'equals', length: 2 } : null;
    case '<':
      return next === '-' ? { operator: 'equals', length: 2 } : null;
    case ',':
      return { operator: 'comma', length: 1 };
    case '\u00e2':
      return BOX.some((drawn) => text.startsWith(drawn, at)) ? { operator: 'cell', length: 3 } : null;
    default:
      return null;
  }
}

/** `||` or `??`, with or without an equals sign, and a string behind it. */
function fallbackAt(text: string, at: number): { operator: Operator; length: number } | null {
  const fallback = /^(?:\|\||\?\?)=?(?=\s?["'`])/.exec(text.slice(at, at + 5));
  return fallback === null ? null : { operator: 'equals', length: fallback[0].length };
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

/**
 * A type between the colon and the value: `password: str = "..."`. A quote behind which nothing stands closes a string:
 * the equals sign before it is Base64's padding.
 */
function annotated(text: string, at: number): number {
  if (ALNUM_TABLE[text.charCodeAt(at)] !== 1 && text[at] !== '&') return at;
  const type = /^[&A-Za-z_'][\w.<>[\]|'? ]{0,40}= ?(?=[bru&]?["'](?![\s,;)\]}]|$))/.exec(text.slice(at, at + 64));
  return type === null ? at : at + type[0].length;
}

/** What stands before `password` in a .netrc, from its line's beginning (behind a file's name and number) or from `machine` on. */
const NETRC =
  /(?:^\s*(?:\S+:)?\s*|\bmachine\s+\S+\s+)(?:(?:machine|login|account|port|protocol)\s+\S+\s+|default\s+)+$|\bmachine\s+\S+\s+$/;

/** `Your new API key is ...`, `Incorrect API key provided: ...`. */
const SAID = /^(?:is|was|provided|generated|reads)(?: now)?:? (?=[^\s])/;
/** What a name and its value stand behind with a blank between them. */
const DIRECTIVE = /(?:^|[\s;])(?:ENV|setx|#define|#\s?define) +$/;

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
  const fallback = /^or (?=["'])/.exec(text.slice(after, after + 4));
  if (fallback !== null) return { operator: 'equals', spaced: true, valueAt: after + fallback[0].length };
  const said = SAID.exec(text.slice(after, after + 24));
  if (said !== null) return { operator: 'said', spaced: true, valueAt: after + said[0].length };
  if (isConstant(name) && DIRECTIVE.test(line)) return word;
  if (/^(?:requirepass|masterauth)$/.test(name) && line.trim() === '') return word;
  if (isConstant(name) && /(?:^|[\s;])(?:set(?: -{1,2}\w+)+|setenv) +$/.test(line)) return word;
  if (isConstant(name) && isColumn(text, start, end)) return { operator: 'column', spaced: true, valueAt: after };
  if (!/^(?:password|passwd|account)$/i.test(name)) return null;
  if (NETRC.test(line)) return word;
  // A file in the form of .netrc may have it on a line of its own.
  if (text.length < 200 && /^\s*password[ \t]+(?=\S*[^A-Za-z\s.,;:!?])[^\s'"-]\S{3,}\s*$/.test(text)) return word;
  return text[after] === "'" && /\b(?:create|alter|user|role|with|set)\b/i.test(line) ? word : null;
}

/** Whether the name `[start, end)` stands alone in its column, with another one behind it. */
function isColumn(text: string, start: number, end: number): boolean {
  if (!/^(?: {2}|\t)/.test(text.slice(end, end + 2))) return false;
  return /(?:^|\t| {2})$/.test(text.slice(Math.max(0, start - 2), start)) || (start === 1 && text[0] === ' ');
}

/** Whether the dashes at `at` begin a flag and no part of a word. */
function isFlag(text: string, at: number): boolean {
  return at === 0 || ' \t"\'`[(=,|'.includes(text[at - 1]);
}

/** After a quoted name: where the value of the pair begins whose key it is, or -1. */
function readPair(text: string, at: number): number {
  const next = text[at];
  if (next !== ',' && next !== ' ') return -1;
  const pair = /^\s*,?\s*(?:\\*["'])?(?:\w{0,20}[vV]alue|val)(?:\\*["'])?\s*[:=]\s*(?=\\*["'])/.exec(
    text.slice(at, at + 40),
  );
  return pair === null ? -1 : at + pair[0].length;
}

/** `{name: X, value: ...}` of YAML: where the value begins, or -1. */
function readFlowPair(text: string, start: number, at: number): number {
  if (!/[{,]\s{0,8}(?:name|key):\s{0,8}$/.test(text.slice(Math.max(0, start - 24), start))) return -1;
  const value = /^,\s{0,8}val(?:ue)?:\s{1,8}(?=[^\s{[])/.exec(text.slice(at, at + 28));
  return value === null ? -1 : at + value[0].length;
}

/** What else stands in a tag. */
const ATTRIBUTES = /^(?:\s{1,8}[\w:.-]{1,60}\s?=\s?(?:"[^"<>]{0,200}"|'[^'<>]{0,200}')){0,8}\s{0,8}>/;
const LONGEST_TAG = 400;
/** What stands before the name in the tag that names a value, its element included. */
const NAMED = /<([\w:.-]{1,60})(?:\s[^<>]{0,200})?\s(?:name|key)\s?=\s?["']$/;
/** Elements that hold settings; others hold texts, too. */
const SETTINGS = /^(?:\w{1,20}:)?(?:property|param|parameter|entry|setting|variable|env|arg|config|prop)$/i;

/** Where the tag ends whose name or an attribute of which ends at `at`, or -1. */
function endOfTag(text: string, at: number): number {
  const rest = ATTRIBUTES.exec(text.slice(at, at + LONGEST_TAG));
  return rest === null ? -1 : at + rest[0].length;
}

/** `<property name="password">value</property>`: the name is that of the value between the tags. */
function readAttributed(text: string, start: number, at: number): Found | null {
  if (text[at] !== '>' && text[at] !== ' ') return null;
  const named = NAMED.exec(text.slice(Math.max(0, start - 300), start));
  const valueAt = named === null ? -1 : endOfTag(text, at);
  if (named === null || valueAt < 0) return null;
  return { operator: SETTINGS.test(named[1]) ? 'element' : 'attribute', spaced: false, valueAt };
}

function isElement(text: string, start: number): boolean {
  let at = start;
  while (at > 0 && start - at < 30 && (WORD[text.charCodeAt(at - 1)] === 1 || text[at - 1] === ':')) at--;
  return text[at - 1] === '<';
}
