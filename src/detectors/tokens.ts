// Finds provider tokens by the table in tokens/. One pass over the text: a pair of characters leads to the formats that
// may begin there, and each is compared part by part without going back. Knows no format by name.
import { beginsWord, endsEscape, isEllipsis } from './boundary.ts';
import { ALNUM_TABLE, classTable } from './characters.ts';
import { hasChecksum } from './checksum.ts';
import type { Certainty, Detector, Finding, Literal } from './finding.ts';
import { isDummy } from './placeholder.ts';
import { RunEnds } from './runs.ts';
import { hasClasses, type Part, type Run, type TokenFormat } from './tokens/format.ts';
import { isGibberish } from './wording.ts';

/** Characters of the body that a token needs which is cut off by an ellipsis. */
const SHORTEST_CUT = 8;
/** No word and no Base64 holds such a beginning. */
const UNMISTAKABLE = /^(?=.*[_.-]).{4}/;
/** How much of a body is looked at to tell a token from a word; what is random shows it sooner. */
const LONGEST_LOOK = 128;
const CONTEXT_REACH = 160;
/** Zeros in Base64, of which a binary is full and a random body is not. */
const ZEROS = 'AAAA';
/** In a longer run behind a token's least length no second token is looked for: it is masked as a whole. */
const LONGEST_GAP = 512;

interface Candidate {
  readonly format: TokenFormat;
  readonly prefix: string;
  readonly parts: readonly CompiledPart[];
  readonly tail: readonly CompiledPart[] | null;
  readonly before: Uint8Array | null;
}

interface CompiledPart {
  readonly literal: string | null;
  readonly table: Uint8Array;
  readonly min: number;
  readonly max: number;
}

interface Match {
  readonly end: number;
  /** As `end`, with the punctuation behind it that the class allows. */
  readonly reached: number;
  /** `whole`: every part is there; `unfinished`: the text ended or was cut before. */
  readonly state: 'whole' | 'unfinished';
  readonly cut: boolean;
}

export class TokenDetector implements Detector {
  readonly id = 'tokens';
  private compiled: { pairs: Uint8Array; candidates: Map<number, Candidate[]> } | null = null;
  private listed: readonly Literal[] | null = null;

  constructor(readonly formats: readonly TokenFormat[]) {}

  get literals(): readonly Literal[] {
    this.listed ??= this.formats.flatMap((format) => {
      const confirm = confirmOf(format);
      return format.prefixes.map((text): Literal => ({ text, fold: false, confirm }));
    });
    return this.listed;
  }

  find(text: string, ended: boolean, report: (finding: Finding) => void): void {
    const { pairs, candidates } = (this.compiled ??= compile(this.formats));
    const runs = new RunEnds(text);
    let limit = 0;
    for (let i = 0; i + 1 < text.length; i++) {
      const pair = ((text.charCodeAt(i) & 255) << 8) | (text.charCodeAt(i + 1) & 255);
      if (pairs[pair] === 0) continue;
      let best: Finding | null = null;
      for (const candidate of candidates.get(pair)!) {
        if (!text.startsWith(candidate.prefix, i)) continue;
        const finding = judge(candidate, text, i, limit, ended, runs);
        if (finding !== null && (best === null || finding.end > best.end || better(finding, best))) best = finding;
      }
      if (best === null) continue;
      report(best);
      limit = best.end;
      i = best.end - 1;
    }
  }
}

function better(a: Finding, b: Finding): boolean {
  return a.end === b.end && b.open && b.shown > 0 && a.shown === 0;
}

