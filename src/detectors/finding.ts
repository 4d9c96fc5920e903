// What a detector says about a piece of text, and what a detector is. Knows no rule and no terminal.
//
// Text is a one-byte string: UTF-8 bytes as code units 0-255, so that an index into it is a byte offset. On a live row a
// cell that was never written stands as NUL (U+0000): text may still be painted there, so NUL ends a secret *openly*.

/** How sure a detector is. Only what is certain is learned and then masked everywhere, without its context. */
export type Certainty = 'certain' | 'likely';

/** A secret, or the beginning of one, in a text. */
export interface Finding {
  /** Index of the first character of the secret. */
  readonly start: number;
  /** Index after its last character. */
  readonly end: number;
  /** Id of the rule that found it, such as `github-pat` or `assignment`. */
  readonly rule: string;
  readonly certainty: Certainty;
  /** The text ended (or met NUL) inside the secret, or where more of it could follow. */
  readonly open: boolean;
  /**
   * Number of leading characters that may stay visible: the length of the unmistakable prefix while the secret is
   * still too short to be one (only ever with `open`), else 0.
   */
  readonly shown: number;
  /** Too little to be one yet: it waits where text can wait, and covers nothing (`shown` is its whole length). */
  readonly held?: true;
  /** Where it is more than the secret: what a user's rule matched. */
  readonly match?: { readonly start: number; readonly end: number };
}

/** The finding in a text in which its own stands `by` characters further on. */
export function moved(finding: Finding, by: number): Finding {
  return { ...finding, start: finding.start + by, end: finding.end + by };
}

/** What the user has said is no secret. */
export interface Exemptions {
  /** `rule`: such findings never count. `value`: this one doesn't, as it stands; with more text it may. */
  exempts(finding: Finding, text: string): 'rule' | 'value' | null;
}

/** A literal without which a detector can find nothing; `fold` compares ASCII letters without case. */
export interface Literal {
  readonly text: string;
  readonly fold: boolean;
  /**
   * Where the text ends or meets NUL, its first four characters are enough: an open finding may begin with less than the
   * whole literal.
   */
  readonly open?: true;
  /**
   * A second, still cheap look around the literal, which stands at `bytes[at, end)` of the span `[from, to)`: false when
   * the detector surely finds nothing there. It never looks beyond a line feed.
   */
  readonly confirm?: (bytes: Uint8Array, at: number, end: number, from: number, to: number) => boolean;
}

/** One family of rules. Pure, and linear in the text's length whatever the text is. */
export interface Detector {
  readonly id: string;
  /**
   * At least one of these stands (and is confirmed) in every text in which this detector finds something, open findings
   * included, unless it has a `seek`. A detector that learns lists what it learned here too.
   */
  readonly literals: readonly Literal[];
  /**
   * For what no literal of three characters leads to: a place in a line of `bytes[from, to)` in which this detector may find
   * something beside what its literals lead to, or -1. One pass, no false negatives; it slows every line down. A line that
   * has ended ends with its line feed.
   */
  readonly seek?: (bytes: Uint8Array, from: number, to: number) => number;
  /**
   * Reports every finding in `text`.
   * @param ended true when the text is a complete line: its end is then no open end.
   */
  find(text: string, ended: boolean, report: (finding: Finding) => void): void;
}
