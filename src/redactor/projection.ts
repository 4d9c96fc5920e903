// A line's text without what has no width in it, with the way back from each byte to where it stands in the stream.
import { oneByteString } from '../terminal/one-byte.ts';
import type { Gaps } from './gaps.ts';

export class Projection {
  /** Holds the text from `start` on: the stream itself where it has no gaps. */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  length = 0;
  private buffer = new Uint8Array(0);
  /** Where in the stream the text begins, and the first gap behind that. */
  private origin = 0;
  private firstGap = 0;
  private gaps: Gaps | null = null;

  /** Takes `bytes[from, to)`, of which `gaps` are no text; they must stay as they are while the projection is used. */
  take(bytes: Uint8Array, from: number, to: number, gaps: Gaps): void {
    let gap = gaps.firstBehind(from);
    let at = from;
    if (gap < gaps.count && gaps.startOf(gap) < from) at = gaps.endOf(gap++);
    this.origin = at;
    this.firstGap = gap;
    if (gap >= gaps.count || gaps.startOf(gap) >= to) {
      this.gaps = null;
      this.bytes = bytes;
      this.start = at;
      this.length = Math.max(to - at, 0);
      return;
    }
    this.gaps = gaps;
    if (this.buffer.length < to - from) this.buffer = new Uint8Array((to - from) * 2);
    const { buffer } = this;
    let length = 0;
    for (; at < to; gap++) {
      const end = gap < gaps.count ? Math.min(gaps.startOf(gap), to) : to;
      for (; at < end; at++) buffer[length++] = bytes[at];
      if (gap < gaps.count) at = gaps.endOf(gap);
    }
    this.bytes = buffer;
    this.start = 0;
    this.length = length;
  }

  get text(): string {
    return oneByteString(this.bytes, this.start, this.start + this.length);
  }

  /** Where the text's byte `index` stands in the stream. */
  at(index: number): number {
    const { gaps, firstGap, origin } = this;
    if (gaps === null) return origin + index;
    const passed = gaps.before(firstGap);
    const next = gaps.firstBeyond(firstGap, origin + index - passed);
    return origin + index + gaps.before(next) - passed;
  }

  /** The text's first byte that stands at or behind `place` in the stream. */
  indexFrom(place: number): number {
    const { gaps, firstGap, origin } = this;
    if (place <= origin) return 0;
    if (gaps === null) return place - origin;
    const next = gaps.firstBehind(place);
    const inside = next < gaps.count && gaps.startOf(next) < place ? place - gaps.startOf(next) : 0;
    return place - inside - origin - (gaps.before(next) - gaps.before(firstGap));
  }
}
