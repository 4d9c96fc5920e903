// The plain regime: text in lines, as bytes. A complete line goes out as soon as it is decided, with `***` for each
// secret; of an unfinished line only what may yet become a secret is held. No cells are built here: what can't be
// decided line by line is left to the live regime.
import { endsPrivateKey, isKeyLine, keyLineAbove } from '../detectors/block/above.ts';
import { type Examiner, merge } from '../detectors/examiner.ts';
import type { Finding } from '../detectors/finding.ts';
import { oneByteString } from '../terminal/one-byte.ts';
import { columnsOf } from './columns.ts';
import type { Masker } from './masker.ts';
import { type MaskedString, PlainScan, type StringExaminer } from './plain-scan.ts';
import { Projection } from './projection.ts';

const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;

/** A chunk of at least so many bytes is a burst, which was cut anywhere; a smaller one is an echo or a prompt. */
const BURST = 64;
/** Control sequences, strings such as titles, carriage returns. */
const NO_TEXT = /^(?:\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\r)*$/;
/** How much of a burst's last word is held at most. */
const MAX_WORD = 1024;
/** How much of an unfinished line that has gone out is kept as context. */
const CONTEXT = 4096;
/** Longest unfinished line that is held. */
export const MAX_HELD = 64 * 1024;

/** Where the plain regime hands over to the live one: the line's bytes, of which the first `sent` have gone out. */
export interface Handover {
  readonly bytes: Uint8Array;
  readonly sent: number;
}

export interface PlainOptions {
  readonly examiner: Examiner;
  readonly masker: Masker;
  /** The mask of a secret on a complete line, as bytes. */
  readonly mask: Uint8Array;
  readonly examineString: StringExaminer;
  readonly sighted: (finding: Finding, text: string) => void;
  /** Where bytes for the terminal go. */
  readonly emit: (piece: Uint8Array) => void;
  /** A line went out that takes so many rows less than the program believes. */
  readonly shortened: (rows: number) => void;
}

/** A decided part of a line: the findings, as places in the stream. */
interface Decided {
  readonly findings: readonly Finding[];
  readonly projection: Projection;
}

export class Plain {
  /** The unfinished line. */
  private line: Uint8Array = new Uint8Array(0);
  /** How many of its bytes have gone out. */
  private sent = 0;
  /** Where in it the open secret begins whose mask has gone out already, or -1. */
  private maskedFrom = -1;
  /** What is still held waits for the end of a control string, not for the program to be quiet. */
  private quiet = false;
  private readonly scan: PlainScan;
  private readonly whole = new Projection();
  private readonly single = new Projection();

  /** @param cols columns of the terminal, or `null` where there is none and nothing is ever handed over */
  constructor(
    private readonly options: PlainOptions,
    public cols: number | null,
  ) {
    this.scan = new PlainScan(cols !== null, options.examineString);
  }

  get holding(): boolean {
    return !this.quiet && this.sent < this.line.length;
  }

  /** A line has begun and not ended. */
  /** The unfinished line has text; what only sets modes, and returns to the first column, is none. */
  get hasText(): boolean {
    return this.line.length > 0 && !NO_TEXT.test(oneByteString(this.line.subarray(0, CONTEXT)));
  }

  /** Takes the next bytes; what can't be decided as plain lines is handed over, from a line's beginning on. */
  write(chunk: Uint8Array): Handover | null {
    const { sent } = this;
    this.quiet = false;
    const bytes = this.line.length === 0 ? chunk : joined(this.line, chunk);
    const stop = this.scan.run(bytes, 0, bytes.length);
    const complete = bytes.subarray(0, stop).lastIndexOf(LF) + 1;
    const handedOver = this.completeLines(bytes, complete, sent);
    if (handedOver >= 0) return this.handOver(bytes, handedOver, sent);
    if (stop < bytes.length && !this.scan.incomplete) return this.handOver(bytes, complete, sent);
    return this.unfinished(bytes, complete, stop, Math.max(sent, complete), chunk.length >= BURST);
  }

