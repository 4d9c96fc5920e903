// What somebody may have meant by a name that there is not.

/** Names farther from what was written than this many letters are no guess. */
const FARTHEST = 3;

/** The known name that needs the fewest changes to become `written`, or null. */
export function mostSimilar(written: string, known: Iterable<string>): string | null {
  if (written.length > 100) return null;
  let best: string | null = null;
  let least = Math.min(FARTHEST, Math.floor(written.length / 2)) + 1;
  for (const name of known) {
    const changes = changesBetween(fold(written), fold(name));
    if (changes >= least) continue;
    best = name;
    least = changes;
  }
  return best;
}

/** `mask_style` and `maskStyle` are `mask-style`. */
function fold(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])|_/g, '-').toLowerCase();
}

/** Letters to insert, to drop, to replace, or to swap with their neighbour (optimal string alignment). */
function changesBetween(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length];
}
