// What a line does with what was expected of it: it holds the value, it stands before it, or it ends the waiting.
import { type Candidate, isStrong, judgeValue } from '../assignment/judge.ts';
import { isBecomingRandom, mayBecomeCredential } from '../credential.ts';
import type { Certainty, Finding } from '../finding.ts';
import { beginsPublicBlock, judgeData } from './data.ts';
import { type Entry, readEntry, readValue, type Span } from './entry.ts';
import {
  type Data,
  type Expected,
  type ExpectedData,
  type ExpectedLines,
  type ExpectedManifest,
  type ExpectedValue,
  MOST_LINES,
  MOST_STRANGE,
  type Named,
  within,
} from './expected.ts';
import { type Located, locate } from './place.ts';

export interface Step {
  readonly finding: Finding | null;
  /** What is expected of the next line. */
  readonly next: Expected | null;
  /** The line is somebody else's. */
  readonly strange?: true;
}

/** Keys whose value is that of the name beside or above them. */
const VALUES =
  /^(?:value|val|string|default|computed|raw|plain|plaintext|secret_?value|plain_?value|secret_?string|(?:output|parameter|option|setting|config|field)_?value)$/i;
/** Keys beside which no value stands. */
const REFERENCES = /^(?:value_?from|secret_?key_?ref|config_?map_?key_?ref)$/i;
const NAME_KEYS = /^(?:name|key|id|label|field|variable)$/i;

/**
 * One line, given what is expected of it.
 * @param ended the line is complete; else a value that touches its end is an open finding
 * @param column where the text begins
 * @returns null where the waiting has ended before this line
 */
export function stepInto(text: string, expected: Expected, ended: boolean, column: number): Step | null {
  if (expected.left <= 0) return null;
  const located = locate(text, expected.place.margin, column);
  if (located === null) return passStranger(expected);
  const passed = { ...expected, left: expected.left - 1, strange: 0 };
  const isBlank = located.at >= text.length;
  switch (passed.kind) {
    case 'value':
      return isBlank ? null : stepIntoValue(text, passed, located, ended);
    case 'lines':
      return isBlank ? { finding: null, next: passed } : stepIntoLines(text, passed, located, ended, column);
    case 'data':
      return isBlank ? { finding: null, next: passed } : stepIntoData(text, passed, located, ended);
    case 'manifest':
      return isBlank ? { finding: null, next: passed } : stepIntoManifest(text, passed, located);
  }
}

/** Behind another margin somebody else writes; but a diff's unchanged line ends what was added or removed. */
function passStranger(expected: Expected): Step | null {
  const { strange = 0, left, place } = expected;
  if (strange >= MOST_STRANGE || /^[+-]$/.test(place.margin)) return null;
  return { finding: null, next: { ...expected, left: left - 1, strange: strange + 1 }, strange: true };
}

function stepIntoValue(text: string, expected: ExpectedValue, located: Located, ended: boolean): Step | null {
  const { beside, place, items } = expected;
  const { at, indent, item } = located;
  if ('}])'.includes(text[at])) return null;
  if (beside ? indent < place.indent || item : indent <= place.indent) return null;
  const entry = readEntry(text, at);
  // A URL, and the padding of base64, look like entries.
  const isItem = items !== 'none' && (isUrl(text, at) || (entry?.operator === '=' && entry.value === null));
  if (entry !== null && !isItem) return stepIntoEntry(text, expected, entry, indent, ended);
  if (items === 'none') return '{[('.includes(text[at]) && !beside ? { finding: null, next: expected } : null;
  const span = readValue(text, at);
  if (span === null || (!span.quoted && (items !== 'any' || /\s/.test(text.slice(span.start, span.end))))) return null;
  if (!/^[,;)\]}+\\.\s]*$/.test(span.rest)) return null;
  const form = span.quoted ? 'literal' : 'line';
  const finding = judged(text, span, { ...expected, alone: true }, form, ended);
  // Alone on its line a word is hardly a password.
  if (!span.quoted && /^[A-Za-z_-]*$/.test(text.slice(span.start, span.end))) return null;
  const goesOn = item || /^[,+\\]?$/.test(span.rest);
  return { finding, next: goesOn ? expected : expected.parent };
}

