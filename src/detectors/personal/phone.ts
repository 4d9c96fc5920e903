// Telephone numbers: in the international form (ITU-T E.123, E.164), and in national forms behind a word that says so.
import { classTable } from '../characters.ts';
import { isOpenEnd } from '../credential.ts';
import type { Detector, Literal } from '../finding.ts';
import { held, personal, type Report } from './report.ts';

const RULE = 'phone-number';
const DIGIT = classTable('digit');
const PLUS = 0x2b;
const FEWEST_DIGITS = 8;
const MOST_DIGITS = 15;
const FEWEST_OPEN = 5;
/** A number with its blanks, brackets and dashes. */
const LONGEST = 32;
/** How far behind the word the number stands at most. */
const NEAR = 16;

/** Country codes (ITU-T E.164.D). */
const COUNTRY =
  /^\+(?:1|7|2[07]|2[1-69]\d|3[0-469]|3[578]\d|4[013-9]|42\d|5[1-8]|5[09]\d|6[0-6]|6[7-9]\d|8[1246]|8[058]\d|9[0-58]|9[67]\d|99[2-8])/;

/** Groups of digits with one blank, dash, full stop or slash between them, or one of them in brackets. */
const GROUPED = /^\+?(?:\(\d{1,5}\)[ ./-]?)?\d+(?:(?:[ ./-]|[ -]?\(|\)[ -]?)\d+)*/;

const WORDS = ['tel', 'phone', 'mobil', 'cell', 'fax', 'handy', 'whatsapp', 'call'] as const;
const CONTEXT =
  /\b(?:tel|telephone|phone|telefon|telefono|mobil|mobile|cell|cellphone|fax|handy|whatsapp|call)(?:[_ ]?(?:no|nr|number|nummer))?[.:=#"'\s]{1,8}$/i;

export const phoneDetector: Detector = {
  id: RULE,
  literals: WORDS.map((text): Literal => ({ text, fold: true, confirm: hasNumberNear })),
  seek(bytes, from, to) {
    for (let at = from; at < to; at++) {
      if (bytes[at] === PLUS && at + 1 < to && DIGIT[bytes[at + 1]] === 1 && bytes[at + 1] !== 0x30) return at;
    }
    return -1;
  },
  find(text, ended, report) {
    for (let at = text.indexOf('+'); at >= 0; at = text.indexOf('+', at + 1))
      findInternational(text, at, ended, report);
    findNational(text, ended, report);
  },
};

/** Whether a digit stands where the number begins. */
function hasNumberNear(bytes: Uint8Array, _at: number, end: number, _from: number, to: number): boolean {
  for (let at = end; at < Math.min(to, end + 2 * NEAR); at++) {
    if (DIGIT[bytes[at]] === 1) return true;
    if (bytes[at] === 0x0a) return false;
  }
  return false;
}

function findInternational(text: string, start: number, ended: boolean, report: Report): void {
  if (/[\w+)\]]/.test(text[start - 1] ?? ' ')) return;
  const written = text.slice(start, start + LONGEST);
  const country = COUNTRY.exec(written);
  if (country === null) return;
  const number = GROUPED.exec(written);
  if (number === null) return;
  const end = start + number[0].length;
  const digits = number[0].replace(/\D/g, '').length;
  const open = isOpenEnd(text, end, ended) || isOpenEnd(text, end + 1, ended);
  // Without groups at the beginning of a line it is a line of a diff.
  const plain = digits === number[0].length - 1;
  if (plain && start === 0) return;
  if (digits > MOST_DIGITS || isJoined(text, end)) return;
  if (digits >= FEWEST_DIGITS && (!plain || digits >= 10 || open)) {
    report(personal(RULE, start, end, open));
  } else if (open) {
    const shown = country[0].length;
    report(digits < FEWEST_OPEN ? held(RULE, start, end) : personal(RULE, start, end, true, shown));
  }
}

function isJoined(text: string, end: number): boolean {
  return /^(?:[A-Za-z_%:]|[.,]\d)/.test(text.slice(end, end + 2));
}

/** `0171 2345678`, `(555) 010-0199`, `555-010-0199`. */
const NATIONAL = /\(?\d[\d ()./-]{5,20}\d/y;
const DATE = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)/;

function findNational(text: string, ended: boolean, report: Report): void {
  for (const { index } of text.matchAll(/(?<=["'\s:=#.])[(\d](?=[\d ()])/g)) {
    if (!CONTEXT.test(text.slice(Math.max(0, index - 2 * NEAR), index))) continue;
    NATIONAL.lastIndex = index;
    const number = NATIONAL.exec(text);
    const written = number?.[0] ?? text.slice(index);
    const end = index + written.length;
    const open = isOpenEnd(text, end, ended);
    if (DATE.test(written) || isJoined(text, end) || /\w/.test(text[end] ?? ' ')) continue;
    if (number !== null && isNational(written)) report(personal(RULE, index, end, open));
    else if (open && /^[\d ()./-]{1,8}$/.test(written)) report(held(RULE, index, end));
  }
}

function isNational(written: string): boolean {
  const digits = written.replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 13 || GROUPED.exec(written)?.[0] !== written) return false;
  return digits.startsWith('0') || /^\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$/.test(written);
}
