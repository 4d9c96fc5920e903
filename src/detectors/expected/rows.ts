// The rows of a table whose heading was read: each cell below a sensitive name, and each value whose row names it.

import type { Finding } from '../finding.ts';
import { isConstant } from '../names.ts';
import type { Names } from '../own-names.ts';
import type { Span } from './entry.ts';
import type { ExpectedCells, Pair } from './expected.ts';
import { judged } from './findings.ts';
import type { Line, Step } from './step.ts';
import { BLANKS, type Cell, cellsAt, cellsOf, columnsUnder, isRuler, NO_SEPARATOR } from './table.ts';

/** What a cell says beside a secret. */
const MARKED = /^(?:SecureString|sensitive|secret|secure|concealed|true|yes)$/i;

/** A blank line ends a table; kubectl has one below a ruler. */
export function blankRow(expected: ExpectedCells): Step | null {
  return expected.separator === NO_SEPARATOR ? { findings: [], next: { ...expected, left: expected.left - 1 } } : null;
}

export function stepIntoCells(text: string, expected: ExpectedCells, line: Line): Step | null {
  if (isRuler(text)) return { findings: [], next: ruled(text, expected) };
  const { separator, names, secret, pair } = expected;
  if (expected.unruled && separator !== BLANKS) return null;
  // Below a heading of Markdown stand sentences.
  if (separator === NO_SEPARATOR && /\S\s+\S|:\s*$/.test(text)) return null;
  const cells = rowOf(text, expected, line.ended);
  if (cells === null) return null;
  const findings = cells.flatMap((cell, i) => {
    const sensitivity = secret[i];
    if (sensitivity === null) return [];
    // Names in columns, with no ruler below them, may be words of any list.
    const named = { name: names[i], sensitivity: expected.unruled ? 'maybe' : sensitivity, alone: true } as const;
    return judged(text, spanOf(text, cell), named, 'loose', line.ended);
  });
  return { findings: [...findings, ...(pair === null ? [] : inPair(text, cells, pair, line))], next: expected };
}

/** The cells of a row, or null where it is none. The last one of a row that is being written may not be there yet. */
function rowOf(text: string, { separator, names, columns }: ExpectedCells, ended: boolean): Cell[] | null {
  const cells = cellsOf(text, separator, names.length);
  if (cells.length === names.length) return cells;
  if (separator === BLANKS) return cellsAt(text, columns);
  return ended || cells.length > names.length ? null : cells;
}

/** A ruler's runs tell better than the heading where the columns begin. */
function ruled(text: string, expected: ExpectedCells): ExpectedCells {
  const columns = expected.separator === BLANKS ? columnsUnder(text) : [];
  if (columns.length !== expected.names.length) return { ...expected, unruled: false };
  // Its first dash may have been read as the sign of a diff.
  return { ...expected, unruled: false, columns: [Math.min(columns[0], expected.columns[0]), ...columns.slice(1)] };
}

/** The value of a row that names it, or says that it is secret. */
function inPair(text: string, cells: readonly Cell[], pair: Pair, { ended, names }: Line): Finding[] {
  const [named, value, mark] = [cells[pair.name], cells[pair.value], cells[pair.mark]];
  if (named === undefined || value === undefined) return [];
  const name = text.slice(named.start, named.end);
  const isMarked = mark !== undefined && MARKED.test(text.slice(mark.start, mark.end));
  const sensitivity = isMarked ? 'password' : judgeIn(names, name);
  if (sensitivity === null) return [];
  const form = isMarked || isConstant(name) ? 'strict' : 'loose';
  return judged(text, spanOf(text, value), { name, sensitivity, alone: true }, form, ended);
}

function judgeIn(names: Names, name: string) {
  return names.judge(name.trim().replaceAll(' ', '_'));
}

function spanOf(text: string, cell: Cell): Span {
  return { ...cell, touchesEnd: cell.end === text.length, rest: '' };
}
