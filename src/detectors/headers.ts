// Authorization and cookie headers, as HTTP dumps, `curl -H`, and programs show them (RFC 9110 section 11, RFC 6265), and
// the bearer scheme where it stands alone. Other headers with sensitive names are assignments.

import { classTable, tableOf } from './characters.ts';
import { CREDENTIAL, isBecomingRandom, isCredential, isOpenEnd, mayBecomeCredential, toldBy } from './credential.ts';
import type { Detector, Finding, Literal } from './finding.ts';
import { RunEnds } from './runs.ts';
import { StemScanner } from './stems.ts';
import { isGibberish, looksRandom } from './wording.ts';

const AUTHORIZATION = 'authorization';
const COOKIE = 'cookie';
const BEARER = 'bearer ';
const STEMS = [AUTHORIZATION, COOKIE, BEARER] as const;
const scanner = new StemScanner(STEMS);

const WORD = classTable('dashed');
const LETTER = classTable('letter');

/** Schemes whose credentials are a list of parameters: all of it is masked. */
const PARAMETERS = /^(?:digest|aws4-hmac-sha256|oauth|hawk|sharedaccesssignature|signature)$/i;
/** A bearer token that stands in running text is at least as long. */
const SHORTEST_ALONE = 16;

type Report = (finding: Finding) => void;

export const headersDetector: Detector = {
  id: 'headers',
  literals: STEMS.map((text): Literal => ({ text, fold: true, confirm: text === BEARER ? isFollowed : isHeader })),
  find(text, ended, report) {
    const runs = new RunEnds(text);
    let limit = 0;
    const emit: Report = (finding) => {
      limit = Math.max(limit, finding.end);
      report(finding);
    };
    for (let at = scanner.next(text, 0); at >= 0; at = scanner.next(text, Math.max(limit, at + 6))) {
      const stem = scanner.found;
      if (stem === AUTHORIZATION) findAuthorization(runs, at, ended, emit);
      else if (stem === COOKIE) findCookies(runs, at, ended, emit);
      else findBearer(runs, at + BEARER.length, ended, emit);
    }
  },
};

/** The name of a header: an operator follows it. */
function isHeader(bytes: Uint8Array, _at: number, end: number, _from: number, to: number): boolean {
  let at = end;
  // Cookie2, a closing quote, blanks.
  while (
    at < to &&
    at - end < 8 &&
    (bytes[at] === 0x22 || bytes[at] === 0x27 || bytes[at] === 0x5c || bytes[at] === 0x20)
  )
    at++;
  return at + 1 < to && (bytes[at] === 0x3a || bytes[at] === 0x3d || bytes[at] === 0x2c);
}

function isFollowed(bytes: Uint8Array, _at: number, end: number, _from: number, to: number): boolean {
  return end < to && bytes[end] > 0x22;
}

