// What the text at the beginning of a row, or a part of a secret, looks like by itself.

/** The characters that a key is made of, from the beginning on. */
export function firstWord(text: string): string {
  return /^[\w+/-]*/.exec(text)![0];
}

/** Letters and digits mixed, as in keys and seldom in the words and host names that begin a line. */
export function looksLikeKey(text: string): boolean {
  if (text.length < 4 || !/\d/.test(text)) return false;
  return (/[a-z]/.test(text) && /[A-Z]/.test(text)) || (text.length >= 12 && /[A-Za-z]/.test(text));
}

/** A word or a number such as a line begins with, rather than a piece of a key. */
export function looksLikeWord(text: string): boolean {
  return /^(?:[A-Z]?[a-z]*|[A-Z]+|\d+)(?:[-_./:+](?:[A-Z]?[a-z]*|[A-Z]+|\d+))*$/.test(text);
}
