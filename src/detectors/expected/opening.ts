// Which lines leave their value to the lines below: `password: |`, `const API_KEY =`, `- name: DB_PASSWORD`, `kind: Secret`, the
// heading of a table.
import { CHARACTERS, tableOf } from '../characters.ts';
import type { Sensitivity } from '../names.ts';
import type { Names } from '../own-names.ts';
import { besideOf, rowOf } from './beside.ts';
import { continuedOf, flagOf, sectionOf } from './continued.ts';
import { elementOf } from './element.ts';
import {
  type Expected,
  type ExpectedLines,
  type ExpectedManifest,
  type ExpectedValue,
  MOST_LINES,
  type Named,
  valueBelow,
} from './expected.ts';
import { placeOf } from './place.ts';
import { headingOf } from './table.ts';

/** No longer line leaves its value to the next. */
export const LONGEST_LINE = 400;

/** YAML's block scalars, lists and mappings, brackets, the strings of Python and TOML, here documents. */
const OPENERS = /(?:(?<!=)[|>][+-]?\d?[+-]?|[[({]|"""|'''|<<[-~]?["']?\w{1,20}["']?)$/;
/** What a list or a string stands in: `tolist([`, `array (`, `Some(`. */
const WRAPPER =
  /(?<=[=:>\s])(?:to(?:list|set|map)\(|sensitive\(|array ?|(?<=> )Array|Some|Ok|(?:List|Arrays)\.(?:of|asList)|new \w{1,20}\[\] ?)$/;
const OPERATOR = /(?:=>|:=|[:=])$/;
/** A type between a name and its equals sign. */
const ANNOTATION = /:\s{0,20}[\w<>[\]|.?&' ]{1,40}$/;
const KEY = /(["']?)([\w.$-]{1,100})\1\]?$/;
/** Opener, operator, or the end of a block scalar's indicator or of a here document's word. */
const LAST = tableOf(`:=|>[({"'+-${CHARACTERS.word}`);
/** What any of these lines ends with; `>` and bytes beyond ASCII are borders and tags, too. */
const ENDS = tableOf(
  `:=|>[]({"'\`+-,/$\\${CHARACTERS.word}${String.fromCharCode(...Array.from({ length: 128 }, (_, i) => 128 + i))}`,
);
const COMMENT = /\s(?:#|\/\/)\s.*$/;
/** In a program words stand before the name that is assigned to. */
const INTRODUCTION = /(?<![\w:.])[A-Za-z_&<>[\]]{1,40}\s{1,8}$/;
const MOST_WORDS = 6;

const SECRET_KIND = /(["']?)kind\1\s{0,8}:\s{0,8}(["']?)Secret\2,?$/;
const CORE_VERSION = /(["']?)apiVersion\1\s{0,8}:\s{0,8}(["']?)v1\2,?$/;
const STRING_DATA = /(["']?)stringData\1\s{0,8}:(?:\s{0,8}\{)?$/;

/** What `text` leaves to the lines below it, or null. Its text begins in column `column`. */
export function openingOf(text: string, column: number, names: Names): Expected | null {
  if (text.length > LONGEST_LINE) return null;
  const uncommented = text.includes('#') || text.includes('//') ? text.replace(COMMENT, '') : text;
  const whole = uncommented.replaceAll('\0', ' ').trimEnd();
  // `cat -A` and editors show the line's end so.
  const line = whole.endsWith('$') ? whole.slice(0, -1).trimEnd() : whole;
  // Most lines of programs and prose are told by their ends.
  if (ENDS[line.charCodeAt(line.length - 1)] !== 1 && !/^copy /i.test(line)) return null;
  return (
    flagOf(line, column, names) ??
    manifestOf(line, column) ??
    besideOf(line, column, names) ??
    rowOf(line, column, names) ??
    elementOf(line, column, names) ??
    continuedOf(line, column, names) ??
    sectionOf(line, column, names) ??
    belowOf(line, column, names) ??
    headingOf(line, names)
  );
}

/** The value stands below the name: nothing follows its operator, or only what opens a value of several lines. */
function belowOf(line: string, column: number, names: Names): ExpectedValue | ExpectedLines | null {
  if (LAST[line.charCodeAt(line.length - 1)] !== 1) return null;
  const opener = OPENERS.exec(line.slice(-24))?.[0] ?? '';
  // A block scalar stands right behind its key; what stands further away is a border.
  if (/^[|>]/.test(opener) && !/[^\s] $/.test(line.slice(0, line.length - opener.length))) return null;
  const before = line
    .slice(0, line.length - opener.length)
    .replace(WRAPPER, '')
    .trimEnd();
  const operator = OPERATOR.exec(before)?.[0] ?? '';
  // A block of HCL has its name in quotes, and no operator.
  if (operator === '' && !(opener === '{' && /["']$/.test(before))) return null;
  const assigned = before.slice(0, before.length - operator.length).trimEnd();
  const found =
    keyOf(assigned, opener, names) ??
    (operator === '=' ? keyOf(assigned.replace(ANNOTATION, ''), opener, names) : null);
  if (found === null) return null;
  const { name, sensitivity, quoted } = found;
  let { at } = found;
  if (operator.includes('=') || operator === '') at = skipIntroduction(line, at);
  const located = placeOf(line, at, column);
  // The dump of PHP has name and value one above the other.
  const place = operator === '=>' && assigned.endsWith(']') ? { ...located, indent: located.indent - 2 } : located;
  const terminator = terminatorOf(opener);
  if (terminator !== '' || (/^[|>]/.test(opener) && operator === ':'))
    return {
      kind: 'lines',
      place,
      terminator,
      border: opener === '|' ? column + line.length - 1 : -1,
      of: { name, sensitivity },
      left: MOST_LINES.lines,
      parent: null,
    };
  if (/^[|>]/.test(opener)) return null;
  // A word alone below a word alone may be anything, but for YAML, whose keys begin with a small letter or are constants.
  const bare = operator === ':' && (opener === '' || opener === '[') && !quoted && /^(?:[a-z_]|[A-Z0-9_]+$)/.test(name);
  // The array of a shell.
  const isArray = opener === '(' && operator === '=' && before.length === assigned.length + 1;
  const items = bare || isArray ? 'any' : opener === '{' ? 'none' : 'quoted';
  return valueBelow(place, { name, sensitivity }, { items, left: MOST_LINES.value });
}

/** The sensitive name that `text` ends with, and where it begins, its quote included. */
function keyOf(text: string, opener: string, names: Names): (Named & { at: number; quoted: boolean }) | null {
  const key = KEY.exec(text.trimEnd());
  if (key === null) return null;
  const [, quote, word] = key;
  const dashes = /^-*/.exec(word)![0].length;
  const name = word.slice(dashes);
  const sensitivity = names.judge(name) ?? judgeList(name, opener, names);
  if (sensitivity === null) return null;
  return { name, sensitivity, at: key.index + (quote === '' ? dashes : 0), quoted: quote !== '' };
}

/** `tokens`, `api_keys`: a list of them. */
function judgeList(name: string, opener: string, names: Names): Sensitivity | null {
  if (opener !== '' && opener !== '[') return null;
  const sensitivity = names.judge(name.replace(/s$/i, ''));
  // Those that a text is split into.
  return /^(?:tokens|keys)$/i.test(name) ? sensitivity && 'maybe' : sensitivity;
}

/** Index of the first of the words that stand before the name `[at, ...)`, as `const` and `export` do. */
function skipIntroduction(line: string, at: number): number {
  let first = at;
  for (let words = 0; words < MOST_WORDS; words++) {
    const word = INTRODUCTION.exec(line.slice(Math.max(0, first - 48), first));
    if (word === null) break;
    first -= word[0].length;
  }
  return first;
}

function terminatorOf(opener: string): string {
  if (opener === '"""' || opener === "'''") return opener;
  return /^<<[-~]?["']?(\w+)/.exec(opener)?.[1] ?? '';
}

/** A line that tells of a Kubernetes Secret. `apiVersion: v1` is followed by `data` where keys are sorted. */
function manifestOf(line: string, column: number): Expected | null {
  if (!line.includes('stringData') && !/(?:Secret|v1)["']?,?$/.test(line.slice(-10))) return null;
  const strings = STRING_DATA.exec(line);
  if (strings !== null)
    return {
      kind: 'data',
      place: placeOf(line, strings.index, column),
      sure: true,
      left: MOST_LINES.data,
      parent: null,
    };
  const kind = SECRET_KIND.exec(line);
  const found = kind ?? CORE_VERSION.exec(line);
  if (found === null) return null;
  const manifest: Omit<ExpectedManifest, 'left'> = {
    kind: 'manifest',
    place: placeOf(line, found.index, column),
    secret: kind !== null,
    parent: null,
  };
  return { ...manifest, left: kind === null ? 1 : MOST_LINES.manifest };
}
