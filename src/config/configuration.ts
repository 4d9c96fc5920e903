// What a configuration file may say, checked: the keys, what each may be, and what a project's file may not.
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { readAllow, readRule } from './entries.ts';
import { configurationError, type Place } from './error.ts';
import {
  KNOWN_VALUES,
  type KnownValuesSettings,
  readKnownValues,
  readValuesFrom,
  type ValuesFrom,
} from './known-values.ts';

import { loadRegexEngine, type Regex } from './regex.ts';
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
  readonly knownValues: KnownValuesSettings;
  readonly valuesFrom: readonly ValuesFrom[];
  /** The window's title says that masking is on. */
  readonly titleMarker: boolean;
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
  knownValues: KNOWN_VALUES,
  valuesFrom: [],
  titleMarker: false,
};

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
  'known-values': 'would decide which of your values are masked',
  'values-from': 'would run commands as you',
  'title-marker': 'would change your window titles',
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
    knownValues: readKnownValues(reader.table('known-values')),
    valuesFrom: readValuesFrom(reader),
    titleMarker: reader.flag('title-marker') ?? false,
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
