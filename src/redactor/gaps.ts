// Where in a stretch of bytes there is no text: control functions and what else has no width. Ascending, none touches the
// next. Answers how bytes and text correspond.

/** Numbers per gap: its first byte, the byte after it, and the bytes of all gaps before it. */
const FIELDS = 3;

export class Gaps {
  private fields = new Int32Array(64 * FIELDS);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  /** Adds the gap `[from, to)` behind all others. */
  add(from: number, to: number): void {
    const { count } = this;
    if (count > 0 && this.endOf(count - 1) === from) {
      this.fields[count * FIELDS - 2] = to;
      return;
    }
    if ((count + 1) * FIELDS > this.fields.length) {
      const grown = new Int32Array(this.fields.length * 2);
      grown.set(this.fields);
      this.fields = grown;
    }
    const before = count === 0 ? 0 : this.before(count);
    const at = count * FIELDS;
    this.fields[at] = from;
    this.fields[at + 1] = to;
    this.fields[at + 2] = before;
    this.count++;
  }

  startOf(gap: number): number {
    return this.fields[gap * FIELDS];
  }

  endOf(gap: number): number {
    return this.fields[gap * FIELDS + 1];
  }

  /** Bytes in the gaps before this one; `gap` may be `count`. */
  before(gap: number): number {
    if (gap === 0) return 0;
    const at = (gap - 1) * FIELDS;
    return this.fields[at + 2] + this.fields[at + 1] - this.fields[at];
  }

  /** The first gap that ends behind `place`, or `count`. */
  firstBehind(place: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.endOf(middle) > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** The first gap from `first` on whose beginning, less the bytes of all gaps before it, is beyond `place`. */
  firstBeyond(first: number, place: number): number {
    let low = first;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.startOf(middle) - this.fields[middle * FIELDS + 2] > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
