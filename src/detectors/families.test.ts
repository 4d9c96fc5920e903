// The families beside assignments: headers, URLs, command lines, web tokens.
import { describe, expect, it } from 'vitest';
import { commandDetector } from './commands.ts';
import type { Detector } from './finding.ts';
import { genericKeyDetector } from './generic-key.ts';
import { headersDetector } from './headers.ts';
import { createExaminer } from './index.ts';
import { jwkDetector } from './jwk.ts';
import { jwtDetector } from './jwt.ts';
import { pgpassDetector } from './pgpass.ts';
import { growth } from './testing/growth.ts';
import { HARMLESS_ELSEWHERE, PUBLIC_KEYS } from './testing/harmless-lines.ts';
import { filled, findings, marked, markFound } from './testing/marked.ts';
import { COMMANDS, GENERIC_KEYS, HEADERS, JWKS, JWTS, PGPASS, URLS } from './testing/secret-lines.ts';
import { urlDetector } from './urls.ts';

const FAMILIES: readonly (readonly [Detector, readonly string[]])[] = [
  [headersDetector, HEADERS],
  [urlDetector, URLS],
  [commandDetector, COMMANDS],
  [jwtDetector, JWTS],
  [genericKeyDetector, GENERIC_KEYS],
  [jwkDetector, JWKS],
  [pgpassDetector, PGPASS],
];

describe.each(FAMILIES.map(([detector, lines]) => [detector.id, detector, lines] as const))(
  '%s',
  (_id, detector, lines) => {
    it.each(lines)('%s', (line) => {
      for (const seed of [1, 2, 3]) expect(markFound(detector, marked(line, seed).text)).toBe(filled(line, seed));
    });

    it.each([...HARMLESS_ELSEWHERE, ...PUBLIC_KEYS])('lets pass: %s', (line) =>
      expect(markFound(detector, line)).toBe(line),
    );

    it.each([
      'eyJhbGciOi',
      'eyJ.',
      '://',
      'a://b:',
      'https://a:b@',
      '?sig=',
      'Authorization: ',
      'Cookie: a=b; ',
      'bearer ',
      'curl -u ',
      'mysql -p',
      'mysql ',
      'a=b;',
      'otpauth:',
      'acme_live_',
      'a_key_9fK2x7Qb',
      '"d":"',
      '"kty":"d":"',
      'h:5432:a:b:',
      '@',
    ])('reads a text of nothing but %j in linear time', (piece) => {
      const texts = [16_384, 16_384 * 8].map((length) => piece.repeat(Math.ceil(length / piece.length)));
      const run = (length: number) => findings(detector, texts[length > 16_384 ? 1 : 0], false);
      expect(growth(run, 16_384, 8)).toBeLessThan(30);
    });
  },
);

describe('what is being written', () => {
  it.each([
    'Authorization: Bearer «{24}',
    'curl -H "Authorization: Basic «{base64:24}',
    'Cookie: sessionid=«{24}',
    'https://bob:«hunter2',
    'curl -u bob:«hunter2',
    'mysql -p«hunter2',
    'sshpass -p «hunter2',
    'https://hooks.slack.com/services/«T{9}/B{9}/{24}',
  ])('%s is open from its first character', (line) => {
    const { text, secrets } = marked(line, 5);
    const [{ start }] = secrets;
    for (let end = start + 1; end <= text.length; end++) {
      for (const tail of ['', '\0']) {
        const found = createExaminer().find(text.slice(0, end) + tail, false);
        expect(found, text.slice(0, end)).toMatchObject([{ start, end, open: true, shown: 0 }]);
      }
    }
  });

  it('a web token shows the beginning of its header only', () => {
    const { text } = marked(JWTS[0], 6);
    for (let end = 10; end < text.length; end++) {
      const [finding] = findings(jwtDetector, text.slice(0, end), false);
      expect(finding, text.slice(0, end)).toMatchObject({ start: 0, end, open: true });
      expect(finding.shown).toBeLessThanOrEqual(10);
    }
  });
});
