// Says in one pass over the bytes where a rule might find anything. Knows literals, not rules.
//
// Three steps, each far rarer than the one before: a table of 65,536 pairs of bytes; the four bytes that begin with the
// pair, hashed into a set of bits; the literal itself, and its own look around. For every literal the rarest of its pairs
// is chosen, so that ordinary text seldom leaves the first step.
import { FOLD } from './characters.ts';
import type { Literal } from './finding.ts';

const LONG = 1;
const SHORT = 2;
const NUL_AFTER = 4;

/** Bytes of a window that is hashed; a literal shorter than this is looked up by its pair alone. */
const WINDOW = 4;

/** Most frequent first, over logs and source text; what is not listed is rare. */
const COMMON = 'etaoinsrlcdupmhfg0.b1/_-y2"v=w,:38567349kx)(\'TSEAICRNLODP;jMUzq';

/** How common a byte is: 0 for the rarest. */
const COMMONNESS = (() => {
  const weights = new Uint8Array(256);
  for (let i = 0; i < COMMON.length; i++) weights[COMMON.charCodeAt(i)] = COMMON.length - i;
  weights[0x20] = 90;
  return weights;
})();

interface Entry {
  /** The literal's bytes, folded when `fold`. */
  readonly bytes: Uint8Array;
  readonly fold: boolean;
  /** How many bytes of the literal stand before the pair that leads to it. */
  readonly offset: number;
  /** Bit set of those who asked for this literal. */
  owners: number;
  readonly confirm: Literal['confirm'];
}

export class Prefilter {
  private readonly pairs = new Uint8Array(65_536);
  private readonly windows = new Uint8Array(1 << 17);
  private readonly long = new Map<number, Entry[]>();
  private readonly short = new Map<number, Entry[]>();
  /** Literals that count from fewer characters on at the end of the text, by their first four bytes. */
  private readonly opening = new Map<number, Entry[]>();
  private longestOpening = 0;
  private count = 0;

  /** Number of literals. */
  get size(): number {
    return this.count;
  }

  /** @param owner bit set that `ownersIn` answers with when it meets this literal. */
  add(literal: Literal, owner = 1): void {
    const { fold } = literal;
    const bytes = Uint8Array.from(literal.text, (character) => {
      const byte = character.charCodeAt(0) & 255;
      return fold ? FOLD[byte] : byte;
    });
    if (bytes.length < 2) throw new RangeError('a literal has at least two characters');
    const offset = this.rarestPair(bytes, fold);
    const entry: Entry = { bytes, fold, offset, owners: owner, confirm: literal.confirm };
    this.count++;
    if (bytes.length < WINDOW) {
      const key = (FOLD[bytes[offset]] << 8) | FOLD[bytes[offset + 1]];
      if (insert(this.short, key, entry)) this.mark(bytes, offset, fold, SHORT);
    } else {
      const key = windowKey(bytes, offset);
      if (insert(this.long, key, entry)) {
        const slot = slotOf(key);
        this.windows[slot >> 3] |= 1 << (slot & 7);
        this.mark(bytes, offset, fold, LONG);
      }
    }
    if (literal.open !== undefined && bytes.length >= WINDOW) {
      if (this.longestOpening === 0) for (let byte = 0; byte < 256; byte++) this.pairs[byte << 8] |= NUL_AFTER;
      this.longestOpening = Math.max(this.longestOpening, bytes.length);
      insert(this.opening, windowKey(bytes, 0), entry);
    }
  }

  /** Where the first literal begins that stands in `bytes[from, to)`, or -1. */
  search(bytes: Uint8Array, from: number, to: number): number {
    const pairs = this.pairs;
    if (to - from < 2) return -1;
    let before = bytes[from];
    for (let i = from + 1; i < to; i++) {
      const byte = bytes[i];
      const kind = pairs[(before << 8) | byte];
      before = byte;
      if (kind !== 0) {
        const at = this.look(kind, bytes, i - 1, from, to, 0);
        if (at >= 0) return at;
      }
    }
    return this.longestOpening > 0 && before !== 0x0a ? this.lookBack(bytes, to, from, 0) : -1;
  }

  /** Bit set of the owners of all literals in `bytes[from, to)`. */
  ownersIn(bytes: Uint8Array, from: number, to: number): number {
    const pairs = this.pairs;
    this.seen = 0;
    for (let i = from + 1; i < to; i++) {
      const kind = pairs[(bytes[i - 1] << 8) | bytes[i]];
      if (kind !== 0) this.look(kind, bytes, i - 1, from, to, -1);
    }
    if (this.longestOpening > 0) this.lookBack(bytes, to, from, -1);
    return this.seen;
  }

  private seen = 0;

