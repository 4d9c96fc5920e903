// Names whose value is the next word, on the next line: a flag in a list of arguments, or before a backslash that continues a command.
// Sections whose entries are all secret.
import type { Names } from '../own-names.ts';
import { type ExpectedValue, MOST_LINES, valueBelow } from './expected.ts';
import { placeOf } from './place.ts';

/** Alone on its line, but for what makes it an item of a list. */
const FLAG = /^\s*(?:["']--?([\w-]{1,100})["'],?|- ["']?--?([\w-]{1,100})["']?)$/;
/** `--password \\`, `export DB_PASSWORD=\\`. */
const CONTINUED = /(?:(?:^|\s)--?([\w-]{1,100})[= ]|(?:^|\s)([A-Z_][A-Z0-9_]{1,100})=)\s{0,20}\\$/;
/** What may stand before a command on each of its lines: a number, a moment, the name of a container. */
const MARGIN = /^\s*(?:\d{4}-\d\d-\d\dT\S{1,30}\s|\d{1,6}[:.)\s-]|[\w.-]{1,40}\s{0,20}\|\s)/;
/** `[secrets]` of TOML and INI. */
const SECTION = /^\[([\w.-]{1,60})\]$/;
const SEVERAL = /(?:secrets|passwords|credentials|api_?keys)$/i;

/** `- --password`, `"--password",`: in the list of a command's arguments its value is the next item. */
export function flagOf(line: string, column: number, names: Names): ExpectedValue | null {
  const flag = FLAG.exec(line);
  const sensitivity = flag === null ? null : names.judge(flag[1] ?? flag[2]);
  if (flag === null || sensitivity === null) return null;
  const at = line.length - flag[0].trimStart().length;
  const place = placeOf(line, at, column);
  const name = flag[1] ?? flag[2];
  const items = flag[1] === undefined ? 'any' : 'quoted';
  // Its sibling stands no deeper.
  return valueBelow({ ...place, indent: place.indent - 1 }, { name, sensitivity }, { items, left: 1, single: true });
}

/** The value is the first word of the next line. */
export function continuedOf(line: string, column: number, names: Names): ExpectedValue | null {
  if (!line.endsWith('\\')) return null;
  const continued = CONTINUED.exec(line);
  const name = continued?.[1] ?? continued?.[2] ?? '';
  const sensitivity = names.judge(name);
  if (sensitivity === null) return null;
  // It may stand anywhere on that line, behind what each line begins with.
  const place = { ...placeOf(line, MARGIN.exec(line)?.[0].length ?? 0, column), indent: -1 };
  return valueBelow(place, { name, sensitivity }, { items: 'word', left: 1, single: true });
}

/** `[secrets]`: each of the entries below it is one, if it looks like one. */
export function sectionOf(line: string, column: number, names: Names): ExpectedValue | null {
  const name = SECTION.exec(line.trimStart())?.[1] ?? '';
  const sensitivity = SEVERAL.test(name) ? (names.judge(name.replace(/s$/i, '')) ?? names.judge(name)) : null;
  if (sensitivity === null) return null;
  const place = placeOf(line, line.indexOf('['), column);
  const of = { name, sensitivity: 'secret' } as const;
  return valueBelow({ ...place, indent: place.indent - 1 }, of, { items: 'none', left: MOST_LINES.deeper });
}
