// What the text at the beginning of a row, or a part of a secret, looks like by itself.
import { isGibberish, looksRandom, runsOfKind } from '../detectors/wording.ts';

/** Fewer characters are taken for a word, whatever they are. */
const SHORTEST_RANDOM = 6;

/** The characters that a key is made of, from the beginning on. */
export function firstWord(text: string): string {
  return /^[\w+/-]*/.exec(text)![0];
}

/** Letters and digits mixed, as in keys and seldom in the words and host names that begin a line. */
export function looksLikeKey(text: string): boolean {
  if (text.length < 4 || !/\d/.test(text)) return false;
  return (/[a-z]/.test(text) && /[A-Z]/.test(text)) || (text.length >= 12 && /[A-Za-z]/.test(text));
}

/** So mixed, or so unlike words, that a part of a token is told from a word that begins as tokens do. */
export function looksUnguessable(text: string): boolean {
  if (text.length < SHORTEST_RANDOM || looksLikeWord(text) || /^[A-Za-z]?[a-z]*\d*$/.test(text)) return false;
  return looksLikeKey(text) || looksRandom(text) || isGibberish(text) || isJumbled(text);
}

/** Small letters and capitals mixed as in no name. */
function isJumbled(text: string): boolean {
  const runs = runsOfKind(text);
  return runs.length >= 4 && runs.join('').length / runs.length <= 2.5;
}

/** A word or a number such as a line begins with, rather than a piece of a key. */
export function looksLikeWord(text: string): boolean {
  return /^(?:[A-Z]?[a-z]*|[A-Z]+|\d+)(?:[-_./:+](?:[A-Z]?[a-z]*|[A-Z]+|\d+))*$/.test(text);
}
