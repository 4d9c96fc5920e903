// Which values of an environment are secret: by the variable's name, or because a URL carries a password. Reads only what
// it is given.

import { judgeName, type Sensitivity } from '../detectors/names.ts';
import { looksRandom } from '../detectors/wording.ts';
import { LONGEST_ENTRY } from './sources/entry.ts';
import { jsonEntries } from './sources/json.ts';

export interface NamedValue {
  readonly name: string;
  /** One-byte string of the value's UTF-8 bytes. */
  readonly value: string;
  readonly rule: string;
}

const RULE = 'environment';
/** A value under a name that is often harmless counts when it is as long as this and looks random. */
const SHORTEST_RANDOM = 12;

/**
 * The secret values of `env`, to be added to the known ones. Whether a value is strong enough to be masked everywhere is
 * for them to say.
 * @param judge how sensitive a name is.
 */
export function fromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  judge: (name: string) => Sensitivity | null = judgeName,
): NamedValue[] {
  const variables = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return fromVariables(
    variables.map(([name, value]) => [name, Buffer.from(value, 'utf8').toString('latin1')]),
    judge,
  );
}

/** As `fromEnvironment`, of variables whose values are one-byte strings. */
export function fromVariables(
  variables: Iterable<readonly [name: string, value: string]>,
  judge: (name: string) => Sensitivity | null = judgeName,
): NamedValue[] {
  const found: NamedValue[] = [];
  for (const [name, value] of variables) {
    if (value === '') continue;
    for (const secret of secretsIn(value, judge(name))) found.push({ name, value: secret, rule: RULE });
    if (value[0] === '{') found.push(...secretsOfJson(value, judge));
  }
  return found;
}

/** What a variable that holds JSON has under sensitive names. */
function secretsOfJson(value: string, judge: (name: string) => Sensitivity | null): NamedValue[] {
  return jsonEntries(value.slice(0, LONGEST_ENTRY)).flatMap(({ path, value: held }) => {
    const name = path.at(-1) ?? '';
    return secretsIn(held, judge(name)).map((secret) => ({ name, value: secret, rule: RULE }));
  });
}

/** What of a value is secret, given how sensitive its name is: all of it, or the password of a URL or connection string. */
export function secretsIn(value: string, sensitivity: Sensitivity | null): string[] {
  const parts = [...passwordsOfUrls(value), ...passwordsOfSettings(value)];
  if (sensitivity === null || (sensitivity === 'maybe' && !isRandom(value))) return parts;
  // Of a URL only the password is secret: its host is printed everywhere.
  if (parts.length > 0 || /^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return parts;
  const scheme = /^(?:Bearer|Basic|Token|token)\s+(\S+)$/.exec(value);
  return scheme === null ? [value] : [scheme[1]];
}

function isRandom(value: string): boolean {
  return value.length >= SHORTEST_RANDOM && !/\s/.test(value) && looksRandom(value);
}

/** `scheme://user:password@host`, as written and decoded. */
function passwordsOfUrls(value: string): string[] {
  const found = new Set<string>();
  for (const [, password] of value.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]*:([^\s/@]+)@/gi)) {
    found.add(password);
    found.add(decoded(password));
  }
  return [...found];
}

/** `Password=...;` and `AccountKey=...;` of connection strings. */
function passwordsOfSettings(value: string): string[] {
  if (!value.includes(';')) return [];
  return [...value.matchAll(/(?:^|;)\s*(?:Password|Pwd|AccountKey|SharedAccessKey)\s*=\s*([^;]+)/gi)].map(
    ([, secret]) => secret,
  );
}

function decoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
