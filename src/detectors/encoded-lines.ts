// Base64 that goes on over lines, as base64(1) and MIME break it: what is encoded is read over the breaks. Each line that holds a
// part of a secret is masked whole. `encoded.ts` reads what stands on one line.
import { classTable } from './characters.ts';
import { isText } from './encoded.ts';
import type { Finding } from './finding.ts';

const BODY = classTable('base64');
/** Nobody breaks lines before that (MIME: 76, PEM: 64). */
const SHORTEST_FIRST = 60;
const LONGEST = 4096;
/** How much of a decoded line that has not ended is kept. */
const LONGEST_REST = 2048;

/** Base64 whose last line may not have been seen. */
export interface OpenEncoding {
  /** What was decoded since the last line feed. */
  readonly rest: string;
  /** Characters of a full line. */
  readonly width: number;
}

export interface FollowedEncoding {
  readonly findings: Finding[];
  readonly open: OpenEncoding | null;
}

const NOTHING: FollowedEncoding = { findings: [], open: null };

/**
 * Judges one line, given what was decoded before it.
 * @param find asked about each decoded line
 */
export function followEncoding(
  text: string,
  before: OpenEncoding | null,
  find: (text: string, ended: boolean) => readonly Finding[],
): FollowedEncoding {
  if (before === null && text.length < SHORTEST_FIRST) return NOTHING;
  const run = runIn(text);
  if (run === null) return NOTHING;
  const { start, end } = run;
  const length = end - start;
  const isFull = length >= SHORTEST_FIRST && length % 4 === 0;
  if (before === null ? !isFull || !isText(text, start) : length > before.width) return NOTHING;
  const decoded = Buffer.from(text.slice(start, end), 'base64').toString('latin1');
  const goesOn = isFull && text[end - 1] !== '=' && (before === null || length === before.width);
  const rest = before?.rest ?? '';
  const lines = (rest + decoded).split('\n');
  let at = 0;
  let found: Finding | null = null;
  lines.forEach((line, i) => {
    const isLast = i === lines.length - 1;
    for (const finding of find(line, !isLast || !goesOn))
      if (at + finding.end > rest.length && finding.held === undefined) found ??= finding;
    at += line.length + 1;
  });
  const open = goesOn ? { rest: lines[lines.length - 1].slice(-LONGEST_REST), width: length } : null;
  if (found === null) return { findings: [], open };
  const { rule, certainty } = found as Finding;
  return { findings: [{ start, end, rule, certainty, open: false, shown: 0 }], open };
}

/** The one run of Base64 on a line, with nothing but blanks, quotes and commas around it. */
function runIn(text: string): { start: number; end: number } | null {
  if (text.length > LONGEST) return null;
  let start = 0;
  while (start < text.length && ' \t"\'>\0'.includes(text[start])) start++;
  let end = start;
  while (end < text.length && BODY[text.charCodeAt(end)] === 1) end++;
  while (end < text.length && text[end] === '=' && end - start < LONGEST) end++;
  if (end - start < 4) return null;
  for (let i = end; i < text.length; i++) if (!' \t\r"\',\0'.includes(text[i])) return null;
  return { start, end };
}
