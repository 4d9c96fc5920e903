// Takes a Jupyter notebook apart (nbformat 3 and 4): the texts that a reader sees, each with the way back to its place in the
// file. What is no such text (metadata, structured data) stays JSON and keeps its names.
import type { AnyNode, MemberNode, StringNode, ValueNode } from '@humanwhocodes/momoa';

/** Where in a notebook something stands. */
export interface CellPlace {
  /** Of the cell, from 1. */
  readonly number: number;
  readonly part: 'source' | 'output' | 'metadata';
  /** Of the output in its cell, from 1. */
  readonly output?: number;
  /** In the source or output, from 1. */
  readonly line?: number;
}

/** A piece of a text, all of one string of the file. */
export interface Piece {
  readonly text: string;
  /** Index in the file of its first character, which may be an escape there. */
  readonly at: number;
  /** The same object for all pieces of one source or output. */
  readonly place: CellPlace | null;
}

export interface NotebookText {
  readonly pieces: readonly Piece[];
  readonly html: boolean;
}

export interface Notebook {
  readonly texts: readonly NotebookText[];
  /** The file with blanks in place of these texts and of pictures: every index is as it was. */
  readonly rest: string;
  /** The cell, or null, that an index of the file lies in. */
  cellAt(index: number): CellPlace | null;
}

/** Base64 of what is looked at, not read. */
const PICTURE = /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:pdf|octet-stream)$|(?:png|jpeg|gif|pdf)$)/;
const HTML = /^(?:text\/)?html$/;

/** @returns null where the text is no notebook. */
export async function parseNotebook(file: string): Promise<Notebook | null> {
  const { parse } = await import('@humanwhocodes/momoa');
  try {
    const { body } = parse(file, { mode: 'json' });
    const cells = cellsOf(body);
    return cells === null ? null : new Reader(file).read(body, cells);
  } catch {
    // No JSON, or nested too deep. The error may quote a secret.
    return null;
  }
}

function cellsOf(body: ValueNode): ValueNode[] | null {
  if (member(body, 'nbformat')?.type !== 'Number') return null;
  const sheets = member(body, 'cells') === undefined ? elements(member(body, 'worksheets')) : [body];
  const lists = sheets.map((sheet) => member(sheet, 'cells'));
  return lists.length > 0 && lists.every((list) => list?.type === 'Array') ? lists.flatMap(elements) : null;
}

class Reader {
  private readonly texts: NotebookText[] = [];
  /** Strings that are part of a text, or a picture. */
  private readonly taken = new Set<StringNode>();

  constructor(private readonly file: string) {}

  read(body: ValueNode, cells: readonly ValueNode[]): Notebook {
    for (const [index, cell] of cells.entries()) this.readCell(cell, index + 1);
    this.readOthers(body);
    const spans = cells.map(({ loc }) => ({ start: loc.start.offset, end: loc.end.offset }));
    const cellAt = (index: number): CellPlace | null => {
      const number = spans.findLastIndex(({ start }) => start <= index) + 1;
      return number === 0 || index >= spans[number - 1].end ? null : { number, part: 'metadata' };
    };
    return { texts: this.texts, rest: this.blanked(), cellAt };
  }

  private readCell(cell: ValueNode, number: number): void {
    for (const { name, value } of members(cell)) {
      if (name === 'source' || name === 'input') this.take(value, { number, part: 'source' });
      else if (name === 'attachments')
        for (const file of members(value)) for (const { name, value } of members(file.value)) this.leave(name, value);
    }
    /** Chunks of one stream belong together, whatever was put out between them. */
    const streams = new Map<string, Piece[]>();
    for (const [index, output] of elements(member(cell, 'outputs')).entries()) {
      const place = { number, part: 'output', output: index + 1 } as const;
      if (stringOf(member(output, 'output_type')) !== 'stream') {
        this.readOutput(output, place);
        continue;
      }
      const name = stringOf(member(output, 'name') ?? member(output, 'stream')) ?? '';
      const pieces = this.piecesOf(member(output, 'text'), place);
      const stream = streams.get(name);
      if (stream === undefined) streams.set(name, pieces);
      else stream.push(...pieces);
    }
    for (const pieces of streams.values()) this.texts.push({ pieces, html: false });
  }

  private readOutput(output: ValueNode, place: CellPlace): void {
    for (const { name, value } of members(output)) {
      if (name === 'data') for (const form of members(value)) this.readForm(form.name, form.value, place);
      else if (name !== 'output_type') this.readForm(name, value, place);
    }
  }

