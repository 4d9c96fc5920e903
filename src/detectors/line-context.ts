// What a line leaves to those that come after it: a block of many lines that is open, a value that is still expected. Readers of
// lines (plain text, the screen, files, titles) come here by way of `Examiner.follow`.
import { followBlock, mayTouchBlock, type OpenBlock } from './block.ts';
import { type Expected, receive } from './expected.ts';
import type { Finding } from './finding.ts';
import { BUILT_IN_NAMES, type Names } from './own-names.ts';

export interface LineContext {
  readonly block: OpenBlock | null;
  readonly expected: Expected | null;
}

export interface Followed {
  readonly findings: Finding[];
  /** What the line leaves to the next one, or null. */
  readonly context: LineContext | null;
}

/**
 * Judges one logical line by what came before it; a line that stands alone is the examiner's.
 * @param text one-byte string, without line end
 * @param before what the line before left
 * @param ended the line is complete; else what touches its end (or NUL) is an open finding
 * @param column the column in which the text begins on its row
 */
export function followLine(
  text: string,
  before: LineContext | null,
  ended: boolean,
  column = 0,
  names: Names = BUILT_IN_NAMES,
): Followed {
  const open = before?.block ?? null;
  const step = open !== null || mayTouchBlock(text) ? followBlock(text, open, ended) : null;
  const block = step?.open ?? null;
  // A key's lines are no entries: what was expected waits behind them.
  if (step !== null && (step.findings.length > 0 || block?.stage === 'head')) {
    const expected = before?.expected ?? null;
    return { findings: step.findings, context: contextOf(block, expected) };
  }
  const { findings, expected } = receive(text, before?.expected ?? null, { ended, column, names });
  return { findings, context: contextOf(block, expected) };
}

function contextOf(block: OpenBlock | null, expected: Expected | null): LineContext | null {
  return block === null && expected === null ? null : { block, expected };
}
