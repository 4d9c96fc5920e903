import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NO_CONFIGURATION, parseConfiguration } from '../config/configuration.ts';
import { DEFAULT_SETTINGS } from '../config/settings.ts';
import { createExaminer } from '../detectors/index.ts';
import { namesWith } from '../detectors/own-names.ts';
import { Redactor } from '../redactor/redactor.ts';
import { Masking } from '../session/masking.ts';
import { UserExemptions } from './exemptions.ts';
import { Fingerprints, fingerprintOf, newKey } from './fingerprint.ts';

/** What the default set still finds in a text. */
async function found(
  toml: string,
  text: string,
  { ended = true, file = null as string | null } = {},
): Promise<string[]> {
  const { allow, disabledRules, benignNames } = await parseConfiguration(toml, 'c.toml', { kind: 'user' });
  const names = namesWith([], benignNames);
  const disabled = disabledRules.map(({ value }) => value);
  const exemptions = new UserExemptions(disabled, allow, names);
  exemptions.enterFile(file);
  const findings = createExaminer([], { exemptions, names }).find(text, ended);
  return findings.map(({ start, end, held }) => `${held ? '~' : ''}${text.slice(start, end)}`);
}

const VALUE = ['q7W', '8e9R0t', '1Y2u'].join('');
const LINE = `API_TOKEN=${VALUE}`;
const sha1 = (value: string) => `sha1:${createHash('sha1').update(value).digest('hex')}`;
const allow = (keys: string) => `[[allow]]\n${keys}`;

test('without anything it is found', async () => {
  expect(await found('', LINE)).toEqual([VALUE]);
});

describe('an entry lets through', () => {
  test('a value by its fingerprint', async () => {
    const key = newKey();
    expect(await found(allow(`value = "${fingerprintOf(VALUE, key)}"`), LINE)).toEqual([]);
    expect(await found(allow(`value = "${sha1(VALUE)}"`), LINE)).toEqual([]);
    expect(await found(allow(`value = "${fingerprintOf('x', key)}"`), LINE)).toEqual([VALUE]);
  });

  test.each([
    ['its value', `regex = '^q7W'`],
    ['its line', `regex = '^API_'\ntarget = 'line'`],
    ['a word in it', `stopwords = ['Q7w']`],
    ['its rule', `rule = 'assignment'`],
  ])('a finding by %s', async (_what, keys) => {
    expect(await found(allow(keys), LINE)).toEqual([]);
  });

  test.each([
    ['its value', `regex = '^API_'`],
    ['its rule', `rule = 'jwt'`],
    ['both', `rule = 'jwt'\nregex = '^q7W'`],
  ])('no finding that differs by %s', async (_what, keys) => {
    expect(await found(allow(keys), LINE)).toEqual([VALUE]);
  });

  test('what stands in a file', async () => {
    for (const path of [`path = 'docs'`, `path = '*.md'`, `path-regex = '^docs/'`])
      expect(await found(allow(path), LINE, { file: 'docs/a.md' })).toEqual([]);
    expect(await found(allow(`path = 'docs'`), LINE, { file: 'src/a.md' })).toEqual([VALUE]);
    expect(await found(allow(`path = 'docs'`), LINE)).toEqual([VALUE]);
  });
});

test('a value that is let through waits where more of it may come: a longer one is another', async () => {
  const short = VALUE.slice(0, -3);
  const toml = allow(`value = "${sha1(short)}"`);
  expect(await found(toml, `API_TOKEN=${short}`, { ended: false })).toEqual([`~${short}`]);
  expect(await found(toml, LINE)).toEqual([VALUE]);
});

test('a longer value that begins like it never shows, however it is cut', async () => {
  const toml = allow(`value = "${sha1(VALUE.slice(0, -3))}"`);
  const { allow: entries } = await parseConfiguration(toml, 'c.toml', { kind: 'user' });
  for (const size of [null, { cols: 80, rows: 24 }]) {
    for (let cut = 1; cut < LINE.length; cut++) {
      const exemptions = new UserExemptions([], entries, namesWith([], []));
      const redactor = new Redactor({ examiner: createExaminer([], { exemptions }), size });
      const pieces = [LINE.slice(0, cut), `${LINE.slice(cut)}\r\n`].map((piece) => redactor.write(Buffer.from(piece)));
      expect(Buffer.concat([...pieces, redactor.flush('end')]).toString()).toBe('API_TOKEN=***\r\n');
    }
  }
});

test('what overlaps it stays masked, under whatever rule', async () => {
  const token = ['gh', `p_${'q7W8e9R0t1'.repeat(4).slice(0, 36)}`].join('');
  expect(await found(`disabled-rules = ["github-pat"]`, `x ${token}`)).toEqual([]);
  expect(await found(`disabled-rules = ["github-pat"]`, `API_TOKEN=${token}`)).toEqual([token]);
  expect(await found(allow(`rule = "assignment"`), `API_TOKEN=${token}`)).toEqual([token]);
  expect(await found(allow(`value = "${sha1(token.slice(4))}"`), `API_TOKEN=${token}`)).toEqual([token]);
});

test('what is not learned any more is still covered where its source is another one', async () => {
  const { disabledRules } = await parseConfiguration('disabled-rules = ["known-value"]', 'c.toml', { kind: 'user' });
  const configuration = { ...NO_CONFIGURATION, disabledRules };
  const masking = new Masking({ DB_PASSWORD: VALUE }, DEFAULT_SETTINGS, configuration);
  const found = (text: string) => masking.examiner.find(text, false).map(({ start, end }) => text.slice(start, end));
  expect([found(`x ${VALUE}`), found(`x ${VALUE.slice(0, 6)}`)]).toEqual([[VALUE], [VALUE.slice(0, 6)]]);
  const other = [...VALUE].reverse().join('');
  masking.learn({ rule: 'assignment', certainty: 'certain', value: other });
  expect(found(`x ${other}`)).toEqual([]);
});

test('harmless names count in assignments, cookies and parameters', async () => {
  const toml = `benign-names = ["API_T*", "session", "sig"]`;
  expect(await found(toml, LINE)).toEqual([]);
  const cookie = `Cookie: session=${VALUE}; session2=${VALUE}`;
  expect((await found('', cookie)).length).toBe(2);
  expect((await found(toml, cookie)).length).toBe(1);
  const url = `https://x.example/a?sig=${VALUE}q7W8e9`;
  expect([(await found('', url)).length, (await found(toml, url)).length]).toEqual([1, 0]);
});

test('fingerprints differ by their key, and tell nothing of the value', () => {
  const [one, other] = [newKey(), newKey()];
  expect(fingerprintOf(VALUE, one)).not.toBe(fingerprintOf(VALUE, other));
  const known = new Fingerprints([fingerprintOf(VALUE, one), fingerprintOf('x', other)]);
  expect([known.has(VALUE), known.has('x'), known.has('y')]).toEqual([true, true, false]);
});
