// Says in one pass over the bytes where a rule might find anything. Knows literals, not rules.
//
// Three steps, each far rarer than the one before: a bit for every three bytes of ASCII (of others the low seven bits count);
// a set of bits over the hashes of three or four bytes in lower case; the literal itself, and its own look around. Only every second place of the text is looked up: a literal is entered twice, by its
// rarest place at an even and at an odd distance from its beginning, so that one of the two is met wherever it stands.
// Learned values may be very many and have no rare place: they have a filter of their own (heads.ts).
import { FOLD } from './characters.ts';
import type { Literal } from './finding.ts';
import { HEAD, Heads, OPENING } from './heads.ts';
import { pairFrequency } from './pair-frequency.ts';

/** How the bytes at a place are looked up: four from there on, three, or three from the one before on. */
const FOUR = 1;
const THREE = 2;
const BEFORE = 4;
const NUL = 8;
const LINE_FEED = 0x0a;
/** The two filters take turns, so that a hit of one costs no second pass over a long span; an even number. */
const BLOCK = 4096;
/** Bits of the set of hashes. */
const WINDOW_BITS = 16;

interface Entry {
  /** A byte per character, folded when `fold`. */
  readonly text: string;
  readonly fold: boolean;
  /** How many bytes of the literal stand before the place that leads to it. */
  readonly offset: number;
  /** Bit set of those who asked for this literal. */
  owners: number;
  readonly confirm: Literal['confirm'];
  /** Another one of the same key. */
  next: Entry | null;
}

