import { describe, expect, it } from 'vitest';
import { findings, markFound } from '../testing/marked.ts';
import { cardDetector } from './card.ts';

/** The digits with the one at their end that makes the check come out right. */
function withLuhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const doubled = i % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return digits + ((10 - (sum % 10)) % 10);
}

const grouped = (digits: string, sizes: readonly number[], sign: string) => {
  let at = 0;
  return sizes.map((size) => digits.slice(at, (at += size))).join(sign);
};

const FOURS = [4, 4, 4, 4];
const VISA = withLuhn('4'.padEnd(15, '0271'));
const MASTERCARD = withLuhn('52'.padEnd(15, '8190'));
const AMEX = withLuhn('37'.padEnd(14, '6103'));
const CARDS = [
  VISA,
  grouped(VISA, FOURS, ' '),
  grouped(VISA, FOURS, '-'),
  MASTERCARD,
  grouped(MASTERCARD, FOURS, ' '),
  AMEX,
  grouped(AMEX, [4, 6, 5], ' '),
  withLuhn('6011'.padEnd(15, '7')),
  grouped(withLuhn('62'.padEnd(18, '309')), [4, 4, 4, 4, 3], ' '),
];

describe('card', () => {
  it.each(CARDS)('%s', (card) => {
    for (const [before, after] of [
      ['', ''],
      ['card: ', ' ok'],
      ['"pan":"', '",'],
      ['1 2 ', '.'],
    ])
      expect(markFound(cardDetector, before + card + after)).toBe(`${before}«${card}»${after}`);
  });

  it('needs its check digit', () => {
    for (const card of CARDS) {
      const wrong = card.slice(0, -1) + ((Number(card.at(-1)) + 1) % 10);
      expect(findings(cardDetector, wrong)).toEqual([]);
    }
  });

  it.each([
    `${withLuhn('9'.padEnd(15, '31'))} is no issuer's`,
    '1706702400000 1706702400000000000',
    '2024-01-31 12:00:00 2024-01-31 13:00:00',
    'ISBN 978-3-16-148410-0',
    `x${VISA} ${VISA}x ${VISA}.5 0.${VISA}`,
    `${grouped(VISA, FOURS, ' ')}1`,
    grouped(VISA, [4, 4, 8], ' '),
    grouped(VISA, FOURS, '  '),
    '12 13 14 15 16 17 18 19',
    'order 4711-0815',
    '4096 4096 4096 4097',
  ])('lets pass: %s', (line) => expect(markFound(cardDetector, line)).toBe(line));

  it.each(CARDS)('%s waits, and shows the issuer only, while it is written', (card) => {
    for (let end = 9; end <= card.length; end++) {
      if (!/\d$/.test(card.slice(0, end))) continue;
      const [found] = findings(cardDetector, `x ${card.slice(0, end)}\0`, false);
      expect(found, card.slice(0, end)).toMatchObject({ start: 2, end: end + 2, open: true });
      if (card.slice(0, end).replace(/\D/g, '').length >= 12) expect(found.shown).toBeLessThanOrEqual(7);
    }
  });
});
