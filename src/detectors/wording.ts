// Tells letters drawn at random from words: how common their pairs are, over those of source text and documentation.
// Random letters keep a mean far below that of any word, name or abbreviation of the same length.
import { pairFrequency } from './pair-frequency.ts';

/** Fewer letters tell nothing. */
const FEWEST_LETTERS = 8;

/**
 * Means below which a text of at least so many letters is none of words, by the number of its letters. Of 97,000 identifiers
 * of eight letters and more in Python's and npm's sources one in 200 is below; of random letters 75, 92 and 98 in 100 are.
 */
const LEAST_MEANS = [
  [16, 11.2],
  [12, 10.9],
  [FEWEST_LETTERS, 10.2],
] as const;

/** Whether the letters of a value stand beside each other as in no words. Other characters only separate them. */
export function isGibberish(value: string): boolean {
  let letters = 0;
  let pairs = 0;
  let sum = 0;
  let last = 0;
  for (let i = 0; i < value.length && i < 256; i++) {
    const code = value.charCodeAt(i) | 0x20;
    const isLetter = code >= 97 && code <= 122;
    if (isLetter) letters++;
    if (isLetter && last !== 0) {
      sum += pairFrequency(last, code);
      pairs++;
    }
    last = isLetter ? code : 0;
  }
  const least = LEAST_MEANS.find(([count]) => letters >= count)?.[1] ?? 0;
  return pairs > 0 && sum / pairs < least;
}

/** Runs of digits, of capitals, and of small letters with the capital before them. */
export function runsOfKind(value: string): readonly string[] {
  return value.match(/[A-Z]?[a-z]+|[A-Z]+|\d+/g) ?? [];
}

/** Letters and digits so mixed as no word, version or date is: its runs of one kind are short. */
export function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  const runs = runsOfKind(value);
  const length = runs.reduce((sum, run) => sum + run.length, 0);
  return runs.length >= 4 && length / runs.length <= 3.2;
}
