// The window's title: what the program last set it to, masked, and a mark of ours before it.
import { OSC } from './control-string.ts';

/** XTWINOPS: the terminal keeps its title, and brings it back. */
const PUSH = '\x1b[22;2t';
const POP = '\x1b[23;2t';

export class Titles {
  private mark = '';
  private last: string | null = null;
  private pushed = false;
  /** The last one is shown with its secrets. */
  private open = false;

  /**
   * @param payload of a control string, as it is to be shown
   * @param masked the same with its secrets masked
   * @returns the payload, with the mark in it where it sets a title
   */
  take(introducer: number, payload: string, masked: string): string {
    const head = introducer === OSC ? /^[02];/.exec(masked)?.[0] : undefined;
    if (head === undefined) return payload;
    this.last = masked.slice(head.length);
    this.open = payload !== masked;
    return this.mark === '' ? payload : `${head}${this.mark}${payload.slice(head.length)}`;
  }

  /**
   * Puts `mark` before this title and those that come; an empty one takes it away.
   * @returns the sequences that show it; a title that nobody set since the start is that which the terminal had
   */
  setMark(mark: string): string {
    if (mark === this.mark) return '';
    const first = this.mark === '';
    this.mark = mark;
    if (this.last !== null) return this.shown();
    if (mark === '') return this.pushed ? POP : '';
    this.pushed = true;
    return `${first ? PUSH : ''}${this.shown()}`;
  }

  /** The sequence that masks a title which was shown as it came; empty where there is none. */
  cover(): string {
    return this.open ? this.shown() : '';
  }

  private shown(): string {
    this.open = false;
    return `\x1b]2;${this.mark}${this.last ?? ''}\x07`;
  }
}
