// Character sets: G0 to G3 and which of them is in use. Only the DEC line-drawing set (`0`) changes what letters mean.

/** What the line-drawing set shows for bytes 0x60-0x7e (xterm ctlseqs, "DEC Special Character and Line Drawing Set"). */
const LINE_DRAWING = '◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·';

export class Charsets {
  private readonly drawing = [false, false, false, false];
  private inUse = 0;
  /** True while bytes mean themselves. */
  plain = true;

  /** Designates set `index` (0-3) by the final byte of its designation. */
  designate(index: number, final: number): void {
    this.drawing[index] = final === 0x30;
    this.plain = !this.drawing[this.inUse];
  }

  /** Locking shift: set `index` is in use from now on. */
  use(index: number): void {
    this.inUse = index;
    this.plain = !this.drawing[index];
  }

  /** Code point that a byte below 0x80 shows. */
  translate(byte: number): number {
    if (this.plain || byte < 0x60 || byte > 0x7e) return byte;
    return LINE_DRAWING.charCodeAt(byte - 0x60);
  }

  /** Bytes that make ASCII mean itself and bytes that undo it, or `null` where no set in reach is ASCII. */
  get asciiAndBack(): readonly [string, string] | null {
    if (this.plain) return ['', ''];
    if (this.inUse === 0) return ['\x1b(B', '\x1b(0'];
    return this.inUse === 1 && !this.drawing[0] ? ['\x0f', '\x0e'] : null;
  }

  copy(): Charsets {
    const copy = new Charsets();
    for (let i = 0; i < 4; i++) copy.drawing[i] = this.drawing[i];
    copy.use(this.inUse);
    return copy;
  }
}
