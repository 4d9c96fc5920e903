// What a line does with what was expected of it: it holds the value, it stands before it, or it ends the waiting.
import type { Finding } from '../finding.ts';
import type { Names } from '../own-names.ts';
import { beginsPublicBlock } from './data.ts';
import { holderOf, stepIntoElement } from './element.ts';
import { type Entry, readEntry, readValue, type Span } from './entry.ts';
import {
  type Expected,
  type ExpectedCells,
  type ExpectedLines,
  type ExpectedValue,
  MOST_LINES,
  MOST_STRANGE,
  SCALAR,
  scalarBelow,
} from './expected.ts';
import { findingsIn, judged } from './findings.ts';
import { stepIntoData, stepIntoManifest } from './manifest.ts';
import { type Located, locate } from './place.ts';
import { asEntry } from './row.ts';
import { blankRow, stepIntoCells } from './rows.ts';
import { isRuler, NO_SEPARATOR, NO_TABLE } from './table.ts';

export interface Step {
  readonly findings: readonly Finding[];
  /** What is expected of the next line. */
  readonly next: Expected | null;
  /** The line is somebody else's. */
  readonly strange?: true;
}

/** How a line stands where it is shown. */
export interface Line {
  /** It is complete; else a value that touches its end is an open finding. */
  readonly ended: boolean;
  /** Where its text begins. */
  readonly column: number;
  /** Taken out of a file: what stands in its place may follow. */
  readonly removed: boolean;
  readonly names: Names;
}

/** Keys whose value is that of the name beside or above them. */
const VALUES =
  /^(?:value|val|string|default|computed|raw|plain|plaintext|secret_?value|plain_?value|secret_?string|(?:output|parameter|option|setting|config|field)_?value)$/i;
/** Keys beside which no value stands. */
const REFERENCES = /^(?:value_?from|secret_?key_?ref|config_?map_?key_?ref)$/i;
const LONGEST_KEY = 100;
/** Names of several secrets. */
const SEVERAL = /(?:passwords|passphrases|secrets|tokens|keys|credentials|creds)$/i;
/** Keys that tell of a secret, not what it is. */
const ABOUT = /(?:names?|ids?|refs?|paths?|files?|urls?|versions?|hash|digest|integrity|checksum|algorithm|types?)$/i;
const NAME_KEYS = /^(?:name|key|id|label|field|variable)$/i;

/**
 * One line, given what is expected of it.
 * @returns null where the waiting has ended before this line
 */
export function stepInto(text: string, expected: Expected, line: Line): Step | null {
  if (expected.left <= 0) return null;
  const { ended, column } = line;
  const located = locate(text, expected.place.margin, column);
  if (located === null) return passStranger(expected);
  // Indentation, or the number of cells, ends the others.
  const isCounted = expected.kind === 'value' || expected.kind === 'element' || expected.kind === 'manifest';
  const passed = { ...expected, left: isCounted ? expected.left - 1 : expected.left, strange: 0 };
  const isBlank = located.at >= text.length;
  switch (passed.kind) {
    case 'value':
      return isBlank ? null : stepIntoRow(text, passed, located, line);
    case 'element':
      return isBlank ? { findings: [], next: passed } : stepIntoElement(text, passed, located, line);
    case 'lines':
      return isBlank ? { findings: [], next: passed } : stepIntoLines(text, passed, located, ended, column);
    case 'data':
      return isBlank ? { findings: [], next: passed } : stepIntoData(text, passed, located, ended);
    case 'cells':
      return isBlank ? blankRow(passed) : stepIntoCells(text, passed, line);
    case 'manifest':
      return isBlank ? { findings: [], next: passed } : stepIntoManifest(text, passed, located);
  }
}

/** Behind another margin somebody else writes. */
function passStranger(expected: Expected): Step | null {
  const { strange = 0, left } = expected;
  if (strange >= MOST_STRANGE) return null;
  return { findings: [], next: { ...expected, left: left - 1, strange: strange + 1 }, strange: true };
}

function stepIntoRow(text: string, expected: ExpectedValue, located: Located, line: Line): Step | null {
  if (expected.row !== true) return stepIntoValue(text, expected, located, line);
  const entry = asEntry(text);
  const at = locate(entry, expected.place.margin, line.column);
  return entry === text || at === null ? null : stepIntoValue(entry, expected, at, line);
}

