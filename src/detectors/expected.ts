// Values that stand on another line than their name: YAML block scalars and lists, `name:` over `value:`, strings that a program
// continues on the next line, the data of a Kubernetes Secret. Follows them from line to line, as `block.ts` follows key
// blocks. A detector in name only: it leads the prefilter to the lines on which such a thing begins.
import { type Expected, within } from './expected/expected.ts';
import { leadLiterals } from './expected/lead.ts';
import { openingOf } from './expected/opening.ts';
import { stepInto } from './expected/step.ts';
import { unwrapped } from './expected/wrapping.ts';
import { type Detector, type Finding, moved } from './finding.ts';
import type { Names } from './own-names.ts';

export type { Expected } from './expected/expected.ts';

/** How a line is read. */
export interface Reading {
  /** It is complete; else what touches its end is an open finding. */
  readonly ended: boolean;
  /** The column in which its text begins on its row. */
  readonly column: number;
  readonly names: Names;
}

/** A value's line, and a table's row, say nothing about the lines below them. */
const OPENS_NOTHING: ReadonlySet<Expected['kind']> = new Set(['lines', 'cells']);

export interface Received {
  readonly findings: Finding[];
  /** What is expected of the next line. */
  readonly expected: Expected | null;
}

/** Judges one logical line, given what is expected of it. */
export function receive(line: string, before: Expected | null, reading: Reading): Received {
  const { text, skipped, removed } = unwrapped(line);
  const { findings, expected } = receiveText(text, before, { ...reading, removed });
  if (skipped === 0) return { findings, expected };
  return { findings: findings.map((finding) => moved(finding, skipped)), expected };
}

function receiveText(text: string, before: Expected | null, reading: Reading & { removed: boolean }): Received {
  const { column, names } = reading;
  if (before === null) return { findings: [], expected: openingOf(text, column, names) };
  const step = stepInto(text, before, reading);
  if (step === null) return receiveText(text, before.parent, reading);
  const { next } = step;
  if (step.findings.length > 0) return { findings: [...step.findings], expected: next };
  if (step.strange === true && next !== null) {
    const { findings, expected } = receiveText(text, before.parent, reading);
    return { findings, expected: within(next, expected) };
  }
  const opened = OPENS_NOTHING.has(before.kind) || next?.kind === 'lines' ? null : openingOf(text, column, names);
  const isKnown = opened === null || (opened.kind === 'manifest' && next?.kind === 'manifest');
  return { findings: [], expected: isKnown ? next : within(opened, next) };
}

export const expectedDetector: Detector = {
  id: 'expected',
  literals: leadLiterals,
  find() {},
};