function judge(
  candidate: Candidate,
  text: string,
  at: number,
  limit: number,
  ended: boolean,
  runs: RunEnds,
): Finding | null {
  const { format, prefix, before } = candidate;
  const start = before === null ? at : startBefore(text, at, limit, format.before!, before);
  if (start < 0) return null;
  const bodyStart = at + prefix.length;
  const match = shortened(candidate, text, bodyStart, matchParts(candidate, text, bodyStart, runs));
  if (match === null) return null;
  const body = match.end - bodyStart;
  if (match.state === 'unfinished') {
    // Dots at the end of what is being written may be the body's own.
    const cut = match.cut && (ended || !endsAt(text, match.reached));
    const end = cut ? match.end : match.reached;
    if (body < format.opens || (cut ? body < SHORTEST_CUT : ended)) return null;
    if (!beginsWord(text, start) || !plausible(format, text, bodyStart, match.end, true)) return null;
    return unfinished(candidate, start, end, cut);
  }
  const checked = format.checksum !== undefined && hasChecksum(text.slice(start, match.end), prefix, format.checksum);
  // A whole token whose beginning is unmistakable is one in the middle of a word, too.
  const unmistakable = before === null && format.opens === 1 && UNMISTAKABLE.test(prefix);
  const begins = start === limit || unmistakable || beginsWord(text, start);
  const open = !ended && endsAt(text, match.reached);
  if (!checked && !(begins && plausible(format, text, bodyStart, match.end, false))) {
    // Long enough, but what is still to come may give it the characters that it lacks.
    if (!open || !beginsWord(text, start) || !plausible(format, text, bodyStart, match.end, true)) return null;
    return unfinished(candidate, start, match.reached, false);
  }
  const end = open ? match.reached : wholeEnd(candidate, text, match.end, runs);
  if (end < 0 || !hasContext(format, text, start)) return null;
  const certainty = end === match.end || open ? certaintyOf(format, checked, text, bodyStart, end) : 'likely';
  return { start, end, rule: format.id, certainty, open, shown: 0 };
}

/** A token of which more may come, or (`cut`) whose rest is out of sight; while it is written its prefix stays in sight. */
function unfinished({ format, prefix, before }: Candidate, start: number, end: number, cut: boolean): Finding {
  const shown = cut || before !== null ? 0 : prefix.length;
  return { start, end, rule: format.id, certainty: 'likely', open: !cut, shown };
}

/** Where the token begins whose mark stands at `at`, or -1. */
function startBefore(text: string, at: number, limit: number, { min, max }: Run, table: Uint8Array): number {
  let start = at;
  const lowest = Math.max(limit, at - max!);
  while (start > lowest && table[text.charCodeAt(start - 1)] === 1) start--;
  const glued = start > limit && table[text.charCodeAt(start - 1)] === 1 && !endsEscape(text, start);
  return at - start < min || glued ? -1 : start;
}

function matchParts({ parts, tail }: Candidate, text: string, from: number, runs: RunEnds): Match | null {
  let end = from;
  for (const part of parts) {
    const next = matchPart(part, text, end, runs);
    if (next < 0) {
      const reached = ~next;
      // Where the class holds dots, those of an ellipsis were taken for the body.
      const dots = beforeDots(text, reached, from);
      if (reached - dots >= 2) return { end: dots, reached, state: 'unfinished', cut: true };
      if (endsAt(text, reached)) return { end: reached, reached, state: 'unfinished', cut: false };
      return isEllipsis(text, reached) ? { end: reached, reached, state: 'unfinished', cut: true } : null;
    }
    end = next;
  }
  for (let i = 0, at = end; tail !== null && i < tail.length; i++) {
    at = matchPart(tail[i], text, at, runs);
    if (at < 0) break;
    if (i === tail.length - 1) end = at;
  }
  const reached = end;
  // A full stop or comma after the token belongs to the sentence.
  while (end > from && (text[end - 1] === '.' || text[end - 1] === ',')) end--;
  return { end, reached, state: 'whole', cut: false };
}

/** Where the dots begin that end at `end`. */
function beforeDots(text: string, end: number, from: number): number {
  let start = end;
  while (start > from && text[start - 1] === '.') start--;
  return start;
}

/** Index after the part, or the complement of the index that was reached. */
function matchPart({ literal, table, min, max }: CompiledPart, text: string, from: number, runs: RunEnds): number {
  if (literal !== null) {
    let i = 0;
    while (i < literal.length && text.charCodeAt(from + i) === literal.charCodeAt(i)) i++;
    return i === literal.length ? from + i : ~(from + i);
  }
  let end = from;
  if (max === Number.POSITIVE_INFINITY) end = runs.after(table, from);
  else while (end - from < max && end < text.length && table[text.charCodeAt(end)] === 1) end++;
  return end - from < min ? ~end : end;
}

/**
 * Where a whole match really ends: what goes on after its last part is a longer token of the same unmistakable
 * beginning, or, where the beginning is less sure, none (-1).
 */
function wholeEnd({ format }: Candidate, text: string, end: number, runs: RunEnds): number {
  if (end >= text.length || ALNUM_TABLE[text.charCodeAt(end)] === 0) return end;
  if (format.opens > 1 || format.before !== undefined) return -1;
  const longer = runs.after(ALNUM_TABLE, end);
  return nextBeginning(format, text, end, longer);
}

