// Ten thousand known values, whatever they come from, cost what ten cost: work is counted, not timed. Memory stays bounded, encodings
// included.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Masking } from '../../src/session/masking.ts';
import type { Origin } from '../../src/values/known-values.ts';
import { KnownValues } from '../../src/values/known-values.ts';
import { randomNumbers } from '../support/choices.ts';
import { heldBytes } from './growth.ts';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** Each of these is escaped by some notation. */
const MIXED = `${PLAIN}"'&<>/+$ `;
const MANY = 10_000;
/** What ten thousand values and all their forms may take. */
const MOST_BYTES = 96 * 1024 * 1024;
/** What as many more may leave behind. */
const LEFT_BEHIND = 12 * 1024 * 1024;

const TEXT =
  '2026-11-25 01:07:11 INFO request d3adb33f handled in 12ms for user bob at /api/v1/things?page=2 "GET" '.repeat(50);

function values(seed: number, count: number, alphabet: string, length: number): string[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    let text = '';
    while (text.length < length) text += alphabet[random(alphabet.length)];
    return `k${text.slice(2)}9`;
  });
}

afterEach(() => vi.restoreAllMocks());

/** Look-ups in maps and cuts of the text while `run` is at work. */
function workOf(run: () => void): number {
  const spies = [vi.spyOn(Map.prototype, 'get'), vi.spyOn(Map.prototype, 'has'), vi.spyOn(String.prototype, 'slice')];
  run();
  const work = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return work;
}

describe('ten thousand values', () => {
  const all = values(1, MANY, MIXED, 32);
  const withValues = (count: number) => {
    const known = new KnownValues();
    for (const value of all.slice(0, count)) known.add(value, 'test', 'file');
    return known;
  };

  it('cost as many looks at a text as ten', () => {
    const [few, many] = [withValues(10), withValues(MANY)];
    const work = (known: KnownValues) => workOf(() => known.find(TEXT, true, () => expect.unreachable()));
    expect(work(few)).toBeGreaterThan(0);
    expect(work(many) / work(few)).toBeLessThan(1.5);
  });

  it('have no line of others looked at', () => {
    const suspicious = (count: number) => {
      const masking = new Masking({});
      for (const value of all.slice(0, count)) masking.know(value, 'test', '', 'file');
      const lines = TEXT.split(' "GET" ').map((line) => Buffer.from(`${line}\n`, 'latin1'));
      return lines.filter((bytes) => masking.examiner.suspects(new Uint8Array(bytes), 0, bytes.length)).length;
    };
    expect(suspicious(MANY)).toBe(suspicious(10));
  });
});

describe('memory', () => {
  it.each<[Origin, string, number, number]>([
    ['learned', PLAIN, 28, MANY],
    ['file', MIXED, 40, MANY],
    // All of their forms would be hundreds of characters each.
    ['environment', MIXED, 200, MANY / 5],
  ])('of %s values is bounded', (origin, alphabet, length, least) => {
    const masking = new Masking({});
    masking.createRedactor(null).write(new Uint8Array(Buffer.from('x\n')));
    const before = heldBytes();
    for (const value of values(2, MANY, alphabet, length)) masking.know(value, 'test', '', origin);
    const full = heldBytes();
    expect(masking.known).toBeGreaterThanOrEqual(least);
    expect(full - before).toBeLessThan(MOST_BYTES);
    for (const value of values(3, MANY, alphabet, length)) masking.know(value, 'test', '', origin);
    expect(masking.known).toBeLessThanOrEqual(MANY);
    expect(heldBytes() - full).toBeLessThan(LEFT_BEHIND);
  });

  it('what was learned goes before what files hold, and that before the environment', () => {
    const known = new KnownValues();
    const [kept, filed, learned, more] = [1, 2, 3, 4].map((seed) => values(seed, 4000, PLAIN, 20)) as [
      string[],
      string[],
      string[],
      string[],
    ];
    const add = (list: string[], origin: Origin) => list.filter((value) => known.add(value, 'test', origin)).length;
    add(learned, 'learned');
    add(filed, 'file');
    add(kept, 'environment');
    expect([known.sizeOf('environment'), known.sizeOf('file'), known.sizeOf('learned')]).toEqual([4000, 4000, 2000]);
    add(more, 'environment');
    expect([known.sizeOf('environment'), known.sizeOf('file'), known.sizeOf('learned')]).toEqual([8000, 2000, 0]);
    expect(add(learned.slice(0, 10), 'learned')).toBe(0);
    expect(known.size).toBe(MANY);
  });
});
