import { expect, it } from 'vitest';
import { createExaminer } from './index.ts';
import { sampleToken, seeded } from './tokens/sample.ts';
import { TOKEN_FORMATS } from './tokens/table.ts';

const examiner = createExaminer();
const base64 = (text: string) => Buffer.from(text).toString('base64');
const token = sampleToken(TOKEN_FORMATS.find(({ id }) => id === 'github-pat')!, seeded(7));

const found = (text: string, ended = true) =>
  examiner.find(text, ended).map(({ start, end, held }) => text.slice(start, end) + (held ? ' (held)' : ''));

it.each([
  ['a token', token],
  ['an assignment', 'DB_PASSWORD=hunter2!x and more of it'],
  ['a file', `user: bob\npassword: k7Q9mW2xZp\nhost: db.example.org\n`],
  ['JSON', '{"type":"service","private_key_id":"x","client_secret":"k7Q9mW2xZp4t"}'],
])('%s in base64', (_, text) => {
  for (const encoded of [base64(text), Buffer.from(text).toString('base64url')]) {
    expect(found(encoded)).toEqual([encoded]);
    expect(found(`data: ${encoded} end`)).toEqual([encoded]);
    expect(examiner.suspects(Buffer.from(`it is ${encoded}`), 0, encoded.length + 6)).toBe(true);
  }
});

it('what nobody hides stays readable', () => {
  for (const text of [
    'The quick brown fox jumps over the lazy dog.',
    '{"user":"bob","level":3,"active":true,"x":null}',
  ])
    expect(found(base64(text))).toEqual([]);
});

it('one level only', () => {
  expect(found(base64(base64(`DB_PASSWORD=hunter2!x and more of it`)))).toEqual([]);
});

it('waits where a secret only begins', () => {
  const encoded = base64(`so here it is ${token}`);
  const beginning = encoded.slice(0, 36);
  expect(found(beginning, false)).toEqual([`${beginning} (held)`]);
  expect(found(beginning, true)).toEqual([]);
});

const value = base64('svc-report');

it.each([
  `{"apiVersion":"v1","data":{"user":"«${value}»","note":"«${value}»"},"kind":"Secret","metadata":{"name":"db"}}`,
  `{"kind": "Secret", "stringData": {"user": "«bob»", "tls.crt": "-----BEGIN CERTIFICATE-----"}}`,
  `note: "{\\"kind\\":\\"Secret\\",\\"data\\":{\\"user\\":\\"«${value}»\\"}}"`,
  `{"kind":"ConfigMap","data":{"user":"${value}"}}`,
])('a Secret on one line: %s', (line) => {
  const text = line.replace(/[«»]/g, '');
  expect(found(text)).toEqual([...line.matchAll(/«([^»]*)»/g)].map((match) => match[1]));
});
