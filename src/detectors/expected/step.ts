// What a line does with what was expected of it: it holds the value, it stands before it, or it ends the waiting.
import type { Finding } from '../finding.ts';
import type { Names } from '../own-names.ts';
import { stepIntoElement } from './element.ts';
import { listOf, stepIntoEntry } from './entries.ts';
import { readEntry, readValue, type Span } from './entry.ts';
import { type Expected, type ExpectedCells, type ExpectedValue, MOST_LINES, MOST_STRANGE } from './expected.ts';
import { judged } from './findings.ts';
import { stepIntoData, stepIntoManifest } from './manifest.ts';
import { type Located, locate } from './place.ts';
import { asEntry } from './row.ts';
import { blankRow, stepIntoCells } from './rows.ts';
import { isRuler, NO_SEPARATOR, NO_TABLE } from './table.ts';
import { stepIntoLines } from './text-lines.ts';

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

const LONGEST_KEY = 100;
/** A comment, or what `cat -A` ends a line with. */
const TAIL = /(?:(?:^|\s)(?:#|\/\/)\s.*|\$)$/;
/** Where git could not merge two versions of a text. */
const CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: |$)/;
/** What stands alone on its line before the strings of a list. */
const OPENER = /^(?:array\s?)?[[{(]\s*$/;
/**
 * One line, given what is expected of it.
 * @returns null where the waiting has ended before this line
 */
export function stepInto(text: string, expected: Expected, line: Line): Step | null {
  if (expected.left <= 0) return null;
  const { ended, column } = line;
  const located = locate(text, expected.place, column);
  if (located === null) return passStranger(expected);
  // Indentation, or the number of cells, ends the others.
  const isCounted = expected.kind === 'value' || expected.kind === 'element' || expected.kind === 'manifest';
  const passed = { ...expected, left: isCounted ? expected.left - 1 : expected.left, strange: 0 };
  if (passed.kind !== 'cells' && CONFLICT.test(text)) return { findings: [], next: passed };
  const isBlank = located.at >= text.length;
  switch (passed.kind) {
    case 'value':
      return isBlank ? blankItem(passed) : stepIntoRow(text, passed, located, line);
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

function blankItem(expected: ExpectedValue): Step | null {
  return expected.listed === true ? { findings: [], next: expected } : null;
}

function stepIntoRow(text: string, expected: ExpectedValue, located: Located, line: Line): Step | null {
  if (expected.row !== true) return stepIntoValue(text, expected, located, line);
  const entry = asEntry(text);
  const at = locate(entry, expected.place, line.column);
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
  // The next section of TOML.
  if (items === 'none' && /^\[[\w.-]+\]\s*$/.test(text.slice(at, at + LONGEST_KEY))) return null;
  if (items === 'word') return stepIntoWord(text, expected, at, ended);
  // What opens a list, and a comment in one.
  if (OPENER.test(text.slice(at, at + LONGEST_KEY)) || isComment(text, at)) return { findings: [], next: expected };
  if (items === 'none') return beside || '{[('.includes(text[at]) ? { findings: [], next: expected } : null;
  const span = readValue(text, at);
  if (span === null || (!span.quoted && (items !== 'any' || /\s/.test(text.slice(span.start, span.end))))) return null;
  const rest = span.rest.replace(TAIL, '');
  if (!/^[,;)\]}+\\.\s]*$/.test(rest)) return null;
  // Names of secrets are written in small letters and dashes.
  const isName = /^[a-z0-9_.-]+$/.test(text.slice(span.start, span.end));
  const form = span.quoted || (item && !isName) ? 'literal' : 'line';
  const findings = judged(text, span, { ...expected, alone: true }, form, ended);
  // Alone on its line a word is hardly a password.
  if (!span.quoted && /^[A-Za-z_-]*$/.test(text.slice(span.start, span.end))) return null;
  const goesOn = expected.single !== true && (removed || item || /^[,+\\]?$/.test(rest));
  const listed = item && { listed: true as const };
  const next = goesOn ? { ...listOf(expected, findings), ...listed, left: MOST_LINES.value } : expected.parent;
  return { findings, next };
}

/** The first word of the line: an argument, or the rest of an assignment. */
function stepIntoWord(text: string, expected: ExpectedValue, at: number, ended: boolean): Step | null {
  // The next flag: this one has no value.
  if (text[at] === '-') return null;
  const quote = text[at] === '"' || text[at] === "'" ? text[at] : '';
  const start = at + quote.length;
  let end = start;
  while (end < text.length && (quote === '' ? !' \t\0'.includes(text[end]) : text[end] !== quote)) end++;
  const span: Span = { start, end, quoted: quote !== '', touchesEnd: end === text.length, rest: '' };
  return { findings: judged(text, span, expected, 'strict', ended), next: expected.parent };
}

function isComment(text: string, at: number): boolean {
  return text.startsWith('# ', at) || text.startsWith('// ', at);
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
