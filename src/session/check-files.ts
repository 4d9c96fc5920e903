// Lists the secrets in files without showing them: `check`. Lines are judged as a terminal would show them, without colours,
// and blocks such as private keys are followed from line to line.
import stripAnsi from 'strip-ansi';
import { followBlock, type OpenBlock } from '../detectors/block.ts';
import { merge } from '../detectors/examiner.ts';
import type { Certainty, Finding } from '../detectors/finding.ts';
import { openInput, unreadable } from './input.ts';
import { LineSplitter } from './line-splitter.ts';
import type { Masking } from './masking.ts';

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
}

/**
 * Reports every finding in a file, or in standard input for `-`.
 * @returns the number of lines read.
 * @throws MaskedShellError `file-unreadable`.
 */
export async function checkFile(path: string, masking: Masking, report: (located: Located) => void): Promise<number> {
  const splitter = new LineSplitter();
  const inspector = new LineInspector(path, masking, report);
  const take = (line: string, first: boolean) => inspector.take(line, first);
  try {
    for await (const chunk of openInput(path)) splitter.push(chunk as Buffer, take);
  } catch (error) {
    throw unreadable(path, error);
  }
  splitter.end(take);
  return inspector.line;
}

class LineInspector {
  line = 0;
  private column = 0;
  private block: OpenBlock | null = null;

  constructor(
    private readonly file: string,
    private readonly masking: Masking,
    private readonly report: (located: Located) => void,
  ) {}

  /** @param first false when a very long line goes on. */
  take(raw: string, first: boolean): void {
    if (first) {
      this.line++;
      this.column = 0;
    }
    const text = stripAnsi(raw);
    const followed = followBlock(text, this.block, true);
    this.block = followed.open;
    for (const finding of merge([...this.masking.examiner.find(text, true), ...followed.findings]))
      this.locate(text, finding);
    this.column += characters(text);
  }

  private locate(text: string, { start, end, rule, certainty }: Finding): void {
    this.masking.learn({ rule, certainty, value: text.slice(start, end) });
    this.report({
      file: this.file,
      line: this.line,
      column: this.column + characters(text.slice(0, start)) + 1,
      length: characters(text.slice(start, end)),
      rule,
      certainty,
    });
  }
}

/** Characters in a one-byte string of UTF-8: every byte but the continuation bytes. */
function characters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xc0) !== 0x80) count++;
  return count;
}
