// Reads a name that may be sensitive, with what stands around it, and asks for the operator behind it.
import { ALNUM_TABLE, CHARACTERS, tableOf } from '../characters.ts';
import { LONGEST_NAME, type Sensitivity } from '../names.ts';
import type { Names } from '../own-names.ts';
import { type Found, readOperator } from './operator.ts';

/** The names of resources at a provider, up to a part of theirs. */
const RESOURCE = /\b(?:arn|urn|crn):[\w:/.-]{1,110}:$/;

export interface Site extends Found {
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly sensitivity: Sensitivity;
  /** The quote around the name, with its backslashes, or ''. */
  readonly nameQuote: string;
  /** The name follows a quote or an escaped line end: its value ends with that quote or the next such escape. */
  readonly embedded: string;
  /** Dashes before the name of a flag. */
  readonly dashes: number;
  /** Nothing but blanks, list marks, numbers and quotes stands before the name on its line. */
  readonly first: boolean;
}

/** What a name is made of. */
export const NAME = tableOf(`${CHARACTERS.alnum}_-.`);

/** The bounds of the name around `at`, not before `limit`. */
export function nameBounds(text: string, at: number, limit: number): { start: number; end: number } {
  let start = at;
  while (start > limit && NAME[text.charCodeAt(start - 1)] === 1) start--;
  let end = at;
  while (end < text.length && NAME[text.charCodeAt(end)] === 1) end++;
  return { start, end };
}

/** Reads the site whose name has these bounds; null when the name is harmless or nothing is assigned to it. */
export function readSite(text: string, bounds: { start: number; end: number }, names: Names): Site | null {
  let { start, end } = bounds;
  // The last part of a type's name: `AWS::IAM::AccessKey`.
  if (text[start - 1] === ':' && text[start - 2] === ':') return null;
  // What an ARN names: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name-a1b2c3`.
  if (text[start - 1] === ':' && RESOURCE.test(text.slice(Math.max(0, start - 120), start))) return null;
  if (end - start > LONGEST_NAME) return null;
  let embedded = '';
  if (text[start - 1] === '\\' && 'nrt'.includes(text[start])) {
    embedded = '\\';
    start++;
  }
  let dashes = 0;
  for (; text[start] === '-' || text[start] === '.'; start++) if (text[start] === '-') dashes++;
  while (end > start && (text[end - 1] === '.' || text[end - 1] === '-')) end--;
  const named = judgeWords(text, start, end, names);
  if (named === null) return null;
  const nameQuote = quoteAround(text, start - dashes, end);
  if (nameQuote === '' && embedded === '') embedded = quoteBefore(text, start - dashes);
  const found = readOperator(text, start, end, nameQuote, dashes);
  if (found === null || found.valueAt >= text.length) return null;
  if (nameQuote === '' && closesString(text, start, found.valueAt)) return null;
  // A name of several words is read by people: a colon, an equals sign or a column follows it.
  if (named.words && !['colon', 'equals', 'cell', 'said'].includes(found.operator)) return null;
  const { name, sensitivity, words } = named;
  const from = words ? end - name.length : start;
  const first = from < 40 && /^[\s\d"'`+\-|>#:*.]*$/.test(text.slice(0, from));
  // Much stands in columns and in sentences: only what looks random is a value there.
  const judged = ['column', 'said', 'attribute'].includes(found.operator) ? 'maybe' : sensitivity;
  return { name, sensitivity: judged, ...found, nameStart: start, nameEnd: end, nameQuote, embedded, dashes, first };
}

interface Named {
  readonly name: string;
  readonly sensitivity: Sensitivity;
  readonly words: boolean;
}

/** Names may have blanks where people read them: `API Key: ...`, `Unseal Key 1: ...`. */
function judgeWords(text: string, start: number, end: number, names: Names): Named | null {
  const name = text.slice(start, end);
  const sensitivity = names.judge(name);
  if (sensitivity !== null && sensitivity !== 'maybe') return { name, sensitivity, words: false };
  if (text[start - 1] === ' ' && ALNUM_TABLE[text.charCodeAt(start - 2)] === 1) {
    const before = /(?:[A-Za-z]{2,20} ){1,2}$/.exec(text.slice(Math.max(0, start - 42), start));
    const joined = before === null ? null : names.judge((before[0] + name).replaceAll(' ', '_'));
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

/** Whether the quote at `at` closes a string in which the name stands (`'Password: ', input`), and opens none. */
function closesString(text: string, start: number, at: number): boolean {
  const quote = text[at];
  if ((quote !== '"' && quote !== "'") || !/^(?:[\s,;)\]}]|$)/.test(text.slice(at + 1, at + 2))) return false;
  let quotes = 0;
  for (let i = text.lastIndexOf(quote, start - 1); i >= 0 && start - i < 400; i = text.lastIndexOf(quote, i - 1)) {
    quotes++;
    if (i === 0) break;
  }
  return quotes % 2 === 1;
}
