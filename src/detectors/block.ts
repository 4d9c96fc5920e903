// Multi-line secret blocks: private keys in armour. Follows a block from line to line; only the body is secret, the marker
// and header lines stay readable. Knows lines, not where on a screen they stand.
import { type InlineBody, inlineBody } from './block/inline.ts';
import {
  bodyRun,
  FULL_LINE,
  fullRun,
  isArmorHeader,
  isBlankLine,
  lastRun,
  looksEncoded,
  type Run,
} from './block/line.ts';
import {
  type BlockKind,
  blockLiterals,
  findBegin,
  findPrivateLines,
  findPrivateMac,
  holdsEnd,
  isEnd,
  skipEnd,
} from './block/marker.ts';
import type { Certainty, Detector, Finding } from './finding.ts';
import { marginOf } from './margin.ts';
import { isDummyWord } from './placeholder.ts';

/** A block whose beginning was seen and whose end was not. */
export interface OpenBlock {
  readonly kind: BlockKind;
  /** What stood before the BEGIN marker on its line, with numbers and blanks made alike. */
  readonly margin: string;
  /** `head`: only headers and blank lines were seen; `tail`: a line shorter than the first was, which ends most blocks; `apart`: other text came between. */
  readonly stage: 'head' | 'body' | 'tail' | 'apart';
  /** Length of the first line of the body; 0 until it is seen. */
  readonly width: number;
  /** Length of its longest line on a screen, whose edge may have cut all of them; 0 where none was seen there. */
  readonly seen: number;
  /** Header or blank lines seen in a row. */
  readonly idle: number;
  /** How many lines more may belong to it. */
  readonly left: number;
}

export interface Followed {
  readonly findings: Finding[];
  /** The block that is open after this line. */
  readonly open: OpenBlock | null;
}

/** A PGP key with a picture has some thousands of lines. */
const MOST_LINES = 20_000;
const MOST_IDLE = 8;
/** A word alone on a line after BEGIN is no body unless it is as long as this. */
const SHORTEST_FIRST = 16;

/** Whether a line may begin a block: cheap, and no false negatives. */
export function mayTouchBlock(text: string): boolean {
  return text.includes('BEGIN') || text.includes('Private-Lines') || text.includes('PuTTY');
}

/**
 * Judges one logical line, given the block that was open before it.
 * @param ended true when the line is complete; else what touches its end (or NUL) is an open finding.
 */
export function followBlock(text: string, open: OpenBlock | null, ended = false): Followed {
  const findings: Finding[] = [];
  let block: OpenBlock | null = holdsEnd(text) ? null : interrupted(open);
  let from = 0;
  if (open !== null) {
    const step = stepInto(text, open, ended);
    if (step !== null) {
      if (step.finding !== null) findings.push(step.finding);
      if (step.next < 0) return { findings, open: step.open };
      from = step.next;
      block = null;
    }
  }
  for (let marker = findBegin(text, from); marker !== null; marker = findBegin(text, from)) {
    const body = inlineBody(text, marker.end, ended);
    const opened: OpenBlock = { ...HEAD, kind: marker.kind, margin: marginOf(text, marker.start) };
    from = marker.end;
    block = opened;
    if (body.end === body.start || isDummyBody(text, body)) continue;
    findings.push(found(marker.kind, body, !ended && body.touchesEnd));
    from = body.endMarker < 0 ? body.end : skipEnd(text, body.endMarker);
    block = body.endMarker < 0 ? { ...opened, stage: 'body' } : null;
  }
  const mac = findPrivateMac(text);
  if (mac !== null) findings.push(found('putty-private-key', mac, !ended && mac.end === text.length));
  const putty = findPrivateLines(text);
  if (putty !== null) {
    block = { ...HEAD, kind: putty.kind, margin: marginOf(text, putty.start), left: putty.lines };
  }
  return { findings, open: block };
}

/** `-----BEGIN ...-----\nXXXX\nXXXX\n-----END`: no key is so short. */
function isDummyBody(text: string, { start, end, endMarker }: InlineBody): boolean {
  return endMarker >= 0 && end - start < SHORTEST_BODY && isDummyWord(text.slice(start, end));
}

/**
 * Whether `text` surely is a line of the body of `open`, although the lines before it were not seen: a full-width line of
 * base64, behind whatever margin, or one that is cut as those were which a screen showed.
 */
export function continuesBlock(text: string, open: OpenBlock): boolean {
  const run = fullRun(text, open.width);
  if (run !== null && looksEncoded(text, run)) return true;
  return cutRun(text, open) !== null;
}

