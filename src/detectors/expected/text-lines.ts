// The lines of a value of several: of a block scalar, up to one that is indented less; of a string or a here document, up to its end.
import { beginsPublicBlock } from './data.ts';
import type { Span } from './entry.ts';
import type { ExpectedLines } from './expected.ts';
import { findingsIn } from './findings.ts';
import type { Located } from './place.ts';
import type { Step } from './step.ts';

export function stepIntoLines(
  text: string,
  expected: ExpectedLines,
  located: Located,
  ended: boolean,
  column: number,
): Step | null {
  const { terminator, place, of, border } = expected;
  if (border >= 0 && text[border - column] === '|') return null;
  // What stands in the first column, with a blank behind it, is the sign of a diff.
  const isDiff = located.item && located.indent === located.at - located.first;
  const first = isDiff ? located.at : located.first;
  const indent = isDiff ? located.indent : located.indent - (located.at - first);
  if (terminator === '') {
    if (indent <= place.indent) return null;
  } else if (text.startsWith(terminator, first)) return { findings: [], next: expected.parent };
  if (of !== null && beginsPublicBlock(text.slice(first))) return { findings: [], next: { ...expected, of: null } };
  const ending = terminator === '' ? -1 : text.indexOf(terminator, first);
  let end = ending < 0 ? text.length : ending;
  while (end > first && ' \t\r\0'.includes(text[end - 1])) end--;
  const span: Span = { start: first, end, quoted: true, touchesEnd: end === text.length, rest: '' };
  const findings = of === null ? [] : findingsIn(text, span, of, ended);
  return { findings, next: ending < 0 ? expected : expected.parent };
}
