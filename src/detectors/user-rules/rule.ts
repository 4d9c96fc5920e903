// One rule that a user wrote: a regular expression, which of its groups is the secret, and what must stand on the line with
// it. Finds it in a line, and what of an unfinished line could still become it.
import type { UserRule } from '../../config/configuration.ts';
import { bytesOf, oneByteString } from '../../terminal/one-byte.ts';
import { folded } from '../characters.ts';
import type { Finding } from '../finding.ts';
import { Automaton, type Captures } from './automaton.ts';
import { reachOf } from './reach.ts';

type Report = (finding: Finding) => void;

/**
 * How many characters may be read again for the matches of one line: some regexes read all of the rest for each of them.
 * What is left then is masked as a whole.
 */
const MOST_READ = 1 << 20;
const MOST_TIMES = 32;

/** The prefilter's literals are no shorter. */
const SHORTEST_LITERAL = 3;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A line in the forms in which rules look at it. */
export class Line {
  readonly lower: string;
  private made: Uint8Array | null = null;

  constructor(readonly text: string) {
    this.lower = folded(text);
  }

  get bytes(): Uint8Array {
    return (this.made ??= bytesOf(this.text));
  }
}

export class LineRule {
  readonly id: string;
  /** Texts, as one-byte strings, of which one stands in every line in which it finds anything; empty: they don't tell. */
  readonly literals: readonly string[];
  /** Letters count in either case. */
  readonly fold: boolean;
  /** No text of a secret shows before a literal did. */
  readonly led: boolean;
  /** Of the file that is examined; null where it counts everywhere. */
  readonly path: UserRule['path'];
  private readonly keywords: readonly string[];
  /** A line without a keyword may match, and then is none. */
  private readonly needsKeyword: boolean;
  /** Made when a line needs it first. */
  private automaton: Automaton | null = null;

  constructor(private readonly rule: UserRule) {
    const { regex, keywords, group, mask } = rule;
    this.id = rule.id;
    this.path = rule.path;
    this.keywords = keywords.map((keyword) => folded(utf8(keyword)));
    const telling = keywords.length > 0 ? keywords : regex.required;
    this.fold = keywords.length > 0;
    const literals = telling.map((text) => (this.fold ? folded(utf8(text)) : utf8(text)));
    this.literals = literals.every(({ length }) => length >= SHORTEST_LITERAL) ? literals : [];
    const secret = mask === 'match' || regex.groups === 0 ? 0 : (group ?? -1);
    const reach = telling.length === 0 ? { implied: false, led: false } : reachOf(regex.program, telling, secret);
    this.needsKeyword = keywords.length > 0 && !reach.implied;
    this.led = this.literals.length > 0 && reach.led && reach.implied;
  }

  /** Whether it may find anything in one of the lines of `bytes`. */
  probe(bytes: Uint8Array): boolean {
    return this.rule.regex.probe(bytes);
  }

  find(line: Line, ended: boolean, report: Report): void {
    const { text, lower } = line;
    if (this.led && !this.literals.some((literal) => (this.fold ? lower : text).includes(literal))) return;
    if (ended) {
      if (this.needsKeyword && !this.hasKeyword(lower)) return;
      if (this.probe(line.bytes)) this.findIn(line, 0, text.length, true, report);
      return;
    }
    // On a live row text may still be painted where NUL stands.
    for (let from = 0; from <= text.length; ) {
      const nul = text.indexOf('\0', from);
      const to = nul < 0 ? text.length : nul;
      if (to > from) this.findIn(line, from, to, false, report);
      from = to + 1;
    }
  }

