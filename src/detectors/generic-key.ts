// Keys of providers that no row names, told by their form: `acme_live_9fK…`, `nova_sk_…`, `cs-key-…`. A short name, a word that
// says what follows, and random characters. New providers come weekly, and most of them write their keys so.
import { classTable } from './characters.ts';
import { isOpenEnd } from './credential.ts';
import type { Detector, Finding, Literal } from './finding.ts';
import { isDummy } from './placeholder.ts';
import { isGibberish, looksRandom } from './wording.ts';

const RULE = 'generic-key';
/** Words before the random part; those that name a value of a program (`key`) may stand before a digest, which is none. */
const WORDS = ['live', 'test', 'prod', 'sk', 'rk', 'pat', 'api', 'secret', 'token', 'private', 'admin', 'svc'] as const;
const NAMES = ['key', 'apikey', 'access'] as const;
const MARKS = [...WORDS, ...NAMES].flatMap((word) => [`_${word}_`, `-${word}-`]);
/** Keys that their owner shows to everybody. */
const PUBLIC = /(?:^|[_-])(?:pk|pub|public|publishable|anon|client|csrf|xsrf)(?:[_-]|$)/;

const NAME = classTable('word');
const LONGEST_NAME = 32;
const BODY = classTable('alnum');
const SHORTEST_BODY = 20;
const LONGEST_BODY = 256;
/** So many characters of what is being written tell that it is no word. */
const OPENS = 8;

export const genericKeyDetector: Detector = {
  id: RULE,
  literals: MARKS.map((text): Literal => ({ text, fold: false, confirm: hasBody })),
  find(text, ended, report) {
    for (const mark of MARKS) {
      for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
        const finding = keyAt(text, at, at + mark.length, ended);
        if (finding !== null) report(finding);
      }
    }
  },
};

function hasBody(bytes: Uint8Array, at: number, end: number, from: number, to: number): boolean {
  if (at === from || end + OPENS > to || BODY[bytes[at - 1]] === 0) return false;
  for (let i = end; i < end + OPENS; i++) if (BODY[bytes[i]] === 0) return false;
  return true;
}

/** The key whose mark is `text[mark, body)`. */
function keyAt(text: string, mark: number, body: number, ended: boolean): Finding | null {
  const start = nameStart(text, mark);
  if (start < 0 || PUBLIC.test(text.slice(start, body))) return null;
  let end = body;
  while (end < text.length && end - body < LONGEST_BODY && BODY[text.charCodeAt(end)] === 1) end++;
  const value = text.slice(body, end);
  const open = isOpenEnd(text, end, ended);
  if (value.length < (open ? OPENS : SHORTEST_BODY) || !isKey(value, text.slice(mark, body))) return null;
  // What goes on in a word is a longer name.
  if (!open && (text[end] === '_' || text[end] === '-')) return null;
  const shown = open && value.length < SHORTEST_BODY ? body - start : 0;
  return { start, end, rule: RULE, certainty: 'likely', open, shown };
}

/** Where the name before the mark begins, or -1 where none does: small letters and digits, the first of them a letter. */
function nameStart(text: string, mark: number): number {
  let start = mark;
  while (
    start > 0 &&
    mark - start <= LONGEST_NAME &&
    (NAME[text.charCodeAt(start - 1)] === 1 || text[start - 1] === '-')
  ) {
    start--;
  }
  return /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/.test(text.slice(start, mark)) && mark - start <= LONGEST_NAME
    ? start
    : -1;
}

function isKey(value: string, mark: string): boolean {
  if (isDummy(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/^[0-9a-f]+$/.test(value)) {
    const isDigest = [32, 40, 64].includes(value.length) && NAMES.some((name) => mark.includes(name));
    return !isDigest && looksRandom(value);
  }
  return looksRandom(value) || isGibberish(value);
}