/** The run at the line's end, if it is about as long as those of this block that a screen showed, and surely Base64. */
function cutRun(text: string, { seen }: OpenBlock): Run | null {
  const run = seen < SHORTEST_FIRST ? null : lastRun(text);
  if (run === null || !looksEncoded(text, run)) return null;
  const length = run.end - run.start;
  // The sign of a diff may be Base64, too; a line may be cut behind a margin and go on without one.
  return length <= seen + 1 && length >= Math.max(seen - WIDEST_MARGIN, SHORTEST_FIRST) ? run : null;
}

/** Blocks that begin on the text's only line. */
export const blockDetector: Detector = {
  id: 'block',
  literals: blockLiterals,
  find(text, ended, report) {
    for (const finding of followBlock(text, null, ended).findings) report(finding);
  },
};

/** What may stand before a line and not before where it goes on, or the other way round. */
const WIDEST_MARGIN = 12;

/** The Base64 of an Ed25519 key in PKCS 8 has as many. */
const SHORTEST_BODY = 64;

const HEAD = { stage: 'head', width: 0, seen: 0, idle: 0, left: MOST_LINES } as const;

interface Step {
  readonly finding: Finding | null;
  readonly open: OpenBlock | null;
  /** Where the rest of the line begins after an END marker, or -1: the whole line is judged. */
  readonly next: number;
}

/** The line as the next one of `open`, or null when it can't be. */
function stepInto(text: string, open: OpenBlock, ended: boolean): Step | null {
  if (open.left <= 0) return null;
  const run = bodyRun(text, open.margin);
  const body = run !== null && fits(run, open, ended) ? run : (fullRun(text, open.width) ?? cutRun(text, open));
  if (body !== null && (open.stage !== 'apart' || looksEncoded(text, body))) return bodyStep(text, body, open, ended);
  const idle = open.idle + 1;
  if (idle > MOST_IDLE || open.stage === 'apart') return null;
  if (isBlankLine(text, open.margin))
    return idle > 1 && open.stage !== 'head' ? null : { ...WHOLE, open: { ...open, idle } };
  const header = open.stage === 'head' && open.kind !== 'putty-private-key' && isArmorHeader(text, open.margin);
  return header ? { ...WHOLE, open: { ...open, idle } } : null;
}

/** The block behind a line that is none of its: somebody else wrote in between, and full lines may still follow. */
function interrupted(open: OpenBlock | null): OpenBlock | null {
  if (open === null || open.left <= 0 || open.idle >= MOST_IDLE || open.kind === 'putty-private-key') return null;
  return { ...open, stage: 'apart', idle: open.idle + 1 };
}

const WHOLE = { finding: null, next: -1 } as const;

function bodyStep(text: string, run: Run, open: OpenBlock, ended: boolean): Step {
  // Escaped line ends join several lines into one, here as after BEGIN.
  const inline = inlineBody(text, run.start, ended);
  const end = Math.max(inline.end, run.end);
  const touchesEnd = inline.touchesEnd || run.touchesEnd;
  const finding = found(open.kind, { start: run.start, end }, !ended && touchesEnd);
  const marker = inline.endMarker >= 0 ? inline.endMarker : isEnd(text, end) ? end : -1;
  if (marker >= 0) return { finding, open: null, next: skipEnd(text, marker) };
  const length = end - run.start;
  // A line that is not complete says nothing about the width.
  if (!ended && touchesEnd) {
    const stage = open.stage === 'head' ? 'head' : 'body';
    return { finding, open: { ...open, idle: 0, stage, seen: Math.max(open.seen, length) }, next: -1 };
  }
  const width = open.width === 0 ? length : open.width;
  const stage = length < width ? 'tail' : 'body';
  return { finding, open: { ...open, stage, width, idle: 0, left: open.left - 1 }, next: -1 };
}

/** Whether a run behind a plain margin may be the next line of the body, by its length. */
function fits(run: Run, open: OpenBlock, ended: boolean): boolean {
  const length = run.end - run.start;
  if (run.touchesEnd && !ended) return true;
  if (open.kind === 'putty-private-key') return length % 4 === 0;
  if (open.stage === 'apart') return length >= FULL_LINE && (open.width === 0 || length === open.width);
  if (open.stage === 'head') return length >= SHORTEST_FIRST;
  if (length >= open.width) return true;
  if (open.stage === 'tail') return length === 5;
  return length >= SHORTEST_FIRST || length % 4 === 0 || open.width % 4 !== 0 || length === 5;
}

function found(rule: string, { start, end }: { start: number; end: number }, open: boolean): Finding {
  // The short last line of a key is far too common a text to be masked everywhere.
  const certainty: Certainty = end - start >= FULL_LINE ? 'certain' : 'likely';
  return { start, end, rule, certainty, open, shown: 0 };
}
