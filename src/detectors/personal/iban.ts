// International bank account numbers (ISO 13616): the length of the country, and the check of the remainder by 97; plain, or in
// groups of four.
import { CHARACTERS, tableOf } from '../characters.ts';
import { isOpenEnd } from '../credential.ts';
import type { Detector } from '../finding.ts';
import { eachRun, seekRun } from '../runs.ts';
import { held, personal, type Report } from './report.ts';

const RULE = 'iban';
const RUN = tableOf(`${CHARACTERS.alnum} `);
const SHORTEST = 15;
/** While it is written its country and check digits may stay visible. */
const SHOWN = 4;
const SHORTEST_OPEN = 10;

/** From the registry of SWIFT. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27
  GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27
  MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23
  TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((row) => [row.slice(0, 2), Number(row.slice(2))]),
);

export const ibanDetector: Detector = {
  id: RULE,
  literals: [],
  seek: (bytes, from, to) => seekRun(bytes, from, to, RUN, mayBeIban),
  find(text, ended, report) {
    eachRun(text, RUN, (start, end) => {
      for (const { index } of text.slice(start, end).matchAll(/(?<![A-Za-z0-9])[A-Z]{2}\d{2}/g))
        findAt(text, start + index, ended, report);
    });
  },
};

/** Two capitals and two digits at the beginning of a word, and enough behind them. */
function mayBeIban(bytes: Uint8Array, start: number, end: number, open: boolean): boolean {
  for (let at = start; at + 4 <= end; at++) {
    if (at > start && bytes[at - 1] !== 0x20) continue;
    if (!(isUpper(bytes[at]) && isUpper(bytes[at + 1]) && isDigit(bytes[at + 2]) && isDigit(bytes[at + 3]))) continue;
    if (open || end - at >= SHORTEST) return true;
  }
  return false;
}

const isUpper = (byte: number) => byte >= 65 && byte <= 90;
const isDigit = (byte: number) => byte >= 48 && byte <= 57;

function findAt(text: string, start: number, ended: boolean, report: Report): void {
  if (text[start - 1] === '_') return;
  const length = LENGTHS.get(text.slice(start, start + 2));
  if (length === undefined) return;
  const grouped = text[start + SHOWN] === ' ';
  let end = start;
  let value = '';
  while (end < text.length && value.length < length) {
    const character = text[end];
    if (grouped && value.length % 4 === 0 && value !== '' && character === ' ' && text[end - 1] !== ' ') {
      end++;
      continue;
    }
    if (!/[A-Z0-9]/.test(character)) break;
    value += character;
    end++;
  }
  const open = isOpenEnd(text, end, ended);
  if (value.length === length) {
    if (!/\w/.test(text[end] ?? ' ') && remainder(value) === 1) report(personal(RULE, start, end, open));
  } else if (open && (grouped || value.length === SHOWN || /\d/.test(value.slice(SHOWN)))) {
    report(value.length < SHORTEST_OPEN ? held(RULE, start, end) : personal(RULE, start, end, true, SHOWN));
  }
}

/** ISO 7064, MOD 97-10: the first four characters go behind the others, letters count from 10 on. */
function remainder(value: string): number {
  let rest = 0;
  for (const character of value.slice(4) + value.slice(0, 4)) {
    const number = Number.parseInt(character, 36);
    rest = (rest * (number > 9 ? 100 : 10) + number) % 97;
  }
  return rest;
}
