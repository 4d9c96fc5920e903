// Base64 of text that holds a secret itself, one level deep: `echo $TOKEN | base64`, an encoded `.env` or service account. The run is
// masked whole: what it says beside the secret nobody reads. Base64 as RFC 4648, section 4, has it.
import { classTable } from './characters.ts';
import type { Detector, Finding } from './finding.ts';

/** Text in base64url has hardly a character more than in base64: only `>`, `?` and `~` could need one. */
const BODY = classTable('base64');
/** Fewer characters (27 bytes) are words and paths too often. */
const SHORTEST = 36;
/** How many characters at the beginning must stand for text. */
const LOOK = 24;
/** Longer ones are files. */
const LONGEST = 64 * 1024;

/** What each character stands for; -1 for those of no alphabet. */
const VALUES = (() => {
  const table = new Int8Array(256).fill(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
  return table;
})();

const PRINTABLE = (() => {
  const table = new Uint8Array(256).fill(1, 0x20, 0x7f);
  table[0x09] = table[0x0a] = table[0x0d] = 1;
  return table;
})();

/** What is found in a text; `ended` as for a detector. */
export type Find = (text: string, ended: boolean) => readonly Finding[];

export class EncodedDetector implements Detector {
  readonly id = 'encoded';
  readonly literals = [];
  private inside = false;

  /** @param inner asked about what was decoded */
  constructor(private readonly inner: () => Find) {}

  /** Reads as little as Boyer and Moore would: the end of each window first. Most hold a byte that is none of a run. */
  seek(bytes: Uint8Array, from: number, to: number): number {
    if (this.inside) return -1;
    let start = from;
    for (let last = start + SHORTEST - 1; last < to; last = start + SHORTEST - 1) {
      // Eight bytes, one branch.
      const isBody =
        BODY[bytes[last]] &
        BODY[bytes[last - 1]] &
        BODY[bytes[last - 2]] &
        BODY[bytes[last - 3]] &
        BODY[bytes[last - 4]] &
        BODY[bytes[last - 5]] &
        BODY[bytes[last - 6]] &
        BODY[bytes[last - 7]];
      if (isBody === 0) {
        start = last - 6;
        continue;
      }
      let at = last - 8;
      while (at >= start && BODY[bytes[at]] === 1) at--;
      if (at >= start) {
        start = at + 1;
        continue;
      }
      // No closure: what it captures would leave the registers.
      if (isTextIn(bytes, start)) return start;
      start = last + 1;
      while (start < to && BODY[bytes[start]] === 1) start++;
    }
    return -1;
  }

  find(text: string, ended: boolean, report: (finding: Finding) => void): void {
    if (this.inside) return;
    for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
      if (BODY[text.charCodeAt(at)] !== 1) continue;
      let start = at;
      while (start > 0 && BODY[text.charCodeAt(start - 1)] === 1) start--;
      let end = at + 1;
      while (end < text.length && BODY[text.charCodeAt(end)] === 1) end++;
      while (text[end] === '=') end++;
      at = end;
      if (end - start < SHORTEST || end - start > LONGEST || !isText(text, start)) continue;
      const open = !ended && (end >= text.length || text.charCodeAt(end) === 0);
      const finding = this.judge(text.slice(start, end), start, open);
      if (finding !== null) report(finding);
    }
  }

  private judge(run: string, start: number, open: boolean): Finding | null {
    const found = this.findWithin(Buffer.from(run, 'base64').toString('latin1'), !open);
    const whole = found.find(({ shown }) => shown === 0) ?? found[0];
    if (whole === undefined) return null;
    const { rule, certainty, shown } = whole;
    const end = start + run.length;
    // What was decoded so far only begins a secret: nothing is known of it yet.
    if (shown > 0) return { start, end, rule, certainty, open: true, shown: run.length, held: true };
    return { start, end, rule, certainty, open, shown: 0 };
  }

  private findWithin(decoded: string, ended: boolean): readonly Finding[] {
    this.inside = true;
    try {
      return decoded.split('\n').flatMap((line) => this.inner()(line, ended));
    } finally {
      this.inside = false;
    }
  }
}

/** Whether the run that begins at `start` decodes to text, by its first characters. */
export function isText(text: string, start: number): boolean {
  for (let i = start; i < start + LOOK; i += 4) {
    if (!isTextGroup(text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2), text.charCodeAt(i + 3)))
      return false;
  }
  return true;
}

function isTextIn(bytes: Uint8Array, start: number): boolean {
  for (let i = start; i < start + LOOK; i += 4) {
    if (!isTextGroup(bytes[i], bytes[i + 1], bytes[i + 2], bytes[i + 3])) return false;
  }
  return true;
}

/** Whether four characters stand for three printable bytes. */
function isTextGroup(first: number, second: number, third: number, fourth: number): boolean {
  const bits = (VALUES[first] << 18) | (VALUES[second] << 12) | (VALUES[third] << 6) | VALUES[fourth];
  return bits >= 0 && (PRINTABLE[bits >> 16] & PRINTABLE[(bits >> 8) & 255] & PRINTABLE[bits & 255]) === 1;
}
