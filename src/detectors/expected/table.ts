// Tables whose heading names what is secret: psql's and mysql's, Markdown's, drawn with box characters, CSV and TSV. Reads a line as
// cells; judges no value.
import { tableOf } from '../characters.ts';
import type { Names } from '../own-names.ts';
import { type Expected, type ExpectedCells, MOST_LINES } from './expected.ts';

/** A vertical line of a box, in UTF-8 as one-byte characters. */
const BOXES = ['\u00e2\u0094\u0082', '\u00e2\u0094\u0083', '\u00e2\u0095\u0091'] as const;
const SEPARATORS = ['|', ...BOXES, '\t', ',', ';'] as const;
/** Of a table of one column: never in a line. */
export const NO_SEPARATOR = '\n';
/** A cell of a heading: a name, or what a database or a person writes for one. */
const HEADING = /^[A-Za-z_][\w ./-]{0,60}$/;
const MOST_CELLS = 64;
/** What `----+----`, `|:---|---:|`, `├───┼───┤` are made of, as bytes. */
const RULES = tableOf(' \t\r\0+|:=-\u00e2\u0094\u0095');
const LAST_BYTE_OF_BOX = { least: 0x80, most: 0xbf } as const;

export interface Cell {
  readonly start: number;
  readonly end: number;
  /** Between the quotes of CSV. */
  readonly quoted: boolean;
}

/** What a heading leaves to the rows below it, or null. */
export function headingOf(line: string, names: Names): Expected | null {
  if (line.startsWith('COPY ') || line.startsWith('copy ')) return copyOf(line, names);
  for (const separator of SEPARATORS) {
    if (!line.includes(separator)) continue;
    const cells = cellsOf(line, separator);
    if (cells.length < 2 || cells.length > MOST_CELLS) return null;
    // Behind a comma and a blank stands the next argument of a call.
    if ((separator === ',' || separator === ';') && line.includes(`${separator} `)) return null;
    const headings = cells.map(({ start, end }) => line.slice(start, end));
    // A list that ends in a comma goes on in the next line; a row of a drawn table may have no heading for its first cell.
    const mayBeEmpty = separator === '|' || separator.length > 1;
    if (!headings.every((name) => (mayBeEmpty && name === '') || HEADING.test(name))) return null;
    const secret = headings.map((name) => names.judge(name.replaceAll(' ', '_')));
    if (!secret.some((sensitivity) => sensitivity !== null)) return null;
    return { ...EXPECTED, separator, names: headings, secret, unruled: isDrawn(line, separator) };
  }
  return columnOf(line, names);
}

/** Without blanks at its separators it is a list, as psql and sqlite print it for programs: no ruler follows. */
function isDrawn(line: string, separator: string): boolean {
  return separator.length > 1 || (separator === '|' && !/^\w+(?:\|\w+)+$/.test(line.trim()));
}

/** `COPY users (id, password) FROM stdin;`, as pg_dump writes it: rows of TSV follow. */
function copyOf(line: string, names: Names): Expected | null {
  const copy = /^COPY \S{1,200} \(([^()]{1,300})\) FROM stdin;$/i.exec(line.trim());
  if (copy === null) return null;
  const headings = copy[1].split(',').map((name) => name.trim().replaceAll('"', ''));
  const secret = headings.map((name) => names.judge(name));
  if (secret.every((sensitivity) => sensitivity === null)) return null;
  return { ...EXPECTED, separator: '\t', names: headings, secret };
}

/** A table of one column has no separators: `select api_key from keys`. */
function columnOf(line: string, names: Names): Expected | null {
  const name = line.trim();
  const sensitivity = /^\w{1,100}$/.test(name) ? names.judge(name) : null;
  if (sensitivity === null || sensitivity === 'maybe') return null;
  return { ...EXPECTED, separator: NO_SEPARATOR, names: [name], secret: [sensitivity], unruled: true };
}

const EXPECTED: ExpectedCells = {
  kind: 'cells',
  place: { margin: '', indent: 0 },
  separator: '',
  unruled: false,
  names: [],
  secret: [],
  left: MOST_LINES.cells,
  parent: null,
};

/** Whether a line only parts the heading from the rows, or rows from each other. */
export function isRuler(line: string): boolean {
  let drawn = false;
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    const isBox = code >= LAST_BYTE_OF_BOX.least && code <= LAST_BYTE_OF_BOX.most;
    if (!isBox && RULES[code] !== 1) return false;
    drawn ||= isBox || code === 0x2d;
  }
  return drawn;
}

/** The cells of a line; the borders at its ends part none. */
export function cellsOf(line: string, separator: string): Cell[] {
  const cells: Cell[] = [];
  const isDrawn = separator === '|' || separator.length > 1;
  for (let from = 0; from <= line.length && cells.length <= MOST_CELLS; ) {
    const end = isDrawn || separator === '\t' ? line.indexOf(separator, from) : endOfField(line, from, separator);
    const to = end < 0 ? line.length : end;
    cells.push(trimmed(line, from, to));
    from = to + separator.length;
    if (end < 0) break;
  }
  if (!isDrawn) return cells;
  const isEmpty = (cell: Cell | undefined) => cell !== undefined && cell.end <= cell.start;
  const first = isEmpty(cells[0]) ? 1 : 0;
  return cells.slice(first, isEmpty(cells.at(-1)) ? -1 : undefined);
}

/** Where a field of CSV (RFC 4180) ends: separators between quotes are its own. */
function endOfField(line: string, from: number, separator: string): number {
  let at = from;
  while (line[at] === ' ') at++;
  if (line[at] !== '"') return line.indexOf(separator, from);
  let close = line.indexOf('"', at + 1);
  while (close >= 0 && line[close + 1] === '"') close = line.indexOf('"', close + 2);
  return close < 0 ? -1 : line.indexOf(separator, close);
}

function trimmed(line: string, from: number, to: number): Cell {
  let start = from;
  let end = to;
  while (start < end && isBlank(line[start])) start++;
  while (end > start && isBlank(line[end - 1])) end--;
  const quoted = end - start > 1 && line[start] === line[end - 1] && (line[start] === '"' || line[start] === '`');
  return quoted ? { start: start + 1, end: end - 1, quoted } : { start, end, quoted };
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\0' || character === '\r' || character === '\t';
}