export class Prefilter {
  /** A bit per three bytes. The few hundred pairs that text is made of keep to 25 KB of it, which the processor holds near. */
  private readonly triples = new Int32Array(1 << 16);
  /** By the first two of the three: how to look them up. */
  private readonly kinds = new Uint8Array(1 << 14);
  /** The literal that is being entered. */
  private scratch = new Uint8Array(64);
  private readonly windows = new Uint8Array(1 << (WINDOW_BITS - 3));
  private readonly entries = new Map<number, Entry>();
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
    const { fold, text } = literal;
    const { length } = text;
    if (length < 3) throw new RangeError('a literal has at least three characters');
    if (this.scratch.length < length) this.scratch = new Uint8Array(2 * length);
    const bytes = this.scratch;
    let same = true;
    for (let i = 0; i < length; i++) {
      const byte = text.charCodeAt(i) & 255;
      bytes[i] = fold ? FOLD[byte] : byte;
      same &&= bytes[i] === text.charCodeAt(i);
    }
    this.count++;
    if (literal.open !== undefined && length >= OPENING) {
      if (!this.opens) this.watchForNul();
      this.heads.addOpening(bytes.subarray(0, length));
      this.headOwners |= owner;
    }
    if (length >= HEAD && !fold && literal.confirm === undefined) {
      this.heads.add(bytes.subarray(0, length));
      this.headOwners |= owner;
      return;
    }
    const kept = same ? text : String.fromCharCode(...bytes.subarray(0, length));
    for (let parity = 0; parity < 2; parity++) {
      const offset = rarestPlace(bytes, length, parity);
      this.enter({ text: kept, fold, offset, owners: owner, confirm: literal.confirm, next: null }, bytes);
    }
  }

  /** @param bytes those of the entry's text, with more behind them */
  private enter(entry: Entry, bytes: Uint8Array): void {
    const { fold, offset } = entry;
    const left = entry.text.length - offset;
    const kind = left >= 4 ? FOUR : left === 3 ? THREE : BEFORE;
    const key = keyOf(kind, bytes, offset);
    if (!insert(this.entries, key, entry)) return;
    const slot = slotOf(key);
    this.windows[slot >> 3] |= 1 << (slot & 7);
    const first = bytes[offset];
    const second = bytes[offset + 1];
    const third = left > 2 ? bytes[offset + 2] : ANY;
    this.markCases(first, second, third, kind, fold);
    if (fold && isLetter(first)) this.markCases(first - 32, second, third, kind, fold);
  }

  private markCases(first: number, second: number, third: number, kind: number, fold: boolean): void {
    this.markThirds(first, second, third, kind, fold);
    if (fold && isLetter(second)) this.markThirds(first, second - 32, third, kind, fold);
  }

  private markThirds(first: number, second: number, third: number, kind: number, fold: boolean): void {
    this.mark(first, second, third, kind);
    if (fold && isLetter(third)) this.mark(first, second, third - 32, kind);
  }

  private mark(first: number, second: number, third: number, kind: number): void {
    const pair = ((first & 127) << 7) | (second & 127);
    this.kinds[pair] |= kind;
    if (third === ANY) this.triples.fill(-1, pair << 2, (pair << 2) + 4);
    else this.triples[(pair << 2) | ((third & 127) >> 5)] |= 1 << (third & 31);
  }

  /** From now on a NUL ends the text before it, wherever it stands. */
  private watchForNul(): void {
    this.opens = true;
    for (let byte = 0; byte < 128; byte++) {
      this.mark(byte, 0, ANY, NUL);
      for (let before = 0; before < 128; before++) this.mark(before, byte, 0, NUL);
    }
  }

  /** Where the first literal begins that stands in `bytes[from, to)`, or -1. */
  search(bytes: Uint8Array, from: number, to: number): number {
    for (let block = from; block < to; block += BLOCK) {
      const head = this.heads.search(bytes, block, Math.min(block + BLOCK + HEAD - 1, to));
      const end = head < 0 ? Math.min(block + BLOCK, to) : head;
      const at = this.searchPlaces(bytes, block, end, from, to);
      if (at >= 0 || head >= 0) return at >= 0 ? at : head;
    }
    if (this.opens && to > from && bytes[to - 1] !== LINE_FEED) return this.heads.openingBefore(bytes, from, to);
    return -1;
  }

  /** Where a literal begins in the span `[from, to)` whose place is in `[begin, end)`, or -1. */
  private searchPlaces(bytes: Uint8Array, begin: number, end: number, from: number, to: number): number {
    const { triples, kinds } = this;
    const last = Math.min(end, to - 2);
    for (let i = begin; ; i += 2) {
      i = nextTriple(triples, bytes, i, last);
      if (i >= last) break;
      const at = this.look(kinds[((bytes[i] & 127) << 7) | (bytes[i + 1] & 127)], bytes, i, from, to, false);
      if (at >= 0) return at;
    }
    // The place at the end of the span has no third byte.
    const rest = last + ((last - begin) & 1);
    return rest < end && rest + 1 < to ? this.look(EVERY, bytes, rest, from, to, false) : -1;
  }

  /** Bit set of the owners of all literals in `bytes[from, to)`. */
  ownersIn(bytes: Uint8Array, from: number, to: number): number {
    const { triples, kinds } = this;
    this.seen = 0;
    let i = from;
    for (; i + 2 < to; i += 2) {
      const pair = ((bytes[i] & 127) << 7) | (bytes[i + 1] & 127);
      const third = bytes[i + 2] & 127;
      if (((triples[(pair << 2) | (third >> 5)] >>> (third & 31)) & 1) !== 0)
        this.look(kinds[pair], bytes, i, from, to, true);
    }
    if (i + 1 < to) this.look(EVERY, bytes, i, from, to, true);
    if (this.heads.search(bytes, from, to) >= 0 || this.heads.openingBefore(bytes, from, to) >= 0) {
      this.seen |= this.headOwners;
    }
    return this.seen;
  }

  private seen = 0;

  /** Looks at the literals that the bytes at `at` may belong to. With `all`, notes their owners and goes on. */
  private look(kind: number, bytes: Uint8Array, at: number, from: number, to: number, all: boolean): number {
    if ((kind & FOUR) !== 0 && at + 4 <= to) {
      const start = this.lookUp(keyOf(FOUR, bytes, at), bytes, at, from, to, all);
      if (start >= 0) return start;
    }
    if ((kind & THREE) !== 0 && at + 3 <= to) {
      const start = this.lookUp(keyOf(THREE, bytes, at), bytes, at, from, to, all);
      if (start >= 0) return start;
    }
    if ((kind & BEFORE) !== 0 && at > from) {
      const start = this.lookUp(keyOf(BEFORE, bytes, at), bytes, at, from, to, all);
      if (start >= 0) return start;
    }
    return (kind & NUL) === 0 || !this.opens ? -1 : this.lookBack(bytes, at, from, to, all);
  }

  private lookUp(key: number, bytes: Uint8Array, at: number, from: number, to: number, all: boolean): number {
    if (!isWindow(this.windows, key)) return -1;
    return this.compare(this.entries.get(key), bytes, at, from, to, all);
  }

  /** Looks at the text that ends at a NUL near `at`. */
  private lookBack(bytes: Uint8Array, at: number, from: number, to: number, all: boolean): number {
    for (let end = Math.max(at, from + 1); end < Math.min(at + 3, to); end++) {
      if (bytes[end] !== 0 || bytes[end - 1] === 0) continue;
      const opening = this.heads.openingBefore(bytes, from, end);
      if (opening >= 0 && !all) return opening;
      if (opening >= 0) this.seen |= this.headOwners;
    }
    return -1;
  }

  private compare(first: Entry | undefined, bytes: Uint8Array, at: number, from: number, to: number, all: boolean) {
    for (let entry = first ?? null; entry !== null; entry = entry.next) {
      if (all && (this.seen | entry.owners) === this.seen) continue;
      const start = at - entry.offset;
      const end = start + entry.text.length;
      if (start < from || end > to || !stands(entry, bytes, start)) continue;
      if (entry.confirm !== undefined && !entry.confirm(bytes, start, end, from, to)) continue;
      if (!all) return start;
      this.seen |= entry.owners;
    }
    return -1;
  }
}

