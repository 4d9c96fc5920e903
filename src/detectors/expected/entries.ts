// What an entry (`key: value`) does with the value that was expected: it is that value, one of several, or stands beside it.
import type { Finding } from '../finding.ts';
import { holderOf } from './element.ts';
import type { Entry } from './entry.ts';
import { type ExpectedValue, MOST_LINES, SCALAR, scalarBelow } from './expected.ts';
import { judged } from './findings.ts';
import type { Line, Step } from './step.ts';

/** Keys whose value is that of the name beside or above them. */
const VALUES =
  /^(?:value|val|string|default|computed|raw|plain|plaintext|secret_?value|plain_?value|secret_?string|(?:output|parameter|option|setting|config|field)_?value)$/i;
/** Keys beside which no value stands. */
const REFERENCES = /^(?:value_?from|secret_?key_?ref|config_?map_?key_?ref)$/i;
/** Names of several secrets. */
const SEVERAL = /(?:passwords|passphrases|secrets|tokens|keys|credentials|creds)$/i;
/** Keys that tell of a secret, not what it is. */
const ABOUT = /(?:names?|ids?|refs?|paths?|files?|urls?|versions?|hash|digest|integrity|checksum|algorithm|types?)$/i;
const NAME_KEYS = /^(?:name|key|id|label|field|variable)$/i;

export function stepIntoEntry(
  text: string,
  expected: ExpectedValue,
  entry: Entry,
  indent: number,
  { ended, removed }: Line,
): Step | null {
  const { key, value, operator } = entry;
  const { beside, place, marked, items } = expected;
  const isOther = beside && marked !== true && indent === place.indent && NAME_KEYS.test(key);
  if (isOther || REFERENCES.test(key)) return null;
  // The members of a list that a program has numbered.
  if (operator === '=' && /^\d{1,4}$/.test(key) && value !== null && items !== 'none') {
    const findings = judged(text, value, { ...expected, alone: true }, 'literal', ended);
    return { findings, next: { ...listOf(expected, findings), left: MOST_LINES.value } };
  }
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

/** A list that holds one secret holds secrets. */
export function listOf(expected: ExpectedValue, found: readonly Finding[]): ExpectedValue {
  const isSure = found.length > 0 && expected.sensitivity === 'maybe';
  return isSure ? { ...expected, sensitivity: 'secret' } : expected;
}