function isUrl(text: string, at: number): boolean {
  return /^["']?[a-z][a-z0-9+.-]{1,20}:\/\//i.test(text.slice(at, at + 30));
}

function stepIntoEntry(
  text: string,
  expected: ExpectedValue,
  entry: Entry,
  indent: number,
  ended: boolean,
): Step | null {
  const { key, value, operator } = entry;
  const { beside, place } = expected;
  if (REFERENCES.test(key) || (beside && indent === place.indent && NAME_KEYS.test(key))) return null;
  if (!VALUES.test(key)) return { finding: null, next: { ...expected, items: 'none' } };
  const opener = value === null ? '' : text.slice(value.start, value.end);
  if (operator === ':' && /^[|>][+-]?\d?[+-]?$/.test(opener)) {
    const { name, sensitivity, parent } = expected;
    const lines: ExpectedLines = {
      kind: 'lines',
      place: { ...place, indent },
      terminator: '',
      border: -1,
      of: { name, sensitivity },
      left: MOST_LINES.lines,
      parent,
    };
    return { finding: null, next: lines };
  }
  if (value === null || /^[[{(]/.test(opener)) return { finding: null, next: expected };
  const form = value.quoted || isConstantLike(expected.name) ? 'strict' : operator === ':' ? 'line' : 'loose';
  return { finding: judged(text, value, expected, form, ended), next: beside ? expected.parent : expected };
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
  } else if (text.startsWith(terminator, first)) return { finding: null, next: expected.parent };
  if (of !== null && beginsPublicBlock(text.slice(first))) return { finding: null, next: { ...expected, of: null } };
  const ending = terminator === '' ? -1 : text.indexOf(terminator, first);
  let end = ending < 0 ? text.length : ending;
  while (end > first && ' \t\r\0'.includes(text[end - 1])) end--;
  const span: Span = { start: first, end, quoted: true, touchesEnd: end === text.length, rest: '' };
  const finding = of === null ? null : findingIn(text, span, of, ended);
  return { finding, next: ending < 0 ? expected : expected.parent };
}

function findingIn(text: string, span: Span, of: Named | Data, ended: boolean): Finding | null {
  return 'name' in of ? judged(text, span, of, 'strict', ended) : dataIn(text, span, of.sure, ended);
}

function stepIntoData(text: string, expected: ExpectedData, located: Located, ended: boolean): Step | null {
  const { place, sure } = expected;
  const { at, indent } = located;
  if (indent <= place.indent || '}]'.includes(text[at])) return null;
  const entry = readEntry(text, at);
  if (entry === null) return null;
  const { value } = entry;
  if (value === null) return { finding: null, next: expected };
  if (/^[|>][+-]?\d?[+-]?$/.test(text.slice(value.start, value.end))) {
    const lines: ExpectedLines = {
      kind: 'lines',
      place: { ...place, indent },
      terminator: '',
      border: -1,
      of: { sure },
      left: MOST_LINES.lines,
      parent: null,
    };
    return { finding: null, next: within(lines, expected) };
  }
  return { finding: dataIn(text, value, sure, ended), next: expected };
}

function stepIntoManifest(text: string, expected: ExpectedManifest, { at, indent, item }: Located): Step | null {
  const { place, secret } = expected;
  if (indent < place.indent || item || text.startsWith('---', at) || text.startsWith('...', at)) return null;
  if (indent > place.indent) return { finding: null, next: expected };
  const entry = readEntry(text, at);
  if (entry === null) return '}])'.includes(text[at]) ? null : { finding: null, next: expected };
  const { key, value } = entry;
  const written = value === null ? '' : text.slice(value.start, value.end);
  if ((key === 'data' || key === 'stringData') && (value === null || written === '{')) {
    const data: ExpectedData = {
      kind: 'data',
      place,
      sure: secret || key === 'stringData',
      left: MOST_LINES.data,
      parent: null,
    };
    return { finding: null, next: within(data, { ...expected, left: MOST_LINES.manifest }) };
  }
  if (key !== 'kind') return { finding: null, next: expected };
  return written === 'Secret'
    ? { finding: null, next: { ...expected, secret: true, left: MOST_LINES.manifest } }
    : null;
}

function judged(
  text: string,
  span: Span,
  named: Named & { alone?: boolean },
  form: Candidate['form'],
  ended: boolean,
): Finding | null {
  const { start, end, quoted } = span;
  const { name, sensitivity } = named;
  const value = text.slice(start, end);
  const open = !ended && span.touchesEnd;
  const certainty = judgeValue({ value, name, sensitivity, form, quoted, argument: false });
  const mayBecome = named.alone && !quoted ? isBecomingRandom(value) : mayBecomeCredential(value);
  if (certainty === null && !(open && mayBecome)) return null;
  return found('assignment', span, open ? 'likely' : (certainty ?? 'likely'), open);
}

function dataIn(text: string, span: Span, sure: boolean, ended: boolean): Finding | null {
  const value = text.slice(span.start, span.end);
  const open = !ended && span.touchesEnd;
  if (!judgeData(value, sure, open)) return null;
  return found('kubernetes-secret', span, !open && isStrong(value) ? 'certain' : 'likely', open);
}

function found(rule: string, { start, end }: Span, certainty: Certainty, open: boolean): Finding | null {
  return end > start ? { start, end, rule, certainty, open, shown: 0 } : null;
}
