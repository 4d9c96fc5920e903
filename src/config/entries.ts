// The entries of a configuration: a rule, and what is no secret. What their keys may be.
import type { Allow, UserRule } from './configuration.ts';
import { configurationError, type MaskedShellError } from './error.ts';
import type { CompileRegex, Regex } from './regex.ts';
import type { Located, TableReader } from './table-reader.ts';

/** `value = "..."` of an allow entry: a key and what it made of the value, or a plain SHA-1. */
const FINGERPRINT = /^(?:hmac-sha256:[\da-f]{32}:[\da-f]{32}|sha1:[\da-f]{40})$/;

/** `[[rules]]` */
export function readRule(reader: TableReader, compile: CompileRegex): UserRule {
  const id = reader.text('id');
  if (id === undefined) throw missing(reader, 'id', 'id = "acme-token"');
  if (!/^[A-Za-z0-9][\w.-]{0,79}$/.test(id.value))
    throw reader.wrong('id', 'letters, digits, -, _ and .', 'another text', 'For example: id = "acme-token"');
  const regex = compiledOne(reader, 'regex', compile);
  if (regex === null) throw missing(reader, 'regex', "regex = '''acme_[a-z0-9]{32}'''");
  const group = reader.number('group', 0, 1000, true) ?? null;
  if (group !== null && group > regex.groups)
    throw reader.wrong('group', `at most ${regex.groups}, as the regex has groups`, 'more', '0 is the whole match.');
  const rule = {
    place: reader.place,
    id: id.value,
    description: reader.text('description')?.value ?? null,
    regex,
    keywords: reader.texts('keywords').map(({ value }) => value),
    group,
    mask: reader.choice('mask', ['value', 'match']) ?? 'value',
    entropy: reader.number('entropy', 0, 8, false) ?? 0,
    path: compiledOne(reader, 'path', compile),
  } as const;
  reader.end();
  return rule;
}

/** `[[allow]]` */
export function readAllow(reader: TableReader, compile: CompileRegex): Allow {
  const values = reader.texts('value');
  for (const { value, place } of values) {
    if (FINGERPRINT.test(value)) continue;
    throw configurationError(
      place,
      `${reader.nameOf('value')}: expected the fingerprint of a value, got another text`,
      'Make it: masked-shell rules fingerprint < value. The value itself has no place in a file.',
    );
  }
  reader.text('description');
  const allow = {
    place: reader.place,
    values: values.map(({ value }) => value),
    regexes: compiledAll(reader, 'regex', compile),
    target: reader.choice('target', ['value', 'match', 'line']) ?? 'value',
    stopwords: reader.texts('stopwords').map(({ value }) => value.toLowerCase()),
    paths: [
      ...compiledAll(reader, 'path', (glob) => compile(regexOfGlob(glob))),
      ...compiledAll(reader, 'path-regex', compile),
    ],
    rules: reader.texts('rule'),
  } as const;
  reader.end();
  const { regexes, stopwords, paths, rules } = allow;
  if ([values, regexes, stopwords, paths, rules].every(({ length }) => length === 0))
    throw missing(reader, 'value, regex, stopwords, path, path-regex or rule', "rule = 'generic-key'");
  return allow;
}

/** `*` and `?` stay within a folder's name, `**` does not. A folder's name means all that is in it. */
function regexOfGlob(glob: string): string {
  const body = glob
    .replace(/^\/|\/$/g, '')
    .replace(/\*\*\/|\*\*|\*|\?|[\\^$.|+()[\]{}]/g, (sign) => GLOB_SIGNS[sign] ?? `\\${sign}`);
  return `${glob.startsWith('/') ? '^/?' : '(?:^|/)'}${body}(?:/.*)?$`;
}

const GLOB_SIGNS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

function compiledOne(reader: TableReader, key: string, compile: CompileRegex): Regex | null {
  const source = reader.text(key);
  return source === undefined ? null : compiled(reader.nameOf(key), source, compile);
}

function compiledAll(reader: TableReader, key: string, compile: CompileRegex): Regex[] {
  return reader.texts(key).map((source) => compiled(reader.nameOf(key), source, compile));
}

function compiled(key: string, { value, place }: Located<string>, compile: CompileRegex): Regex {
  try {
    return compile(value);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const says = error.message
      .replace(/^error parsing regexp: /, '')
      .replace(/[^\x20-\x7e]/g, '?')
      .slice(0, 200);
    throw configurationError(
      place,
      `${key}: expected a regular expression as RE2 has them, got one that its engine refuses: ${says}`,
      'It has no look-around and no back-references. See https://github.com/google/re2/wiki/Syntax.',
    );
  }
}

function missing(reader: TableReader, key: string, example: string): MaskedShellError {
  return configurationError(reader.place, `${reader.nameOf(key)}: is missing`, `For example: ${example}`);
}