function stepIntoValue(text: string, expected: ExpectedValue, located: Located, line: Line): Step | null {
  const { beside, place, items, markup } = expected;
  const { at, indent, item } = located;
  const { ended, removed } = line;
  // What closes deeper belongs to something that stands beside the name.
  if ('}])'.includes(text[at]))
    return beside && indent >= place.indent && !item ? { findings: [], next: expected } : null;
  // What a heading has below it stands no deeper than it does: `kubectl describe configmap`.
  if (items === 'any' && indent === place.indent && isRuler(text)) return { findings: [], next: belowRuler(expected) };
  if (markup === true && text[at] !== '<') return { findings: [], next: expected };
  if (beside ? (indent < place.indent && !isAligned(text, expected, located)) || item : indent <= place.indent)
    return null;
  const entry = readEntry(text, at);
  // A URL, and the padding of base64, look like entries.
  const isItem = items !== 'none' && (isUrl(text, at) || (entry?.operator === '=' && entry.value === null));
  if (entry !== null && !isItem) return stepIntoEntry(text, expected, entry, indent, line);
  if (/^[[{(]\s*$/.test(text.slice(at))) return { findings: [], next: expected };
  if (items === 'none') return beside || '{[('.includes(text[at]) ? { findings: [], next: expected } : null;
  const span = readValue(text, at);
  if (span === null || (!span.quoted && (items !== 'any' || /\s/.test(text.slice(span.start, span.end))))) return null;
  if (!/^[,;)\]}+\\.\s]*$/.test(span.rest)) return null;
  // Names of secrets are written in small letters and dashes.
  const isName = /^[a-z0-9_.-]+$/.test(text.slice(span.start, span.end));
  const form = span.quoted || (item && !isName) ? 'literal' : 'line';
  const findings = judged(text, span, { ...expected, alone: true }, form, ended);
  // Alone on its line a word is hardly a password.
  if (!span.quoted && /^[A-Za-z_-]*$/.test(text.slice(span.start, span.end))) return null;
  const goesOn = expected.single !== true && (removed || item || /^[,+\\]?$/.test(span.rest));
  // A list that holds one secret holds secrets.
  const sensitivity = findings.length > 0 && expected.sensitivity === 'maybe' ? 'secret' : expected.sensitivity;
  return { findings, next: goesOn ? { ...expected, sensitivity, left: MOST_LINES.value } : expected.parent };
}

/** Whether the operators of both entries stand in one column, as where mysql prints a row vertically. */
function isAligned(text: string, { colon }: ExpectedValue, { at, indent }: Located): boolean {
  return colon >= 0 && text.slice(at, at + LONGEST_KEY).indexOf(':') + indent === colon;
}

/** The value of a name that a ruler underlines stands alone on its line. */
function belowRuler({ name, sensitivity, parent }: ExpectedValue): ExpectedCells {
  const one = { ...NO_TABLE, separator: NO_SEPARATOR, names: [name], secret: [sensitivity] };
  return { ...one, left: MOST_LINES.value, parent };
}

function isUrl(text: string, at: number): boolean {
  return /^["']?[a-z][a-z0-9+.-]{1,20}:\/\//i.test(text.slice(at, at + 30));
}

function stepIntoEntry(
  text: string,
  expected: ExpectedValue,
  entry: Entry,
  indent: number,
  { ended, removed }: Line,
): Step | null {
  const { key, value, operator } = entry;
  const { beside, place, marked } = expected;
  const isOther = beside && marked !== true && indent === place.indent && NAME_KEYS.test(key);
  if (isOther || REFERENCES.test(key)) return null;
  const holder = operator === '<' ? holderOf(entry, { ...place, indent }, expected) : null;
  if (holder !== null) return { findings: [], next: { ...holder, parent: expected.parent } };
  // The payload of Google's Secret Manager, and what terraform made.
  const isValue = VALUES.test(key) || (marked === true && (key === 'data' || key === 'result'));
  if (!isValue) {
    const next: ExpectedValue = { ...expected, items: 'none' };
    return beside || expected.sensitivity === 'maybe' || !SEVERAL.test(expected.name)
      ? { findings: [], next }
      : { findings: memberOf(text, expected, entry, ended), next };
  }
  // What is indented deeper belongs to something else that stands beside the name.
  if (beside && indent > place.indent + 1 && expected.deeper !== true) return { findings: [], next: expected };
  const opener = value === null ? '' : text.slice(value.start, value.end);
  if (operator === ':' && SCALAR.test(opener)) {
    const { name, sensitivity, parent } = expected;
    return { findings: [], next: scalarBelow({ ...place, indent }, { name, sensitivity }, parent) };
  }
  if (value === null || /^[[{(]/.test(opener)) return { findings: [], next: expected };
  const form = value.quoted || isConstantLike(expected.name) ? 'strict' : operator === ':' ? 'line' : 'loose';
  return {
    findings: judged(text, value, expected, form, ended),
    next: beside && !removed ? expected.parent : expected,
  };
}

/** `passwords:` over `alice: ...`: each entry is one of several, if it looks like one. */
function memberOf(text: string, expected: ExpectedValue, { key, value }: Entry, ended: boolean): Finding[] {
  if (value === null || ABOUT.test(key)) return [];
  return judged(text, value, { name: expected.name, sensitivity: 'maybe', alone: true }, 'loose', ended);
}

function isConstantLike(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}

function stepIntoLines(
  text: string,
  expected: ExpectedLines,
  located: Located,
  ended: boolean,
  column: number,
): Step | null {
  const { terminator, place, of, border } = expected;
  if (border >= 0 && text[border - column] === '|') return null;
  // What stands in the first column, with a blank behind it, is the sign of a diff.
  const isDiff = located.item && located.indent === located.at - located.first;
  const first = isDiff ? located.at : located.first;
  const indent = isDiff ? located.indent : located.indent - (located.at - first);
  if (terminator === '') {
    if (indent <= place.indent) return null;
  } else if (text.startsWith(terminator, first)) return { findings: [], next: expected.parent };
  if (of !== null && beginsPublicBlock(text.slice(first))) return { findings: [], next: { ...expected, of: null } };
  const ending = terminator === '' ? -1 : text.indexOf(terminator, first);
  let end = ending < 0 ? text.length : ending;
  while (end > first && ' \t\r\0'.includes(text[end - 1])) end--;
  const span: Span = { start: first, end, quoted: true, touchesEnd: end === text.length, rest: '' };
  const findings = of === null ? [] : findingsIn(text, span, of, ended);
  return { findings, next: ending < 0 ? expected : expected.parent };
}