/** Index of the header's value after `at`, behind a closing quote, the operator, and an opening quote; or -1. */
function valueAfter(text: string, at: number): number {
  const operator = /^(?:\\*["'])?\]?\s{0,4}(?:=>|[:=,])\s{0,8}(?:[bfru]?\\*["'`])?/.exec(text.slice(at, at + 40));
  return operator === null ? -1 : at + operator[0].length;
}

/** `name="value", name=value` */
const PARAMETER_LIST = /^(?:[\w-]+=(?:"[^"\0]*"?|[^\s,"'\0]+)[,\s]*)+/;

/** A list of nothing but what tells of the scheme. */
const PUBLIC_PARAMETERS =
  /^(?:(?:realm|algorithm|qop|charset|stale|oauth_version|oauth_signature_method)=(?:"[^"\0]*"|[^\s,"'\0]+)[,\s]*)+$/i;

function findAuthorization(runs: RunEnds, at: number, ended: boolean, report: Report): void {
  const { text } = runs;
  // ASAuthorization is another word.
  if (LETTER[text.charCodeAt(at - 1)] === 1) return;
  const value = valueAfter(text, at + AUTHORIZATION.length);
  if (value < 0 || value >= text.length) return;
  let scheme = value;
  while (WORD[text.charCodeAt(scheme)] === 1) scheme++;
  if (text[scheme] !== ' ') {
    // Without a scheme it is a header only behind a colon or in quotes; elsewhere code.
    const end = runs.after(CREDENTIAL, value);
    if (/["'`:]\s{0,8}$/.test(text.slice(Math.max(0, value - 10), value)) && !/[([.]/.test(text[end] ?? '')) {
      reportCredential(text, value, end, ended, report, 8);
    }
    return;
  }
  const start = scheme + 1;
  if (PARAMETERS.test(text.slice(value, scheme))) {
    const list = PARAMETER_LIST.exec(text.slice(start, start + 2048));
    const end = list === null ? runs.after(CREDENTIAL, start) : start + list[0].trimEnd().length;
    if (list !== null && !isOpenEnd(text, end, ended) && PUBLIC_PARAMETERS.test(list[0].trimEnd())) return;
    if (end > start && (list !== null || isOpenEnd(text, end, ended)))
      report({ ...HEADER, start, end, open: isOpenEnd(text, end, ended) });
    return;
  }
  reportCredential(text, start, runs.after(CREDENTIAL, start), ended, report, 4);
}

const HEADER = { rule: 'authorization-header', certainty: 'likely', shown: 0 } as const;

function findBearer(runs: RunEnds, start: number, ended: boolean, report: Report): void {
  const { text } = runs;
  const end = runs.after(CREDENTIAL, start);
  const value = toldBy(text, start, end);
  const open = isOpenEnd(text, end, ended);
  if (open ? isBecomingRandom(value) : value.length >= SHORTEST_ALONE && looksRandom(value)) {
    reportCredential(text, start, end, ended, report, SHORTEST_ALONE);
  }
}

function reportCredential(
  text: string,
  start: number,
  end: number,
  ended: boolean,
  report: Report,
  shortest: number,
): void {
  const value = toldBy(text, start, end);
  const open = isOpenEnd(text, end, ended);
  const found = isCredential(value, shortest) && !/[([]|^https?:/.test(value) && !isWord(value);
  if (!found && !(open && mayBecomeCredential(value))) return;
  const certainty = found && !open && value.length >= 16 && looksRandom(value) ? 'certain' : 'likely';
  report({ ...HEADER, start, end, certainty, open });
}

/** "Basic authentication", "Bearer <name of a variable>". */
function isWord(value: string): boolean {
  if (/^[A-Za-z_]+(?:\.[A-Za-z_]+)+$/.test(value)) return !isGibberish(value);
  return !/\d|[a-z][A-Z]|=$/.test(value) && !isGibberish(value) && (value.length < 20 || /[_.-]/.test(value));
}

/** Attributes of Set-Cookie, which follow the one cookie of that header. */
const ATTRIBUTE = /^(?:path|domain|expires|max-age|samesite|secure|httponly|priority|partitioned|version)$/i;
/** Cookies with such names hold a session however short. */
const SESSION = /sess|sid|auth|token|jwt|csrf|xsrf|login|remember|secret|key/i;
const MOST_COOKIES = 200;
const COOKIE_VALUE = tableOf(';"\'`\\ \t\0<>').map((ends) => 1 - ends);

function findCookies(runs: RunEnds, at: number, ended: boolean, report: Report): void {
  const { text } = runs;
  let from = valueAfter(text, at + COOKIE.length);
  // `cookie: string` is a declaration: a header has `name=value`.
  for (let count = 0; from >= 0 && from < text.length && count < MOST_COOKIES; count++) {
    const name = /^\s{0,4}([\w.!#$%&*+^`|~-]{1,100})=/.exec(text.slice(from, from + 110));
    if (name === null) return;
    const start = from + name[0].length;
    const end = runs.after(COOKIE_VALUE, start);
    if (!ATTRIBUTE.test(name[1])) reportCookie(text, name[1], start, end, ended, report);
    if (text[end] !== ';') return;
    from = end + 1;
    // Attributes without a value.
    const flag = /^\s{0,4}(?:Secure|HttpOnly|Partitioned)\s{0,4};/i.exec(text.slice(from, from + 24));
    if (flag !== null) from += flag[0].length;
  }
}

function reportCookie(text: string, name: string, start: number, end: number, ended: boolean, report: Report): void {
  const value = toldBy(text, start, end);
  const open = isOpenEnd(text, end, ended);
  const session = SESSION.test(name) && isCredential(value, 6);
  const found = session || (isCredential(value, 12) && looksRandom(value));
  if (!found && !(open && SESSION.test(name) && mayBecomeCredential(value))) return;
  const certainty = found && !open && value.length >= 16 && looksRandom(value) ? 'certain' : 'likely';
  report({ start, end, rule: 'cookie', certainty, open, shown: 0 });
}
