// What is known about the output of a command before it comes: which parts of it are secret whatever they look like. Data
// only: `shells/policies.ts` makes it from a command line, `command-output.ts` judges lines by it.

export interface OutputPolicy {
  /** Variables and their values: those with a sensitive name are secret. */
  readonly listing: Listing | null;
  /** Keys and their values. */
  readonly entries: Entries | null;
  /**
   * What is no variable and no entry is a value: the whole line. `word`: if there are no blanks in it; `random`: if it looks like a
   * key.
   */
  readonly bare: boolean | 'word' | 'random';
  /** Lines that are secret, as one-byte strings. */
  readonly lines: readonly string[];
  /** What is typed at a shell's prompt. */
  readonly typed: boolean;
  /** The programs that take part: their messages begin with their names, and stay readable. */
  readonly programs: readonly string[];
}

/** How variables are listed beside `NAME=value`, each on a line of its own. */
export interface Listing {
  /** `NAME value`, as fish has it. */
  readonly blank?: true;
  /** Several in a line, a blank before each. */
  readonly words?: true;
  /** Nothing stands between them. */
  readonly glued?: true;
  /** `NAME: value` */
  readonly colon?: true;
  /** What begins no variable is somebody else's line; only what is quoted goes on in the next. */
  readonly single?: true;
}

export interface Entries {
  /** Whose values are secret, with all that stands below them; `all`: of every key. */
  readonly keys: readonly string[] | 'all';
  /** Keys whose values are never secret. */
  readonly except: readonly string[];
  /** Of lines in columns that tabs part: which columns are secret, from 0 on. */
  readonly columns: readonly number[];
}

/** Nothing is known. */
export const NOTHING: OutputPolicy = {
  listing: null,
  entries: null,
  bare: false,
  lines: [],
  typed: false,
  programs: [],
};

/** Every line is a value. */
export const VALUES: OutputPolicy = { ...NOTHING, bare: true };

/** Every line that looks like a key is a value. */
export const RANDOM_VALUES: OutputPolicy = { ...NOTHING, bare: 'random' };

/** What a shell's user types. */
export const TYPED: OutputPolicy = { ...NOTHING, typed: true };

/** A document that holds nothing but secrets. */
export const DOCUMENT: OutputPolicy = {
  ...NOTHING,
  entries: { keys: 'all', except: [], columns: [] },
  bare: true,
};

export function listing(form: Listing = {}): OutputPolicy {
  return { ...NOTHING, listing: form };
}

export function entries(keys: Entries['keys'], more: Partial<Omit<Entries, 'keys'>> = {}): OutputPolicy {
  return { ...NOTHING, entries: { keys, except: more.except ?? [], columns: more.columns ?? [] } };
}

const selectors = new WeakMap<Entries, (key: string) => boolean>();

/** Whether the value of a key is secret, however the key is written; a `*` at the end of one stands for anything. */
export function selects(entries: Entries): (key: string) => boolean {
  let select = selectors.get(entries);
  if (select === undefined) {
    const except = new Set(entries.except.map(foldedKey));
    const keys = entries.keys === 'all' ? null : entries.keys.map(foldedKey);
    const whole = new Set(keys);
    const beginnings = (keys ?? []).filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1));
    select = (key) => {
      const folded = foldedKey(key);
      if (folded === '' || except.has(folded)) return false;
      return keys === null || whole.has(folded) || beginnings.some((beginning) => folded.startsWith(beginning));
    };
    selectors.set(entries, select);
  }
  return select;
}

/** `SecretAccessKey`, `secret_access_key` and `secret-access-key` are one key. */
function foldedKey(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9*]/g, '');
}

const STRICTEST = [true, 'word', 'random'] as const;

/** What is left of a policy where the lines of other commands stand between those that it holds for. */
export function amongOthers(policy: OutputPolicy): OutputPolicy {
  const { listing, bare } = policy;
  return {
    ...policy,
    bare: bare === true ? 'word' : bare,
    listing: listing === null ? null : { ...listing, single: true },
  };
}

/** What holds for the output of two commands: each line is judged by both. */
export function both(a: OutputPolicy | null, b: OutputPolicy | null): OutputPolicy | null {
  if (a === null || b === null) return a ?? b;
  return {
    listing: a.listing === null || b.listing === null ? (a.listing ?? b.listing) : { ...a.listing, ...b.listing },
    entries: a.entries === null || b.entries === null ? (a.entries ?? b.entries) : bothEntries(a.entries, b.entries),
    bare: STRICTEST.find((bare) => a.bare === bare || b.bare === bare) ?? false,
    lines: [...a.lines, ...b.lines],
    typed: a.typed || b.typed,
    programs: [...new Set([...a.programs, ...b.programs])],
  };
}

function bothEntries(a: Entries, b: Entries): Entries {
  const keys = a.keys === 'all' || b.keys === 'all' ? 'all' : [...a.keys, ...b.keys];
  // What one of them calls harmless may be the other's secret.
  const except = keys === 'all' ? a.except.filter((key) => b.except.includes(key)) : [];
  return { keys, except, columns: [...a.columns, ...b.columns] };
}