  private findIn(line: Line, from: number, to: number, ended: boolean, report: Report): void {
    const { text, lower, bytes } = line;
    const automaton = (this.automaton ??= new Automaton(this.rule.regex.program));
    const keyed = !this.needsKeyword || this.hasKeyword(lower);
    const reaches = ended ? to : this.findLive(automaton, line, from, to, report);
    // Whether more comes is not known: it is judged as it would be if this were all.
    const budget = budgetOf(to - from);
    for (let at = from, read = 0; at <= to; ) {
      const { match } = automaton.scan(bytes, at, to, true);
      if (match === null) return;
      read += automaton.read;
      if (read > budget) return report(this.rest(match[0], to, ended));
      const span = this.secretOf(match);
      if (span !== null) {
        const open = !ended && (match[1] >= to || reaches >= span.start);
        const counts = keyed && this.isDrawn(text.slice(span.start, span.end));
        const finding: Finding = { ...span, rule: this.id, certainty: 'likely', open, shown: 0, match: whole(match) };
        if (counts) report(finding);
        // What stands behind it may yet bring the keyword, or make it long enough.
        else if (!ended) report({ ...finding, open: true, shown: span.end - span.start, held: true });
      }
      at = Math.max(match[1], at + 1);
    }
  }

  /** Reports what more text could make a secret; returns where the last one of these begins, or -1. */
  private findLive(automaton: Automaton, { bytes, lower }: Line, from: number, to: number, report: Report): number {
    let reaches = -1;
    const budget = budgetOf(to - from);
    for (let at = from, read = 0; at <= to; ) {
      const { match, live } = automaton.scan(bytes, at, to, false);
      read += automaton.read;
      if (read > budget) {
        report(this.rest(at, to, false));
        break;
      }
      for (const captures of live) {
        const secret = this.begun(captures, to);
        if (secret === null) continue;
        reaches = Math.max(reaches, secret.start);
        this.reportBegun(lower, captures[0], secret, report);
      }
      if (match === null) break;
      at = Math.max(match[1], at + 1);
    }
    return reaches;
  }

  private hasKeyword(lower: string): boolean {
    return this.keywords.some((keyword) => lower.includes(keyword));
  }

  private rest(start: number, end: number, ended: boolean): Finding {
    return { start, end, rule: this.id, certainty: 'likely', open: !ended, shown: 0 };
  }

  /** What a thread has read of the secret, if it has come so far. */
  private begun(captures: Captures, end: number): Span | null {
    const { group, mask, regex } = this.rule;
    let start = -1;
    if (mask === 'match' || regex.groups === 0 || group === 0) start = captures[0];
    else if (group !== null) start = captures[2 * group];
    else
      for (let i = 2; i < captures.length; i += 2)
        if (captures[i] >= 0 && (start < 0 || captures[i] < start)) start = captures[i];
    return start >= 0 && start < end ? { start, end } : null;
  }

  /** What more text could make a secret: covered behind the keyword that gives it away, waiting before that. */
  private reportBegun(lower: string, from: number, { start, end }: Span, report: Report): void {
    let shown = end - start;
    for (const keyword of this.fold ? this.keywords : this.literals) {
      const at = lower.indexOf(folded(keyword), from);
      if (at >= 0 && at + keyword.length < end) shown = Math.min(shown, Math.max(0, at + keyword.length - start));
    }
    const finding: Finding = { start, end, rule: this.id, certainty: 'likely', open: true, shown };
    report(shown < end - start ? finding : { ...finding, held: true });
  }

  private secretOf(captures: Captures): Span | null {
    const { group, mask, regex } = this.rule;
    const spanOf = (i: number) => ({ start: captures[2 * i], end: captures[2 * i + 1] });
    let span = spanOf(0);
    if (mask === 'value' && group !== null) span = spanOf(group);
    else if (mask === 'value') {
      for (let i = regex.groups; i > 0; i--)
        if (captures[2 * i] >= 0 && captures[2 * i + 1] > captures[2 * i]) span = spanOf(i);
    }
    return span.start >= 0 && span.end > span.start ? span : null;
  }

  /** Whether the value's characters are as mixed as the rule demands. */
  private isDrawn(value: string): boolean {
    return this.rule.entropy === 0 || entropyOf(value) > this.rule.entropy;
  }
}

function budgetOf(length: number): number {
  return Math.max(MOST_READ, MOST_TIMES * length);
}

function whole(captures: Captures): Span {
  return { start: captures[0], end: captures[1] };
}

/** Shannon's entropy in bits by byte; the characters count, as gitleaks counts them. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of Buffer.from(value, 'latin1').toString('utf8')) {
    counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / value.length) * Math.log2(count / value.length);
  return entropy;
}

function utf8(text: string): string {
  return oneByteString(Buffer.from(text, 'utf8'));
}
