// What was masked in this session: by rule, command and time, and how much of it was shown. Never a value: an entry has a
// fingerprint, keyed anew for each session, by which two masks of one value are told from two of others. Bounded.
import type { Certainty } from '../detectors/finding.ts';
import type { MaskEvent } from '../redactor/redactor.ts';
import { fingerprintOf, newKey } from '../values/fingerprint.ts';

export interface JournalEntry {
  readonly rule: string;
  readonly certainty: Certainty;
  /** Equal for equal values of one session. */
  readonly fingerprint: string;
  /** Number of characters of the value. */
  readonly length: number;
  /** The number of the command in whose output it stood, and its name where it is known; 0 before the first. */
  readonly command: number;
  readonly program: string;
  /** When it was masked first and last, in milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
  /** How often it was masked. */
  readonly times: number;
  /** How many of its characters stood on the terminal unmasked, at most. */
  readonly shown: number;
}

export interface Totals {
  /** How often something was masked, and how many different values. */
  readonly masks: number;
  readonly values: number;
  /** Values of which something was shown. */
  readonly shown: number;
  /** Entries that were dropped for newer ones. */
  readonly dropped: number;
}

type Writable = { -readonly [key in keyof JournalEntry]: JournalEntry[key] };

const MOST_ENTRIES = 2000;
/** Values of the current command that are known again without their fingerprint, and how many characters they may have together. */
const MOST_RECENT = 200;
const MOST_RECENT_CHARACTERS = 1 << 20;
const FINGERPRINT_DIGITS = 16;

export class Journal {
  private readonly entries: Writable[] = [];
  /** The current command's entries by value, the oldest first; forgotten at the next command. */
  private recent = new Map<string, Writable>();
  private recentCharacters = 0;
  /** The value that was masked last: kept for the user's clipboard, and told nobody else. */
  lastValue: string | null = null;
  private key = '';
  private command = 0;
  private program = '';
  private masks = 0;
  private dropped = 0;
  /** What was shown of a value that was not whole then, and its entry. */
  private begun: { readonly value: string; readonly entry: Writable } | null = null;

  /** @param now milliseconds since 1970. */
  constructor(private readonly now: () => number) {}

  /** Another command's output follows; `program` is its name, or empty. */
  enterCommand(program: string): void {
    this.command++;
    this.program = program;
    this.recent.clear();
    this.recentCharacters = 0;
    this.begun = null;
  }

  take(event: MaskEvent): void {
    if (event.kind === 'piece') return;
    const entry = this.entryFor(event);
    entry.shown = Math.max(entry.shown, event.shown);
    if (event.kind === 'begun') {
      this.begun = { value: event.value, entry };
      return;
    }
    if (event.kind === 'again' && entry.times > 0) return;
    entry.times++;
    entry.last = this.now();
    this.masks++;
    this.lastValue = event.value;
  }

  private entryFor({ rule, certainty, value }: MaskEvent): Writable {
    const known = this.recent.get(value) ?? this.grownFrom(value);
    if (known !== null && known.length === value.length) {
      known.rule = rule;
      return known;
    }
    const entry = known ?? this.add(rule, certainty);
    entry.rule = rule;
    entry.certainty = certainty;
    entry.length = value.length;
    entry.fingerprint = this.fingerprint(value);
    this.remember(value, entry);
    return entry;
  }

  /** What began as this value does is the same one, grown. */
  private grownFrom(value: string): Writable | null {
    const { begun } = this;
    if (begun === null || !value.startsWith(begun.value)) return null;
    this.forget(begun.value);
    this.begun = null;
    return begun.entry;
  }

  private add(rule: string, certainty: Certainty): Writable {
    const { command, program } = this;
    const now = this.now();
    const entry = {
      rule,
      certainty,
      command,
      program,
      first: now,
      last: now,
      times: 0,
      shown: 0,
      length: 0,
      fingerprint: '',
    };
    this.entries.push(entry);
    if (this.entries.length > MOST_ENTRIES) {
      this.entries.shift();
      this.dropped++;
    }
    return entry;
  }

  private remember(value: string, entry: Writable): void {
    this.recent.set(value, entry);
    this.recentCharacters += value.length;
    for (const oldest of this.recent.keys()) {
      if (this.recent.size <= MOST_RECENT && this.recentCharacters <= MOST_RECENT_CHARACTERS) return;
      this.forget(oldest);
    }
  }

  private forget(value: string): void {
    if (this.recent.delete(value)) this.recentCharacters -= value.length;
  }

  private fingerprint(value: string): string {
    if (this.key === '') this.key = newKey();
    return fingerprintOf(value, this.key).split(':')[2].slice(0, FINGERPRINT_DIGITS);
  }

  /** The entries, the oldest first. */
  all(): readonly JournalEntry[] {
    return this.entries;
  }

  /** The entries that were masked last, the latest first. */
  latestEntries(count: number): JournalEntry[] {
    return [...this.entries]
      .reverse()
      .sort((a, b) => b.last - a.last)
      .slice(0, count);
  }

  totals(): Totals {
    const { masks, dropped, entries } = this;
    const shown = entries.filter((entry) => entry.shown > 0);
    return { masks, values: countOf(entries), shown: countOf(shown), dropped };
  }
}

function countOf(entries: readonly JournalEntry[]): number {
  return new Set(entries.map(({ fingerprint }) => fingerprint)).size;
}
