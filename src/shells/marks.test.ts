import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../../test/support/choices.ts';
import { type Mark, MarkReader } from './marks.ts';

const NONCE = 'a1b2c3';
const mark = (rest: string, nonce = NONCE) => `\x1b]6973;${nonce};${rest}\x07`;

function read(text: string, cuts: readonly number[]): { text: string; marks: Mark[]; places: number[] } {
  const reader = new MarkReader(NONCE);
  const bytes = Buffer.from(text, 'latin1');
  const marks: Mark[] = [];
  const places: number[] = [];
  let out = '';
  const borders = [0, ...cuts, bytes.length].sort((a, b) => a - b);
  for (let i = 1; i < borders.length; i++)
    for (const piece of reader.read(bytes.subarray(borders[i - 1], borders[i])))
      if (piece instanceof Uint8Array) out += Buffer.from(piece).toString('latin1');
      else {
        marks.push(piece);
        places.push(out.length);
      }
  return { text: out + Buffer.from(reader.flush()).toString('latin1'), marks, places };
}

describe('marks', () => {
  test('are taken out of the stream wherever it is cut', () => {
    const text = `before${mark('P')}${mark('A;1')}$ ${mark('B')}ls\r\n${mark('C')}out\x1b]0;title\x07 after\x1b`;
    for (let cut = 0; cut <= text.length; cut++) {
      const got = read(text, [cut, Math.min(cut + 1, text.length)]);
      expect(got.text).toBe('before$ ls\r\nout\x1b]0;title\x07 after\x1b');
      expect(got.marks).toEqual([
        { kind: 'prompt', status: null },
        { kind: 'prompt-start', status: 1 },
        { kind: 'prompt-end', status: null },
        { kind: 'command', status: null },
      ]);
      expect(got.places).toEqual([6, 6, 8, 12]);
    }
  });

  test.each([
    ['another nonce', mark('P', 'ffffff')],
    ['no nonce', '\x1b]6973;P\x07'],
    ['the beginning of the nonce', mark('P', 'a1b2')],
    ['an unknown letter', mark('X')],
    ['too long a rest', mark('P;'.padEnd(40, '1'))],
    ['a control in it', mark('P\n')],
  ])('of %s are text', (_, forged) => {
    const text = `a${forged}b${mark('P')}c`;
    for (let cut = 0; cut <= text.length; cut++) {
      const got = read(text, [cut]);
      expect(got.text).toBe(`a${forged}bc`);
      expect(got.marks).toHaveLength(1);
    }
  });

  test('nothing but them is changed, in whatever pieces it comes', () => {
    const below = randomNumbers(17);
    const parts = ['x', '\x1b', '\x1b]', '\x1b]6973;', `\x1b]6973;${NONCE}`, '\x07', 'é', mark('A'), mark('C'), '\r\n'];
    for (let run = 0; run < 400; run++) {
      let text = '';
      for (let i = below(20); i >= 0; i--) text += parts[below(parts.length)];
      const cuts = Array.from({ length: below(6) }, () => below(text.length + 1));
      expect(read(text, cuts).text).toBe(text.replaceAll(mark('A'), '').replaceAll(mark('C'), ''));
    }
  });
});
