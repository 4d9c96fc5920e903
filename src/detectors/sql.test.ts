import { expect, it } from 'vitest';
import { BUILT_IN_NAMES } from './own-names.ts';
import { createSqlDetector } from './sql.ts';
import { filled, findings, marked, markFound } from './testing/marked.ts';

const detector = createSqlDetector(BUILT_IN_NAMES);

it.each([
  "INSERT INTO users (id, name, password) VALUES (2, 'bob', '«hunter2»');",
  "insert into `keys` (`id`,`api_key`,`note`) values (1,'«{20}»','plain7x9'),(2,'«{20}»','it''s 77x');",
  "INSERT INTO users (password, created) VALUES ('«it''s hunter2»', now(3)), ('«other77x»', NULL)",
])('%s', (line) => {
  expect(markFound(detector, marked(line).text)).toBe(filled(line));
});

it('leaves a value that is being written open', () => {
  const text = "INSERT INTO users (password) VALUES ('hunt";
  expect(findings(detector, text, false)).toMatchObject([{ start: text.length - 4, end: text.length, open: true }]);
});

it.each([
  "INSERT INTO logs (id, message) VALUES (7, 'a9x7Qw2mZ4');",
  'INSERT INTO users (id, password) VALUES (1, NULL), (2, $1), (3, ?);',
  "INSERT INTO users SELECT id, 'hunter2x' FROM others",
])('%s stays readable', (text) => {
  expect(findings(detector, text)).toEqual([]);
});