/** The first of every second place from `from` on whose three bytes are marked, or a place not before `last`. */
function nextTriple(triples: Int32Array, bytes: Uint8Array, from: number, last: number): number {
  let i = from;
  let first = bytes[i] & 127;
  // The hot loop: two places a round, nothing else.
  for (; i + 2 < last; i += 4) {
    const third = bytes[i + 2] & 127;
    const fifth = bytes[i + 4] & 127;
    const here = triples[(first << 9) | ((bytes[i + 1] & 127) << 2) | (third >> 5)] >>> (third & 31);
    const there = triples[(third << 9) | ((bytes[i + 3] & 127) << 2) | (fifth >> 5)] >>> (fifth & 31);
    if (((here | there) & 1) !== 0) return (here & 1) !== 0 ? i : i + 2;
    first = fifth;
  }
  for (; i < last; i += 2) {
    const third = bytes[i + 2] & 127;
    const word = triples[((bytes[i] & 127) << 9) | ((bytes[i + 1] & 127) << 2) | (third >> 5)];
    if (((word >>> (third & 31)) & 1) !== 0) return i;
  }
  return i;
}

const EVERY = FOUR | THREE | BEFORE | NUL;

/** So far into a literal its places are compared; a rare one stands nearer to the beginning. */
const FARTHEST = 10;

/** Where, at an even or odd distance from its beginning, the literal has the bytes that the fewest texts have. */
function rarestPlace(bytes: Uint8Array, length: number, parity: number): number {
  const last = Math.min(length - 4, FARTHEST);
  let best = parity;
  let least = Number.POSITIVE_INFINITY;
  for (let i = parity; i <= last; i += 2) {
    const weight = pairFrequency(bytes[i], bytes[i + 1]) + pairFrequency(bytes[i + 1], bytes[i + 2]);
    if (weight < least) {
      least = weight;
      best = i;
    }
  }
  return best;
}

/** Whatever the third byte is. */
const ANY = -1;

function isLetter(byte: number): boolean {
  return byte >= 97 && byte <= 122;
}

/** Adds an entry, or only its owner where an equal one is there. Answers whether it is new. */
function insert(map: Map<number, Entry>, key: number, entry: Entry): boolean {
  const first = map.get(key);
  if (first === undefined) {
    map.set(key, entry);
    return true;
  }
  let last = first;
  for (let other: Entry | null = first; other !== null; other = other.next) {
    last = other;
    if (other.fold !== entry.fold || other.confirm !== entry.confirm || other.offset !== entry.offset) continue;
    if (other.text !== entry.text) continue;
    other.owners |= entry.owners;
    return false;
  }
  last.next = entry;
  return true;
}

function stands({ text, fold }: Entry, bytes: Uint8Array, start: number): boolean {
  if (fold) {
    for (let i = 0; i < text.length; i++) if (FOLD[bytes[start + i]] !== text.charCodeAt(i)) return false;
  } else {
    for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** The bytes that are hashed, the letters in lower case (other bytes may become alike), and how they were taken. */
function keyOf(kind: number, bytes: Uint8Array, at: number): number {
  if (kind === FOUR) {
    return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3] | 0x20202020;
  }
  const start = kind === BEFORE ? at - 1 : at;
  return (kind << 28) | (bytes[start] << 16) | (bytes[start + 1] << 8) | bytes[start + 2] | 0x202020;
}

function isWindow(windows: Uint8Array, key: number): boolean {
  const slot = slotOf(key);
  return (windows[slot >> 3] & (1 << (slot & 7))) !== 0;
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - WINDOW_BITS);
}
