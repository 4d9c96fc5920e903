import { expect, it } from 'vitest';
import { Pens, sgrKey } from './pen.ts';

function after(...sgrs: string[]): string {
  const pens = new Pens();
  let pen = 0;
  for (const params of sgrs) pen = pens.afterSgr(pen, params);
  return pens.sgr(pen);
}

it.each([
  [['31'], '\x1b[0;31m'],
  [['31', '32'], '\x1b[0;32m'],
  [['1;31', '22'], '\x1b[0;31m'],
  [['38;5;208', '48;2;1;2;3'], '\x1b[0;38;5;208;48;2;1;2;3m'],
  [['4:3', '58:2::1:2:3'], '\x1b[0;4:3;58:2::1:2:3m'],
  [['4', '4:0'], '\x1b[0m'],
  [['7;31', ''], '\x1b[0m'],
  [['7;31', '0;1'], '\x1b[0;1m'],
  [['777'], '\x1b[0;777m'], // what we don't know survives
])('%j is kept as %j', (sgrs, expected) => {
  expect(after(...sgrs)).toBe(expected);
});

it('keeps an open link through a reset of the rendition', () => {
  const pens = new Pens();
  const link = '\x1b]8;;https://example.org\x1b\\';
  const pen = pens.afterSgr(pens.afterLink(pens.afterSgr(0, '1'), link), '0');
  expect([pens.link(pen), pens.sgr(pen)]).toEqual([link, '\x1b[0m']);
  expect(pens.afterLink(pen, '')).toBe(0);
});

it('tells all parameters apart that fit into a key', () => {
  const keys = new Set<number>();
  const all = [[], [-1], [0], [1], [0, 0], [0, -1], [1, 0], [38, 5, 1], [38, 5, 2], [48, 5, 1], [1, 1, 1, 1]];
  for (const each of all) keys.add(sgrKey(Int32Array.from(each), each.length));
  expect(keys.size).toBe(all.length);
  expect(sgrKey(Int32Array.from([5000]), 1)).toBe(-1);
});

it('drops pens that nobody uses, and keeps the others', () => {
  const pens = new Pens();
  const red = pens.afterSgr(0, '31');
  for (let i = 0; i < 20_000; i++) pens.afterSgr(0, `38;2;${i >> 8};${i & 255};1`);
  expect(pens.crowded).toBe(true);
  const moved = pens.prune(new Set([red]));
  expect(pens.crowded).toBe(false);
  expect(pens.sgr(moved.get(red)!)).toBe('\x1b[0;31m');
});
