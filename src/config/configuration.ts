// What a configuration file may say, checked: the keys, what each may be, and what a project's file may not.
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { configurationError, type MaskedShellError, type Place } from './error.ts';
import { type CompileRegex, loadRegexEngine, type Regex } from './regex.ts';
import { MASK_STYLES, MAX_HOLD_BACK, type MaskStyle, PROFILES, type Profile } from './settings.ts';
import { type Located, TableReader } from './table-reader.ts';
import { parseToml } from './toml.ts';

export interface UserRule {
  readonly place: Place;
  readonly id: string;
  readonly description: string | null;
  readonly regex: Regex;
  /** One of them stands on the line; ASCII letters in either case count. */
  readonly keywords: readonly string[];
  /** The group that is the secret; null: the first that holds anything, or all where there is none. */
  readonly group: number | null;
  /** `match`: what stands around the secret in the match is masked too. */
  readonly mask: 'value' | 'match';
  /** Shannon entropy, in bits by character, that the secret must exceed. */
  readonly entropy: number;
  /** It counts only in files whose name matches. */
  readonly path: Regex | null;
}

/** What is no secret. All that an entry names must hold. */
export interface Allow {
  readonly place: Place;
  /** Fingerprints of values. */
  readonly values: readonly string[];
  readonly regexes: readonly Regex[];
  /** What the regexes look at. */
  readonly target: 'value' | 'match' | 'line';
  /** Words of which the value contains one. */
  readonly stopwords: readonly string[];
  /** Names of the files that it is for; empty: whatever is examined. */
  readonly paths: readonly Regex[];
  readonly rules: readonly Located<string>[];
}

export interface LearnFrom {
  readonly place: Place;
  readonly path: string;
  /** The project whose files alone may be read, or null. */
  readonly project: string | null;
}

export interface Configuration {
  readonly profile: Profile | null;
  readonly maskStyle: MaskStyle | null;
  readonly maskChar: string | null;
  readonly holdBack: number | null;
  readonly rules: readonly UserRule[];
  readonly disabledRules: readonly Located<string>[];
  readonly allow: readonly Allow[];
  readonly sensitiveNames: readonly string[];
  readonly benignNames: readonly string[];
  readonly learn: readonly LearnFrom[];
}

export const NO_CONFIGURATION: Configuration = {
  profile: null,
  maskStyle: null,
  maskChar: null,
  holdBack: null,
  rules: [],
  disabledRules: [],
  allow: [],
  sensitiveNames: [],
  benignNames: [],
  learn: [],
};

/** `value = "..."` of an allow entry: a key and what it made of the value, or a plain SHA-1. */
export const FINGERPRINT = /^(?:hmac-sha256:[\da-f]{32}:[\da-f]{32}|sha1:[\da-f]{40})$/;

/** Whose file it is: a project's may only add. */
export type Source = { readonly kind: 'user' } | { readonly kind: 'project'; readonly folder: string };

/** Why a project's file may not have a key. */
const WEAKENING: Readonly<Record<string, string>> = {
  allow: 'would let a value through',
  'disabled-rules': 'would switch rules off',
  'benign-names': 'would let values through',
  'mask-style': 'would change how your masks look',
  'mask-char': 'would change how your masks look',
  'hold-back': 'would change how long text waits',
};

/**
 * Checks a file's text.
 * @param file what errors name
 * @throws MaskedShellError `configuration`, which names file, line, key and what was expected.
 */
export async function parseConfiguration(text: string, file: string, source: Source): Promise<Configuration> {
  const reader = new TableReader(file, await parseToml(text, file));
  if (source.kind === 'project') {
    for (const [key, reason] of Object.entries(WEAKENING)) {
      if (!reader.has(key)) continue;
      throw configurationError(
        reader.placeOf(key),
        `${key}: is for your own file only, since a project's ${reason}`,
        'A project can only add: profile, rules, sensitive-names and learn. Move this to your own configuration.',
      );
    }
  }
  const rules = reader.tables('rules');
  const allow = reader.tables('allow');
  const compile = rules.length + allow.length > 0 ? await loadRegexEngine() : null;
  const configuration: Configuration = {
    profile: reader.choice('profile', PROFILES) ?? null,
    maskStyle: reader.choice('mask-style', MASK_STYLES) ?? null,
    maskChar: maskCharOf(reader),
    holdBack: reader.number('hold-back', 0, MAX_HOLD_BACK, true) ?? null,
    rules: uniqueRules(rules.map((rule) => readRule(rule, compile!))),
    disabledRules: reader.texts('disabled-rules'),
    allow: allow.map((entry) => readAllow(entry, compile!)),
    sensitiveNames: namesOf(reader, 'sensitive-names'),
    benignNames: namesOf(reader, 'benign-names'),
    learn: reader.texts('learn').map(({ value, place }) => learnFrom(value, place, source)),
  };
  reader.end();
  return configuration;
}