  /** The program went quiet (or ended): what is held goes out, or is handed over where it holds a secret. */
  flush(ended: boolean): Handover | null {
    const { line, sent } = this;
    if (sent >= line.length) return null;
    const stop = this.scan.run(line, 0, line.length, ended);
    const end = this.scan.inString && this.cols === null ? stop : line.length;
    this.quiet = end < line.length;
    const decided = secretsOf(this.decide(line, 0, stop, ended));
    if (decided !== null && this.cols !== null && (!ended || decided.projection.at(decided.findings[0].start) < sent)) {
      return this.handOver(line, 0, sent);
    }
    this.send(line, sent, end, decided);
    if (decided !== null) {
      const last = decided.findings[decided.findings.length - 1];
      this.maskedFrom = last.open ? decided.projection.at(last.start) : -1;
    }
    this.sent = Math.max(sent, end);
    if (ended) this.forget();
    return null;
  }

  /** Hands over the unfinished line as it is. */
  giveUp(): Handover {
    return this.handOver(this.line, 0, this.sent);
  }

  /** Gives up the unfinished line: all of it is the live regime's now, or the stream has ended. */
  private forget(): void {
    this.line = new Uint8Array(0);
    this.sent = 0;
    this.maskedFrom = -1;
  }

  private handOver(bytes: Uint8Array, lineStart: number, sent: number): Handover {
    this.forget();
    this.quiet = false;
    return { bytes: bytes.subarray(lineStart), sent: Math.max(sent - lineStart, 0) };
  }

  /**
   * Sends the complete lines `bytes[0, end)`.
   * @returns the beginning of the line that only the live regime can decide; -1 when all are sent
   */
  private completeLines(bytes: Uint8Array, end: number, sent: number): number {
    const { emit } = this.options;
    if (end === 0) return -1;
    this.whole.take(bytes, 0, end, this.scan.gaps);
    let gone = sent;
    for (let line = 0; ; ) {
      const start = this.nextLine(bytes, line, end);
      if (start >= end) break;
      const next = bytes.indexOf(LF, start) + 1;
      if (this.goesOn(bytes, start, next)) {
        if (start > gone) emit(bytes.subarray(gone, start));
        return start;
      }
      gone = this.sendKeyAbove(bytes, gone, start, next);
      const { masker } = this.options;
      const { context } = masker;
      const decided = this.decide(bytes, start, next, true);
      if (decided !== null || this.hasString(start, next)) {
        if (this.cols !== null && decided !== null && !this.isOwnLine(bytes, next, gone, decided)) {
          // There the line is decided anew.
          masker.context = context;
          if (start > gone) emit(bytes.subarray(gone, start));
          return start;
        }
        if (start > gone) emit(bytes.subarray(gone, start));
        this.emitMasked(bytes, Math.max(start, gone), next, decided);
        gone = next;
      }
      line = next;
    }
    this.maskedFrom = -1;
    if (gone < end) emit(bytes.subarray(gone, end));
    return -1;
  }

  /**
   * Where `bytes[start, next)` ends a key whose beginning nobody saw, sends the lines above it, as far as they have not gone,
   * with its last lines masked; returns up to where all has gone.
   */
  private sendKeyAbove(bytes: Uint8Array, gone: number, start: number, next: number): number {
    const { emit, masker, sighted } = this.options;
    const { single } = this;
    const read = (from: number, to: number) => {
      single.take(bytes, from, to - endingOf(bytes.subarray(from, to)), this.scan.gaps);
      return single.text;
    };
    const { block } = masker.context ?? { block: null };
    if ((block !== null && block.stage !== 'apart') || start <= gone || !endsPrivateKey(read(start, next))) return gone;
    let top = start;
    for (let end = start; end > gone; ) {
      const from = Math.max(bytes.subarray(0, end - 1).lastIndexOf(LF) + 1, gone);
      const text = read(from, end);
      const finding = keyLineAbove(text);
      if (finding === null) break;
      if (isKeyLine(text, finding)) top = from;
      end = from;
    }
    if (top === start) return gone;
    if (top > gone) emit(bytes.subarray(gone, top));
    for (let from = top; from < start; ) {
      const to = bytes.indexOf(LF, from) + 1;
      const text = read(from, to);
      const finding = keyLineAbove(text)!;
      sighted(finding, text);
      this.emitMasked(bytes, from, to, { findings: [finding], projection: single });
      from = to;
    }
    return start;
  }