  /** Looks at the literals that a pair at `at` may belong to. With `all`, notes their owners and goes on. */
  private look(kind: number, bytes: Uint8Array, at: number, from: number, to: number, all: number): number {
    if ((kind & LONG) !== 0 && at + WINDOW <= to) {
      const key = windowKey(bytes, at);
      const slot = slotOf(key);
      if ((this.windows[slot >> 3] & (1 << (slot & 7))) !== 0) {
        const start = this.compare(this.long.get(key), bytes, at, from, to, all);
        if (start >= 0) return start;
      }
    }
    if ((kind & SHORT) !== 0) {
      const key = (FOLD[bytes[at]] << 8) | FOLD[bytes[at + 1]];
      const start = this.compare(this.short.get(key), bytes, at, from, to, all);
      if (start >= 0) return start;
    }
    return (kind & NUL_AFTER) !== 0 ? this.lookBack(bytes, at + 1, from, all) : -1;
  }

  private compare(entries: Entry[] | undefined, bytes: Uint8Array, at: number, from: number, to: number, all: number) {
    if (entries === undefined) return -1;
    for (const entry of entries) {
      if (all !== 0 && (this.seen | entry.owners) === this.seen) continue;
      const start = at - entry.offset;
      const end = start + entry.bytes.length;
      if (start < from || end > to || !stands(entry, bytes, start, entry.bytes.length)) continue;
      if (entry.confirm !== undefined && !entry.confirm(bytes, start, end, from, to)) continue;
      if (all === 0) return start;
      this.seen |= entry.owners;
    }
    return -1;
  }

  /** Whether the text that ends at `end` ends with the beginning of a literal that counts from there. */
  private lookBack(bytes: Uint8Array, end: number, from: number, all: number): number {
    const longest = Math.min(this.longestOpening, end - from);
    for (let length = WINDOW; length <= longest; length++) {
      const start = end - length;
      const entries = this.opening.get(windowKey(bytes, start));
      if (entries === undefined) continue;
      for (const entry of entries) {
        if (length > entry.bytes.length || !stands(entry, bytes, start, length)) continue;
        if (all === 0) return start;
        this.seen |= entry.owners;
      }
    }
    return -1;
  }

  /** The pair that the fewest texts have; a window of four bytes begins with it where the literal is that long. */
  private rarestPair(bytes: Uint8Array, fold: boolean): number {
    const last = bytes.length - Math.min(bytes.length, WINDOW);
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i <= (last === 0 && bytes.length < WINDOW ? bytes.length - 2 : last); i++) {
      // A pair that is taken already costs nothing more.
      const taken = !fold && this.pairs[(bytes[i] << 8) | bytes[i + 1]] !== 0 ? 8 : 0;
      const weight = COMMONNESS[bytes[i]] + COMMONNESS[bytes[i + 1]] - taken;
      if (weight < least) {
        least = weight;
        best = i;
      }
    }
    return best;
  }

  private mark(bytes: Uint8Array, at: number, fold: boolean, kind: number): void {
    for (const first of casesOf(bytes[at], fold))
      for (const second of casesOf(bytes[at + 1], fold)) this.pairs[(first << 8) | second] |= kind;
  }
}

/** Adds an entry, or only its owner where an equal one is there. Answers whether the pair has to be marked. */
function insert(map: Map<number, Entry[]>, key: number, entry: Entry): boolean {
  const entries = map.get(key);
  if (entries === undefined) {
    map.set(key, [entry]);
    return true;
  }
  for (const other of entries) {
    if (other.fold !== entry.fold || other.confirm !== entry.confirm || other.offset !== entry.offset) continue;
    if (other.bytes.length !== entry.bytes.length || !other.bytes.every((byte, i) => byte === entry.bytes[i])) continue;
    other.owners |= entry.owners;
    return false;
  }
  entries.push(entry);
  return true;
}

function stands(entry: Entry, bytes: Uint8Array, start: number, length: number): boolean {
  const literal = entry.bytes;
  if (entry.fold) {
    for (let i = 0; i < length; i++) if (FOLD[bytes[start + i]] !== literal[i]) return false;
  } else {
    for (let i = 0; i < length; i++) if (bytes[start + i] !== literal[i]) return false;
  }
  return true;
}

function windowKey(bytes: Uint8Array, at: number): number {
  return (FOLD[bytes[at]] << 24) | (FOLD[bytes[at + 1]] << 16) | (FOLD[bytes[at + 2]] << 8) | FOLD[bytes[at + 3]];
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 12;
}

function casesOf(byte: number, fold: boolean): readonly number[] {
  return fold && byte >= 97 && byte <= 122 ? [byte, byte - 32] : [byte];
}
