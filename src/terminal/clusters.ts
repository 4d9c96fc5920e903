// Characters of several code points (a letter and the marks that combine with it), each kept once.
import { CLUSTER } from './row.ts';
import { encode } from './utf8.ts';

const MAX_CLUSTERS = 65_536;

export class Clusters {
  private texts: string[] = [];
  private readonly codes = new Map<string, number>();

  get full(): boolean {
    return this.texts.length >= MAX_CLUSTERS;
  }

  /** The code of a cell that holds `text`, a one-byte string of UTF-8 bytes. */
  intern(text: string): number {
    let code = this.codes.get(text);
    if (code === undefined) {
      code = CLUSTER + this.texts.push(text) - 1;
      this.codes.set(text, code);
    }
    return code;
  }

  /** The UTF-8 bytes of a cell's character as a one-byte string; '' for a blank cell. */
  textOf(code: number): string {
    if (code >= CLUSTER) return this.texts[code - CLUSTER];
    return code === 0 ? '' : encode(code);
  }

  clear(): void {
    this.texts = [];
    this.codes.clear();
  }
}
