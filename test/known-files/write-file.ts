// Texts of files as tools write them, by format: the secrets of a row under their names, and settings around them that are none.
import { posix } from 'node:path';
import type { CredentialFile } from '../../src/values/sources/files/file.ts';
import type { Format } from '../../src/values/sources/formats.ts';

/** Settings that are no secret, by kind, as they stand in such files. */
export const HARMLESS = {
  region: 'eu-central-1',
  user: 'bob-the-builder',
  host: 'db-17.internal.example',
  url: 'https://registry.internal.example/v2/',
  account_id: '481516234217',
  output: 'table',
  created: '2026-11-25T01:07:11Z',
  path: '/home/bob/.cache/tool/17',
} as const;

export interface Named {
  /** As a row names a secret: `name`, or `parent.*`. */
  readonly name: string;
  readonly value: string;
}

/** A file in which every value is a secret holds no settings. */
const harmlessBeside = (secrets: readonly Named[]) =>
  Object.entries(secrets.some(({ name }) => name === '*') ? {} : HARMLESS);

type Writer = (secrets: readonly Named[]) => string;

/** A name for what a row's pattern means. */
function nameOf(pattern: string): string {
  if (pattern === '*') return 'openai';
  return pattern.replace(/\.\*$/, '').replace('*', 'PKG');
}

/** Whether a row's pattern is what stands below a name. */
const isBelow = (pattern: string) => pattern.endsWith('.*');

const lines = (sign: string, quote: (value: string) => string) => (secrets: readonly Named[]) => {
  const own = secrets
    .filter(({ name }) => !isBelow(name))
    .map(({ name, value }) => `${nameOf(name)}${sign}${quote(value)}`);
  const below = secrets
    .filter(({ name }) => isBelow(name))
    .map(({ name, value }) => `[${nameOf(name)}]\nfirst${sign}${quote(value)}`);
  const harmless = Object.entries(HARMLESS).map(([name, value]) => `${name}${sign}${quote(value)}`);
  return `# written by the tool\n[default]\n${[...harmless, ...own, ...below].join('\n')}\n`;
};

const json: Writer = (secrets) => {
  const values = secrets.map(({ name, value }) =>
    isBelow(name) ? [nameOf(name), { 'host.example': value }] : [nameOf(name), value],
  );
  return JSON.stringify(
    {
      version: 3,
      settings: Object.fromEntries(harmlessBeside(secrets)),
      profiles: [{ ...Object.fromEntries(values) }],
    },
    null,
    2,
  );
};

const yaml: Writer = (secrets) => {
  const values = secrets.map(({ name, value }) =>
    isBelow(name) ? `    ${nameOf(name)}:\n      default: ${value}` : `    ${nameOf(name)}: "${value}"`,
  );
  const harmless = harmlessBeside(secrets).map(([name, value]) => `  ${name}: ${value}`);
  return `# written by the tool\nsettings:\n${harmless.join('\n')}\nprofiles:\n- user:\n${values.join('\n')}\n`;
};

const xml: Writer = (secrets) =>
  `<?xml version="1.0"?>\n<settings>\n${[
    ...Object.entries(HARMLESS),
    ...secrets.map(({ name, value }) => [name, value]),
  ]
    .map(([name, value], i) =>
      i % 2 === 0 ? `  <${name}>${value}</${name}>` : `  <add key="${name}" value="${value}" />`,
    )
    .join('\n')}\n</settings>\n`;

const first =
  (write: (value: string) => string): Writer =>
  ([{ value }]) =>
    write(value);

export const WRITERS: Readonly<Record<Format, Writer>> = {
  ini: lines(' = ', (value) => value),
  properties: lines('=', (value) => value),
  toml: lines(' = ', (value) => `"${value}"`),
  dotenv: lines('=', (value) => value),
  shell: lines('=', (value) => `'${value}'`),
  hcl: (secrets) =>
    `# written by hand\nplugin_cache_dir = "/home/bob/.terraform.d/plugins"\ncredentials "app.example.com" {\n${secrets
      .map(({ name, value }) => `  ${name} = "${value}"`)
      .join('\n')}\n}\n`,
  json,
  yaml,
  xml,
  netrc: (secrets) =>
    `machine ${HARMLESS.host} login ${HARMLESS.user}\n  ${secrets.map(({ name, value }) => `${name} ${value}`).join('\n')}\n`,
  pgpass: first(
    (value) => `# passwords\n${HARMLESS.host}:5432:*:${HARMLESS.user}:${value.replace(/[:\\]/g, '\\$&')}\n`,
  ),
  urls: first((value) => `https://${HARMLESS.user}:${encodeURIComponent(value)}@${HARMLESS.host}\n`),
  words: (secrets) =>
    `# written by the tool\nhost ${HARMLESS.host}\nuser ${HARMLESS.user}\n${secrets
      .map(({ name, value }) => `"//registry.example/:${name}" "${value}"`)
      .join('\n')}\n`,
  cookies: first((value) => `.${HARMLESS.host}\tTRUE\t/\tTRUE\t2147483647\to\t${value}\n`),
  whole: first((value) => `${value}\n`),
  sqlite: (secrets) => `SQLite format 3\0\x10\0${json(secrets)}\0\0\x01`,
};

/** A path below `home` that a place of a row means; a variable is set to it, or to its folder. */
export function pathFor(place: string, home: string): { path: string; env: Record<string, string> } {
  const plain = place.replaceAll('*', 'one');
  if (!plain.startsWith('$')) return { path: posix.join(home, plain.slice(2)), env: {} };
  const [variable, ...rest] = plain.slice(1).split('/');
  const base = posix.join(home, 'elsewhere', variable.toLowerCase());
  return { path: posix.join(base, ...rest), env: { [variable]: base } };
}

/** What has to be masked of a row's file, with a value for each of its names. */
export function secretsOf({ secrets }: CredentialFile, makeValue: () => string): Named[] {
  return (secrets.length > 0 ? secrets : ['whole']).map((name) => ({ name, value: makeValue() }));
}
