// Cuts a stream into lines, as one-byte strings. A line of any length costs bounded memory: a very long one comes in pieces.

const LONGEST_PIECE = 1024 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;

export interface LineReader {
  /** Gets a line without its end, and whether this is the line's first piece. */
  take(line: string, first: boolean): void;
  /** Of the whole lines in `bytes[from, to)`, how far they need not be taken: the index where a line begins, or `to`. */
  skip?(bytes: Buffer, from: number, to: number): number;
}

export class LineSplitter {
  private rest: Buffer = Buffer.alloc(0);
  private first = true;

  constructor(private readonly reader: LineReader) {}

  push(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const whole = bytes.lastIndexOf(LINE_FEED) + 1;
    let from = 0;
    while (from < whole) {
      if (this.first) from = this.reader.skip?.(bytes, from, whole) ?? from;
      if (from >= whole) break;
      const end = bytes.indexOf(LINE_FEED, from);
      this.give(bytes, from, end > from && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
      this.first = true;
      from = end + 1;
    }
    while (bytes.length - from > LONGEST_PIECE) {
      // Cut where a secret hardly goes on, so that it is not torn in two.
      const blank = bytes.lastIndexOf(BLANK, from + LONGEST_PIECE);
      const to = blank > from ? blank + 1 : from + LONGEST_PIECE;
      this.give(bytes, from, to);
      from = to;
    }
    this.rest = Buffer.from(bytes.subarray(from));
  }

  /** The last line may have no end. */
  end(): void {
    if (this.rest.length > 0) this.give(this.rest, 0, this.rest.length);
    this.rest = Buffer.alloc(0);
  }

  private give(bytes: Buffer, from: number, to: number): void {
    this.reader.take(bytes.toString('latin1', from, to), this.first);
    this.first = false;
  }
}
