// Finds the secrets in a Jupyter notebook: `check analysis.ipynb`. Sources and outputs are judged as they are read, not as
// strings of JSON, and each finding is told with its cell and the line there beside its place in the file.
import { readFile, stat } from 'node:fs/promises';
import ansiRegex from 'ansi-regex';
import { checkBytes, checkFile, type Located, type ReportLocated } from './check-files.ts';
import { unreadable } from './input.ts';
import type { Masking } from './masking.ts';
import { advance, type CellPlace, type Notebook, type Piece, parseNotebook, without } from './notebook.ts';

/** A larger file is read as text: its parts would take many times its size. */
const MOST_BYTES = 128 * 1024 * 1024;

/** Tags that stand inside words: what they are around is read as one. */
const INLINE_TAG = /<\/?(?:a|b|code|em|font|i|kbd|mark|s|small|span|strong|tt|u|var|wbr)\b[^<>]*>/gi;

interface Found {
  /** Indices in the file. */
  readonly start: number;
  readonly end: number;
  readonly place: CellPlace | null;
  /** From 1, in the source or output. */
  readonly line: number;
  readonly located: Located;
  readonly secret: string;
}

/** Whether a file's name says that it is a notebook. */
export function isNotebook(path: string): boolean {
  return path.endsWith('.ipynb');
}

/**
 * Reports every secret that a notebook holds, in the order of the file. A file that is none is read as text.
 * @throws MaskedShellError `file-unreadable`.
 */
export async function checkNotebook(path: string, masking: Masking, report: ReportLocated): Promise<void> {
  let bytes: Buffer;
  try {
    if ((await stat(path)).size > MOST_BYTES) return checkFile(path, masking, report);
    bytes = await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  return checkNotebookBytes(path, bytes, masking, report);
}

/** As `checkNotebook`, for bytes that are there already. */
export async function checkNotebookBytes(
  path: string,
  bytes: Buffer,
  masking: Masking,
  report: ReportLocated,
): Promise<void> {
  const file = bytes.toString();
  const notebook = await parseNotebook(file);
  if (notebook === null) return checkBytes(path, bytes, masking, report);
  const found: Found[] = [];
  for (const { pieces, html } of notebook.texts) {
    const readable = without(file, pieces, ansiRegex());
    found.push(...findIn(path, file, readable, masking));
    if (html) found.push(...findIn(path, file, without(file, readable, INLINE_TAG), masking));
  }
  found.push(...findInRest(path, notebook, masking));
  found.sort((a, b) => a.start - b.start);
  const walk = new Walk(file);
  let reached = 0;
  for (const { start, end, place, line, located, secret } of found) {
    // Seen in two ways.
    if (start < reached) continue;
    reached = end;
    const { line: first, column } = walk.toIndex(start);
    const length = walk.toIndex(end).column - column;
    const cell = place === null ? notebook.cellAt(start) : { ...place, line };
    report({ ...located, line: first, column, length, ...(cell === null ? {} : { cell }) }, secret);
  }
}

/** What is found in a text of the notebook. */
function findIn(path: string, file: string, pieces: readonly Piece[], masking: Masking): Found[] {
  const found: Found[] = [];
  const text = pieces.map((piece) => piece.text).join('');
  const walk = new Walk(text);
  /** The piece that a finding begins in, the index and line of its beginning, and the line that its place begins in. */
  let at = { piece: 0, index: 0, line: 1, placeLine: 1 };
  checkBytes(path, Buffer.from(text), masking, (located, secret) => {
    const start = walk.toPlace(located.line, located.column);
    while (start >= at.index + pieces[at.piece].text.length) {
      const passed = pieces[at.piece];
      const piece = at.piece + 1;
      const line = at.line + passed.text.split('\n').length - 1;
      const placeLine = pieces[piece].place === passed.place ? at.placeLine : line;
      at = { piece, index: at.index + passed.text.length, line, placeLine };
    }
    const end = walk.toPlace(located.line, located.column + located.length);
    const line = located.line - at.placeLine + 1;
    found.push({ ...spanInFile(file, pieces, at, start, end), place: pieces[at.piece].place, line, located, secret });
  });
  return found;
}

/** Where `text[start, end)` stands in the file, as far as it does so on one line of it. */
function spanInFile(
  file: string,
  pieces: readonly Piece[],
  first: { readonly piece: number; readonly index: number },
  start: number,
  end: number,
): { start: number; end: number } {
  let { piece, index } = first;
  const from = advance(file, pieces[piece].at, start - index);
  let to = from;
  for (let at = start; ; piece++) {
    index += pieces[piece].text.length;
    const stop = Math.min(end, index);
    to = advance(file, at === start ? from : pieces[piece].at, stop - at);
    at = stop;
    if (stop === end || file.slice(to, pieces[piece + 1].at).includes('\n')) return { start: from, end: to };
  }
}

/** What is found in the file beside its texts. */
function findInRest(path: string, { rest }: Notebook, masking: Masking): Found[] {
  const found: Found[] = [];
  const walk = new Walk(rest);
  checkBytes(path, Buffer.from(rest), masking, (located, secret) => {
    const { line, column, length } = located;
    const start = walk.toPlace(line, column);
    found.push({ start, end: walk.toPlace(line, column + length), place: null, line, located, secret });
  });
  return found;
}

/** Counts lines and columns (of characters, from 1) in a text, going forward. */
class Walk {
  private index = 0;
  private line = 1;
  private column = 1;

  constructor(private readonly text: string) {}

  toIndex(index: number): { line: number; column: number } {
    while (this.index < index) this.step();
    return { line: this.line, column: this.column };
  }

  /** The index of a place, or of the end of its line. */
  toPlace(line: number, column: number): number {
    if (line < this.line || (line === this.line && column < this.column)) {
      this.index = 0;
      this.line = 1;
      this.column = 1;
    }
    while (
      this.index < this.text.length &&
      (this.line < line || (this.column < column && this.text[this.index] !== '\n'))
    )
      this.step();
    return this.index;
  }

  private step(): void {
    const character = this.text.codePointAt(this.index)!;
    this.index += character > 0xffff ? 2 : 1;
    if (character === 0x0a) {
      this.line++;
      this.column = 1;
    } else this.column++;
  }
}
