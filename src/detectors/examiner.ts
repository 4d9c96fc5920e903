// Asks the detectors about a text and merges what they say. The only door through which the redactor sees detectors.
import type { Detector, Exemptions, Finding, Literal } from './finding.ts';
import { type Followed, followLine, type LineContext, type Rules } from './line-context.ts';
import { BUILT_IN_NAMES, type Names } from './own-names.ts';
import { Prefilter } from './prefilter.ts';

/** Longer texts are shown to every detector without looking first which of them are concerned. */
const LONGEST_LOOK = 4096;

/** Detectors that seek take turns with the prefilter by so many bytes and a line, so that a far hit of one costs nothing twice. */
const LEAST_BLOCK = 1024;
/** Where nothing was found the blocks grow up to this. */
const MOST_BLOCK = 64 * 1024;

const LINE_FEED = 0x0a;

/** More detectors than bits: the last ones share a bit. */
const MOST_BITS = 31;

export class Examiner {
  private prefilter: Prefilter | null = null;
  /** The number of literals at which those of dropped values are swept out. */
  private sweepAt = Number.POSITIVE_INFINITY;
  private readonly scratch = new Uint8Array(LONGEST_LOOK + 1);

  /** Bytes that are looked at for one detector before the others have their turn. */
  private block = LEAST_BLOCK;
  private readonly rules: Rules;
  /** Those that no literal leads to. */
  private readonly seekers: readonly Detector[];

  constructor(
    readonly detectors: readonly Detector[],
    private exemptions: Exemptions | null = null,
    names: Names = BUILT_IN_NAMES,
  ) {
    this.rules = { names, find: (text, ended) => this.find(text, ended) };
    this.seekers = detectors.filter(({ seek }) => seek !== undefined);
  }

  /** What they exempt counts no more. */
  respect(exemptions: Exemptions): void {
    this.exemptions = exemptions;
  }

  /** A literal that a detector came to know later (a learned value); the detector's own `literals` list it too. */
  addLiteral(literal: Literal): void {
    if (this.prefilter === null) return;
    this.prefilter.add(literal, -1);
    if (this.prefilter.size > this.sweepAt) this.prefilter = null;
  }

  /**
   * Whether any rule may find anything in `bytes[from, to)`: one cheap pass, no false negatives.
   * The span is what `find` would be shown: text without escape sequences, of one line or of several.
   */
  suspects(bytes: Uint8Array, from: number, to: number): boolean {
    return this.firstSuspect(bytes, from, to) >= 0;
  }

  /**
   * As `suspects`, for many lines at once: an index within the first line of `bytes[from, to)` in which a rule may find
   * anything, or -1. Go on with the line after it.
   */
  firstSuspect(bytes: Uint8Array, from: number, to: number): number {
    const prefilter = this.prefilter ?? this.build();
    if (this.seekers.length === 0) return prefilter.search(bytes, from, to);
    for (let block = from; block < to; ) {
      const feed = block + this.block < to ? bytes.indexOf(LINE_FEED, block + this.block) : -1;
      const end = feed < 0 || feed >= to ? to : feed + 1;
      const at = this.seek(prefilter, bytes, block, end);
      if (at >= 0) {
        this.block = LEAST_BLOCK;
        return at;
      }
      if (this.block < MOST_BLOCK) this.block *= 2;
      block = end;
    }
    return -1;
  }

  private seek(prefilter: Prefilter, bytes: Uint8Array, from: number, to: number): number {
    let first = prefilter.search(bytes, from, to);
    for (let i = 0; i < this.seekers.length; i++) {
      const seeker = this.seekers[i];
      // Up to the end of the line of the first one: what a line ends with decides too.
      const feed = first < 0 ? -1 : bytes.indexOf(LINE_FEED, first);
      const at = seeker.seek!(bytes, from, feed < 0 || feed >= to ? to : feed + 1);
      if (at >= 0 && (first < 0 || at < first)) first = at;
    }
    return first;
  }

