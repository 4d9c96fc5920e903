// Says in one pass over the bytes where a rule might find anything. Knows literals, not rules.
//
// Three steps, each far rarer than the one before: a table of 65,536 pairs of bytes, which holds for each the low bits that
// the next byte may have; the four bytes that begin with the pair, hashed into a set of bits; the literal itself, and its
// own look around. Only every second pair of the text is looked up: a literal is entered twice, by the rarest pair at an
// even and at an odd place of it, so that one of the two is met wherever it stands. Learned values may be very many and
// have no rare pair: they have a filter of their own (heads.ts).
import { FOLD } from './characters.ts';
import type { Literal } from './finding.ts';
import { HEAD, Heads, OPENING } from './heads.ts';
import { pairFrequency } from './pair-frequency.ts';

const LONG = 1;
const SHORT = 2;
const NUL = 4;
const LINE_FEED = 0x0a;
/** The two filters take turns, so that a hit of one costs no second pass over a long span; an even number. */
const BLOCK = 4096;

/** Bytes of a window that is hashed; a literal shorter than this is looked up by its pair alone. */
const WINDOW = 4;

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
  /** By pair: a bit for each value of the next byte's low three bits. */
  private readonly pairs = new Uint8Array(65_536);
  /** By pair: where to look it up. */
  private readonly kinds = new Uint8Array(65_536);
  private readonly windows = new Uint8Array(1 << 17);
  private readonly long = new Map<number, Entry[]>();
  private readonly short = new Map<number, Entry[]>();
  private readonly heads = new Heads();
  private headOwners = 0;
  /** Some literals count from fewer characters on at the end of the text, and before NUL. */
  private opens = false;
  private count = 0;

  /** Number of literals. */
  get size(): number {
    return this.count;
  }

  /**
   * @param literal at least three bytes long.
   * @param owner bit set that `ownersIn` answers with when it meets this literal.
   */
  add(literal: Literal, owner = 1): void {
    const { fold } = literal;
    const bytes = Uint8Array.from(literal.text, (character) => {
      const byte = character.charCodeAt(0) & 255;
      return fold ? FOLD[byte] : byte;
    });
    if (bytes.length < 3) throw new RangeError('a literal has at least three characters');
    this.count++;
    if (literal.open !== undefined && bytes.length >= OPENING) {
      if (!this.opens) this.watchForNul();
      this.heads.addOpening(bytes);
      this.headOwners |= owner;
    }
    if (bytes.length >= HEAD && !fold && literal.confirm === undefined) {
      this.heads.add(bytes);
      this.headOwners |= owner;
      return;
    }
    for (const parity of [0, 1]) {
      const offset = this.rarestPair(bytes, parity);
      this.enter({ bytes, fold, offset, owners: owner, confirm: literal.confirm });
    }
  }

  private enter(entry: Entry): void {
    const { bytes, offset } = entry;
    if (offset + WINDOW > bytes.length) {
      if (insert(this.short, (FOLD[bytes[offset]] << 8) | FOLD[bytes[offset + 1]], entry)) this.mark(entry, SHORT);
      return;
    }
    const key = windowKey(bytes, offset);
    if (!insert(this.long, key, entry)) return;
    const slot = slotOf(key);
    this.windows[slot >> 3] |= 1 << (slot & 7);
    this.mark(entry, LONG);
  }

  /** From now on a NUL ends the text before it, wherever it stands. */
  private watchForNul(): void {
    this.opens = true;
    for (let byte = 0; byte < 256; byte++) {
      for (const pair of [byte << 8, byte]) {
        this.pairs[pair] = 255;
        this.kinds[pair] |= NUL;
      }
    }
  }

  /** Where the first literal begins that stands in `bytes[from, to)`, or -1. */
  search(bytes: Uint8Array, from: number, to: number): number {
    for (let block = from; block < to; block += BLOCK) {
      const head = this.heads.search(bytes, block, Math.min(block + BLOCK + HEAD - 1, to));
      const end = head < 0 ? Math.min(block + BLOCK, to) : head;
      const at = this.searchPairs(bytes, block, end, from, to);
      if (at >= 0 || head >= 0) return at >= 0 ? at : head;
    }
    if (this.opens && to > from && bytes[to - 1] !== LINE_FEED) return this.heads.openingBefore(bytes, from, to);
    return -1;
  }

  /** Where a literal begins in the span `[from, to)` whose pair begins in `[begin, end)`, or -1. */
  private searchPairs(bytes: Uint8Array, begin: number, end: number, from: number, to: number): number {
    const pairs = this.pairs;
    let first = bytes[begin];
    let i = begin + 1;
    for (; i + 2 < end && i + 3 < to; i += 4) {
      const second = bytes[i];
      const third = bytes[i + 1];
      const fourth = bytes[i + 2];
      const fifth = bytes[i + 3];
      const pair = (first << 8) | second;
      const next = (third << 8) | fourth;
      first = fifth;
      const hits = (pairs[pair] >> (third & 7)) & 1;
      if ((hits | ((pairs[next] >> (fifth & 7)) & 1)) === 0) continue;
      const at = hits === 0 ? -1 : this.look(pair, bytes, i - 1, from, to, false);
      if (at >= 0) return at;
      const then = this.look(next, bytes, i + 1, from, to, false);
      if (then >= 0) return then;
    }
    for (i--; i < end && i + 1 < to; i += 2) {
      const at = this.look((bytes[i] << 8) | bytes[i + 1], bytes, i, from, to, false);
      if (at >= 0) return at;
    }
    return -1;
  }

  /** Bit set of the owners of all literals in `bytes[from, to)`. */
  ownersIn(bytes: Uint8Array, from: number, to: number): number {
    const pairs = this.pairs;
    this.seen = 0;
    for (let i = from; i + 1 < to; i += 2) {
      const pair = (bytes[i] << 8) | bytes[i + 1];
      if (pairs[pair] !== 0) this.look(pair, bytes, i, from, to, true);
    }
    if (this.heads.search(bytes, from, to) >= 0 || this.heads.openingBefore(bytes, from, to) >= 0) {
      this.seen |= this.headOwners;
    }
    return this.seen;
  }

  private seen = 0;

  /** Looks at the literals that a pair at `at` may belong to. With `all`, notes their owners and goes on. */
  private look(pair: number, bytes: Uint8Array, at: number, from: number, to: number, all: boolean): number {
    const kind = this.kinds[pair];
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
    if ((kind & NUL) === 0) return -1;
    const opening = this.heads.openingBefore(bytes, from, bytes[at] === 0 ? at : at + 1);
    if (opening < 0 || !all) return opening;
    this.seen |= this.headOwners;
    return -1;
  }

  private compare(entries: Entry[] | undefined, bytes: Uint8Array, at: number, from: number, to: number, all: boolean) {
    if (entries === undefined) return -1;
    for (const entry of entries) {
      if (all && (this.seen | entry.owners) === this.seen) continue;
      const start = at - entry.offset;
      const end = start + entry.bytes.length;
      if (start < from || end > to || !stands(entry, bytes, start, entry.bytes.length)) continue;
      if (entry.confirm !== undefined && !entry.confirm(bytes, start, end, from, to)) continue;
      if (!all) return start;
      this.seen |= entry.owners;
    }
    return -1;
  }

  /** Where, at an even or odd place of the literal, the pair begins that the fewest texts have. */
  private rarestPair(bytes: Uint8Array, parity: number): number {
    const last = Math.max(bytes.length - WINDOW, parity);
    let best = parity;
    let least = Number.POSITIVE_INFINITY;
    for (let i = parity; i <= last; i += 2) {
      // The byte after the pair lets one text in eight pass; what common bytes have in their low bits, more.
      const third = i + 2 < bytes.length ? pairFrequency(bytes[i + 1], bytes[i + 2]) / 3 - 2 : 2;
      const weight = pairFrequency(bytes[i], bytes[i + 1]) + third;
      if (weight < least) {
        least = weight;
        best = i;
      }
    }
    return best;
  }

  private mark({ bytes, offset, fold }: Entry, kind: number): void {
    // The low bits of a letter are the same in both cases.
    const next = offset + 2 < bytes.length ? 1 << (bytes[offset + 2] & 7) : 255;
    for (const first of casesOf(bytes[offset], fold)) {
      for (const second of casesOf(bytes[offset + 1], fold)) {
        this.pairs[(first << 8) | second] |= next;
        this.kinds[(first << 8) | second] |= kind;
      }
    }
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
