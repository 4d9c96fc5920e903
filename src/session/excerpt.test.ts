import { expect, test } from 'vitest';
import type { Finding } from '../detectors/finding.ts';
import { excerptOf } from './excerpt.ts';

/** What is masked in `text`: each run of #. */
function excerpt(text: string, at = text.indexOf('#')): string {
  const masked: Finding[] = [...text.matchAll(/#+/g)].map(({ index, 0: run }) => ({
    start: index,
    end: index + run.length,
    rule: 'x',
    certainty: 'likely',
    open: false,
    shown: 0,
  }));
  const end = masked.find(({ start }) => start === at)!.end;
  return excerptOf(text, at, end, masked);
}

const latin1 = (text: string) => Buffer.from(text).toString('latin1');

test.each([
  ['a=####', 'a=***'],
  ['####', '***'],
  [`a #### b ${'#'.repeat(500)} c`, 'a *** b *** c'],
  [`${'x'.repeat(60)}=##`, `\u2026${'x'.repeat(47)}=***`],
  [`k=## ${'y'.repeat(60)}`, `k=*** ${'y'.repeat(23)}\u2026`],
  ['a\tb\x07= ##', 'a b = ***'],
  [latin1('\u00e9\u20ac ##'), '\u00e9\u20ac ***'],
  [latin1(`${'\u20ac'.repeat(40)}##`), `\u2026${'\u20ac'.repeat(16)}***`],
])('%j', (text, expected) => {
  expect(excerpt(text)).toBe(expected);
});

test('the second of two that touch the borders of the window', () => {
  expect(excerpt(`${'#'.repeat(200)}, ##`, 202)).toBe('***, ***');
});
