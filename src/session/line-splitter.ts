// Cuts a stream into lines, as one-byte strings. A line of any length costs bounded memory: a very long one comes in pieces.

const LONGEST_PIECE = 1024 * 1024;

export class LineSplitter {
  private rest = '';
  private first = true;

  /** @param take gets each line without its end, and whether this is the line's first piece. */
  push(chunk: Buffer, take: (line: string, first: boolean) => void): void {
    const text = this.rest + chunk.toString('latin1');
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      this.give(text.slice(from, text[at - 1] === '\r' && at > from ? at - 1 : at), take);
      this.first = true;
      from = at + 1;
    }
    while (text.length - from > LONGEST_PIECE) {
      // Cut where a secret hardly goes on, so that it is not torn in two.
      const blank = text.lastIndexOf(' ', from + LONGEST_PIECE);
      const to = blank > from ? blank + 1 : from + LONGEST_PIECE;
      this.give(text.slice(from, to), take);
      from = to;
    }
    this.rest = text.slice(from);
  }

  /** The last line may have no end. */
  end(take: (line: string, first: boolean) => void): void {
    if (this.rest !== '') this.give(this.rest, take);
    this.rest = '';
  }

  private give(line: string, take: (line: string, first: boolean) => void): void {
    take(line, this.first);
    this.first = false;
  }
}
