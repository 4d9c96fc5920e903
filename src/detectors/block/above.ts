// What stands above the line that ends a private key, where nobody saw the key begin: its last lines. Read from the end upwards.
import type { Finding } from '../finding.ts';
import { FULL_LINE, looksEncoded } from './line.ts';

/** Fewer characters beside other text are none of a key's. */
const SHORTEST = 16;
/** So much of a line is looked at. */
const LONGEST = 512;

/** Whether the line ends a private key. */
export function endsPrivateKey(text: string): boolean {
  return text.includes('-END ') && /-{4,5} ?END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY/.test(text);
}

/** What of a line above such an end, or above another line of its key, is the key's: the Base64 that ends it; else null. */
export function keyLineAbove(text: string): Finding | null {
  if (text.length > LONGEST || text.includes('-----')) return null;
  const match = /^(.*?)([A-Za-z0-9+/]+={0,2})[ \t\0"'`,;\\+}|)\]]*$/s.exec(text);
  if (match === null) return null;
  const [, before, run] = match;
  const start = before.length;
  const end = start + run.length;
  const isAlone = /^[ \t\0]*$/.test(before);
  if (!isAlone && !(run.length >= SHORTEST && looksEncoded(text, { start, end, touchesEnd: true }))) return null;
  const certainty = run.length >= FULL_LINE ? 'certain' : 'likely';
  return { start, end, rule: 'private-key', certainty, open: false, shown: 0 };
}

/** Whether a line is so long that what is read upwards to it is a key, and not the words of a text about one. */
export function isKeyLine(text: string, { start, end }: Finding): boolean {
  return end - start >= SHORTEST && looksEncoded(text, { start, end, touchesEnd: true });
}
