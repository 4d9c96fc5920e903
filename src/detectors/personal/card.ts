// Numbers of payment cards (ISO/IEC 7812): the prefix of an issuer, the length that it uses, the Luhn check, plain or in the
// groups that are printed on the card.
import { tableOf } from '../characters.ts';
import { isOpenEnd } from '../credential.ts';
import type { Detector } from '../finding.ts';
import { eachRun, seekRun } from '../runs.ts';
import { held, personal, type Report } from './report.ts';

const RUN = tableOf('0123456789 -');
const RULE = 'card-number';
/** The prefix of the issuer may stay visible while a number is typed. */
const SHOWN = 6;
const SHORTEST_HELD = 7;
const SHORTEST_OPEN = 12;
const SHORTEST = 13;

/** Issuers: what their numbers begin with, and how long they are. */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  // Visa
  [/^4/, [13, 16, 19]],
  // Mastercard
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  // American Express
  [/^3[47]/, [15]],
  // Discover, UnionPay
  [/^(?:6011|64[4-9]|65|62)/, [16, 17, 18, 19]],
  // JCB
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  // Diners Club
  [/^3(?:0[0-5]|[689])/, [14, 16, 17, 18, 19]],
  // Maestro
  [/^(?:5018|5020|5038|5893|6304|6759|676[1-3])/, [13, 14, 15, 16, 17, 18, 19]],
];

/** How many digits the printed groups have. */
const GROUPS = /^(?:4444[123]?|465|464)$/;

export const cardDetector: Detector = {
  id: RULE,
  literals: [],
  seek: (bytes, from, to) => seekRun(bytes, from, to, RUN, mayBeCard),
  find(text, ended, report) {
    eachRun(text, RUN, (start, end) => findCards(text, start, end, ended, report));
  },
};

function mayBeCard(bytes: Uint8Array, start: number, end: number, open: boolean): boolean {
  let digits = 0;
  for (let at = start; at < end; at++) if (bytes[at] >= 0x30) digits++;
  return digits >= SHORTEST || (open && digits >= SHORTEST_HELD);
}

interface Group {
  readonly start: number;
  readonly end: number;
}

function findCards(text: string, start: number, end: number, ended: boolean, report: Report): void {
  const groups: Group[] = [];
  for (const { 0: digits, index } of text.slice(start, end).matchAll(/\d+/g))
    groups.push({ start: start + index, end: start + index + digits.length });
  for (let i = 0; i < groups.length; i++) {
    const count = cardAt(text, groups, i);
    if (count === 0) continue;
    const last = groups[i + count - 1].end;
    report(personal(RULE, groups[i].start, last, isOpenEnd(text, last, ended)));
    i += count - 1;
  }
  const last = groups[groups.length - 1]?.end ?? 0;
  if (last > 0 && isOpenEnd(text, last, ended)) findBegun(text, groups, report);
}

/** The number of groups of the card's number that begins with group `i`, or 0. */
function cardAt(text: string, groups: readonly Group[], i: number): number {
  const { start, end } = groups[i];
  if (end - start >= SHORTEST) {
    return isAlone(text, start, end) && isCard(text.slice(start, end)) ? 1 : 0;
  }
  if (end - start !== 4) return 0;
  for (const count of [5, 4, 3]) {
    const last = groups[i + count - 1];
    if (last === undefined || !isJoined(text, groups, i, count) || !isAlone(text, start, last.end)) continue;
    const sizes = groups.slice(i, i + count).map((group) => group.end - group.start);
    if (GROUPS.test(sizes.join('')) && isCard(text.slice(start, last.end).replace(/\D/g, ''))) return count;
  }
  return 0;
}

/** Whether one blank, or one dash, stands between the groups, everywhere the same. */
function isJoined(text: string, groups: readonly Group[], i: number, count: number): boolean {
  const sign = text[groups[i].end];
  for (let next = i + 1; next < i + count; next++) {
    const { end } = groups[next - 1];
    if (groups[next].start !== end + 1 || text[end] !== sign) return false;
  }
  return true;
}

/** Whether it is no part of a word, of a number with a fraction, or of a longer row of groups with dashes. */
function isAlone(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start);
  const after = text.slice(end, end + 2);
  return !/[\w.+]$|\d[-,:]$/.test(before) && !/^(?:\w|[-.,:]\d)/.test(after);
}

function isCard(digits: string): boolean {
  return ISSUERS.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits)) && hasLuhn(digits);
}

function hasLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** What may become a number where the text ends: in groups of the right sizes, or plain. */
function findBegun(text: string, groups: readonly Group[], report: Report): void {
  const { end } = groups[groups.length - 1];
  for (let count = Math.min(5, groups.length); count > 0; count--) {
    const i = groups.length - count;
    const { start } = groups[i];
    const sizes = groups.slice(i).map((group) => group.end - group.start);
    const isBeginning =
      count === 1
        ? sizes[0] <= 19
        : /^(?:4{0,3}[1-4]|4444[1-3]|46[1-5]|4[56])$/.test(sizes.join('')) && isJoined(text, groups, i, count);
    const digits = text.slice(start, end).replace(/\D/g, '');
    if (!isBeginning || digits.length < SHORTEST_HELD || !isAlone(text, start, end)) continue;
    if (!ISSUERS.some(([prefix, lengths]) => prefix.test(digits) && lengths.some((length) => length >= digits.length)))
      continue;
    const shown = start + SHOWN + (count > 1 ? 1 : 0);
    report(digits.length < SHORTEST_OPEN ? held(RULE, start, end) : personal(RULE, start, end, true, shown - start));
    return;
  }
}
