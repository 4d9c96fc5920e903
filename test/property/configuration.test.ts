// Whatever stands in a configuration file: either settings, or an error that names the file and ends with 2.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../src/config/configuration.ts';
import { MaskedShellError } from '../../src/config/error.ts';
import { matchesWithinLine } from '../../src/detectors/user-rules/reach.ts';
import { UserRulesDetector } from '../../src/detectors/user-rules.ts';
import { importDetectSecrets } from '../../src/session/import/detect-secrets.ts';
import { importGitleaks } from '../../src/session/import/gitleaks.ts';

const RUNS = { numRuns: 400 };

const KEYS = [
  ...[
    'profile',
    'mask-style',
    'mask-char',
    'hold-back',
    'rules',
    'disabled-rules',
    'allow',
    'sensitive-names',
    'benign-names',
  ],
  ...[
    'learn',
    'id',
    'regex',
    'keywords',
    'group',
    'mask',
    'entropy',
    'path',
    'value',
    'target',
    'stopwords',
    'path-regex',
    'rule',
  ],
  ...[
    'extend',
    'useDefault',
    'disabledRules',
    'allowlist',
    'allowlists',
    'regexTarget',
    'condition',
    'secretGroup',
    'regexes',
  ],
];

const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', '""', '"a b"', "'\u00e9'") },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }).map((text) => JSON.stringify(text)) },
);

const PATTERNS = [
  'acme_[a-z]{4,8}',
  '(a|b)+',
  '(?i)key=(\\w+)',
  '^$',
  '(?=a)',
  '\\1',
  '[',
  '(',
  'a{1001}',
  '\\p{L}+\\b',
  '\\n',
  '(a*)*',
];

const scalar = fc.oneof(
  fc.constantFrom(
    '"standard"',
    '"fixed"',
    '"*"',
    '"value"',
    '"line"',
    '"jwt"',
    '20',
    '0',
    '-1',
    '1.5',
    '1e999',
    'nan',
    'true',
  ),
  fc.constantFrom(
    '1979-05-27',
    '07:32:00',
    '9999999999999999999',
    '""',
    '"ACME_*_PIN"',
    '".env"',
    '"../x"',
    '"~/x"',
    '[]',
    '{}',
  ),
  fc.constantFrom(...PATTERNS).map((pattern) => `'''${pattern}'''`),
  fc.string({ maxLength: 20 }).map((text) => JSON.stringify(text)),
  fc.string({ unit: 'binary', maxLength: 10 }).map((text) => `"${text}"`),
);

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(key, tie('any')), { maxLength: 3 })
      .map((pairs) => `{${pairs.map((pair) => pair.join(' = ')).join(', ')}}`),
  ),
})).any as fc.Arbitrary<string>;

const line = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(key, value).map((pair) => pair.join(' = ')) },
  { weight: 2, arbitrary: key.map((name) => `[[${name}]]`) },
  { weight: 1, arbitrary: key.map((name) => `[${name}]`) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
);

const document = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
  .map(([lines, end]) => lines.join(end));

const VALID = `profile = "stream"
mask-char = "#"
hold-back = 30
learn = [".env"]
sensitive-names = ["ACME_*_PIN"]
[[rules]]
id = "acme"
regex = '''acme_([a-z0-9]{16})'''
keywords = ["acme_"]
group = 1
[[allow]]
regex = '''^x'''
rule = ["jwt", "acme"]
`;

/** A valid file with some of its characters dropped, doubled or replaced. */
const mutated = fc
  .array(fc.tuple(fc.nat({ max: VALID.length - 1 }), fc.nat({ max: 9 }), fc.string({ unit: 'binary', maxLength: 3 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((changes) =>
    changes.reduce((text, [at, dropped, added]) => text.slice(0, at) + added + text.slice(at + dropped), VALID),
  );

async function either(parse: () => Promise<unknown>, file: string): Promise<unknown> {
  try {
    return await parse();
  } catch (error) {
    expect(error).toBeInstanceOf(MaskedShellError);
    const { code, exitStatus, message, hint } = error as MaskedShellError;
    expect([code, exitStatus]).toEqual(['configuration', 2]);
    expect(message).toMatch(new RegExp(`^${file}(?::[1-9]\\d*)?: .`));
    // Nothing that a terminal obeys.
    expect(message + hint).not.toMatch(/[\x00-\x1f\x7f-\x9f]/);
    return null;
  }
}

describe.each([
  ['random', document],
  ['mutated', mutated],
])('a %s file', (_what, arbitrary) => {
  test.each([['user' as const], ['project' as const]])('of a %s', async (kind) => {
    const source = kind === 'user' ? ({ kind } as const) : ({ kind, folder: '/p' } as const);
    await fc.assert(
      fc.asyncProperty(arbitrary, async (text) => {
        const read = (await either(() => parseConfiguration(text, 'c.toml', source), 'c.toml')) as Awaited<
          ReturnType<typeof parseConfiguration>
        > | null;
        if (read === null) return;
        if (kind === 'project') expect([read.allow, read.disabledRules, read.benignNames]).toEqual([[], [], []]);
        // What was taken can be used.
        for (const { regex } of read.rules) matchesWithinLine(regex.program);
        new UserRulesDetector(read.rules).find('key=abc acme_abcdefgh', false, () => {});
      }),
      RUNS,
    );
  });

  test('that is imported gives a configuration', async () => {
    const builtIn = new Set(['jwt']);
    await fc.assert(
      fc.asyncProperty(arbitrary, async (text) => {
        await either(() => importGitleaks(text, 'c.toml', builtIn), 'c.toml');
      }),
      RUNS,
    );
  });
});

test('whatever JSON a baseline is', async () => {
  const names = fc.constantFrom(
    'results',
    'filters_used',
    'exclude',
    'word_list',
    'path',
    'pattern',
    'hashed_secret',
    'is_secret',
    'files',
  );
  const json = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.json(),
      fc.array(tie('any')).map(String),
      fc.dictionary(names, tie('any')).map(
        (found) =>
          `{${Object.entries(found)
            .map(([name, each]) => `"${name}": ${each}`)
            .join()}}`,
      ),
    ),
  })).any as fc.Arbitrary<string>;
  await fc.assert(
    fc.asyncProperty(json, async (text) => {
      await either(
        () => importDetectSecrets(`{"results": {"a": [${text}]}, "filters_used": ${text}, "exclude": ${text}}`, 'b'),
        'b',
      );
      await either(() => importDetectSecrets(text, 'b'), 'b');
    }),
    RUNS,
  );
});

test.each([
  ['arrays in arrays', `learn = ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['tables in tables', `learn = ${'{a='.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['a dotted key', `a${'.a'.repeat(100_000)} = 1`],
  ['a long text', `profile = "${'x'.repeat(900_000)}"`],
  ['many tables', '[[rules]]\n'.repeat(50_000)],
  ['a long regex', `[[rules]]\nid = "a"\nregex = "${'(?:a{1,1000}b)'.repeat(50_000)}"`],
  ['a regex of many repetitions', `[[rules]]\nid = "a"\nregex = "${'(?:a{1,1000}b)'.repeat(600)}"`],
  ['brackets in brackets', `[[rules]]\nid = "a"\nregex = "${'('.repeat(4000)}a${')'.repeat(4000)}"`],
])('%s: an error, and no crash', async (_what, text) => {
  expect(await either(() => parseConfiguration(text, 'c.toml', { kind: 'user' }), 'c.toml')).toBeNull();
});
