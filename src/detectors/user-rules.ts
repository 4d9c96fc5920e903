// The rules that users write in their configuration, as one detector.
import type { UserRule } from '../config/configuration.ts';
import type { Regex } from '../config/regex.ts';
import type { Detector, Finding, Literal } from './finding.ts';
import { Line, LineRule } from './user-rules/rule.ts';

const LINE_FEED = 0x0a;

export class UserRulesDetector implements Detector {
  readonly id = 'user-rules';
  readonly literals: readonly Literal[];
  /** Only where a rule may find what no literal leads to: it slows every line down. */
  readonly seek?: (bytes: Uint8Array, from: number, to: number) => number;
  private readonly rules: readonly LineRule[];
  /** Those that count in the file that is examined. */
  private active: readonly LineRule[];

  constructor(rules: readonly UserRule[]) {
    this.rules = rules.map((rule) => new LineRule(rule));
    this.active = this.rules.filter(({ path }) => path === null);
    this.literals = this.rules.flatMap(({ literals, fold }) => literals.map((text): Literal => ({ text, fold })));
    if (this.rules.some(({ led }) => !led)) this.seek = (bytes, from, to) => this.seekIn(bytes, from, to);
  }

  /** From now on the text is that of a file, or, with null, of no file. */
  enterFile(path: string | null): void {
    const bytes = path === null ? null : Buffer.from(path);
    const counts = (regex: Regex | null) => regex === null || (bytes !== null && regex.test(bytes));
    this.active = this.rules.filter((rule) => counts(rule.path));
  }

  find(text: string, ended: boolean, report: (finding: Finding) => void): void {
    const line = new Line(text);
    for (const rule of this.active) rule.find(line, ended, report);
  }

  /** The first line in which a rule without literals matches, or that is unfinished. */
  private seekIn(bytes: Uint8Array, from: number, to: number): number {
    const unled = this.active.filter(({ led }) => !led);
    const blind = unled.filter(({ literals }) => literals.length === 0);
    if (unled.length === 0) return -1;
    const block = bytes.subarray(from, to);
    const suspects = blind.filter((rule) => rule.probe(block));
    if (suspects.length > 0) {
      for (let start = from; start < to; ) {
        const end = lineEnd(bytes, start, to);
        const line = bytes.subarray(start, end);
        if (suspects.some((rule) => rule.probe(line))) return start;
        start = end + 1;
      }
    }
    // Where the last line has not ended it is for `find` to say what may still come, and so where a cell was never written.
    const last = Math.max(bytes.subarray(0, to).lastIndexOf(LINE_FEED) + 1, from);
    return block.includes(0) ? from : last < to ? last : -1;
  }
}

function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  const feed = bytes.indexOf(LINE_FEED, from);
  return feed < 0 || feed > to ? to : feed;
}
