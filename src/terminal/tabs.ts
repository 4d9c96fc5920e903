// Tab stops: every eighth column, and those that HTS and TBC change.

export class TabStops {
  private stops: Uint8Array;

  constructor(cols: number) {
    this.stops = new Uint8Array(cols);
    this.reset();
  }

  reset(): void {
    for (let col = 0; col < this.stops.length; col++) this.stops[col] = col % 8 === 0 ? 1 : 0;
  }

  set(col: number): void {
    this.stops[col] = 1;
  }

  clear(col: number): void {
    this.stops[col] = 0;
  }

  clearAll(): void {
    this.stops.fill(0);
  }

  /** The stop after `col`, or the last column. */
  next(col: number): number {
    let at = col + 1;
    while (at < this.stops.length && this.stops[at] === 0) at++;
    return Math.min(at, this.stops.length - 1);
  }

  /** The stop before `col`, or the first column. */
  previous(col: number): number {
    let at = col - 1;
    while (at > 0 && this.stops[at] === 0) at--;
    return Math.max(at, 0);
  }

  resize(cols: number): void {
    const old = this.stops;
    this.stops = new Uint8Array(cols);
    this.reset();
    this.stops.set(old.subarray(0, cols));
  }
}