function maskCharOf(reader: TableReader): string | null {
  const read = reader.text('mask-char', 'one printable ASCII character');
  if (read === undefined) return null;
  if (/^[!-~]$/.test(read.value)) return read.value;
  throw reader.wrong('mask-char', 'one printable ASCII character', 'another text', 'For example: mask-char = "#"');
}

/** A project's files to learn from are its own. */
function learnFrom(path: string, place: Place, source: Source): LearnFrom {
  if (source.kind === 'user') return { place, path, project: null };
  const inside = relative(source.folder, resolve(source.folder, path));
  if (!path.startsWith('~') && !isAbsolute(path) && inside !== '' && inside.split(sep)[0] !== '..')
    return { place, path, project: source.folder };
  throw configurationError(
    place,
    'learn: expected a file inside of the project, got another one',
    "A project can't have your other files read. Name it from the project's folder, or in your own configuration.",
  );
}

/** A glob leads to a name by the letters in it. */
const LETTERS_IN_ROW = /[A-Za-z0-9_]{3}/;

function namesOf(reader: TableReader, key: string): string[] {
  return reader.texts(key).map(({ value, place }) => {
    const hint = 'For example: "ACME_*_PIN", in whatever case.';
    if (value.length > 100 || !/^[\w.*?-]+$/.test(value))
      throw configurationError(
        place,
        `${key}: expected names of letters, digits, _, -, ., * and ?, got another text`,
        hint,
      );
    if (LETTERS_IN_ROW.test(value)) return value;
    throw configurationError(place, `${key}: expected three letters in a row in each name, got fewer`, hint);
  });
}

function readRule(reader: TableReader, compile: CompileRegex): UserRule {
  const id = reader.text('id');
  if (id === undefined) throw missing(reader, 'id', 'id = "acme-token"');
  if (!/^[A-Za-z0-9][\w.-]{0,79}$/.test(id.value))
    throw reader.wrong('id', 'letters, digits, -, _ and .', 'another text', 'For example: id = "acme-token"');
  const regex = compiled(reader, 'regex', compile)[0];
  if (regex === undefined) throw missing(reader, 'regex', "regex = '''acme_[a-z0-9]{32}'''");
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
    path: compiled(reader, 'path', compile)[0] ?? null,
  } as const;
  reader.end();
  return rule;
}

function readAllow(reader: TableReader, compile: CompileRegex): Allow {
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
    regexes: compiled(reader, 'regex', compile),
    target: reader.choice('target', ['value', 'match', 'line']) ?? 'value',
    stopwords: reader.texts('stopwords').map(({ value }) => value.toLowerCase()),
    paths: [
      ...compiled(reader, 'path', (glob) => compile(regexOfGlob(glob))),
      ...compiled(reader, 'path-regex', compile),
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

function compiled(reader: TableReader, key: string, compile: CompileRegex): Regex[] {
  return reader.texts(key).map(({ value, place }) => {
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
        `${reader.nameOf(key)}: expected a regular expression as RE2 has them, got one that its engine refuses: ${says}`,
        'It has no look-around and no back-references. See https://github.com/google/re2/wiki/Syntax.',
      );
    }
  });
}

function uniqueRules(rules: readonly UserRule[]): readonly UserRule[] {
  const seen = new Map<string, UserRule>();
  for (const rule of rules) {
    const other = seen.get(rule.id);
    if (other !== undefined)
      throw configurationError(
        rule.place,
        `rules: the id ${rule.id} stands on line ${other.place.line} already`,
        'Rename one.',
      );
    seen.set(rule.id, rule);
  }
  return rules;
}

function missing(reader: TableReader, key: string, example: string): MaskedShellError {
  return configurationError(reader.place, `${reader.nameOf(key)}: is missing`, `For example: ${example}`);
}
