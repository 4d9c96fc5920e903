import { expect, test } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

function split(...chunks: string[]): [string, boolean][] {
  const pieces: [string, boolean][] = [];
  const splitter = new LineSplitter({ take: (line, first) => pieces.push([line, first]) });
  for (const chunk of chunks) splitter.push(Buffer.from(chunk, 'latin1'));
  splitter.end();
  return pieces;
}

const whole = (...lines: string[]): [string, boolean][] => lines.map((line) => [line, true]);

test.each([
  [['a\nb\n'], whole('a', 'b')],
  [['a\r\nb'], whole('a', 'b')],
  [['a\r', '\nb'], whole('a', 'b')],
  [['\n\n'], whole('', '')],
  [['a', 'b', '\n', 'c'], whole('ab', 'c')],
  [['\xff\x00\n'], whole('\xff\x00')],
  [[''], []],
])('%j', (chunks, lines) => {
  expect(split(...chunks)).toEqual(lines);
});

test('a very long line comes in pieces, cut at a blank', () => {
  const pieces = split(...Array.from({ length: 300 }, () => 'word '.repeat(2000)), '\nnext\n');
  expect(pieces.map(([piece]) => piece).join('')).toBe(`${'word '.repeat(600_000)}next`);
  expect(pieces.map(([, first]) => first)).toEqual([true, false, false, true]);
  expect(pieces.slice(0, 2).every(([piece]) => piece.endsWith('word '))).toBe(true);
});

test('whole lines that the reader skips are not taken', () => {
  const taken: string[] = [];
  const splitter = new LineSplitter({
    take: (line) => taken.push(line),
    // Skips what stands before the next line that begins with x.
    skip: (bytes, from, to) => {
      let at = from;
      while (at < to && bytes[at] !== 0x78) at = bytes.indexOf(0x0a, at) + 1;
      return at;
    },
  });
  for (const chunk of ['a\nxb\nc\n', 'd\nx', 'e\nf\nxg']) splitter.push(Buffer.from(chunk));
  splitter.end();
  expect(taken).toEqual(['xb', 'xe', 'xg']);
});