/** The match up to where the same token begins again. */
function shortened({ format, parts }: Candidate, text: string, from: number, match: Match | null): Match | null {
  if (match === null || match.state !== 'whole') return match;
  const least = from + parts.reduce((sum, { literal, min }) => sum + (literal?.length ?? min), 0);
  const end = nextBeginning(format, text, Math.min(least, match.end), match.end);
  return end === match.end ? match : { ...match, end, reached: end };
}

/** The same token may follow at once, as in a program that repeats it: then the first ends where the second begins. */
function nextBeginning({ prefixes }: TokenFormat, text: string, from: number, to: number): number {
  let end = to;
  if (to - from > LONGEST_GAP) return end;
  for (const prefix of prefixes) {
    const at = text.slice(from, to + prefix.length).indexOf(prefix);
    if (at >= 0) end = Math.min(end, from + at);
  }
  return end;
}

function endsAt(text: string, at: number): boolean {
  return at >= text.length || text.charCodeAt(at) === 0;
}

/** Not a placeholder, and made of as many classes of characters as the format needs to be told from a word. */
function plausible(format: TokenFormat, text: string, from: number, to: number, unfinished: boolean): boolean {
  const body = text.slice(from, Math.min(to, from + LONGEST_LOOK));
  if (isDummy(body) && !(unfinished && body.length < SHORTEST_CUT)) return false;
  if (format.opens > 1 && format.needs === 'mixed' && isBinary(format, body)) return false;
  // An unmistakable beginning needs no more while the rest is still being written.
  if (format.needs === undefined || (unfinished && format.opens === 1)) return true;
  return hasClasses(body, format.needs) || isGibberish(body);
}

/** Whether a body has a binary's zeros, in a format that has none itself. */
function isBinary({ prefixes }: TokenFormat, body: string): boolean {
  return body.includes(ZEROS) && !prefixes[0].includes(ZEROS);
}

function hasContext({ context }: TokenFormat, text: string, start: number): boolean {
  if (context === undefined) return true;
  const near = text.slice(Math.max(0, start - CONTEXT_REACH), start).toLowerCase();
  return context.some((word) => near.includes(word));
}

function certaintyOf(format: TokenFormat, checked: boolean, text: string, from: number, to: number): Certainty {
  if (format.checksum !== undefined) return checked ? 'certain' : 'likely';
  if (format.mark !== undefined && !text.slice(from, to).includes(format.mark)) return 'likely';
  return format.certainty;
}

function compile(formats: readonly TokenFormat[]) {
  const pairs = new Uint8Array(65_536);
  const candidates = new Map<number, Candidate[]>();
  for (const format of formats) {
    const parts = format.parts.map(compilePart);
    const tail = format.tail?.map(compilePart) ?? null;
    const before = format.before === undefined ? null : classTable(format.before.of);
    for (const prefix of format.prefixes) {
      const pair = (prefix.charCodeAt(0) << 8) | prefix.charCodeAt(1);
      pairs[pair] = 1;
      const list = candidates.get(pair);
      const candidate: Candidate = { format, prefix, parts, tail, before };
      if (list === undefined) candidates.set(pair, [candidate]);
      else list.push(candidate);
    }
  }
  return { pairs, candidates };
}

function compilePart(part: Part): CompiledPart {
  if (typeof part === 'string') return { literal: part, table: ALNUM_TABLE, min: part.length, max: part.length };
  return { literal: null, table: classTable(part.of), min: part.min, max: part.max ?? Number.POSITIVE_INFINITY };
}

/** The prefix, confirmed by the first characters of the body. */
function confirmOf(format: TokenFormat): NonNullable<Literal['confirm']> {
  const [first] = format.parts;
  const table = typeof first === 'object' ? classTable(first.of) : null;
  const before = format.before === undefined ? null : classTable(format.before.of);
  const needed = typeof first === 'object' ? Math.min(format.opens, first.min) : format.parts.length;
  return (bytes, at, end, from, to) => {
    if (before !== null && (at === from || before[bytes[at - 1]] === 0)) return false;
    if (end + needed > to) return false;
    if (table === null) return true;
    for (let i = 0; i < needed; i++) if (table[bytes[end + i]] === 0) return false;
    return true;
  };
}
