// Addresses of IPv4 and IPv6. Not those that everybody has (loopback, unspecified, netmasks), and no versions, times or names
// in programs that look alike.
import { CHARACTERS, tableOf } from '../characters.ts';
import { isOpenEnd } from '../credential.ts';
import type { Detector } from '../finding.ts';
import { eachRun, seekRun } from '../runs.ts';
import { held, personal, type Report } from './report.ts';

const RUN = tableOf(`${CHARACTERS.anyhex}:.`);
const DOT = 0x2e;
const COLON = 0x3a;
const FOUR = 'ipv4-address';
const SIX = 'ipv6-address';
/** Eight groups, the last two as an IPv4 address. */
const LONGEST = 45;

export const ipDetector: Detector = {
  id: 'ip-address',
  literals: [],
  seek: (bytes, from, to) => seekRun(bytes, from, to, RUN, mayBeAddress),
  find(text, ended, report) {
    eachRun(text, RUN, (start, end) => {
      if (!findSix(text, start, end, ended, report)) findFour(text, start, end, ended, report);
    });
  },
};

function mayBeAddress(bytes: Uint8Array, start: number, end: number, open: boolean): boolean {
  let dots = 0;
  let colons = 0;
  let pair = false;
  for (let at = start; at < end; at++) {
    if (bytes[at] === DOT) dots++;
    if (bytes[at] === COLON) {
      colons++;
      pair ||= bytes[at - 1] === COLON;
    }
  }
  return dots >= 3 || pair || colons >= 7 || (open && (dots > 0 || colons > 1));
}

const QUAD = /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/g;

function findFour(text: string, start: number, end: number, ended: boolean, report: Report): void {
  const run = text.slice(start, end);
  let last = start;
  for (const { 0: quad, index } of run.matchAll(QUAD)) {
    const at = start + index;
    last = at + quad.length;
    const open = isOpenEnd(text, last, ended);
    if (!isHost(quad) || !standsAlone(text, at, last) || isVersion(text, at, last)) continue;
    report(personal(FOUR, at, last, open));
  }
  if (!isOpenEnd(text, end, ended)) return;
  const begun = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){1,2}\.?$/.exec(text.slice(Math.max(last, end - 12), end));
  if (begun !== null) report(held(FOUR, end - begun[0].length, end));
}

/** No loopback, netmask, broadcast, multicast or network of class A; a number with a leading zero is part of a date. */
function isHost(quad: string): boolean {
  const numbers = quad.split('.');
  if (numbers.some((number) => Number(number) > 255 || (number.length > 1 && number.startsWith('0')))) return false;
  const first = Number(numbers[0]);
  if (first === 0 || first === 127 || first >= 224) return false;
  // An object identifier.
  return !quad.endsWith('.0.0.0') && quad !== '1.3.6.1';
}

/** Addresses of networks at home, which no version begins with. */
const PRIVATE = /^(?:192\.168|172\.(?:1[6-9]|2\d|3[01]))\./;

/** Whether nothing is glued to it that makes it a version, a part of a name or of a longer number. */
function standsAlone(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? ' ';
  const after = text[end] ?? ' ';
  if (/\w/.test(before) || (before === '.' && /\d/.test(text[start - 2] ?? ''))) return false;
  if (/\w/.test(after) || (after === '.' && /\d/.test(text[end + 1] ?? ''))) return false;
  if (PRIVATE.test(text.slice(start, end))) return true;
  if (after === '+' || after === '~' || before === '~' || before === '^') return false;
  if (before === '-' && !/\d{1,3}(?:\.\d{1,3}){3}-$/.test(text.slice(Math.max(0, start - 17), start))) return false;
  if (after === '-' && !/^-\d{1,3}(?:\.\d{1,3}){3}/.test(text.slice(end, end + 16))) return false;
  if (before === '=') return !/[=<>~!]/.test(text[start - 2] ?? '');
  // `Chrome/120.0.6.1`, and yet `http://10.0.0.1`, `host/10.0.0.1:80`.
  return before !== '/' || !/[\w)]/.test(text[start - 2] ?? ' ') || after === ':';
}

const VERSION =
  /(?:version|versions?_?id|\bver|(?<![\w/.-])v|release|revision|\brev|build|firmware|driver|agent|assembly|upgrade[ds]?|available|candidate|installed)["'`)]{0,2}(?:\s{0,12}[:=]|\sis|\sto)?[\s"'`(]{0,12}$/i;

/** Whether a word before it says that it is a version. */
function isVersion(text: string, start: number, end: number): boolean {
  if (PRIVATE.test(text.slice(start, end))) return false;
  return VERSION.test(text.slice(Math.max(0, start - 40), start));
}

/** @returns whether the run is an address of IPv6, which may end in one of IPv4. */
function findSix(text: string, start: number, runEnd: number, ended: boolean, report: Report): boolean {
  let end = runEnd;
  if (end - start > 3 * LONGEST) return false;
  const open = isOpenEnd(text, end, ended);
  // A full stop or colon behind it belongs to the sentence.
  while (!open && end > start && /[.:]/.test(text[end - 1]) && text[end - 2] !== ':') end--;
  const address = text.slice(start, end);
  if (!address.includes(':') || /[\w:]/.test(text[start - 1] ?? ' ') || /\w/.test(text[end] ?? ' ')) return false;
  if (isSix(address)) {
    report(personal(SIX, start, end, open));
    return true;
  }
  if (open && /^[\da-f]{3,4}:[\da-f]{0,4}:/i.test(address) && address.length <= LONGEST) {
    report(personal(SIX, start, end, true, address.indexOf(':') + 1));
  }
  return false;
}

/** Whether it is an address of IPv6, in full or with `::`, that tells of a machine. */
function isSix(address: string): boolean {
  if (address.length > LONGEST || !/\d/.test(address)) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups[groups.length - 1] ?? '';
  const dotted = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(last);
  const hex = dotted ? groups.slice(0, -1) : groups;
  if (hex.some((group) => !/^[\da-f]{1,4}$/i.test(group))) return false;
  const count = hex.length + (dotted ? 2 : 0);
  if (halves.length === 1) return count === 8 && hex.some((group) => group.length > 2);
  // Groups of multicast are no machine's.
  if (count > 7 || /^ff0/i.test(address)) return false;
  // `a::b` is a name in a program, `1::2` a slice.
  return groups.length >= 3 || dotted || (groups.length > 0 && halves[0] !== '' && groups[0].length >= 3);
}
