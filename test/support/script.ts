// A script is what a session does to a redactor: writes, flushes, resizes. Scenarios are cut into scripts, cases are read
// into scripts, and `play` runs one.
import type { Redactor } from '../../src/redactor/redactor.ts';
import type { Choices } from './choices.ts';
import { latin1, toBytes } from './visible.ts';

export type Step =
  | { readonly do: 'write'; readonly bytes: string }
  | { readonly do: 'idle' }
  | { readonly do: 'resize'; readonly cols: number; readonly rows: number };

/** What the oracles need of a redactor. */
export type Masking = Pick<Redactor, 'write' | 'flush' | 'resize'>;

/** Runs the steps and a last flush('end'); `seen` gets what the program wrote and what came out, step by step. */
export function play(
  steps: readonly Step[],
  masking: Masking,
  seen: (step: Step | 'end', output: string) => void,
): void {
  for (const step of steps) {
    if (step.do === 'write') seen(step, latin1(masking.write(toBytes(step.bytes))));
    else if (step.do === 'idle') seen(step, latin1(masking.flush('idle')));
    else seen(step, latin1(masking.resize(step.cols, step.rows)));
  }
  seen('end', latin1(masking.flush('end')));
}

/** Cuts bytes into writes: whole, one byte each, few or many random pieces, or pieces long enough to count as a burst. */
export function cut(bytes: string, choices: Choices, lines = false): Step[] {
  const style = choices.below(6);
  const idles = choices.below(3);
  const steps: Step[] = [];
  let at = 0;
  while (at < bytes.length) {
    let length = bytes.length;
    if (style === 1) length = 1;
    else if (style === 2) length = choices.between(1, 5);
    else if (style === 3) length = choices.between(1, 40);
    else if (style === 4) length = choices.between(64, 160);
    else if (style === 5) length = choices.oneIn(3) ? choices.between(1, 200) : 1;
    if (lines) {
      const end = bytes.indexOf('\n', Math.min(at + length, bytes.length) - 1);
      length = end < 0 ? bytes.length : end + 1 - at;
    }
    // A repaint of ours between a character and what combines with it parts them in some terminals.
    while (/[\xcc\xcd]/.test(bytes.slice(at + length - 1, at + length + 1))) length += 1;
    steps.push({ do: 'write', bytes: bytes.slice(at, at + length) });
    at += length;
    if (idles === 2 || (idles === 1 && choices.oneIn(5))) steps.push({ do: 'idle' });
  }
  // Programs pause before they end: an unfinished line is then a live one.
  if (steps.at(-1)?.do !== 'idle') steps.push({ do: 'idle' });
  return steps;
}