  /** The first line from `from` on that has to be looked at, or `end`. */
  private nextLine(bytes: Uint8Array, from: number, end: number): number {
    const { whole, scan, options } = this;
    if (from >= end || scan.strings.length > 0 || options.masker.context !== null) return from;
    const { bytes: text, start, length } = whole;
    const suspect = options.examiner.firstSuspect(text, start + whole.indexFrom(from), start + length);
    if (suspect < 0) return end;
    return Math.max(from, bytes.subarray(0, whole.at(suspect - start)).lastIndexOf(LF) + 1);
  }

  /** Whether a complete line fills its last row with what may be half a secret: a program that folds lines itself. */
  private goesOn(bytes: Uint8Array, from: number, to: number): boolean {
    const { single, cols } = this;
    if (cols === null || to - from < cols) return false;
    const line = bytes.subarray(from, to);
    single.take(bytes, from, to - endingOf(line), this.scan.gaps);
    if ((single.length < cols && !line.includes(TAB)) || columnsOf(line) % cols !== 0) return false;
    const findings = this.options.examiner.find(single.text, false);
    return findings.some((finding) => finding.open && finding.end === single.length);
  }

  /** Whether a line's masks can be shortened: nothing of its secrets has gone out, and it returns to column 0. */
  private isOwnLine(bytes: Uint8Array, next: number, gone: number, decided: Decided): boolean {
    return bytes[next - 2] === CR && decided.projection.at(decided.findings[0].start) >= gone;
  }

  private hasString(from: number, to: number): boolean {
    return this.scan.strings.some((each) => each.from >= from && each.to <= to);
  }

  /** The findings in one line or a part of it; `null` where there are none. */
  private decide(bytes: Uint8Array, from: number, to: number, ended: boolean): Decided | null {
    const { examiner, masker, sighted } = this.options;
    let end = to;
    while (end > from && (bytes[end - 1] === LF || bytes[end - 1] === CR)) end--;
    const projection = this.single;
    projection.take(bytes, from, end, this.scan.gaps);
    const { context } = masker;
    const suspect = examiner.suspects(projection.bytes, projection.start, projection.start + projection.length);
    if (!suspect && context === null) return null;
    const { text } = projection;
    let findings: Finding[] = suspect ? examiner.find(text, ended) : [];
    const step = examiner.follow(text, context, ended);
    findings = [...findings, ...step.findings];
    if (ended) masker.leaveLine(step.context, text);
    if (findings.length === 0) return null;
    findings = merge(findings);
    if (ended) for (const finding of findings) sighted(finding, text);
    return { findings, projection };
  }

  private unfinished(bytes: Uint8Array, start: number, stop: number, sent: number, burst: boolean): Handover | null {
    let hold = stop;
    if (start < stop) {
      const decided = this.decide(bytes, start, stop, false);
      if (decided !== null) {
        const first = decided.projection.at(decided.findings[0].start);
        const secrets = secretsOf(decided);
        const begun = secrets !== null && decided.projection.at(secrets.findings[0].start) < sent;
        if (this.cols !== null && (begun || bytes.length - sent > MAX_HELD)) {
          return this.handOver(bytes, start, sent);
        }
        hold = Math.min(hold, first);
        if (this.cols === null && bytes.length - Math.max(sent, hold) > MAX_HELD) {
          return this.forceOut(bytes, start, stop, sent, secrets ?? { ...decided, findings: [] });
        }
      }
      if (burst && stop - sent <= MAX_HELD) hold = Math.min(hold, lastWord(this.single, stop));
    }
    hold = Math.max(hold, sent);
    if (hold > sent) this.send(bytes, sent, hold, null);
    this.line = bytes.slice(hold - start > 2 * CONTEXT ? contextBefore(this.single, hold) : start);
    this.sent = hold - (bytes.length - this.line.length);
    return null;
  }

