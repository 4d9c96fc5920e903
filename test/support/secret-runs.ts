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

/** One entry per cell, or a run of bytes. */
export type Characters = string | readonly string[];

/** Every maximal run of at least `least` characters, and every beginning of two or more. Cells may hold more than a character. */
export function runsOf(secret: Secret, cells: Characters, least = CHANCE): Run[] {
  const { text } = secret;
  const { pairs, places } = indexOf(text);
  const runs: Run[] = [];
  let next = cells.length > 0 ? (cells[0] as string).charCodeAt(0) : 0;
  for (let at = 0; at + 1 < cells.length; at++) {
    const code = next;
    next = (cells[at + 1] as string).charCodeAt(0);
    // Most text is told from the secret by two characters.
    if (pairs[((code & 127) << 7) | (next & 127)] === 0) continue;
    for (const from of places.get(cells[at] as string) ?? []) {
      if (at > 0 && from > 0 && cells[at - 1] === text[from - 1]) continue;
      let to = from + 1;
      while (to < text.length && cells[at + to - from] === text[to]) to++;
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

interface Index {
  /** By two 7-bit codes: whether the secret holds these characters in a row. */
  readonly pairs: Uint8Array;
  readonly places: Map<string, number[]>;
}

const known = new Map<string, Index>();

function indexOf(text: string): Index {
  let index = known.get(text);
  if (!index) {
    index = { pairs: new Uint8Array(1 << 14), places: new Map() };
    for (let i = 0; i < text.length; i++) {
      const list = index.places.get(text[i] as string);
      if (list) list.push(i);
      else index.places.set(text[i] as string, [i]);
      if (i > 0) index.pairs[(text.charCodeAt(i - 1) << 7) | text.charCodeAt(i)] = 1;
    }
    if (known.size > 50) known.clear();
    known.set(text, index);
  }
  return index;
}
