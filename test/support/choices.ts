// A stream of small decisions read from a list of numbers. Property tests draw the list, generators spend it; a list that
// shrinks (shorter, smaller numbers) gives a simpler scenario, and an exhausted one answers 0, always the plainest choice.
import fc from 'fast-check';

export class Choices {
  #at = 0;

  constructor(readonly numbers: readonly number[]) {}

  /** A number in [0, limit). */
  below(limit: number): number {
    const number = this.numbers[this.#at++] ?? 0;
    return limit > 1 ? number % limit : 0;
  }

  /** A number in [low, high]. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** True in one of `n` cases; never when the list is exhausted. */
  oneIn(n: number): boolean {
    return this.below(n) === n - 1;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  shuffled<T>(list: readonly T[]): T[] {
    const result = [...list];
    for (let i = 0; i < result.length - 1; i++) {
      const j = i + this.below(result.length - i);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }

  /** Cuts [0, length) into at most `most` non-empty pieces: their bounds, 0 and length included. */
  bounds(length: number, most: number): number[] {
    if (length < 2) return [0, length];
    const inner = new Set<number>();
    for (let i = this.below(most); i > 0; i--) inner.add(this.between(1, length - 1));
    return [0, ...[...inner].sort((a, b) => a - b), length];
  }
}

/** Lists of numbers for `Choices`, long ones as likely as short ones. */
export const choiceNumbers = fc.array(fc.nat({ max: 0xffff }), { maxLength: 160, size: 'max' });

/** A small deterministic generator (mulberry32) for the characters of fake secrets and of streams. */
export function randomNumbers(seed: number): (limit: number) => number {
  let state = (seed * 0x9e3779b1 + 0x7f4a7c15) >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}