  /** All findings in `text`, sorted by start; overlapping ones are merged into one that covers them all. */
  find(text: string, ended: boolean): Finding[] {
    const found: Finding[] = [];
    const report = (finding: Finding) => found.push(finding);
    const asked = this.concerned(text, ended);
    for (let i = 0; i < this.detectors.length; i++) {
      if ((asked & ownerBit(i)) !== 0) this.detectors[i].find(text, ended, report);
    }
    const counted = this.exemptions === null ? found : this.withoutExempted(found, text, this.exemptions);
    return counted.length < 2 ? counted : merge(counted);
  }

  /**
   * What stands in a line by what the lines before it left: beside what `find` finds in the line alone. See `followLine`.
   */
  follow(text: string, before: LineContext | null, ended: boolean, column = 0): Followed {
    const followed = followLine(text, before, ended, column, this.rules);
    if (this.exemptions === null || followed.findings.length === 0) return followed;
    return { ...followed, findings: this.withoutExempted(followed.findings, text, this.exemptions) };
  }

  /** Each is judged by itself: what overlaps one that is exempted stays. */
  private withoutExempted(found: Finding[], text: string, exemptions: Exemptions): Finding[] {
    return found.flatMap((finding) => {
      const exempted = finding.held ? null : exemptions.exempts(finding, text);
      if (exempted === null) return [finding];
      // A longer value is another one: it waits for what comes.
      const waits = exempted === 'value' && finding.open;
      return waits ? [{ ...finding, shown: finding.end - finding.start, held: true as const }] : [];
    });
  }

  /** Bit set of the detectors that may find anything. */
  private concerned(text: string, ended: boolean): number {
    const { length } = text;
    if (length > LONGEST_LOOK) return -1;
    const bytes = this.scratch;
    for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
    let owners = (this.prefilter ?? this.build()).ownersIn(bytes, 0, length);
    bytes[length] = LINE_FEED;
    const to = ended ? length + 1 : length;
    for (const seeker of this.seekers) {
      const bit = ownerBit(this.detectors.indexOf(seeker));
      if ((owners & bit) === 0 && seeker.seek!(bytes, 0, to) >= 0) owners |= bit;
    }
    return owners;
  }

  private build(): Prefilter {
    const prefilter = new Prefilter();
    this.detectors.forEach((detector, i) => {
      for (const literal of detector.literals) prefilter.add(literal, ownerBit(i));
    });
    this.sweepAt = 2 * prefilter.size + 10_000;
    this.prefilter = prefilter;
    return prefilter;
  }
}

function ownerBit(index: number): number {
  return 1 << Math.min(index, MOST_BITS);
}

/** Joins overlapping findings. The one that covers most names the rule; nothing that one of them hides is shown. */
export function merge(findings: Finding[]): Finding[] {
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Finding[] = [];
  for (const next of findings) {
    const last = merged.at(-1);
    if (last === undefined || next.start >= last.end) merged.push(next);
    else merged[merged.length - 1] = join(last, next);
  }
  return merged;
}

/** `a` starts first, or with `b`; of two that cover the same the first detector names the rule: it tells the provider. */
function join(a: Finding, b: Finding): Finding {
  // What only waits covers nothing: the other one is as it was.
  if (a.held !== b.held) return a.held ? b : a;
  const { start } = a;
  const end = Math.max(a.end, b.end);
  const wider = b.end - b.start > a.end - a.start ? b : a;
  const open = (a.open && a.end === end) || (b.open && b.end === end);
  const shown = open ? Math.min(a.shown, b.start - start + b.shown) : 0;
  // A certainty holds for the very characters that were found; a union of two is only likely.
  const whole = wider.start === start && wider.end === end;
  const certainty = whole && sameSpan(a, b) && stronger(b, a) ? b.certainty : whole ? wider.certainty : 'likely';
  if (a.held) return { start, end, rule: wider.rule, certainty, open, shown: end - start, held: true };
  return { start, end, rule: wider.rule, certainty, open, shown };
}

function sameSpan(a: Finding, b: Finding): boolean {
  return a.start === b.start && a.end === b.end;
}

function stronger(a: Finding, b: Finding): boolean {
  return a.certainty === 'certain' && b.certainty === 'likely';
}
