// A row of two cells that is an entry: where a record stands vertically, as `aws --output table` prints it, its first cell is the
// key and its second one the value. Judges nothing.

/** A vertical line of a box, in UTF-8 as one-byte characters. */
export const BOXES = ['\u00e2\u0094\u0082', '\u00e2\u0094\u0083', '\u00e2\u0095\u0091'] as const;

const KEY = /^[A-Za-z][\w.-]{0,60}$/;
const LONGEST_ROW = 4096;

/** `||  Name  |  x  ||` as `    Name:   x    `, of the same length; any other line as it is. */
export function asEntry(line: string): string {
  const first = skip(line, 0);
  if (barAt(line, first) === 0 || line.length > LONGEST_ROW) return line;
  const start = skipBars(line, first);
  let bar = start;
  while (bar < line.length && barAt(line, bar) === 0) bar++;
  const key = line.slice(start, bar).trimEnd();
  const width = barAt(line, bar);
  if (width === 0 || !KEY.test(key)) return line;
  const from = bar + width;
  const end = endOfCell(line, from);
  if (end < 0) return line;
  const keyEnd = start + key.length;
  return `${' '.repeat(start)}${key}:${' '.repeat(from - keyEnd - 1)}${line.slice(from, end)}${' '.repeat(line.length - end)}`;
}

/** Where the last cell of the row ends that begins at `from`, or -1 where another one follows. */
function endOfCell(line: string, from: number): number {
  let end = line.length;
  for (;;) {
    while (end > from && isBlank(line[end - 1])) end--;
    const box = BOXES.find((drawn) => line.endsWith(drawn, end));
    if (end > from && line[end - 1] === '|') end--;
    else if (box !== undefined && end - box.length >= from) end -= box.length;
    else break;
  }
  const other = line.indexOf('|', from);
  const isOther = other >= 0 && other < end && (isBlank(line[other + 1]) || isBlank(line[other - 1]));
  return isOther || BOXES.some((box) => line.slice(from, end).includes(box)) ? -1 : end;
}

/** How many characters the bar at `at` is long; 0 where none is. */
function barAt(line: string, at: number): number {
  if (line[at] === '|') return 1;
  return line[at] === '\u00e2' && BOXES.some((box) => line.startsWith(box, at)) ? 3 : 0;
}

function skipBars(line: string, from: number): number {
  let at = from;
  for (let width = barAt(line, at); width > 0; width = barAt(line, at)) at = skip(line, at + width);
  return at;
}

function skip(line: string, from: number): number {
  let at = from;
  while (isBlank(line[at])) at++;
  return at;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\0';
}
