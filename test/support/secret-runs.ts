// Finds pieces of secrets in what a person could read: maximal runs of a text that are substrings of a secret.
import type { Secret } from './secrets.ts';

/** `text[at, at + to - from)` reads `secret.text[from, to)`, and cannot be extended to either side. */
export interface Run {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Pieces of a secret's inside that are too short to be told from chance. */
export const CHANCE = 4;

/** Every maximal run of at least `least` characters, and every run of the secret's beginning. Cells may hold more than a character. */
export function runsOf(secret: Secret, cells: readonly string[] | string, least = CHANCE): Run[] {
  const places = placesOf(secret.text);
  const runs: Run[] = [];
  for (let at = 0; at < cells.length; at++) {
    const starts = places.get(cells[at] as string);
    if (!starts) continue;
    for (const from of starts) {
      if (at > 0 && from > 0 && cells[at - 1] === secret.text[from - 1]) continue;
      let to = from + 1;
      while (to < secret.text.length && cells[at + to - from] === secret.text[to]) to++;
      if (to - from >= least || from === 0) runs.push({ at, from, to });
    }
  }
  return runs;
}

/** Number of the secret's own characters that a run gives away, context and unmistakable prefix apart. */
export function exposed(secret: Secret, run: Run): number {
  return Math.max(0, Math.min(run.to, secret.to) - Math.max(run.from, secret.from + secret.shown));
}

/** Whether a run begins the secret and goes beyond what may be seen of an incomplete one. */
export function beginsSecret(secret: Secret, run: Run): boolean {
  return run.from === 0 && Math.min(run.to, secret.to) > secret.from + secret.shown;
}

const known = new Map<string, Map<string, number[]>>();

function placesOf(text: string): Map<string, number[]> {
  let places = known.get(text);
  if (!places) {
    places = new Map();
    for (let i = 0; i < text.length; i++) {
      const list = places.get(text[i] as string);
      if (list) list.push(i);
      else places.set(text[i] as string, [i]);
    }
    if (known.size > 50) known.clear();
    known.set(text, places);
  }
  return places;
}
