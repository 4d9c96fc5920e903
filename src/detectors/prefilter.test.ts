import { describe, expect, it } from 'vitest';
import { CHARACTERS } from './characters.ts';
import { Prefilter } from './prefilter.ts';
import { leastTime } from './testing/growth.ts';
import { randomText, seeded } from './tokens/sample.ts';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function search(prefilter: Prefilter, text: string): number {
  const bytes = bytesOf(text);
  return prefilter.search(bytes, 0, bytes.length);
}

describe('Prefilter', () => {
  it('finds every literal at every place, in the case that it allows', () => {
    const random = seeded(11);
    for (let round = 0; round < 300; round++) {
      const prefilter = new Prefilter();
      const literals = Array.from({ length: 1 + Math.floor(random() * 12) }, () => ({
        text: randomText(random, 'abkeysT_-.3', 3 + Math.floor(random() * 8)).toLowerCase(),
        fold: random() < 0.5,
      }));
      for (const literal of literals) prefilter.add(literal);
      const text = randomText(random, 'ABKEYSTabkeyst_-.3', 60);
      const expected = literals.some(({ text: literal, fold }) => (fold ? text.toLowerCase() : text).includes(literal));
      expect(search(prefilter, text) >= 0, `${JSON.stringify(literals)} in ${text}`).toBe(expected);
      const [{ text: literal, fold }] = literals;
      const written = fold ? literal.toUpperCase() : literal;
      for (let at = 0; at < 9; at++) expect(search(prefilter, '~'.repeat(at) + written + '~'.repeat(at % 3))).toBe(at);
    }
  });

  it('keeps within the span', () => {
    const prefilter = new Prefilter();
    prefilter.add({ text: 'token', fold: false });
    const bytes = bytesOf('xtokenx');
    expect(prefilter.search(bytes, 1, 6)).toBe(1);
    expect(prefilter.search(bytes, 2, 7)).toBe(-1);
    expect(prefilter.search(bytes, 0, 5)).toBe(-1);
    for (let from = 0; from < 7; from++) expect(prefilter.search(bytes, from, from)).toBe(-1);
  });

  it('asks the literal for a second look, and goes on where that says no', () => {
    const prefilter = new Prefilter();
    prefilter.add({ text: 'key', fold: true, confirm: (bytes, _at, end) => bytes[end] === 0x3d });
    expect(search(prefilter, 'key Key KEY:')).toBe(-1);
    expect(search(prefilter, 'key Key=')).toBe(4);
  });

  it('takes the beginning of an opening literal for one at the end of the text, and before NUL', () => {
    const prefilter = new Prefilter();
    prefilter.add({ text: 'kd83jd92', fold: false, open: true });
    for (const text of ['x kd83', 'kd83', 'x kd83jd9', 'ab kd83\0\0\0', 'a kd83j\0 b']) {
      expect(search(prefilter, text), JSON.stringify(text)).toBeGreaterThanOrEqual(0);
    }
    for (const text of ['x kd8', 'kd83 ', 'kd83jd9\n', '\0\0', 'kd8\0']) expect(search(prefilter, text)).toBe(-1);
  });

  it('tells the owners of all literals that stand there', () => {
    const prefilter = new Prefilter();
    prefilter.add({ text: 'token', fold: true }, 1);
    prefilter.add({ text: 'ghp_', fold: false }, 2);
    prefilter.add({ text: 'token', fold: true }, 4);
    const owners = (text: string) => prefilter.ownersIn(bytesOf(text), 0, text.length);
    expect([owners('a Token'), owners('ghp_'), owners('ghp_ token'), owners('none')]).toEqual([5, 2, 7, 0]);
  });

  it('does not slow down by ten thousand values', () => {
    const random = seeded(5);
    const few = new Prefilter();
    const many = new Prefilter();
    const values = Array.from({ length: 10_000 }, () => randomText(random, CHARACTERS.base64, 8));
    for (const [i, text] of values.entries()) {
      many.add({ text, fold: false });
      if (i < 10) few.add({ text, fold: false });
    }
    const text = bytesOf(
      '2026-11-25 01:07:11 INFO  request handled in 12ms for user bob at /api/v1/things\n'.repeat(10_000),
    );
    const time = (prefilter: Prefilter) => leastTime(() => expect(prefilter.search(text, 0, text.length)).toBe(-1), 15);
    time(many);
    expect(time(many) / time(few)).toBeLessThan(4);
  });
});
