// Which entries of a file are secret: by their names, or because the file's row says so. Whether a value is strong enough to be
// masked everywhere is for the known values to say.
import type { Sensitivity } from '../../detectors/names.ts';
import { isDummy } from '../../detectors/placeholder.ts';
import { looksRandom as isMixed } from '../../detectors/wording.ts';
import { type NamedValue, secretsIn } from '../environment.ts';
import { looksRandom } from '../strength.ts';
import type { Entry } from './entry.ts';
import { jsonEntries } from './json.ts';

export interface Selection {
  /** How sensitive a name is. */
  readonly judge: (name: string) => Sensitivity | null;
  /** What is secret whatever its name says: a name, `parent.*` for all below it, with `*` for any characters. */
  readonly secrets?: readonly string[];
  /** What the values are reported as. */
  readonly rule: string;
  /** The file is handed on with place holders in it: only random values count. */
  readonly template?: boolean;
}

export interface Selected {
  readonly secret: NamedValue[];
  /** Values whose names tell nothing: their form may. */
  readonly other: string[];
}

/** Shorter texts are Base64 by chance. */
const SHORTEST_BASE64 = 8;
const SHORTEST_REAL = 12;

export function selectSecrets(entries: readonly Entry[], selection: Selection): Selected {
  const secret: NamedValue[] = [];
  const other: string[] = [];
  const matches = matcherOf(selection.secrets ?? []);
  for (const { path, value } of withInner(entries)) {
    const name = path.at(-1) ?? '';
    const forced = matches(path) && !/\s/.test(value.trim());
    const found = secretsIn(value, forced ? 'password' : sensitivityOf(path, selection.judge));
    if (found.length === 0) other.push(value);
    for (const part of found.flatMap(withDecoded)) {
      if (selection.template === true && !looksReal(part)) continue;
      secret.push({ name, value: part, rule: selection.rule });
    }
  }
  return { secret, other };
}

/** A name that tells nothing alone may with the one above it: `api:` over `key:`. */
function sensitivityOf(path: readonly string[], judge: Selection['judge']): Sensitivity | null {
  const [parent, name] = [path.at(-2), path.at(-1)];
  if (name === undefined) return null;
  return judge(name) ?? (parent === undefined ? null : judge(`${parent}_${name}`));
}

/** JSON in a value (rclone) is read as well. */
function* withInner(entries: readonly Entry[]): Generator<Entry> {
  for (const entry of entries) {
    if (!/^\{\s*"/.test(entry.value)) yield entry;
    else for (const { path, value } of jsonEntries(entry.value)) yield { path: [...entry.path, ...path], value };
  }
}

/** `user:password`, as such or in Base64 (RFC 7617), is shown without its user as well. */
function withDecoded(value: string): string[] {
  const decoded = decodedText(value);
  return [value, ...[value, decoded].flatMap((text) => /^[^\s:/@]{1,64}:(\S+)$/.exec(text)?.[1] ?? []), decoded].filter(
    (text) => text !== '',
  );
}

function decodedText(value: string): string {
  if (value.length < SHORTEST_BASE64 || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return '';
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x21-\x7e]+$/.test(text) ? text : '';
}

function matcherOf(patterns: readonly string[]): (path: readonly string[]) => boolean {
  const tests = patterns.map((pattern) => {
    const below = pattern.endsWith('.*');
    const name = below ? pattern.slice(0, -2) : pattern;
    const regex = new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i');
    return (path: readonly string[]) =>
      below ? path.slice(0, -1).some((part) => regex.test(part)) : regex.test(path.at(-1) ?? '');
  });
  return (path) => tests.some((test) => test(path));
}

/** Beside place holders: random characters, and no word that says it is a dummy. */
function looksReal(value: string): boolean {
  return !isDummy(value) && (looksRandom(value) || (value.length >= SHORTEST_REAL && isMixed(value)));
}
