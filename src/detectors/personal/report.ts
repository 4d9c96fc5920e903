// What the detectors of personal data report, and by which rules. Such findings are masked by their form or name wherever they
// stand, so nobody has to learn them.
import type { Finding } from '../finding.ts';

export type Report = (finding: Finding) => void;

const RULES = [
  'email-address',
  'ipv4-address',
  'ipv6-address',
  'phone-number',
  'card-number',
  'iban',
  'user-name',
  'host-name',
] as const;

export type PersonalRule = (typeof RULES)[number];

const PERSONAL: ReadonlySet<string> = new Set(RULES);

export function isPersonal(rule: string): boolean {
  return PERSONAL.has(rule);
}

/** @param shown of an open finding: how much of it says nothing yet. */
export function personal(rule: PersonalRule, start: number, end: number, open: boolean, shown = 0): Finding {
  return { start, end, rule, certainty: 'likely', open, shown: open ? shown : 0 };
}

/** Too little so far to be one: it waits, and covers nothing. */
export function held(rule: string, start: number, end: number): Finding {
  return { start, end, rule, certainty: 'likely', open: true, shown: end - start, held: true };
}
