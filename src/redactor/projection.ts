// A line's text without what has no width in it, with the way back from each byte to where it stands in the stream.
import { ControlFunction, INCOMPLETE, Kind, readControlFunction } from '../terminal/control-function.ts';
import { oneByteString } from '../terminal/one-byte.ts';
import { stringEnd } from './plain-scan.ts';

export class Projection {
  bytes: Uint8Array = new Uint8Array(0);
  /** Index in the stream of each byte; `null` where all of the stream is text and `offset` tells it. */
  private raw = new Int32Array(0);
  private identity = true;
  private offset = 0;
  length = 0;
  private readonly fn = new ControlFunction();

  /** Takes `bytes[from, to)`; `escapes` tells whether anything of zero width may stand in it. */
  take(bytes: Uint8Array, from: number, to: number, escapes: boolean): void {
    this.identity = !escapes;
    if (!escapes) {
      this.bytes = bytes;
      this.offset = from;
      this.length = to - from;
      return;
    }
    this.offset = 0;
    if (this.raw.length < to - from) this.raw = new Int32Array((to - from) * 2);
    if (this.bytes.length < to - from || this.bytes === bytes) this.bytes = new Uint8Array(this.raw.length);
    this.length = 0;
    for (let at = from; at < to; ) {
      const byte = bytes[at];
      if (byte === 0x1b) at = this.skip(bytes, at, to);
      else if (byte === 0x07 || byte === 0) at++;
      else {
        this.bytes[this.length] = byte;
        this.raw[this.length++] = at++;
      }
    }
  }

  /** Index of the first byte in `bytes`. */
  get start(): number {
    return this.offset;
  }

  get text(): string {
    return oneByteString(this.bytes, this.offset, this.offset + this.length);
  }

  /** Where the text's byte `index` stands in the stream. */
  at(index: number): number {
    return this.identity ? this.offset + index : this.raw[index];
  }

  private skip(bytes: Uint8Array, at: number, to: number): number {
    const next = readControlFunction(bytes, at, to, this.fn);
    if (next === INCOMPLETE) return to;
    if (this.fn.kind !== Kind.StringStart) return next;
    const end = stringEnd(bytes, next, to, this.fn.final);
    return end < 0 ? next : end;
  }
}
