// JSON Web Tokens (RFC 7519, compact serialization): three base64url parts, of which the first decodes to a JOSE header;
// encrypted ones have five.
import { beginsWord, isEllipsis } from './boundary.ts';
import { classTable } from './characters.ts';
import { isOpenEnd } from './credential.ts';
import type { Detector, Finding } from './finding.ts';

const BODY = classTable('base64url');
/** `{"` in base64. */
const BEGINNING = 'eyJ';
/** So much of a header tells that it is one: `{"alg":`. */
const TELLING = 10;
const SHORTEST_PART = 10;
const MOST_PARTS = 5;
/** Members that a JOSE header may begin with. */
const MEMBER = /^\{\s*"(?:alg|typ|kid|enc|cty|jku|jwk|x5[tuc]|zip|crit|ver|iss|apu|apv|epk)/;

export const jwtDetector: Detector = {
  id: 'jwt',
  literals: [
    {
      text: BEGINNING,
      fold: false,
      confirm: (bytes, _at, end, _from, to) => end + 7 <= to && BODY[bytes[end + 6]] === 1,
    },
  ],
  find(text, ended, report) {
    let at = text.indexOf(BEGINNING);
    while (at >= 0) {
      const finding = beginsWord(text, at) ? tokenAt(text, at, ended) : null;
      if (finding !== null) report(finding);
      at = text.indexOf(BEGINNING, finding === null ? runEnd(text, at) : finding.end);
    }
  },
};

function runEnd(text: string, from: number): number {
  let end = from;
  while (BODY[text.charCodeAt(end)] === 1) end++;
  return end;
}

function tokenAt(text: string, start: number, ended: boolean): Finding | null {
  const header = runEnd(text, start);
  if (header - start < TELLING || !MEMBER.test(decode(text.slice(start, start + 40)))) return null;
  let end = header;
  let parts = 1;
  while (parts < MOST_PARTS && text[end] === '.') {
    const next = runEnd(text, end + 1);
    // An empty part is the key of a directly encrypted token or a missing signature; more full stops are an ellipsis.
    const empty = next === end + 1;
    if (empty && (parts > 2 || (text[next] === '.' && (parts === 2 || BODY[text.charCodeAt(next + 1)] !== 1)))) break;
    if (empty && parts === 1 && text[next] !== '.') break;
    end = next;
    parts++;
  }
  // A dot at the end announces the next part.
  if (text[end] === '.' && isOpenEnd(text, end + 1, ended)) end++;
  const open = isOpenEnd(text, end, ended);
  const cut = isEllipsis(text, end);
  const whole = parts >= 3 && header - start >= SHORTEST_PART;
  if (!whole && !open && !(cut && parts > 1)) return null;
  if (whole && end - start < 40 && !open) return null;
  const shown = !whole && open ? Math.min(TELLING, end - start) : 0;
  return { start, end, rule: 'jwt', certainty: whole && !open ? 'certain' : 'likely', open, shown };
}

function decode(text: string): string {
  return Buffer.from(text, 'base64url').toString('latin1');
}
