// Finds the next of a few short literals in a text, letters in any case. Two tables, one over pairs of letters; no regular
// expression, so that a line without any costs a nanosecond per character.

export class StemScanner<Stem extends string> {
  /** By the five low bits of two letters: whether a stem begins so. */
  private readonly pairs = new Uint8Array(1024);
  private readonly byPair = new Map<number, Stem[]>();

  constructor(stems: readonly Stem[]) {
    for (const stem of stems) {
      const key = pairKey(stem.charCodeAt(0), stem.charCodeAt(1));
      this.pairs[key] = 1;
      this.byPair.set(key, [...(this.byPair.get(key) ?? []), stem]);
    }
  }

  /** The stem that `next` found. */
  found: Stem | null = null;

  /** Index of the first stem at or after `from`, or -1. */
  next(text: string, from: number): number {
    const last = text.length - 2;
    for (let i = from; i <= last; i++) {
      const key = pairKey(text.charCodeAt(i), text.charCodeAt(i + 1));
      if (this.pairs[key] === 0) continue;
      for (const stem of this.byPair.get(key)!) {
        if (!standsAt(text, stem, i)) continue;
        this.found = stem;
        return i;
      }
    }
    return -1;
  }
}

function pairKey(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}

function standsAt(text: string, stem: string, at: number): boolean {
  for (let i = 0; i < stem.length; i++) {
    const code = text.charCodeAt(at + i);
    if ((code >= 65 && code <= 90 ? code + 32 : code) !== stem.charCodeAt(i)) return false;
  }
  return true;
}
