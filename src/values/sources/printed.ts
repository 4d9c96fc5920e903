// The values that a command printed: as an `.env` file has them, or one a line.
import type { Sensitivity } from '../../detectors/names.ts';
import type { NamedValue } from '../environment.ts';
import { dotenvEntries } from './dotenv.ts';
import { selectSecrets } from './secrets.ts';

/** `NAME=value`; Base64 that ends with its padding is none. */
const ASSIGNMENT = /^\s*(?:export\s+)?[A-Za-z_]\w*=(?!=?\s*$)/;
/** A value in quotes, which may go on over lines that look like no assignment. */
const QUOTED = /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=(["'])(?:(?!\1)[\s\S]){0,20000}\1[ \t]*$/gm;
const IGNORED = /^\s*(?:#.*)?$/;

/**
 * Where each line is an assignment the names decide, as in an `.env` file. Otherwise each line is a value as it stands.
 * @param text one-byte string.
 */
export function valuesPrinted(
  text: string,
  judge: (name: string) => Sensitivity | null,
  rule: string,
): readonly NamedValue[] {
  const lines = text
    .replace(QUOTED, '')
    .split(/\r?\n/)
    .filter((line) => !IGNORED.test(line));
  const { secret } = selectSecrets(dotenvEntries(text), { judge, rule });
  if (lines.every((line) => ASSIGNMENT.test(line))) return secret;
  return [...secret, ...lines.map((line) => ({ name: '', value: line.trim(), rule }))];
}
