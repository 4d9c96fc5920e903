// What stands above the line that ends a private key, where nobody saw the key begin: its last lines. Read from the end upwards.
import { classTable, tableOf } from '../characters.ts';
import type { Finding } from '../finding.ts';
import { FULL_LINE, looksEncoded } from './line.ts';

const BODY = classTable('base64');
const BLANKS = tableOf(' \t\0');
/** What may stand behind a line of a key: quotes, joining signs, borders, the end of a diff by words. */
const TRAIL = tableOf(' \t\0"\'`,;\\}|)]');

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
  let end = text.length;
  while (end > 0 && TRAIL[text.charCodeAt(end - 1)]) end--;
  let start = end;
  while (start > 0 && text[start - 1] === '=' && end - start < 2) start--;
  while (start > 0 && BODY[text.charCodeAt(start - 1)]) start--;
  if (start === end) return null;
  let isAlone = true;
  for (let i = 0; i < start; i++) isAlone &&= BLANKS[text.charCodeAt(i)] === 1;
  if (!isAlone && !(end - start >= SHORTEST && looksEncoded(text, { start, end, touchesEnd: true }))) return null;
  const certainty = end - start >= FULL_LINE ? 'certain' : 'likely';
  return { start, end, rule: 'private-key', certainty, open: false, shown: 0 };
}

/** Whether a line is so long that what is read upwards to it is a key, and not the words of a text about one. */
export function isKeyLine(text: string, { start, end }: Finding): boolean {
  return end - start >= SHORTEST && looksEncoded(text, { start, end, touchesEnd: true });
}