  private readForm(name: string, value: ValueNode, place: CellPlace): void {
    if (PICTURE.test(name)) this.leave(name, value);
    else this.take(value, place, HTML.test(name), name === 'traceback' ? '\n' : '');
  }

  private take(value: ValueNode, place: CellPlace, html = false, between = ''): void {
    const pieces = this.piecesOf(value, place, between);
    if (pieces.length > 0) this.texts.push({ pieces, html });
  }

  /** A string, or a list of strings that are its lines; of anything else none. */
  private piecesOf(value: ValueNode | undefined, place: CellPlace, between = ''): Piece[] {
    const strings = value?.type === 'String' ? [value] : elements(value);
    if (!strings.every((string) => string.type === 'String')) return [];
    const pieces: Piece[] = [];
    for (const string of strings) {
      this.taken.add(string);
      if (pieces.length > 0 && between !== '') pieces.push({ text: between, at: beginning(string), place });
      pieces.push({ text: string.value, at: beginning(string), place });
    }
    return pieces;
  }

  private leave(name: string, value: ValueNode): void {
    if (PICTURE.test(name))
      for (const string of [value, ...elements(value)]) if (string.type === 'String') this.taken.add(string);
  }

  /** Strings with escapes in them, wherever else they stand, are also texts of their own. */
  private readOthers(node: AnyNode): void {
    if (node.type === 'Object') for (const { value } of node.members) this.readOthers(value);
    else if (node.type === 'Array') for (const { value } of node.elements) this.readOthers(value);
    else if (
      node.type === 'String' &&
      !this.taken.has(node) &&
      node.value.length < node.loc.end.offset - beginning(node) - 1
    )
      this.texts.push({ pieces: [{ text: node.value, at: beginning(node), place: null }], html: false });
  }

  private blanked(): string {
    let rest = '';
    let at = 0;
    const spans = [...this.taken].map((string) => [beginning(string), string.loc.end.offset - 1]);
    for (const [start, end] of spans.sort(([a], [b]) => a - b)) {
      rest += this.file.slice(at, start) + ' '.repeat(end - start);
      at = end;
    }
    return rest + this.file.slice(at);
  }
}

/** Behind the opening quote. */
function beginning(string: StringNode): number {
  return string.loc.start.offset + 1;
}

/** Index of the file `units` code units of a string's value behind `at`. */
export function advance(file: string, at: number, units: number): number {
  for (let left = units; left > 0; left--) at += file[at] !== '\\' ? 1 : file[at + 1] === 'u' ? 6 : 2;
  return at;
}

/** The pieces without what `pattern` (global) matches in their text. */
export function without(file: string, pieces: readonly Piece[], pattern: RegExp): Piece[] {
  const whole = pieces.map(({ text }) => text).join('');
  const gaps = [...whole.matchAll(pattern)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }));
  if (gaps.length === 0) return [...pieces];
  const kept: Piece[] = [];
  let start = 0;
  let gap = 0;
  for (const { text, at, place } of pieces) {
    const end = start + text.length;
    let from = start;
    let inFile = at;
    while (gap < gaps.length && gaps[gap].start < end) {
      const to = Math.max(gaps[gap].start, start);
      if (to > from) kept.push({ text: text.slice(from - start, to - start), at: inFile, place });
      const behind = Math.min(gaps[gap].end, end);
      inFile = advance(file, inFile, behind - from);
      from = behind;
      // It goes on in the next piece.
      if (gaps[gap].end > end) break;
      gap++;
    }
    if (end > from) kept.push({ text: text.slice(from - start), at: inFile, place });
    start = end;
  }
  return kept;
}

function member(node: ValueNode | undefined, name: string): ValueNode | undefined {
  return members(node).find((each) => each.name === name)?.value;
}

function members(node: ValueNode | undefined): { name: string; value: ValueNode }[] {
  const nameOf = ({ name }: MemberNode) => (name.type === 'String' ? name.value : name.name);
  return node?.type === 'Object' ? node.members.map((each) => ({ name: nameOf(each), value: each.value })) : [];
}

function elements(node: ValueNode | undefined): ValueNode[] {
  return node?.type === 'Array' ? node.elements.map(({ value }) => value) : [];
}

function stringOf(node: ValueNode | undefined): string | undefined {
  return node?.type === 'String' ? node.value : undefined;
}
