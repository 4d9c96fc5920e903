// Asks every detector about a text and merges what they say. The only door through which the redactor sees detectors.
import type { Detector, Finding, Literal } from './finding.ts';

export class Examiner {
  constructor(readonly detectors: readonly Detector[]) {}

  /** A literal that a detector came to know later (a learned value). */
  addLiteral(_literal: Literal): void {}

  /**
   * Whether any rule may find anything in `bytes[from, to)`: one cheap pass, no false negatives.
   * A secret's literal may stand anywhere in the span, upper or lower case where the rule says so.
   */
  suspects(_bytes: Uint8Array, _from: number, _to: number): boolean {
    return true;
  }

  /** All findings in `text`, sorted by start; overlapping ones are merged into one that covers them all. */
  find(text: string, ended: boolean): Finding[] {
    const found: Finding[] = [];
    for (const detector of this.detectors) detector.find(text, ended, (finding) => found.push(finding));
    return found.sort((a, b) => a.start - b.start);
  }
}
