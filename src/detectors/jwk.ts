// The private members of a JSON Web Key (RFC 7518, sections 6.2 to 6.4): `d` of every asymmetric key, `p`, `q`, `dp`, `dq`, `qi`
// of RSA, and `k` of a symmetric one. Its public members stay as they are.
import { classTable } from './characters.ts';
import { isOpenEnd } from './credential.ts';
import type { Detector, Literal } from './finding.ts';
import { isDummy } from './placeholder.ts';
import { isGibberish, looksRandom } from './wording.ts';

const RULE = 'jwk';
/** Names that in JSON hardly mean anything else before so long a value; the others need `kty` on their line. */
const TELLING = ['d', 'dp', 'dq', 'qi'] as const;
const OTHERS = ['p', 'q', 'k'] as const;
const KEY_TYPE = /\\{0,3}"kty\\{0,3}"\s*:/;
/** Shorter ones are no key: 16 bytes for `k`, 32 for the others. */
const SHORTEST = { alone: 40, besideType: 20 } as const;
const BODY = classTable('base64url');
const LONGEST = 1400;

const member = (names: readonly string[]) =>
  new RegExp(`\\\\{0,3}"(?:${names.join('|')})\\\\{0,3}"\\s{0,8}:\\s{0,8}\\\\{0,3}"`, 'g');
const ALONE = member(TELLING);
const BESIDE_TYPE = member([...TELLING, ...OTHERS]);

export const jwkDetector: Detector = {
  id: RULE,
  literals: [...TELLING.map((name) => `"${name}"`), ...TELLING.map((name) => `"${name}\\`), '"kty"', '"kty\\'].map(
    (text): Literal => ({ text, fold: false }),
  ),
  find(text, ended, report) {
    const typed = KEY_TYPE.test(text);
    for (const found of text.matchAll(typed ? BESIDE_TYPE : ALONE)) {
      const start = found.index + found[0].length;
      let end = start;
      while (end - start < LONGEST && BODY[text.charCodeAt(end)] === 1) end++;
      const value = text.slice(start, end);
      const open = isOpenEnd(text, end, ended);
      if (!open && text[end] !== '"' && text[end] !== '\\') continue;
      if (value.length < (typed ? SHORTEST.besideType : SHORTEST.alone) / (open ? 2 : 1) || isDummy(value)) continue;
      if (!looksRandom(value) && !isGibberish(value)) continue;
      report({ start, end, rule: RULE, certainty: open ? 'likely' : 'certain', open, shown: 0 });
    }
  },
};
