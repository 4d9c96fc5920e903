// Every row of the table of credential files: a file as its tool writes it, in an otherwise empty home, gives its secrets away to
// the mask, and nothing else.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CREDENTIAL_FILES } from '../../src/values/sources/files/table.ts';
import { PARSERS } from '../../src/values/sources/formats.ts';
import { Folder, valueMaker } from './folder.ts';
import { HARMLESS, pathFor, secretsOf, WRITERS } from './write-file.ts';

const cases = CREDENTIAL_FILES.flatMap((row) =>
  row.places.map((place) => [`${row.tool}: ${place}`, row, place] as const),
);

test.each(cases)('%s', (_name, row, place) => {
  const folder = new Folder();
  const secrets = secretsOf(row, valueMaker(place.length));
  const { path, env } = pathFor(place, folder.path);
  folder.write(path.slice(folder.path.length + 1), WRITERS[row.format](secrets));
  expect(folder.shown(`it is ${secrets[0].value}`)).toBe(`it is ${secrets[0].value}`);
  folder.knownFiles(env).readHome();
  const written = ['netrc', 'pgpass', 'urls', 'cookies', 'whole'].includes(row.format) ? secrets.slice(0, 1) : secrets;
  for (const { name, value } of written) expect(folder.shown(`it is ${value}`), name).toBe('it is ***');
  if (!row.secrets.includes('*'))
    for (const harmless of Object.values(HARMLESS)) expect(folder.shown(`it is ${harmless}`)).toBe(`it is ${harmless}`);
  expect(folder.masking.known).toBe(written.length);
});

test('a home without such files costs nothing and knows nothing', () => {
  const folder = new Folder();
  folder.knownFiles().readHome();
  expect(folder.masking.known).toBe(0);
});

describe('the table', () => {
  test('names each place once, with a source', () => {
    const places = CREDENTIAL_FILES.flatMap(({ places }) => places);
    expect(new Set(places).size).toBe(places.length);
    for (const { source, format, secrets } of CREDENTIAL_FILES) {
      expect(source).toMatch(/^https:\/\/\S+$/);
      expect(secrets.length > 0 || ['whole', 'urls'].includes(format)).toBe(true);
    }
  });

  test('stands in the documentation', () => {
    const page = readFileSync('docs/known-values.md', 'utf8');
    const code = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join(', ');
    const rows = CREDENTIAL_FILES.map(
      ({ tool, places, format, secrets, source }) =>
        `| [${tool}](${source}) | ${code(places)} | ${format} | ${code(secrets)} |`,
    );
    const table = page.split('\n').filter((line) => /^\| \[/.test(line));
    expect(table).toEqual(rows);
  });

  test('every format is read by somebody', () => {
    const used = new Set<string>(CREDENTIAL_FILES.map(({ format }) => format));
    expect(Object.keys(PARSERS).filter((format) => !used.has(format))).toEqual(['shell']);
  });
});
