// How many columns a plain line takes from column 0 on, were the terminal endlessly wide.
import { ControlFunction, INCOMPLETE, Kind, readControlFunction } from '../terminal/control-function.ts';
import { decode, decoded } from '../terminal/utf8.ts';
import { cellWidth } from '../terminal/width.ts';
import { stringEnd } from './plain-scan.ts';

const fn = new ControlFunction();

/** Columns of a line's text: control functions take none, a tab goes to the next multiple of eight. */
export function columnsOf(line: Uint8Array): number {
  let columns = 0;
  const end = line.length;
  for (let at = 0; at < end; ) {
    const byte = line[at];
    if (byte === 0x1b) {
      const next = readControlFunction(line, at, end, fn);
      if (next === INCOMPLETE) return columns;
      const ends = fn.kind === Kind.StringStart ? stringEnd(line, next, end, fn.final) : next;
      at = ends < 0 ? next : ends;
    } else if (byte === 0x09) {
      columns = (columns | 7) + 1;
      at++;
    } else if (byte < 0x20) at++;
    else {
      decode(line, at, end);
      if (decoded.length === 0) return columns;
      columns += cellWidth(decoded.code);
      at += decoded.length;
    }
  }
  return columns;
}