  /**
   * Where there is no terminal: an unfinished line has grown too long to be held. It goes out masked, and of its open
   * secret only the beginning is kept, by which the rest will still be known.
   */
  private forceOut(bytes: Uint8Array, start: number, stop: number, sent: number, decided: Decided): null {
    this.emitMasked(bytes, sent, stop, decided);
    const last = decided.findings.at(-1);
    const rest = bytes.subarray(stop);
    if (last?.open) {
      const secretAt = decided.projection.at(last.start);
      const contextFrom = Math.max(start, secretAt - CONTEXT);
      const kept = bytes.slice(contextFrom, Math.min(secretAt + CONTEXT, stop));
      this.maskedFrom = secretAt - contextFrom;
      this.line = joined(kept, rest);
      this.sent = kept.length;
    } else {
      const from = Math.max(start, stop - CONTEXT);
      this.line = bytes.slice(from);
      this.sent = stop - from;
      this.maskedFrom = -1;
    }
    return null;
  }

  private send(bytes: Uint8Array, from: number, to: number, decided: Decided | null): void {
    if (decided === null && this.scan.strings.length === 0) this.options.emit(bytes.slice(from, to));
    else this.emitMasked(bytes, from, to, decided);
  }

  /** Sends `bytes[from, to)` with the findings and the control strings masked; what has zero width in them stays. */
  private emitMasked(bytes: Uint8Array, from: number, to: number, decided: Decided | null): void {
    const { emit, mask } = this.options;
    const out: Uint8Array[] = [];
    let at = from;
    const keep = (end: number) => {
      for (const each of this.scan.strings) {
        if (each.from < at || each.to > end) continue;
        out.push(bytes.subarray(at, each.from), each.masked);
        at = each.to;
      }
      if (end > at) out.push(bytes.subarray(at, end));
      at = Math.max(at, end);
    };
    for (const finding of decided?.findings ?? []) {
      const { projection } = decided!;
      if (projection.at(finding.end - 1) < from) continue;
      let masked = projection.at(finding.start) === this.maskedFrom && this.maskedFrom < from;
      for (let index = finding.start; index < finding.end; index++) {
        const place = projection.at(index);
        if (place < at) continue;
        keep(place);
        if (!masked) out.push(mask);
        masked = true;
        at = place + 1;
      }
    }
    keep(to);
    const line = joined(...out);
    const lost = this.rowsLost(bytes, from, to, line);
    const ending = endingOf(line);
    emit(line.subarray(0, line.length - ending));
    if (lost > 0) this.options.shortened(lost);
    if (ending > 0) emit(line.subarray(line.length - ending));
  }

  /** How many rows less a line takes with its masks than without. */
  private rowsLost(bytes: Uint8Array, from: number, to: number, masked: Uint8Array): number {
    const { cols } = this;
    if (cols === null || (from > 0 && bytes[from - 1] !== LF)) return 0;
    const rows = (text: Uint8Array) => Math.max(Math.ceil(columnsOf(text) / cols), 1);
    return rows(bytes.subarray(from, to)) - rows(masked);
  }
}

/** Without what only waits: it is not masked. */
function secretsOf(decided: Decided | null): Decided | null {
  if (decided === null || !decided.findings.some(({ held }) => held)) return decided;
  const findings = decided.findings.filter(({ held }) => !held);
  return findings.length > 0 ? { ...decided, findings } : null;
}

function endingOf(line: Uint8Array): number {
  let end = line.length;
  while (end > 0 && (line[end - 1] === LF || line[end - 1] === CR)) end--;
  return line.length - end;
}

/** Where the context begins that is kept of what stands before `end`: at text, never inside a control function. */
function contextBefore(text: Projection, end: number): number {
  let index = text.length - 1;
  while (index >= 0 && text.at(index) > end - CONTEXT) index--;
  const at = index < 0 ? end : text.at(index);
  return at < end - 2 * CONTEXT ? end : at;
}

/** Where in the stream a text's last word begins, at most `MAX_WORD` bytes back; `end` where it ends in a blank. */
function lastWord(text: Projection, end: number): number {
  const { bytes, start, length } = text;
  const least = Math.max(0, length - MAX_WORD);
  let index = length;
  while (index > least && bytes[start + index - 1] !== 0x20 && bytes[start + index - 1] !== 0x09) index--;
  return index < length ? text.at(index) : end;
}

function joined(...pieces: Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export type { MaskedString };
