import { describe, expect, it } from 'vitest';
import { findings, markFound } from '../testing/marked.ts';
import { ibanDetector } from './iban.ts';

/** The account with the two digits that make the check come out right. */
function withCheck(country: string, account: string): string {
  const digits = [...`${account}${country}00`].map((character) => Number.parseInt(character, 36)).join('');
  return country + String(98n - (BigInt(digits) % 97n)).padStart(2, '0') + account;
}

const grouped = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ');
const IBANS = [
  withCheck('DE', '370400440532013000'),
  withCheck('GB', 'WEST12345698765432'),
  withCheck('NO', '86011117947'),
  withCheck('MT', 'MALT011000012345MTLCAST001S'),
].flatMap((iban) => [iban, grouped(iban)]);

describe('iban', () => {
  it.each(IBANS)('%s', (iban) => {
    for (const [before, after] of [
      ['', ''],
      ['IBAN: ', ' BIC'],
      ['("', '").'],
    ])
      expect(markFound(ibanDetector, before + iban + after)).toBe(`${before}«${iban}»${after}`);
  });

  it.each(IBANS)('%s needs its check digits and its length', (iban) => {
    const last = iban.at(-1) === '0' ? '1' : '0';
    for (const wrong of [iban.slice(0, -1) + last, `${iban}0`, iban.slice(0, -1), `X${iban}`, iban.toLowerCase()])
      expect(findings(ibanDetector, wrong), wrong).toEqual([]);
  });

  it.each(['AD12 is a year', 'DE00 0000', 'SE24 FR27 GB22', 'NO15', 'IT27X60542811101000000123456'])(
    'lets pass: %s',
    (line) => expect(markFound(ibanDetector, line)).toBe(line),
  );

  it.each(IBANS)('%s shows its country only while it is written', (iban) => {
    for (let end = 13; end <= iban.length; end++) {
      const [found] = findings(ibanDetector, `x ${iban.slice(0, end)}\0`, false);
      expect(found, iban.slice(0, end)).toMatchObject({ start: 2, open: true });
      expect(found.shown).toBeLessThanOrEqual(4);
    }
  });
});
