// The formats of files that hold credentials, and who reads each.
import { dotenvEntries, shellEntries } from './dotenv.ts';
import type { Parser } from './entry.ts';
import { jsonEntries, pairEntries } from './json.ts';
import { cookieEntries, netrcEntries, pgpassEntries, urlEntries, wholeEntries, wordEntries } from './lines.ts';
import { settingsEntries } from './settings.ts';
import { xmlEntries } from './xml.ts';
import { yamlEntries } from './yaml.ts';

export const PARSERS = {
  dotenv: dotenvEntries,
  shell: shellEntries,
  ini: settingsEntries,
  toml: settingsEntries,
  hcl: settingsEntries,
  properties: settingsEntries,
  json: jsonEntries,
  yaml: yamlEntries,
  xml: xmlEntries,
  netrc: netrcEntries,
  pgpass: pgpassEntries,
  urls: urlEntries,
  words: wordEntries,
  cookies: cookieEntries,
  /** The file is the secret. */
  whole: wholeEntries,
  /** Pairs of JSON in a database. */
  sqlite: pairEntries,
} as const satisfies Readonly<Record<string, Parser>>;

export type Format = keyof typeof PARSERS;
