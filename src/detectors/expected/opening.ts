// Which lines leave their value to the lines below: `password: |`, `const API_KEY =`, `- name: DB_PASSWORD`, `kind: Secret`, the
// heading of a table.
import { CHARACTERS, tableOf } from '../characters.ts';
import type { Sensitivity } from '../names.ts';
import type { Names } from '../own-names.ts';
import { elementOf } from './element.ts';
import {
  type Expected,
  type ExpectedLines,
  type ExpectedManifest,
  type ExpectedValue,
  MOST_LINES,
  type Named,
} from './expected.ts';
import { placeOf } from './place.ts';
import { asEntry } from './row.ts';
import { headingOf } from './table.ts';

/** No longer line leaves its value to the next. */
export const LONGEST_LINE = 400;

/** Keys whose value is the name of something. */
const NAME_KEY = /^(?:name|key|id|label|field|variable|var|env|\w{0,20}_(?:name|key)|[A-Za-z]{0,20}(?:Key|Name))$/i;
const LONGEST_NAME_KEY = 64;
/** An operator, blanks, a name in quotes. */
const LONGEST_NAMED = 125;
/** Alone on its line, but for what makes it an item of a list. */
const FLAG = /^\s*(?:["']--?([\w-]{1,100})["'],?|- ["']?--?([\w-]{1,100})["']?)$/;
const NAMED = /^\s{0,60}(["']?)([\w./$ -]{1,100})\1,?$/;
const NAME_ELEMENTS = /<(key|name|[\w.]{0,20}(?:Name|Key))>([\w./$ -]{1,100})<\/\1>$/;

/** YAML's block scalars, lists and mappings, brackets, the strings of Python and TOML, here documents. */
const OPENERS = /(?:[|>][+-]?\d?[+-]?|[[({]|"""|'''|<<[-~]?["']?\w{1,20}["']?)$/;
const OPERATOR = /(?:=>|:=|[:=])$/;
/** A type between a name and its equals sign. */
const ANNOTATION = /:\s{0,20}[\w<>[\]|.?&' ]{1,40}$/;
const KEY = /(["']?)([\w.$-]{1,100})\1$/;
/** Opener, operator, or the end of a block scalar's indicator or of a here document's word. */
const LAST = tableOf(`:=|>[({"'+-${CHARACTERS.word}`);
/** What any of these lines ends with; `>` and bytes beyond ASCII are borders and tags, too. */
const ENDS = tableOf(
  `:=|>[({"'\`+-,/$\\${CHARACTERS.word}${String.fromCharCode(...Array.from({ length: 128 }, (_, i) => 128 + i))}`,
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
  const line = uncommented.replaceAll('\0', ' ').trimEnd();
  // Most lines of programs and prose are told by their ends.
  if (ENDS[line.charCodeAt(line.length - 1)] !== 1 && !/^copy /i.test(line)) return null;
  return (
    flagOf(line, column, names) ??
    manifestOf(line, column) ??
    besideOf(line, column, names) ??
    rowOf(line, column, names) ??
    elementOf(line, column, names) ??
    belowOf(line, column, names) ??
    headingOf(line, names)
  );
}

/** The value stands in the entry beside this one: `- name: DB_PASSWORD`. */
function besideOf(line: string, column: number, names: Names): ExpectedValue | null {
  const named = markedOf(line) ?? namedOf(line);
  if (named === null) return null;
  const { name, at } = named;
  const ofKey = named.ofKey === true ? 'maybe' : null;
  const sensitivity = named.marked === true ? 'password' : (names.judge(name.trim().replaceAll(' ', '_')) ?? ofKey);
  if (sensitivity === null) return null;
  const place = placeOf(line, at, column);
  const colon = line.lastIndexOf(':') - at + place.indent;
  // What stands in a block of HCL is indented deeper than its head, and the brace that closes it is not.
  const indent = line.endsWith('{') ? place.indent + 1 : place.indent;
  return {
    kind: 'value',
    place: { ...place, indent },
    name,
    sensitivity,
    beside: true,
    ...((named.deeper === true || /[[{(]/.test(line.slice(0, at))) && { deeper: true as const }),
    ...(named.marked === true && { marked: true as const }),
    ...(line[at] === '<' && { markup: true as const }),
    colon,
    items: 'none',
    left: named.deeper === true ? MOST_LINES.deeper : MOST_LINES.value,
    parent: null,
  };
}

/** `||  Name  |  /prod/db/password  ||`, which may be the heading of a table as well. */
function rowOf(line: string, column: number, names: Names): ExpectedValue | null {
  const entry = asEntry(line);
  const beside = entry === line ? null : besideOf(entry.trimEnd(), column, names);
  return beside === null ? null : { ...beside, row: true, parent: headingOf(line, names) };
}

/** `- --password`, `"--password",`: in the list of a command's arguments its value is the next item. */
function flagOf(line: string, column: number, names: Names): ExpectedValue | null {
  const flag = FLAG.exec(line);
  const sensitivity = flag === null ? null : names.judge(flag[1] ?? flag[2]);
  if (flag === null || sensitivity === null) return null;
  const at = line.length - flag[0].trimStart().length;
  const place = placeOf(line, at, column);
  const name = flag[1] ?? flag[2];
  return {
    kind: 'value',
    // Its sibling stands no deeper.
    place: { ...place, indent: place.indent - 1 },
    name,
    sensitivity,
    beside: false,
    colon: -1,
    items: flag[1] === undefined ? 'any' : 'quoted',
    left: 1,
    single: true,
    parent: null,
  };
}

/** `"Type": "SecureString"`, `"sensitive": true`: that the value beside it is one, whatever its name. */
const MARK =
  /(["']?)(?:type|sensitive|secret)\1\s{0,20}[:=]\s{0,60}(?:"SecureString"|SecureString|"CONCEALED"|true),?$/i;
const LONGEST_MARK = 110;

/** `"type": "random_password"`, `resource "random_password" "db" {`: what terraform made is a secret. */
const GENERATED =
  /(?:(["']?)type\1\s{0,20}[:=]\s{0,20}|\bresource\s{1,4})["']random_password["'](?:,?|\s{1,4}"[\w-]{1,60}"\s{0,4}\{)$/;

/** `"id": "https://x.vault.azure.net/secrets/db/17"`, `name: projects/x/secrets/db/versions/1`: what it names is a secret. */
const RESOURCE =
  /(["']?)(?:id|sid|name)\1\s{0,20}[:=]\s{0,20}(["']?)(?:https:\/\/[\w.-]{1,80}|projects\/[\w.:-]{1,80}(?:\/locations\/[\w-]{1,40})?)\/secrets\/[\w./-]{1,160}\2,?$/;
const LONGEST_RESOURCE = 360;

interface Naming {
  readonly name: string;
  readonly at: number;
  /** The value is secret whatever its name. */
  readonly marked?: true;
  /** It may stand deeper. */
  readonly deeper?: true;
  /** The name is that of a key. */
  readonly ofKey?: boolean;
}

function markedOf(line: string): Naming | null {
  if (line.includes('random_password')) {
    const generated = GENERATED.exec(line);
    return generated === null ? null : { name: 'secret', at: generated.index, marked: true, deeper: true };
  }
  if (line.includes('/secrets/')) {
    const from = Math.max(0, line.length - LONGEST_RESOURCE);
    const resource = RESOURCE.exec(line.slice(from));
    return resource === null ? null : { name: 'secret', at: from + resource.index, marked: true, deeper: true };
  }
  if (!/(?:true|String|CONCEALED)"?,?$/.test(line.slice(-16))) return null;
  const from = Math.max(0, line.length - LONGEST_MARK);
  const mark = MARK.exec(line.slice(from));
  if (mark === null || (/true,?$/i.test(mark[0]) && /^["']?type/i.test(mark[0]))) return null;
  return { name: 'secret', at: from + mark.index, marked: true };
}

/** What an entry names (`name: X`, `<name>X</name>`), and where the entry begins. */
function namedOf(line: string): Naming | null {
  if (line.endsWith('>')) {
    const element = NAME_ELEMENTS.exec(line);
    return element === null ? null : { name: element[2], at: element.index };
  }
  const operator = Math.max(line.lastIndexOf(':'), line.lastIndexOf('='));
  if (operator < 0 || line.length - operator > LONGEST_NAMED) return null;
  const from = Math.max(0, operator - LONGEST_NAME_KEY);
  const key = KEY.exec(line.slice(from, operator).trimEnd());
  if (key === null || !NAME_KEY.test(key[2])) return null;
  const name = NAMED.exec(line.slice(operator + 1));
  return name === null ? null : { name: name[2], at: from + key.index, ofKey: /^key_?name$/i.test(key[2]) };
}

/** The value stands below the name: nothing follows its operator, or only what opens a value of several lines. */
function belowOf(line: string, column: number, names: Names): ExpectedValue | ExpectedLines | null {
  if (LAST[line.charCodeAt(line.length - 1)] !== 1) return null;
  const opener = OPENERS.exec(line.slice(-24))?.[0] ?? '';
  // A block scalar stands right behind its key; what stands further away is a border.
  if (/^[|>]/.test(opener) && !/[^\s] $/.test(line.slice(0, line.length - opener.length))) return null;
  const before = line.slice(0, line.length - opener.length).trimEnd();
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
  const place = placeOf(line, at, column);
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
  return {
    kind: 'value',
    place,
    name,
    sensitivity,
    beside: false,
    colon: -1,
    items,
    left: MOST_LINES.value,
    parent: null,
  };
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
