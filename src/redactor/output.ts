// The bytes that will reach the outer terminal next: the program's own, each of which can still be covered, and our
// repaints between them. The only place where a mask takes the place of bytes.

const KEEP = 0;
const DROP = 255;
/** Marks 1 and 2 stand for that many mask characters, 3 and 4 for one or two blanks. */
const BLANKS = 2;

export class Output {
  private bytes = new Uint8Array(8192);
  private marks = new Uint8Array(8192);
  private marked = false;
  /** The last piece appended is copied only when something else follows: pieces of a chunk mostly follow each other. */
  private source: Uint8Array | null = null;
  private sourceFrom = 0;
  private sourceTo = 0;
  private sourceAt = 0;
  length = 0;

  constructor(private readonly maskByte: number) {}

  /** Appends bytes, which must stay as they are until they are taken; returns the position of the first. */
  append(bytes: Uint8Array, from: number, to: number): number {
    if (bytes !== this.source || from !== this.sourceTo) {
      this.copySource();
      this.source = bytes;
      this.sourceFrom = from;
      this.sourceAt = this.length;
    }
    const at = this.length;
    this.sourceTo = to;
    this.length += to - from;
    this.reserve(this.length);
    return at;
  }

  /** Where `bytes[from]` will stand when it's appended next; marks may be set for all up to `to`. */
  expect(bytes: Uint8Array, from: number, to: number): number {
    if (bytes !== this.source || from !== this.sourceTo) this.copySource();
    this.reserve(this.length + to - from);
    return this.length;
  }

  /** Appends a one-byte string. */
  appendText(text: string): void {
    this.copySource();
    const at = this.length;
    this.length += text.length;
    this.reserve(this.length);
    for (let i = 0; i < text.length; i++) this.bytes[at + i] = text.charCodeAt(i);
  }

  /** Shows `columns` mask characters (or blanks) in place of the `count` bytes at `at`. */
  cover(at: number, count: number, columns: number, blank: boolean): void {
    this.marked = true;
    this.marks[at] = columns === 0 ? DROP : blank ? columns + BLANKS : columns;
    this.marks.fill(DROP, at + 1, at + count);
  }

  /** Shows the `count` bytes at `at` as they are. */
  uncover(at: number, count: number): void {
    this.marks.fill(KEEP, at, at + count);
  }

  isCovered(at: number): boolean {
    return this.marks[at] !== KEEP;
  }

  /** Takes all that is pending, with its masks in place. */
  take(): Uint8Array {
    const { source, sourceFrom, sourceTo } = this;
    if (source !== null && this.sourceAt === 0 && !this.marked) {
      this.source = null;
      this.length = 0;
      return source.subarray(sourceFrom, sourceTo);
    }
    this.copySource();
    const { bytes, marks, length } = this;
    this.length = 0;
    if (!this.marked) return bytes.slice(0, length);
    this.marked = false;
    const out = new Uint8Array(length * 2);
    let to = 0;
    for (let i = 0; i < length; i++) {
      const mark = marks[i];
      if (mark === KEEP) out[to++] = bytes[i];
      else if (mark !== DROP) {
        const byte = mark > BLANKS ? 0x20 : this.maskByte;
        out[to++] = byte;
        if ((mark & 1) === 0) out[to++] = byte;
      }
    }
    marks.fill(KEEP, 0, length);
    return out.subarray(0, to);
  }

  private copySource(): void {
    if (this.source === null) return;
    this.bytes.set(this.source.subarray(this.sourceFrom, this.sourceTo), this.sourceAt);
    this.source = null;
  }

  private reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const size = Math.max(this.bytes.length * 2, length);
    const bytes = new Uint8Array(size);
    bytes.set(this.bytes);
    this.bytes = bytes;
    const marks = new Uint8Array(size);
    marks.set(this.marks);
    this.marks = marks;
  }
}
