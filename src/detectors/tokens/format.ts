// What a row of the table of token formats is. A row that lacks its source, its parts or its certainty does not compile.
import type { CharacterClass } from '../characters.ts';
import type { Checksum } from '../checksum.ts';
import type { Certainty } from '../finding.ts';

/** A run of characters of one class; without `max` as many as there are. */
export interface Run {
  readonly of: CharacterClass;
  readonly min: number;
  readonly max?: number;
}

/** A literal, or a run. */
export type Part = string | Run;

export interface TokenFormat {
  /** Id of the rule: provider and kind, such as `github-pat`. */
  readonly id: string;
  /** The provider's name as it writes it. */
  readonly provider: string;
  /** What the token is, in a reader's words. */
  readonly kind: string;
  /** Literal beginnings; with `before`, the literal marks from which the token is found. */
  readonly prefixes: readonly [string, ...string[]];
  /** What stands before the mark, where the mark is not the beginning. */
  readonly before?: Run & { readonly max: number };
  /** What follows the prefix, in order. */
  readonly parts: readonly Part[];
  /** What may follow all that: taken when it is there as a whole. */
  readonly tail?: readonly Part[];
  /** A literal that stands somewhere after the prefix in every genuine token; without it a match is only likely. */
  readonly mark?: string;
  readonly checksum?: Checksum;
  /**
   * What its beginning does not tell from an identifier also needs a letter and a digit, letters of both cases, or all
   * three.
   */
  readonly needs?: 'digit' | 'cases' | 'mixed';
  /** One of these words stands on the same line before the token, in any case; for forms that others share. */
  readonly context?: readonly [string, ...string[]];
  readonly certainty: Certainty;
  /**
   * How many characters after the prefix make an unfinished token sure enough to be masked while it is typed: 1 where the
   * prefix is unmistakable, else more.
   */
  readonly opens: number;
  /** Where its owner revokes it. */
  readonly revoke?: `https://${string}`;
  /** The command of the provider's own CLI that revokes it, with place holders such as `<id>`; never with the value. */
  readonly revokeCommand?: string;
  /** The documentation, program or public rule set that the form was taken from, or the search of public code that shows it. */
  readonly source: `https://${string}`;
  /** Nobody has held the row against its source yet: it is only `likely`, until somebody has. */
  readonly unverified?: true;
  /** Texts that look alike and are none. */
  readonly unlike?: readonly string[];
}

/** A run of exactly `length` characters, or of at least `length` with `max` above it or open. */
export function run(of: CharacterClass, min: number, max?: number): Run {
  return max === undefined ? { of, min } : { of, min, max };
}

export function exactly(of: CharacterClass, length: number): Run & { readonly max: number } {
  return { of, min: length, max: length };
}

/** Each of `prefixes` followed by each of `members`: where two characters are too little to look for. */
export function each(prefixes: readonly string[], members: string): readonly [string, ...string[]] {
  const [first, ...rest] = prefixes.flatMap((prefix) => [...members].map((member) => prefix + member));
  return [first, ...rest];
}

/** Where no documentation and no rule set gives a form: the search for the public code that shows it. */
export function publicCode(beginning: string): `https://${string}` {
  return `https://github.com/search?type=code&q=${encodeURIComponent(`"${beginning}"`)}`;
}

/** 8-4-4-4-12 lower-case hex digits. */
export const UUID: readonly Part[] = [
  exactly('hex', 8),
  '-',
  exactly('hex', 4),
  '-',
  exactly('hex', 4),
  '-',
  exactly('hex', 4),
  '-',
  exactly('hex', 12),
];

/** Whether a body has the classes of characters that a format needs. */
export function hasClasses(body: string, needs: NonNullable<TokenFormat['needs']>): boolean {
  const lower = /[a-z]/.test(body);
  const upper = /[A-Z]/.test(body);
  if (needs === 'cases') return lower && upper;
  return /\d/.test(body) && (needs === 'mixed' ? lower && upper : lower || upper);
}
