// Which cells of a program's own screen must be masked: those of whole secrets, and those of incomplete ones behind what
// may be seen of them.
import { type Judge, type Text, UNWRITTEN } from './judge.ts';
import type { Scenario } from './scenario.ts';
import { beginsSecret, CHANCE, type Characters, type Run, runsOf } from './secret-runs.ts';
import type { Secret } from './secrets.ts';

/** Whether a character makes a longer word of a token beside it. */
export const isJoined = (character = ' ') => /[\w+/=.-]/.test(character);

/** A beginning of a secret to which more may still come: the next cell was never written. */
export function isAlive(secret: Secret, run: Run, cells: Characters): boolean {
  if (secret.typed || run.to === secret.text.length) return true;
  return (cells[run.at + run.to - run.from] ?? UNWRITTEN) === UNWRITTEN;
}

/**
 * Where the part of a run ends that surely is one word. What follows a row's end that is no soft wrap may be the next
 * line's own beginning, if there is a secret without it and it does not read like a piece of a key.
 */
export function sureEnd(secret: Secret, { at, from, to }: Run, { cols, wrapped }: Text): number {
  const end = Math.min(to, secret.to);
  for (let row = Math.floor(at / cols) + 1; row * cols < at + end - from; row++) {
    const start = from + row * cols - at;
    if (wrapped[row] || start < secret.wholeAt) continue;
    const piece = secret.text.slice(start, Math.min(start + cols, end));
    if (!readsLikeKey(/^[\w+/-]*/.exec(piece)?.[0] ?? '')) return start;
  }
  return end;
}

/** Letters and digits mixed, as in keys and seldom in words. */
function readsLikeKey(text: string): boolean {
  if (text.length < CHANCE || !/\d/.test(text)) return false;
  return (/[a-z]/.test(text) && /[A-Z]/.test(text)) || (text.length >= 12 && /[A-Za-z]/.test(text));
}

export function mustBeMasked(secret: Secret, run: Run, cells: Characters): boolean {
  if (isJoined(cells[run.at - 1])) return false;
  if (run.to === secret.text.length && isJoined(cells[run.at + secret.text.length])) return false;
  return beginsSecret(secret, run) && isAlive(secret, run, cells);
}

/** The cells of a program's screen that hold whole secrets. */
export function wholeSecrets(program: Judge, { secrets, columns, cols }: Scenario): Set<number> {
  const screen = program.text(columns);
  const cells = new Set<number>();
  for (const secret of secrets) {
    for (const run of runsOf(secret, screen.characters)) {
      if (run.to - run.from < secret.text.length || !mustBeMasked(secret, run, screen.characters)) continue;
      for (let i = secret.from; i < sureEnd(secret, run, screen); i++) {
        const at = run.at + i;
        cells.add(Math.floor(at / screen.cols) * cols + (columns?.[0] ?? 0) + (at % screen.cols));
      }
    }
  }
  return cells;
}
