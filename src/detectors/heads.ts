// Finds the first eight bytes of any of very many values, in one pass that looks at one aligned word in four bytes. Knows
// hashes only, so its memory per value is a few words; what it reports is looked at again by a detector.

/** How many leading bytes of a value are looked for. */
export const HEAD = 8;
/** With so many leading bytes a value is on its way, where the text ends. */
export const OPENING = 4;

const WORD = 4;
/** Bits of the filter per word entered; the fewer are set, the fewer words need a second look. */
const SPARSITY = 16;
const SMALLEST = 1 << 14;

export class Heads {
  /** Bit set over hashes of the four words of each head. */
  private filter = new Int32Array(SMALLEST >> 5);
  private shift = shiftOf(SMALLEST);
  private readonly heads = new HashSet();
  /** Beginnings of four to seven bytes. */
  private readonly openings = new HashSet();
  /** Kept to fill a larger filter. */
  private words = new Int32Array(64);
  private wordCount = 0;
  private readonly scratch = new Uint8Array(HEAD);
  private buffer: ArrayBufferLike | null = null;
  private aligned = new Int32Array(0);

  get size(): number {
    return this.heads.size;
  }

  /** @param bytes a value of at least `HEAD` bytes. */
  add(bytes: Uint8Array): void {
    if (!this.heads.add(hashOf(bytes, 0, HEAD))) return;
    const word = new Int32Array(this.scratch.buffer, 0, 1);
    for (let offset = 0; offset < WORD; offset++) {
      this.scratch.set(bytes.subarray(offset, offset + WORD));
      this.enter(word[0]);
    }
  }

  /** From now on a value of these bytes counts where the text ends after four of them. */
  addOpening(bytes: Uint8Array): void {
    for (let length = OPENING; length < Math.min(bytes.length, HEAD); length++)
      this.openings.add(hashOf(bytes, 0, length));
  }

  /** Where the first head begins in `bytes[from, to)`, or -1. */
  search(bytes: Uint8Array, from: number, to: number): number {
    if (this.heads.size === 0) return -1;
    const { buffer, byteOffset } = bytes;
    if (buffer !== this.buffer) {
      this.buffer = buffer;
      this.aligned = new Int32Array(buffer as ArrayBuffer, 0, buffer.byteLength >> 2);
    }
    const { aligned, filter, shift } = this;
    const last = (byteOffset + to) >> 2;
    for (let i = (byteOffset + from + 3) >> 2; i < last; i++) {
      const hash = Math.imul(aligned[i], 0x9e3779b1) >>> shift;
      if (((filter[hash >> 5] >>> (hash & 31)) & 1) === 0) continue;
      const at = i * WORD - byteOffset;
      for (let start = Math.max(from, at - WORD + 1); start <= at && start + HEAD <= to; start++) {
        if (this.heads.has(hashOf(bytes, start, HEAD))) return start;
      }
    }
    return -1;
  }

  /** Where a beginning begins that ends at `end`, or -1. */
  openingBefore(bytes: Uint8Array, from: number, end: number): number {
    if (this.openings.size === 0) return -1;
    for (let length = OPENING; length < HEAD && end - length >= from; length++) {
      if (this.openings.has(hashOf(bytes, end - length, length))) return end - length;
    }
    return -1;
  }

  private enter(word: number): void {
    if (this.wordCount === this.words.length) {
      const larger = new Int32Array(this.words.length * 2);
      larger.set(this.words);
      this.words = larger;
    }
    this.words[this.wordCount++] = word;
    const capacity = this.filter.length << 5;
    if (this.wordCount * SPARSITY > capacity) {
      this.filter = new Int32Array(capacity >> 3);
      this.shift = shiftOf(capacity << 2);
      for (let i = 0; i < this.wordCount; i++) this.set(this.words[i]);
    } else this.set(word);
  }

  private set(word: number): void {
    const hash = Math.imul(word, 0x9e3779b1) >>> this.shift;
    this.filter[hash >> 5] |= 1 << (hash & 31);
  }
}

function shiftOf(bits: number): number {
  return Math.clz32(bits) + 1;
}

/** FNV-1a, mixed once more at the end; never 0. */
function hashOf(bytes: Uint8Array, from: number, length: number): number {
  let hash = 0x811c9dc5 ^ length;
  for (let i = from; i < from + length; i++) hash = Math.imul(hash ^ bytes[i], 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) | 0 || 1;
}

/** A set of 32-bit hashes, open addressing. */
class HashSet {
  private slots = new Int32Array(64);
  size = 0;

  has(hash: number): boolean {
    const mask = this.slots.length - 1;
    for (let i = hash & mask; this.slots[i] !== 0; i = (i + 1) & mask) if (this.slots[i] === hash) return true;
    return false;
  }

  /** False when it was there. */
  add(hash: number): boolean {
    if (this.has(hash)) return false;
    this.size++;
    if (this.size * 2 > this.slots.length) {
      const old = this.slots;
      this.slots = new Int32Array(old.length * 2);
      for (const kept of old) if (kept !== 0) this.place(kept);
    }
    this.place(hash);
    return true;
  }

  private place(hash: number): void {
    const mask = this.slots.length - 1;
    let i = hash & mask;
    while (this.slots[i] !== 0) i = (i + 1) & mask;
    this.slots[i] = hash;
  }
}
