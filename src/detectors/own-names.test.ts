import { describe, expect, test } from 'vitest';
import { fromEnvironment } from '../values/environment.ts';
import { createExaminer } from './index.ts';
import { BUILT_IN_NAMES, namesWith } from './own-names.ts';

const names = namesWith(['ACME_*_PIN', 'dossier?', 'x-badge'], ['*_token_count', 'API_KEY']);

test.each([
  ['ACME_DOOR_PIN', 'password'],
  ['acme_a_b_pin', 'password'],
  ['ACME_PIN', null],
  ['ACME_DOOR_PINS', null],
  ['dossier7', 'password'],
  ['dossier', null],
  ['X-Badge', 'password'],
  ['MAX_TOKEN_COUNT', null],
  ['api_key', null],
  ['DB_PASSWORD', 'password'],
])('%s is %s', (name, wanted) => {
  expect(names.judge(name)).toBe(wanted);
});

test('without names of one`s own the built-in ones are the very same', () => {
  expect(namesWith([], [])).toBe(BUILT_IN_NAMES);
});

test('a pattern of many stars is quick to say no', () => {
  const { judge } = namesWith([`abc${'*a'.repeat(40)}b`], []);
  expect(judge(`abc${'a'.repeat(90)}`)).toBeNull();
});

const TOKEN = ['q7W8', 'e9R0', 't1Y2u'].join('');
const SHORT = TOKEN.slice(0, 8).toLowerCase();

describe('values under such names', () => {
  const examiner = createExaminer([], { names });
  const values = (text: string) => examiner.find(text, true).map(({ start, end }) => text.slice(start, end));

  test.each([
    ['ACME_DOOR_PIN=7788', ['7788']],
    ['  "acme_door_pin": "open sesame 7",', ['open sesame 7']],
    [`X-Badge: ${SHORT}`, [SHORT]],
    [`https://x.example/?acme_door_pin=${SHORT}&a=b`, [SHORT]],
    [`API_KEY=${TOKEN}`, []],
    [`DB_PASSWORD=${SHORT}`, [SHORT]],
  ])('%s', (text, wanted) => {
    expect(values(text)).toEqual(wanted);
    expect(examiner.suspects(Buffer.from(text), 0, text.length)).toBe(wanted.length > 0);
  });

  test('are known from the environment', () => {
    const env = { ACME_DOOR_PIN: SHORT, API_KEY: TOKEN, PATH: '/bin' };
    expect(fromEnvironment(env, names.judge).map(({ name }) => name)).toEqual(['ACME_DOOR_PIN']);
  });
});
