import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfiguration, type UserRule } from '../config/configuration.ts';
import { Redactor } from '../redactor/redactor.ts';
import { bytesOf, oneByteString } from '../terminal/one-byte.ts';
import { Examiner } from './examiner.ts';
import { UserRulesDetector } from './user-rules.ts';

async function rulesOf(toml: string): Promise<readonly UserRule[]> {
  return (await parseConfiguration(toml, 'c.toml', { kind: 'user' })).rules;
}

const rule = (keys: string) => rulesOf(`[[rules]]\nid = "own"\n${keys}`);

/** What is masked of each line, in a stream that comes at once. */
async function masked(keys: string, text: string, file: string | null = null): Promise<string> {
  const detector = new UserRulesDetector(await rule(keys));
  detector.enterFile(file);
  const redactor = new Redactor({ examiner: new Examiner([detector]), size: null });
  return oneByteString(Buffer.concat([redactor.write(bytesOf(text)), redactor.flush('end')]));
}

describe('a rule', () => {
  test.each([
    ['the whole match', `regex = 'acme_[a-z]{4}'`, 'x acme_abcd y', 'x *** y'],
    ['the first group that holds anything', `regex = 'acme(x)?_([a-z]{4})'`, 'acme_abcd', 'acme_***'],
    ['the group that is named', `regex = '(acme)_([a-z]{4})'\ngroup = 2`, 'acme_abcd', 'acme_***'],
    ['group 0', `regex = '(acme)_([a-z]{4})'\ngroup = 0`, 'acme_abcd', '***'],
    ['what stands around it', `regex = 'acme_([a-z]{4})'\nmask = 'match'`, 'x acme_abcd', 'x ***'],
    ['all of its matches', `regex = 'a[0-9]{3}'`, 'a123 b a456 a789', '*** b *** ***'],
    ['a keyword in any case', `regex = '(?i)acme_[a-z]{4}'\nkeywords = ['aCMe_']`, 'ACME_abcd', '***'],
    [
      'only with a keyword',
      `regex = '[a-z]{4}[0-9]{4}'\nkeywords = ['badge']`,
      'abcd1234\nBadge abcd1234',
      'abcd1234\nBadge ***',
    ],
    ['a keyword behind it', `regex = '[a-z]{4}[0-9]{4}'\nkeywords = ['badge']`, 'abcd1234 badge\n', '*** badge\n'],
    ['enough entropy', `regex = 'k=([a-z]{8})'\nentropy = 2`, 'k=aaaabbbb\nk=abcdefgh', 'k=aaaabbbb\nk=***'],
    ['characters beyond ASCII', `regex = 'clé=(\\p{L}+)'\nkeywords = ['clé']`, 'clé=été.', 'clé=***.'],
    ['short keywords', `regex = 'k=[a-z]{4}'\nkeywords = ['k']`, 'k=abcd', '***'],
  ])('masks %s', async (_what, keys, text, wanted) => {
    const bytes = (written: string) => oneByteString(Buffer.from(written));
    expect(await masked(keys, bytes(text))).toBe(bytes(wanted));
  });

  test('counts only in the files that it is for', async () => {
    const keys = `regex = 'acme_[a-z]{4}'\npath = '\\.log$'`;
    expect(await masked(keys, 'acme_abcd')).toBe('acme_abcd');
    expect(await masked(keys, 'acme_abcd', 'a.txt')).toBe('acme_abcd');
    expect(await masked(keys, 'acme_abcd', 'a.log')).toBe('***');
  });

  test('slows nothing down where a literal leads to it', async () => {
    const led = async (keys: string) => new UserRulesDetector(await rule(keys)).seek === undefined;
    expect(await led(`regex = 'acme_[a-z]{4}'`)).toBe(true);
    expect(await led(`regex = '(?i)acme_[a-z]{4}'\nkeywords = ['acme']`)).toBe(true);
    expect(await led(`regex = '([a-z]{4})_acme'\nkeywords = ['acme']`)).toBe(false);
    expect(await led(`regex = '[A-Z]{2}-[0-9]{8}'`)).toBe(false);
  });
});

/** Rules with a secret that they find, and as much of it as says nothing. */
const CASES: [what: string, keys: string, before: string, secret: string, after: string][] = [
  ['led by its literal', `regex = 'acme_[a-z0-9]{12}'`, 'x ', 'acme_q7w8e9r0t1y2', ' z'],
  [
    'led by a keyword before it',
    `regex = 'badge: ([A-Z0-9]{10})'\nkeywords = ['badge']`,
    'x badge: ',
    'Q7W8E9R0T1',
    ' z',
  ],
  ['with a keyword behind it', `regex = '([a-z0-9]{12})@acme'\nkeywords = ['@acme']`, 'x ', 'q7w8e9r0t1y2', '@acme z'],
  ['without any literal', `regex = '\\b[A-Z]{2}-[0-9]{8}\\b'`, 'x ', 'QX-71829304', ' z'],
  ['with a keyword elsewhere', `regex = '[A-Z]{4}[0-9]{6}'\nkeywords = ['badge']`, 'x ', 'QWXZ718293', ' is a badge'],
  ['that may go on', `regex = 'k-([A-Z0-9]{4,20})'`, 'x k-', 'Q7W8E9R0T1', ' z'],
];

describe.each(CASES)('a secret %s', (_what, keys, before, secret, after) => {
  test.each([
    ['a pipe', null],
    ['a terminal', { cols: 80, rows: 24 }],
  ])('printed in pieces to %s, faster than the hold-back, shows none of them', async (_where, size) => {
    const rules = await rule(keys);
    const line = `harmless text\r\n${before}${secret}${after}\r\nmore\r\n`;
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: line.length - 1 }), { maxLength: 12 }), (cuts) => {
        const examiner = new Examiner([new UserRulesDetector(rules)]);
        const redactor = new Redactor({ examiner, size });
        const places = [0, ...cuts.sort((a, b) => a - b), line.length];
        let out = '';
        for (let i = 1; i < places.length; i++) {
          const piece = line.slice(places[i - 1], places[i]);
          out += oneByteString(redactor.write(bytesOf(piece)));
        }
        out += oneByteString(redactor.flush('end'));
        // Of what a literal leads to, the literal itself may stand there.
        const hidden = secret.startsWith('acme_') ? secret.slice(5) : secret;
        for (let at = 0; at + 2 <= hidden.length; at++) expect(out).not.toContain(hidden.slice(at, at + 2));
        expect(out).toContain(after.trim().split(' ').at(-1));
      }),
      { numRuns: 150 },
    );
  });

  test('typed key by key, is covered once it is whole, whatever may follow', async () => {
    const examiner = new Examiner([new UserRulesDetector(await rule(keys))]);
    const redactor = new Redactor({ examiner, size: { cols: 80, rows: 24 } });
    // A keyword behind it is what makes it a secret.
    const needed = /^@|badge$/.test(after) ? after : '';
    let out = '';
    for (const key of `$ ${before}${secret}${needed}`) {
      out += oneByteString(redactor.write(bytesOf(key)));
      out += oneByteString(redactor.flush('idle'));
    }
    expect(out).toContain('*'.repeat(secret.length - 5));
  });
});
