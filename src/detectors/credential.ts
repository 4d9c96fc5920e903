// A credential where a protocol says that one stands: behind an authentication scheme, in a URL, after a command's flag.
// Knows no protocol.
import { tableOf } from './characters.ts';
import { isDummyWord, isReference } from './placeholder.ts';
import { isStopWord } from './words.ts';

/** All that a quote, a blank or closing punctuation does not end. */
export const CREDENTIAL = tableOf(' \t\r\n\0"\'`<>\\,;)]}|').map((ends) => 1 - ends);

/** What a credential begins with tells what it is; the rest may be very long. */
const LONGEST_LOOK = 512;

/** So much of the credential `text[start, end)` as tells what it is. */
export function toldBy(text: string, start: number, end: number): string {
  return text.slice(start, Math.min(end, start + LONGEST_LOOK));
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
