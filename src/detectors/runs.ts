// Runs of characters of one class in a text or its bytes, for detectors that no literal leads to. Knows no rule.

/** Looks at the run `bytes[start, end)`; `open`: the text ends with it, or NUL follows. */
type RunTest = (bytes: Uint8Array, start: number, end: number, open: boolean) => boolean;

/** The beginning of the first run of `table`'s characters in `bytes[from, to)` that `test` takes, or -1. */
export function seekRun(bytes: Uint8Array, from: number, to: number, table: Uint8Array, test: RunTest): number {
  for (let at = from; at < to; at++) {
    if (table[bytes[at]] === 0) continue;
    const start = at;
    while (at < to && table[bytes[at]] === 1) at++;
    if (test(bytes, start, at, at >= to || bytes[at] === 0)) return start;
  }
  return -1;
}

/** Visits each run of `table`'s characters in `text`. */
export function eachRun(text: string, table: Uint8Array, visit: (start: number, end: number) => void): void {
  const { length } = text;
  for (let at = 0; at < length; at++) {
    if (table[text.charCodeAt(at)] === 0) continue;
    const start = at;
    while (at < length && table[text.charCodeAt(at)] === 1) at++;
    visit(start, at);
  }
}

/** A shorter run is read again rather than remembered. */
const SHORT = 128;

/** The ends of a text's runs, remembered, so that a text of nothing but beginnings is still read once. */
export class RunEnds {
  private readonly known = new Map<Uint8Array, { from: number; end: number }>();

  constructor(readonly text: string) {}

  /** Index after the run of `table`'s characters at `from`. */
  after(table: Uint8Array, from: number): number {
    const last = this.known.get(table);
    if (last !== undefined && from >= last.from && from <= last.end) return last.end;
    let end = from;
    while (end < this.text.length && table[this.text.charCodeAt(end)] === 1) end++;
    if (end - from > SHORT) this.known.set(table, { from, end });
    return end;
  }
}
