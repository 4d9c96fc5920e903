// The keys of a configuration that are about known values: which are masked everywhere, and the commands that print more.
import { configurationError, type Place } from './error.ts';
import type { TableReader } from './table-reader.ts';

/** Which known values are masked wherever they stand, and which beside their names only. */
export interface KnownValuesSettings {
  /** Shorter ones are masked beside their names only. */
  readonly shortest: number;
  /** Words, numbers and hosts are masked everywhere as well. */
  readonly words: boolean;
  /** Words that are masked beside their names only. */
  readonly common: readonly string[];
  /** Whether files with credentials, and `.env` files, are read. */
  readonly files: boolean;
}

/** A command of the user's that prints values. */
export interface ValuesFrom {
  readonly place: Place;
  /** Which one it is, such as `values-from[2]`. */
  readonly name: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
}

export const KNOWN_VALUES: KnownValuesSettings = { shortest: 6, words: false, common: [], files: true };

/** What is shorter stands in any text; what is longer is no value that is typed. */
const SHORTEST = { least: 4, most: 64 } as const;
const WORDS = ['beside-names', 'everywhere'] as const;
const FILES = ['read', 'ignore'] as const;

const EXAMPLE = 'For example: values-from = [["op", "inject", "-i", "secrets.tpl"], "pass show work/api"]';

/** `[known-values]` */
export function readKnownValues(reader: TableReader | undefined): KnownValuesSettings {
  if (reader === undefined) return KNOWN_VALUES;
  const settings = {
    shortest: reader.number('shortest', SHORTEST.least, SHORTEST.most, true) ?? KNOWN_VALUES.shortest,
    words: reader.choice('words', WORDS) === 'everywhere',
    common: reader.texts('common').map(({ value }) => Buffer.from(value, 'utf8').toString('latin1')),
    files: reader.choice('files', FILES) !== 'ignore',
  };
  reader.end();
  return settings;
}

/** `values-from`: a command as a list of its words, or as a text that is cut at its blanks. No shell reads it. */
export function readValuesFrom(reader: TableReader): ValuesFrom[] {
  return reader.textLists('values-from', EXAMPLE).map(({ value, place }, i) => {
    const name = `values-from[${i + 1}]`;
    const wrong = (expected: string, got: string, hint: string) =>
      configurationError(place, `${name}: expected ${expected}, got ${got}`, hint);
    if (typeof value !== 'string') {
      if (value[0] === '') throw wrong('a program', 'an empty text', EXAMPLE);
      return { place, name, command: value };
    }
    const command = wordsOf(value);
    if (command === null)
      throw wrong(
        'a command without what only a shell knows',
        'one with it',
        'Let a shell run it: values-from = [["sh", "-c", "..."]]',
      );
    if (command.length === 0) throw wrong('a command', 'an empty text', EXAMPLE);
    return { place, name, command };
  });
}

const WORD = /\s*((?:[^\s'"\\$`;&|<>()*?~{}#]|'[^']*'|"[^"\\$`]*"|(?<=[^\s])[~#])+)(?:\s+|$)/y;

/** The words of a command line, quotes taken away; null where a shell would do more than cut it into words. */
function wordsOf(text: string): string[] | null {
  const words: string[] = [];
  WORD.lastIndex = 0;
  const line = text.trim();
  while (WORD.lastIndex < line.length) {
    const found = WORD.exec(line);
    if (found === null) return null;
    words.push(
      found[1].replace(/'([^']*)'|"([^"]*)"/g, (_, single?: string, double?: string) => single ?? double ?? ''),
    );
  }
  return words;
}
