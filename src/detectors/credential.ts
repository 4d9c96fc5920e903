// A credential where a protocol says that one stands: behind an authentication scheme, in a URL, after a command's flag.
// Knows no protocol.
import { tableOf } from './characters.ts';
import { isDummyWord, isReference } from './placeholder.ts';
import { isStopWord } from './words.ts';

const TERMINATOR = tableOf(' \t\r\n\0"\'`<>\\,;)]}|');

/** Index after the run of characters at `from` that a quote, a blank or closing punctuation ends. */
export function credentialEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && TERMINATOR[text.charCodeAt(end)] === 0) end++;
  return end;
}

/** Whether text is still to come at `at`. */
export function isOpenEnd(text: string, at: number, ended: boolean): boolean {
  return !ended && (at >= text.length || text.charCodeAt(at) === 0);
}

/** Whether `value` may be a credential and is no word, reference or placeholder. */
export function isCredential(value: string, shortest = 4): boolean {
  if (value.length < shortest || !/[A-Za-z0-9]/.test(value)) return false;
  return !isStopWord(value) && !isDummyWord(value) && !isReference(value) && !/^[{[(<]/.test(value);
}

/** Whether a value that is being written may become one. */
export function mayBecomeCredential(value: string): boolean {
  return value.length > 0 && !/^[$<{[(%*`]/.test(value);
}

/** Whether what was written so far is no word any more: letters and digits, and nothing that a token has not. */
export function isBecomingRandom(value: string): boolean {
  return value.length > 2 && /\d/.test(value) && /[A-Za-z]/.test(value) && /^[\w.~+/=%-]+$/.test(value);
}
