// Finds which of very many texts stands at a place of another text, or begins there and is cut off. Knows texts, not
// secrets.
//
// A text is entered under its first eight characters (six or four where it is shorter); texts with the same beginning are kept in order, so that
// the one that agrees longest is found by bisection. Whatever the number of texts, a place costs a table look-up.

/** Texts are entered under as many leading characters. */
const HEAD = 8;
/** The same, and under how many where they are shorter. */
const HEADS = [HEAD, 6, 4] as const;
const OPENING = 4;
/** Bits of the filter at first, and per head: the fewer are set, the fewer places need a second look. */
const SMALLEST = 1 << 14;
const SPARSITY = 32;
/** Longer texts are entered in pieces, so that what a place costs is bounded. */
export const LONGEST_PIECE = 512;

export interface Indexed {
  readonly text: string;
}

export interface Agreement<T> {
  readonly entry: T;
  /** How many characters agree. */
  readonly length: number;
}

export class ValueIndex<T extends Indexed> {
  /** Bit set over hashes of the first four characters of each head. */
  private filter = new Int32Array(SMALLEST >> 5);
  private shift = Math.clz32(SMALLEST) + 1;
  private marked = 0;
  private readonly buckets = new Map<string, T[]>();
  private readonly openings = new Map<string, string[]>();
  private shortest = Number.POSITIVE_INFINITY;

  /** @param entry whose text has at least four characters. False when an equal text is there. */
  add(entry: T): boolean {
    const { text } = entry;
    const head = headOf(text);
    const bucket = this.buckets.get(head);
    if (bucket === undefined) {
      this.buckets.set(head, [entry]);
      this.enter(head);
    } else {
      const at = placeOf(bucket, text);
      if (bucket[at]?.text === text) return false;
      bucket.splice(at, 0, entry);
    }
    this.shortest = Math.min(this.shortest, head.length);
    const opening = text.slice(0, OPENING);
    const heads = this.openings.get(opening);
    if (heads === undefined) this.openings.set(opening, [head]);
    else {
      const at = placeOf(heads, head);
      if (heads[at] !== head) heads.splice(at, 0, head);
    }
    return true;
  }

  /** Forgets a text. Its bits stay in the filter until that grows: they cost a look, not a finding. */
  remove(text: string): void {
    const head = headOf(text);
    const bucket = this.buckets.get(head);
    const at = bucket === undefined ? -1 : placeOf(bucket, text);
    if (bucket === undefined || bucket[at]?.text !== text) return;
    bucket.splice(at, 1);
    if (bucket.length > 0) return;
    this.buckets.delete(head);
    const opening = head.slice(0, OPENING);
    const heads = this.openings.get(opening);
    heads?.splice(placeOf(heads, head), 1);
    if (heads?.length === 0) this.openings.delete(opening);
  }

  /** The first place at or after `from` where a text may begin that is known by its head, or -1. */
  next(text: string, from: number): number {
    const { filter, shift } = this;
    const last = text.length - this.shortest;
    if (from > last) return -1;
    let word = wordAt(text, from) >>> 8;
    for (let i = from; i <= last; i++) {
      word = (word << 8) | text.charCodeAt(i + 3);
      const hash = Math.imul(word, 0x9e3779b1) >>> shift;
      if (((filter[hash >> 5] >>> (hash & 31)) & 1) !== 0 && this.headAt(text, i)) return i;
    }
    return -1;
  }

  private enter(head: string): void {
    this.mark(head);
    if (++this.marked * SPARSITY <= this.filter.length << 5) return;
    // Four times as large, unless most of what was marked is forgotten.
    const bits =
      this.buckets.size * SPARSITY * 2 > this.filter.length << 5 ? this.filter.length << 7 : this.filter.length << 5;
    this.filter = new Int32Array(bits >> 5);
    this.shift = Math.clz32(bits) + 1;
    this.marked = this.buckets.size;
    for (const known of this.buckets.keys()) this.mark(known);
  }

  private mark(head: string): void {
    const hash = Math.imul(wordAt(head, 0), 0x9e3779b1) >>> this.shift;
    this.filter[hash >> 5] |= 1 << (hash & 31);
  }

  private headAt(text: string, at: number): boolean {
    return HEADS.some((length) => this.buckets.has(text.slice(at, at + length)));
  }

  /** The longest text that stands as a whole at `at`. */
  wholeAt(text: string, at: number): T | null {
    for (const length of HEADS) {
      const bucket = this.buckets.get(text.slice(at, at + length));
      let limit = Math.min(text.length - at, LONGEST_PIECE);
      // What is a prefix of the text sorts before it, and so does each shorter prefix.
      while (bucket !== undefined && limit >= length) {
        const before = bucket[placeOf(bucket, text.slice(at, at + limit), true) - 1];
        if (before === undefined) break;
        const agreed = agreement(before.text, text, at);
        if (agreed === before.text.length) return before;
        limit = Math.min(limit - 1, agreed);
      }
    }
    return null;
  }

  /** The text that agrees longest with what stands at `at`, for at least its head. */
  longestAt(text: string, at: number): Agreement<T> | null {
    let best: Agreement<T> | null = null;
    for (const head of HEADS) {
      const bucket = this.buckets.get(text.slice(at, at + head));
      if (bucket === undefined) continue;
      const place = placeOf(bucket, text.slice(at, at + LONGEST_PIECE));
      for (const entry of [bucket[place - 1], bucket[place]]) {
        if (entry === undefined) continue;
        const length = agreement(entry.text, text, at);
        if (best === null || length > best.length) best = { entry, length };
      }
    }
    return best;
  }

  /** How many of the last characters before `end`, four to seven, are the beginning of a text; 0 when none are. */
  openingBefore(text: string, end: number): number {
    for (let length = Math.min(HEAD - 1, end); length >= OPENING; length--) {
      const written = text.slice(end - length, end);
      const heads = this.openings.get(written.slice(0, OPENING));
      if (heads?.[placeOf(heads, written)]?.startsWith(written)) return length;
    }
    return 0;
  }
}

function headOf(text: string): string {
  return text.slice(
    0,
    HEADS.find((length) => length <= text.length),
  );
}

/** Where `text` belongs in the order; with `after`, behind an equal one. */
function placeOf(ordered: readonly (Indexed | string)[], text: string, after = false): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = ordered[middle];
    const other = typeof entry === 'string' ? entry : entry.text;
    const before = after ? other <= text : other < text;
    if (before) low = middle + 1;
    else high = middle;
  }
  return low;
}

function agreement(known: string, text: string, at: number): number {
  let length = 0;
  while (length < known.length && known.charCodeAt(length) === text.charCodeAt(at + length)) length++;
  return length;
}

function wordAt(text: string, at: number): number {
  const byte = (i: number) => text.charCodeAt(at + i) & 255;
  return (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3);
}
