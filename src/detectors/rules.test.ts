import { describe, expect, it, test } from 'vitest';
import { createExaminer } from './index.ts';
import { allRules, describeRule } from './rules.ts';
import { filled } from './testing/marked.ts';
import { ASSIGNED, COMMANDS, HEADERS, JWTS, URLS } from './testing/secret-lines.ts';
import { sampleToken, seeded } from './tokens/sample.ts';
import { TOKEN_FORMATS } from './tokens/table.ts';

describe('every rule that finds something is described', () => {
  const examiner = createExaminer();
  const lines = [...Object.values(ASSIGNED).flat(), ...HEADERS, ...URLS, ...COMMANDS, ...JWTS].map((line) =>
    filled(line),
  );
  const blocks = ['PRIVATE KEY', 'PGP PRIVATE KEY BLOCK', 'OpenVPN Static key V1'].map(
    (label) => `-----BEGIN ${label}-----\\n${'Ab3/'.repeat(16)}\\n-----END ${label}-----`,
  );

  test('families', () => {
    const found = [...lines, ...blocks].flatMap((line) => examiner.find(line, true)).map(({ rule }) => rule);
    expect(new Set(found).size).toBeGreaterThan(10);
    expect(found.filter((rule) => !allRules().has(rule))).toEqual([]);
  });

  test('of the other profiles', () => {
    const strict = createExaminer([], { profile: 'strict', identity: { users: ['mrtnkowa'], hosts: ['elbrus'] } });
    const texts = [
      'a@b.org',
      '10.1.2.3',
      'fe80::1ff:fe23:4567:890a',
      '/home/mrtnkowa/x',
      'mrtnkowa@elbrus',
      'ab12'.repeat(8),
    ];
    const found = texts.flatMap((text) => strict.find(text, true)).map(({ rule }) => rule);
    expect(new Set(found).size).toBeGreaterThan(4);
    expect(found.filter((rule) => !allRules().has(rule))).toEqual([]);
  });

  it.each(TOKEN_FORMATS.map((format) => [format.id, format] as const))('%s', (id, format) => {
    const { title, shape, exempts } = describeRule(id);
    expect(title).toContain(format.provider);
    expect(exempts).not.toBe('');
    const [literal] = format.prefixes;
    expect(shape).toContain(literal);
    expect(sampleToken(format, seeded(1)).length).toBeGreaterThan(literal.length);
  });
});

test('a form shows literals and classes with their lengths', () => {
  expect(describeRule('github-pat').shape).toMatch(/^ghp_\[word\]\{36,\}$/);
});
