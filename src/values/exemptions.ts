// What the user has said is no secret: rules that are switched off, and what `[[allow]]` lets through. A finding is judged by
// itself: another one that overlaps it stays masked.
import type { Allow } from '../config/configuration.ts';
import type { Exemptions, Finding } from '../detectors/finding.ts';
import { type Names, namedBefore } from '../detectors/own-names.ts';
import { bytesOf } from '../terminal/one-byte.ts';
import { Fingerprints } from './fingerprint.ts';

/** Rules that find a value by its name, but not by way of `Names`. */
const BY_NAME: ReadonlySet<string> = new Set(['cookie', 'url-parameter']);

class Entry {
  private readonly fingerprints: Fingerprints;
  private readonly rules: ReadonlySet<string>;
  /** It exempts all that its rules find, or all in its files. */
  readonly whatever: boolean;
  private inFile: boolean;

  constructor(private readonly allow: Allow) {
    this.fingerprints = new Fingerprints(allow.values);
    this.rules = new Set(allow.rules.map(({ value }) => value));
    this.whatever = [allow.values, allow.regexes, allow.stopwords].every(({ length }) => length === 0);
    this.inFile = allow.paths.length === 0;
  }

  enterFile(path: string | null): void {
    const { paths } = this.allow;
    const bytes = path === null ? null : Buffer.from(path);
    this.inFile = paths.length === 0 || (bytes !== null && paths.some((regex) => regex.test(bytes)));
  }

  /** @param around the texts that the regexes may look at instead of the value. */
  holds(rule: string, value: string, around: { readonly match: string; readonly line: string }): boolean {
    if (!this.inFile || (this.rules.size > 0 && !this.rules.has(rule))) return false;
    const { regexes, stopwords, target } = this.allow;
    if (stopwords.length > 0) {
      const lower = Buffer.from(value, 'latin1').toString('utf8').toLowerCase();
      if (!stopwords.some((word) => lower.includes(word))) return false;
    }
    if (this.fingerprints.size > 0 && !this.fingerprints.has(value)) return false;
    if (regexes.length === 0) return true;
    const bytes = bytesOf(target === 'value' ? value : around[target]);
    return regexes.some((regex) => regex.test(bytes));
  }
}

export class UserExemptions implements Exemptions {
  private readonly disabled: ReadonlySet<string>;
  private readonly entries: readonly Entry[];
  /** Values that were let through since the start. */
  private readonly values = new Set<string>();

  constructor(
    disabled: readonly string[],
    allow: readonly Allow[],
    private readonly names: Names,
  ) {
    this.disabled = new Set(disabled);
    this.entries = allow.map((entry) => new Entry(entry));
  }

  /** From now on the text is that of a file, or, with null, of no file. */
  enterFile(path: string | null): void {
    for (const entry of this.entries) entry.enterFile(path);
  }

  /** From now on this value is no secret, whichever rule finds it. */
  allow(value: string): void {
    this.values.add(value);
  }

  isDisabled(rule: string): boolean {
    return this.disabled.has(rule);
  }

  /** As `exempts`, for a value without a text around it. */
  exemptsValue(value: string, rule: string): boolean {
    return (
      this.isDisabled(rule) ||
      this.values.has(value) ||
      this.entries.some((entry) => entry.holds(rule, value, { match: value, line: value }))
    );
  }

  exempts(finding: Finding, text: string): 'rule' | 'value' | null {
    const { start, end, rule, match = finding } = finding;
    // The beginning of a value that is known: whether it may be was decided when it became so.
    if (rule === 'known-value') return null;
    if (this.isDisabled(rule)) return 'rule';
    if (BY_NAME.has(rule) && this.names.isBenign(namedBefore(text, start))) return 'rule';
    if (this.entries.length + this.values.size === 0) return null;
    const value = text.slice(start, end);
    if (this.values.has(value)) return 'value';
    const around = { match: text.slice(match.start, match.end), line: text };
    for (const entry of this.entries) {
      if (entry.holds(rule, value, around)) return entry.whatever ? 'rule' : 'value';
    }
    return null;
  }
}
