// What a line leaves to those that come after it: a block of many lines that is open, base64 that goes on, a value that is still
// expected, a command's output. Readers of lines (plain text, the screen, files, titles) come here by way of `Examiner.follow`.
import { followBlock, mayTouchBlock, type OpenBlock } from './block.ts';
import { followOutput, type OpenOutput } from './command-output.ts';
import { followEncoding, type OpenEncoding } from './encoded-lines.ts';
import { type Expected, receive } from './expected.ts';
import type { Finding } from './finding.ts';
import { BUILT_IN_NAMES, type Names } from './own-names.ts';

export interface LineContext {
  readonly block: OpenBlock | null;
  readonly encoding: OpenEncoding | null;
  readonly expected: Expected | null;
  /** The output of a command of which something is known beforehand. */
  readonly output: OpenOutput | null;
}

/** What following lines needs to know of the rules. */
export interface Rules {
  readonly names: Names;
  /** What is found in a line by itself. */
  readonly find: (text: string, ended: boolean) => readonly Finding[];
}

export interface Followed {
  readonly findings: Finding[];
  /** What the line leaves to the next one, or null. */
  readonly context: LineContext | null;
}

const ONLY_NAMES: Rules = { names: BUILT_IN_NAMES, find: () => [] };

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
  { names, find }: Rules = ONLY_NAMES,
): Followed {
  const output = before?.output ?? null;
  if (output === null) return followText(text, before, { ended, column, names, find });
  const judged = followOutput(text, output, ended, names);
  const { findings, context } = followText(text, before, { ended, column, names, find });
  return { findings: [...judged.findings, ...findings], context: withOutput(context, judged.next) };
}

/** The same context in another output, or in none. */
export function withOutput(context: LineContext | null, output: OpenOutput | null): LineContext | null {
  if (context === null) return output === null ? null : contextOf(null, null, null, output);
  return contextOf(context.block, context.encoding, context.expected, output);
}

interface Reading extends Rules {
  readonly ended: boolean;
  readonly column: number;
}

function followText(text: string, before: LineContext | null, { ended, column, names, find }: Reading): Followed {
  const open = before?.block ?? null;
  const step = open !== null || mayTouchBlock(text) ? followBlock(text, open, ended) : null;
  const block = step?.open ?? null;
  // A key's lines are no entries: what was expected waits behind them.
  if (step !== null && (step.findings.length > 0 || block?.stage === 'head')) {
    const expected = before?.expected ?? null;
    return { findings: step.findings, context: contextOf(block, null, expected, null) };
  }
  const encoding = followEncoding(text, before?.encoding ?? null, find);
  const { findings, expected } = receive(text, before?.expected ?? null, { ended, column, names });
  return { findings: [...encoding.findings, ...findings], context: contextOf(block, encoding.open, expected, null) };
}

function contextOf(
  block: OpenBlock | null,
  encoding: OpenEncoding | null,
  expected: Expected | null,
  output: OpenOutput | null,
): LineContext | null {
  const isNothing = block === null && encoding === null && expected === null && output === null;
  return isNothing ? null : { block, encoding, expected, output };
}
