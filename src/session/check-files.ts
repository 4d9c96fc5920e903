// Finds the secrets in files, to tell where they are without showing them: `check`. Lines are judged as a terminal would show
// them, without colours, and blocks such as private keys are followed from line to line.
import { TextDecoder } from 'node:util';
import stripAnsi from 'strip-ansi';
import { merge } from '../detectors/examiner.ts';
import type { Certainty, Finding } from '../detectors/finding.ts';
import type { LineContext } from '../detectors/line-context.ts';
import { excerptOf } from './excerpt.ts';
import { nameForRules, openInput, readPieces, unreadable } from './input.ts';
import { type LineReader, LineSplitter } from './line-splitter.ts';
import type { Masking } from './masking.ts';
import type { CellPlace } from './notebook.ts';

/** Where a secret stands, and why it is one. Never the secret. */
export interface Located {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** First character, from 1, counted in characters of the line without its escape sequences. */
  readonly column: number;
  /** Number of characters. */
  readonly length: number;
  readonly rule: string;
  readonly certainty: Certainty;
  /** What stands around it, with every secret in it masked. */
  readonly excerpt: string;
  /** In a recording: seconds from its start. */
  readonly time?: number;
  /** In a notebook: where a reader finds it. */
  readonly cell?: CellPlace;
}

/** What a file is judged with; it is told of what was found. */
export type Judge = Pick<Masking, 'examiner' | 'learn' | 'enterFile'>;

/** @param secret the value itself, as a one-byte string of its UTF-8 bytes; never to be written anywhere. */
export type ReportLocated = (located: Located, secret: string) => void;

const ESC = 0x1b;
/** As many bytes git looks at to tell binary files from text. */
const BINARY_LOOK = 8000;

/**
 * Reports every finding in a file, or in standard input for `-`.
 * @throws MaskedShellError `file-unreadable`.
 */
export async function checkFile(path: string, masking: Masking, report: ReportLocated): Promise<void> {
  const reader = new FileReader(path, masking, report);
  try {
    for await (const chunk of openInput(path)) reader.push(chunk as Buffer);
  } catch (error) {
    throw unreadable(path, error);
  }
  reader.end();
}

/** As `checkFile`, for bytes that are there already. */
export function checkBytes(path: string, bytes: Buffer, masking: Masking, report: ReportLocated): void {
  const reader = new FileReader(path, masking, report);
  reader.push(bytes);
  reader.end();
}

/**
 * As `checkFile`, for a regular file that was found in a folder: what is binary is left out.
 * @returns whether it was text
 * @throws MaskedShellError `file-unreadable`.
 */
export function checkFoundFile(path: string, masking: Judge, report: ReportLocated): boolean {
  const reader = new FileReader(path, masking, report);
  let begun = false;
  for (const piece of readPieces(path)) {
    if (!begun && isBinary(piece)) return false;
    begun = true;
    reader.push(piece);
  }
  reader.end();
  return true;
}

/** Git's rule: text has no NUL; and UTF-16, in which it has, says so. */
function isBinary(first: Buffer): boolean {
  return encodingOf(first) === null && first.subarray(0, BINARY_LOOK).includes(0);
}

/** One file's bytes, read as lines of UTF-8. */
class FileReader {
  private readonly splitter: LineSplitter;
  private decoder: TextDecoder | null = null;
  private begun = false;

  constructor(path: string, masking: Judge, report: ReportLocated) {
    masking.enterFile(nameForRules(path));
    this.splitter = new LineSplitter(new LineInspector(path, masking, report));
  }

  push(chunk: Buffer): void {
    if (!this.begun) {
      const encoding = encodingOf(chunk);
      if (encoding !== null) this.decoder = new TextDecoder(encoding);
      this.begun = true;
    }
    const { decoder } = this;
    this.splitter.push(decoder === null ? chunk : Buffer.from(decoder.decode(chunk, { stream: true })));
  }

  end(): void {
    this.splitter.end();
  }
}

/** UTF-16, as Windows writes it, is told by its byte order mark; all else is taken as it is. */
function encodingOf(first: Buffer): 'utf-16le' | 'utf-16be' | null {
  const mark = first.length < 2 ? 0 : first.readUInt16BE(0);
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : null;
}

class LineInspector implements LineReader {
  private line = 0;
  private column = 0;
  private context: LineContext | null = null;
  /** The next escape character of the bytes that were looked at last, or their end. */
  private nextEscape: { readonly bytes: Buffer; readonly at: number } | null = null;

  constructor(
    private readonly file: string,
    private readonly masking: Judge,
    private readonly report: ReportLocated,
  ) {}

  /** Lines in which no rule can find anything are only counted; escape sequences may hide what a rule looks for. */
  skip(bytes: Buffer, from: number, to: number): number {
    if (this.context !== null) return from;
    const suspect = this.masking.examiner.firstSuspect(bytes, from, to);
    const stop = Math.min(suspect < 0 ? to : suspect, this.escapeIn(bytes, from));
    const start = stop >= to ? to : Math.max(bytes.lastIndexOf(0x0a, stop) + 1, from);
    for (let at = bytes.indexOf(0x0a, from); at >= 0 && at < start; at = bytes.indexOf(0x0a, at + 1)) this.line++;
    return start;
  }

  take(raw: string, first: boolean): void {
    if (first) {
      this.line++;
      this.column = 0;
    }
    const text = stripAnsi(raw);
    const followed = this.masking.examiner.follow(text, this.context, true);
    this.context = followed.context;
    const findings = this.find(text, followed.findings);
    for (const { start, end, rule, certainty } of findings)
      this.masking.learn({ rule, certainty, value: text.slice(start, end) });
    if (findings.length > 0) this.locate(text, findings, this.find(text, followed.findings));
    this.column += characters(text);
  }

  private find(text: string, ofBlock: readonly Finding[]): Finding[] {
    return merge([...this.masking.examiner.find(text, true), ...ofBlock]);
  }

  /** @param masked what is masked in the line now that its own secrets are learned */
  private locate(text: string, findings: readonly Finding[], masked: readonly Finding[]): void {
    let column = this.column + 1;
    let counted = 0;
    for (const { start, end, rule, certainty } of findings) {
      column += characters(text.slice(counted, start));
      counted = start;
      const located = {
        file: this.file,
        line: this.line,
        column,
        length: characters(text.slice(start, end)),
        rule,
        certainty,
        excerpt: excerptOf(text, start, end, masked),
      };
      this.report(located, text.slice(start, end));
    }
  }

  private escapeIn(bytes: Buffer, from: number): number {
    if (this.nextEscape?.bytes !== bytes || this.nextEscape.at < from) {
      const at = bytes.indexOf(ESC, from);
      this.nextEscape = { bytes, at: at < 0 ? bytes.length : at };
    }
    return this.nextEscape.at;
  }
}

/** Characters in a one-byte string of UTF-8: every byte but the continuation bytes. */
function characters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xc0) !== 0x80) count++;
  return count;
}
