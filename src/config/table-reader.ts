// Takes the values of a TOML table by their keys and checks what they are. What nobody has asked for is a mistake, and told
// with the key that may have been meant. Messages tell of what kind a value is, never what it holds.
import { configurationError, type MaskedShellError, type Place } from './error.ts';
import { mostSimilar } from './similar.ts';
import type { Toml, TomlTable } from './toml.ts';

export interface Located<T> {
  readonly value: T;
  readonly place: Place;
}

export class TableReader {
  private readonly asked = new Set<string>();

  /** @param path what stands before its keys in messages, such as `rules[2].`. */
  constructor(
    readonly file: string,
    private readonly values: TomlTable,
    private readonly path = '',
  ) {}

  get place(): Place {
    return { file: this.file, line: this.values.line };
  }

  has(key: string): boolean {
    this.asked.add(key);
    return this.values.entries.has(key);
  }

  placeOf(key: string): Place {
    return { file: this.file, line: this.values.entries.get(key)?.line ?? this.values.line };
  }

  nameOf(key: string): string {
    return this.path + key;
  }

  /** `file:line: key: expected ..., got ...` */
  wrong(key: string, expected: string, got: string, hint: string): MaskedShellError {
    return configurationError(this.placeOf(key), `${this.path}${key}: expected ${expected}, got ${got}`, hint);
  }

  /** One of some words. */
  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    const expected = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
    if (value.kind !== 'text') throw this.wrong(key, expected, kindOf(value), `For example: ${key} = "${choices[0]}"`);
    const found = choices.find((choice) => choice === value.value);
    if (found !== undefined) return found;
    const meant = mostSimilar(value.value, choices);
    throw this.wrong(
      key,
      expected,
      'another word',
      meant === null ? `The default is ${choices[0]}.` : `Did you mean ${meant}?`,
    );
  }

  text(key: string, expected = 'a text'): Located<string> | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    if (value.kind !== 'text') throw this.wrong(key, expected, kindOf(value), `For example: ${key} = "..."`);
    if (value.value === '')
      throw this.wrong(key, expected, 'an empty one', 'Write something into it, or leave it out.');
    return { value: value.value, place: this.placeOf(key) };
  }

  number(key: string, least: number, most: number, whole: boolean): number | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    const expected = `a ${whole ? 'whole ' : ''}number from ${least} to ${most}`;
    const hint = `For example: ${key} = ${least}`;
    if (value.kind !== 'integer' && (whole || value.kind !== 'number'))
      throw this.wrong(key, expected, kindOf(value), hint);
    if (!(value.value >= least && value.value <= most)) throw this.wrong(key, expected, 'another number', hint);
    return value.value;
  }

  /** A list of texts; one alone may stand without brackets. */
  texts(key: string): readonly Located<string>[] {
    const value = this.get(key);
    if (value === undefined) return [];
    const items = value.kind === 'array' ? value.items : [value];
    return items.map((item) => {
      const place = { file: this.file, line: item.line };
      const got = item.kind !== 'text' ? kindOf(item) : item.value === '' ? 'an empty one' : null;
      if (got !== null || item.kind !== 'text') {
        const name = `${this.path}${key}`;
        throw configurationError(place, `${name}: expected texts, got ${got}`, `For example: ${key} = ["...", "..."]`);
      }
      return { value: item.value, place };
    });
  }

  /** A list, or one alone: each a text, or a list of texts. */
  textLists(key: string, example: string): readonly Located<string | readonly string[]>[] {
    const value = this.get(key);
    if (value === undefined) return [];
    return (value.kind === 'array' ? value.items : [value]).map((item, i) => {
      const place = { file: this.file, line: item.line };
      const wrong = (got: string) =>
        configurationError(
          place,
          `${this.path}${key}[${i + 1}]: expected a text or a list of texts, got ${got}`,
          example,
        );
      if (item.kind === 'text') return { value: item.value, place };
      if (item.kind !== 'array') throw wrong(kindOf(item));
      if (item.items.length === 0) throw wrong('an empty list');
      const texts = item.items.map((part) => {
        if (part.kind !== 'text') throw wrong(`${kindOf(part)} in a list`);
        return part.value;
      });
      return { value: texts, place };
    });
  }

  flag(key: string): boolean | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    if (value.kind !== 'boolean') throw this.wrong(key, 'true or false', kindOf(value), `For example: ${key} = true`);
    return value.value;
  }

  /** `[key]`: a table. */
  table(key: string): TableReader | undefined {
    const value = this.get(key);
    if (value === undefined) return undefined;
    if (value.kind !== 'table') throw this.wrong(key, 'a table', kindOf(value), `It begins with [${this.path}${key}].`);
    return new TableReader(this.file, value, `${this.path}${key}.`);
  }

  /** `[[key]]`: tables. */
  tables(key: string): TableReader[] {
    const value = this.get(key);
    if (value === undefined) return [];
    const hint = `Each begins with [[${this.path}${key}]].`;
    if (value.kind !== 'array') throw this.wrong(key, 'tables', kindOf(value), hint);
    return value.items.map((item, i) => {
      if (item.kind !== 'table') throw this.wrong(key, 'tables', kindOf(item), hint);
      return new TableReader(this.file, item, `${this.path}${key}[${i + 1}].`);
    });
  }

  /** The keys that nobody asked for, as they may be shown. */
  unasked(): string[] {
    return [...this.values.entries.keys()].filter((key) => !this.asked.has(key)).map(readable);
  }

  /** @throws where the table has a key that was not asked for. */
  end(): void {
    for (const [key, { line }] of this.values.entries) {
      if (this.asked.has(key)) continue;
      const meant = mostSimilar(key, this.asked);
      const known = [...this.asked].sort().join(', ');
      throw configurationError(
        { file: this.file, line },
        `${this.path}${readable(key)}: is no key that is known here`,
        meant === null ? `Known are ${known}.` : `Did you mean ${meant}?`,
      );
    }
  }

  private get(key: string): Toml | undefined {
    this.asked.add(key);
    return this.values.entries.get(key)?.value;
  }
}

function kindOf({ kind }: Toml): string {
  return kind === 'array' || kind === 'integer' ? `an ${kind}` : `a ${kind}`;
}

/** A key as it may be shown: short, and without what a terminal would obey. */
function readable(key: string): string {
  const shown = key.replace(/[^\x20-\x7e]/g, '?');
  return shown.length > 60 ? `${shown.slice(0, 60)}...` : shown;
}
