// Judges the lines of a command's output by what is known about the command: a listing of variables, keys and their values,
// nothing but a secret. What one line leaves to the next goes with the rest of the line's context.
import { type Entered, NO_SECTION, type Section, stepEntries } from './command-output/entries.ts';
import { type OpenVariable, stepListing } from './command-output/listing.ts';
import { isPager, isStructure, messageEnd } from './command-output/message.ts';
import type { OutputPolicy } from './command-output/policy.ts';
import { findingOf, type Span, trimmed, unquoted } from './command-output/span.ts';
import { typedValues } from './command-output/typed.ts';
import { type Finding, moved } from './finding.ts';
import type { Names } from './own-names.ts';
import { looksRandom } from './wording.ts';

export type { OutputPolicy } from './command-output/policy.ts';

const OUTPUT_RULE = 'command-output';
const LISTING_RULE = 'environment-listing';
export const TYPED_RULE = 'typed-secret';
/** Those by which a line is judged that is known only when it is complete. */
export const OUTPUT_RULES: ReadonlySet<string> = new Set([OUTPUT_RULE, LISTING_RULE, TYPED_RULE]);

/** A line that is a variable, whatever its value. */
const VARIABLE = /^\s*(?:(?:export|declare|typeset) (?:-\w+ )*)?[A-Za-z_]\w*=/;

/** An output that goes on in the next line. */
export interface OpenOutput {
  readonly policy: OutputPolicy;
  readonly variable: OpenVariable | null;
  readonly section: Section;
}

/** Where a command's output begins. */
export function openOutput(policy: OutputPolicy): OpenOutput {
  return { policy, variable: null, section: NO_SECTION };
}

/** Somewhere in an output, the lines before unseen: what begins nothing may go on with a secret. */
export function outputBehind(policy: OutputPolicy): OpenOutput {
  // In other notations no value goes on without a mark of it.
  const isRaw = policy.listing !== null && Object.keys(policy.listing).length === 0;
  const isList = policy.entries !== null && policy.entries.keys !== 'all' && policy.entries.keys.includes('data');
  return {
    policy,
    variable: isRaw ? { sensitive: true, maybe: '', quote: '', indent: -1, long: false } : null,
    section: isList ? { ...NO_SECTION, indent: 0 } : NO_SECTION,
  };
}

interface Followed {
  readonly findings: Finding[];
  readonly next: OpenOutput;
}

/** Judges one logical line. `ended`: it is complete. */
export function followOutput(line: string, before: OpenOutput, ended: boolean, names: Names): Followed {
  // A shell's editor returns to the first column before the output begins.
  let skipped = 0;
  while (line[skipped] === '\r') skipped++;
  if (skipped === 0) return followText(line, before, ended, names);
  const { findings, next } = followText(line.slice(skipped), before, ended, names);
  return { findings: findings.map((finding) => moved(finding, skipped)), next };
}

function followText(line: string, before: OpenOutput, ended: boolean, names: Names): Followed {
  const { policy } = before;
  // A gap on the screen is a blank.
  const text = line.replaceAll('\0', ' ');
  if (policy.typed) return { findings: found(text, typedValues(text, names), TYPED_RULE, ended), next: before };
  if (text.trim() === '') return { findings: [], next: before };
  const listed = policy.listing === null ? null : stepListing(text, policy.listing, before.variable, names);
  const findings = found(text, listed?.spans ?? [], LISTING_RULE, ended);
  const variable = listed?.variable ?? null;
  const goesOn = policy.listing?.single !== true || (variable !== null && variable.quote !== '');
  let next: OpenOutput = { ...before, variable: goesOn ? variable : null };
  findings.push(...found(text, knownLines(text, policy), OUTPUT_RULE, ended));
  if (policy.entries === null && policy.bare === false) return { findings, next };
  const message = isPager(text) ? text.length : messageEnd(text, ended, policy.programs);
  if (message >= text.length) return { findings, next };
  // On the screen a tab is a gap.
  const entered = enteredBy(line.replaceAll('\0', '\t'), before);
  if (entered !== null) {
    findings.push(...found(text, entered.spans, OUTPUT_RULE, ended));
    next = { ...next, section: entered.section };
  }
  const taken = entered?.taken === true || (listed?.taken === true && (listed.spans.length > 0 || VARIABLE.test(text)));
  if (policy.bare !== false && !taken)
    findings.push(...found(text, bareValues(text, message, policy), OUTPUT_RULE, ended));
  return { findings, next };
}

/** A line that is the value of a variable, or one of its lines. */
function knownLines(text: string, { lines }: OutputPolicy): Span[] {
  const span = lines.length === 0 ? null : trimmed(text, 0, text.length);
  return span !== null && lines.includes(text.slice(span.start, span.end)) ? [span] : [];
}

function enteredBy(text: string, { policy, section }: OpenOutput): Entered | null {
  return policy.entries === null ? null : stepEntries(text, policy.entries, section);
}

/** A line that is a value, from `from` on: its quotes, its borders and what joins it to the next stay. */
function bareValues(text: string, from: number, { bare }: OutputPolicy): Span[] {
  if (isStructure(text)) return [];
  const cells = /^\s*\|.*\|\s*$/.test(text) ? text.matchAll(/[^|]+/g) : [];
  const values = [...cells].map((cell) => trimmed(text, cell.index, cell.index + cell[0].length));
  if (values.length === 0)
    values.push(isScalar(text, from) ? unquoted(text, from, text.length) : trimmed(text, from, text.length));
  return values.filter((span) => span !== null).filter(({ start, end }) => isBare(text.slice(start, end), bare));
}

function isBare(value: string, bare: OutputPolicy['bare']): boolean {
  return bare === true || (bare === 'word' ? !/\s/.test(value) : looksRandom(value));
}

/** A string of JSON alone on its line. */
function isScalar(text: string, from: number): boolean {
  const line = text.slice(from).trim();
  return line.length > 1 && line[0] === '"' && /"[,;]?$/.test(line.slice(-2));
}

function found(text: string, spans: readonly Span[], rule: string, ended: boolean): Finding[] {
  return spans.map((span) => findingOf(text, span, rule, ended));
}
