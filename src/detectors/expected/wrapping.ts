// What a line of a file is wrapped in where it is shown: the sign of a diff, the heading of a hunk, the commit that git blame names,
// carriage returns before it. Without it the line reads as it stands in the file.

import { CHARACTERS, tableOf } from '../characters.ts';

export interface Unwrapped {
  /** The line; a sign is a blank, so that columns stay what they are. */
  readonly text: string;
  /** How many characters before it were left out. */
  readonly skipped: number;
  /** The line was taken out, and another one may stand in its place below. */
  readonly removed: boolean;
}

/** `@@ -1,7 +1,7 @@ password: |`: behind it stands a line above the hunk. */
const HUNK = /^@@ [-+,\d ]{3,60} @@(?= )/;
/** `1a2b3c4d (Bob 2026-01-02 03:04:05 +0000 12) `, a file name before the bracket. */
const BLAME = /^\^?[0-9a-f]{7,40} [^()]{0,120}\([^()]{1,120} \d{1,7}\) /;
/** The branches that `git log --graph` draws before a diff. */
const GRAPH = /^(?:[|*\\/] ){1,12}(?=[+-](?![+-]{2}))/;
const BLAMED = tableOf(`${CHARACTERS.hex}^`);
const LONGEST = 320;

export function unwrapped(line: string): Unwrapped {
  let skipped = 0;
  while (line[skipped] === '\r') skipped++;
  if ('|*\\/'.includes(line[skipped] ?? ' ')) skipped += GRAPH.exec(line.slice(skipped, skipped + 40))?.[0].length ?? 0;
  skipped += wrappingAt(line, skipped);
  const text = skipped === 0 ? line : line.slice(skipped);
  if (!isSign(text)) return { text, skipped, removed: false };
  return { text: ` ${text.slice(1)}`, skipped, removed: text[0] === '-' || text[0] === '<' };
}

function wrappingAt(line: string, at: number): number {
  const isHunk = line.startsWith('@@ ', at);
  if (!isHunk && !(BLAMED[line.charCodeAt(at)] === 1 && BLAMED[line.charCodeAt(at + 6)] === 1)) return 0;
  const wrapping = (isHunk ? HUNK : BLAME).exec(line.slice(at, at + LONGEST));
  return wrapping === null ? 0 : wrapping[0].length;
}

/** A dash with one blank behind it is that of a list. */
function isSign(text: string): boolean {
  const [sign, next, third] = text;
  switch (sign) {
    case '+':
      return next !== '+';
    case '<':
    case '>':
      return next === ' ';
    case '-':
      return next === ' ' || next === '\t'
        ? third === ' ' || third === '\t'
        : next === '-'
          ? third === ' '
          : next !== undefined;
    default:
      return false;
  }
}
