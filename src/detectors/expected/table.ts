// Tables whose heading names what is secret: psql's and mysql's, Markdown's, drawn with box characters, CSV and TSV. Reads a line as
// cells; judges no value.
import { tableOf } from '../characters.ts';
import type { Names } from '../own-names.ts';
import { type Expected, type ExpectedCells, MOST_LINES, type Pair } from './expected.ts';
import { BOXES } from './row.ts';

/** Of a table whose cells two blanks or more keep apart. */
export const BLANKS = '  ';
const SEPARATORS = ['|', ...BOXES, '\t', ',', ';', BLANKS] as const;
/** Of a table of one column: never in a line. */
export const NO_SEPARATOR = '\n';
/** A cell of a heading: a name, or what a database or a person writes for one. */
const HEADING = /^[A-Za-z_][\w ./-]{0,60}$/;
/** One that only blanks keep apart: no sentence. */
const COLUMN = /^[A-Za-z_][\w./-]{0,40}(?: [\w./-]{1,20})?$/;
const MOST_CELLS = 64;
/** Headings of the cell that names a value, of the value, and of what says that it is secret. */
const NAMES =
  /^(?:name|key|variable|parameter|option|setting|property|env|environment variable|config var|[A-Za-z]{1,20}[ _]?(?:name|key))$/i;
const VALUES = /^(?:(?:[A-Za-z]{1,20}[ _])?value|secret_?string|[A-Za-z]{1,20}Value)$/i;
const MARKS = /^(?:type|sensitive|masked|secured)$/i;
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
    if (!line.includes(separator, separator === BLANKS ? line.search(/\S/) : 0)) continue;
    const cells = cellsOf(line, separator);
    if (cells.length < 2 || cells.length > MOST_CELLS) return null;
    // Behind a comma and a blank stands the next argument of a call.
    if ((separator === ',' || separator === ';') && line.includes(`${separator} `)) return null;
    const headings = cells.map(({ start, end }) => line.slice(start, end));
    // A list that ends in a comma goes on in the next line; a row of a drawn table may have no heading for its first cell.
    const mayBeEmpty = separator === '|' || separator.length > 1;
    if (!headings.every((name) => (mayBeEmpty && name === '') || HEADING.test(name))) return null;
    if (separator === BLANKS && !headings.every((name) => COLUMN.test(name))) return null;
    const secret = headings.map((name) => names.judge(name.replaceAll(' ', '_')));
    const pair = pairOf(headings);
    if (pair === null && !secret.some((sensitivity) => sensitivity !== null)) return null;
    const columns = separator === BLANKS ? cells.map(({ start }) => start) : [];
    return { ...NO_TABLE, separator, names: headings, secret, pair, columns, unruled: isDrawn(line, separator) };
  }
  return columnOf(line, names);
}

/** Where the rows name their values themselves. */
function pairOf(headings: readonly string[]): Pair | null {
  const value = headings.findIndex((heading) => VALUES.test(heading));
  const name = headings.findIndex((heading, i) => i !== value && NAMES.test(heading));
  return value < 0 || name < 0 ? null : { name, value, mark: headings.findIndex((heading) => MARKS.test(heading)) };
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
  return { ...NO_TABLE, separator: '\t', names: headings, secret };
}

/** A table of one column has no separators: `select api_key from keys`. */
function columnOf(line: string, names: Names): Expected | null {
  const name = line.trim();
  const sensitivity = /^\w{1,100}$/.test(name) ? names.judge(name) : null;
  if (sensitivity === null || sensitivity === 'maybe') return null;
  return { ...NO_TABLE, separator: NO_SEPARATOR, names: [name], secret: [sensitivity], unruled: true };
}

/** A table of which nothing is known. */
export const NO_TABLE: ExpectedCells = {
  kind: 'cells',
  place: { margin: '', indent: 0 },
  separator: '',
  unruled: false,
  names: [],
  secret: [],
  pair: null,
  columns: [],
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

/** The cells of a line; the borders at its ends part none. `count` of them are expected: an empty one may stand at an end. */
export function cellsOf(line: string, separator: string, count = 0): Cell[] {
  if (separator === BLANKS) return columnsOf(line);
  const cells: Cell[] = [];
  const isDrawn = separator === '|' || separator.length > 1;
  for (let from = 0; from <= line.length && cells.length <= MOST_CELLS; ) {
    const end = isDrawn || separator === '\t' ? line.indexOf(separator, from) : endOfField(line, from, separator);
    const to = end < 0 ? line.length : end;
    cells.push(trimmed(line, from, to));
    from = to + separator.length;
    if (end < 0) break;
  }
  return isDrawn ? withoutBorders(cells, line, separator, count) : cells;
}

/** Borders stand side by side, in the tables of the AWS CLI two of them. */
function withoutBorders(cells: Cell[], line: string, separator: string, count: number): Cell[] {
  let [first, last] = [0, cells.length];
  const isEmpty = (cell: Cell) => cell.end <= cell.start;
  const isBorder = (bar: number) => line.startsWith(separator, bar);
  let at = trimmed(line, 0, line.length).start;
  for (; last - first > count && isBorder(at) && isEmpty(cells[first]); at += separator.length) first++;
  at = trimmed(line, 0, line.length).end - separator.length;
  for (; last - first > count && at >= 0 && isBorder(at) && isEmpty(cells[last - 1]); at -= separator.length) last--;
  return cells.slice(first, last);
}

/** Cells that two blanks or more keep apart. */
function columnsOf(line: string): Cell[] {
  const cells: Cell[] = [];
  for (let at = 0; at < line.length && cells.length <= MOST_CELLS; ) {
    if (isBlank(line[at])) {
      at++;
      continue;
    }
    let end = at;
    while (end < line.length && !(isBlank(line[end]) && (end + 1 >= line.length || isBlank(line[end + 1])))) end++;
    cells.push(trimmed(line, at, end));
    at = end;
  }
  return cells;
}

/** The cells that begin at `columns`, or null where a character stands before one of these, or several words before the second. */
export function cellsAt(line: string, columns: readonly number[]): Cell[] | null {
  const reached = columns.filter((start) => start < line.length);
  if (reached.some((start) => start > 0 && !isBlank(line[start - 1]))) return null;
  if (reached.length === 1 && columns.length > 1 && /\S\s+\S/.test(line)) return null;
  return reached.map((start, i) => trimmed(line, start, reached[i + 1] ?? line.length));
}

/** Where the runs of a ruler begin that underline each column; none where it is drawn as a whole. */
export function columnsUnder(ruler: string): number[] {
  return [...ruler.matchAll(/(?<!\S)[-=]+(?!\S)/g)].map(({ index }) => index);
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
