// Reads TOML into a tree that knows on which line each key stands. The parser is loaded only where there is a file.
import type { AST } from 'toml-eslint-parser';
import { configurationError } from './error.ts';

export type Toml =
  | { readonly kind: 'text'; readonly line: number; readonly value: string }
  | { readonly kind: 'integer' | 'number'; readonly line: number; readonly value: number }
  | { readonly kind: 'boolean'; readonly line: number; readonly value: boolean }
  | { readonly kind: 'date'; readonly line: number }
  | { readonly kind: 'array'; readonly line: number; readonly items: Toml[] }
  | TomlTable;

export interface TomlTable {
  readonly kind: 'table';
  readonly line: number;
  readonly entries: Map<string, TomlEntry>;
}

/** A value, and the line on which its key stands. */
export interface TomlEntry {
  readonly line: number;
  readonly value: Toml;
}

/**
 * @param file what errors name
 * @throws MaskedShellError `configuration`, which names file and line.
 */
export async function parseToml(text: string, file: string): Promise<TomlTable> {
  const { parseTOML } = await import('toml-eslint-parser');
  try {
    return tableOf(parseTOML(text, { tomlVersion: '1.0' }).body[0]);
  } catch (error) {
    const { message, lineNumber } = error as { message: string; lineNumber?: number };
    if (lineNumber !== undefined)
      throw configurationError(
        { file, line: lineNumber },
        `is no TOML: ${message}`,
        'See https://toml.io for its syntax.',
      );
    // The parser goes as deep as the text does, and takes a text apart at once.
    if (error instanceof RangeError)
      throw configurationError({ file, line: 1 }, 'is nested too deeply, or holds too long a text', 'Make it simpler.');
    throw error;
  }
}

function tableOf(top: AST.TOMLTopLevelTable): TomlTable {
  const root = emptyTable(1);
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') enter(root, node);
    else {
      const table = descend(root, node.resolvedKey, node.loc.start.line);
      for (const pair of node.body) enter(table, pair);
    }
  }
  return root;
}

function emptyTable(line: number): TomlTable {
  return { kind: 'table', line, entries: new Map() };
}

/** The table at a path of keys and places in arrays, made where it is not there yet. */
function descend(root: TomlTable, path: readonly (string | number)[], line: number): TomlTable {
  let at: Toml = root;
  for (const [i, key] of path.entries()) {
    const made: Toml = typeof path[i + 1] === 'number' ? { kind: 'array', line, items: [] } : emptyTable(line);
    if (at.kind === 'array') {
      at.items[key as number] ??= made;
      at = at.items[key as number];
    } else {
      const { entries } = at as TomlTable;
      const entry: TomlEntry = entries.get(key as string) ?? { line, value: made };
      entries.set(key as string, entry);
      at = entry.value;
    }
  }
  return at as TomlTable;
}

function enter(table: TomlTable, { key, value, loc }: AST.TOMLKeyValue): void {
  const { line } = loc.start;
  const names = key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value));
  const last = names.pop() as string;
  descend(table, names, line).entries.set(last, { line, value: readValue(value) });
}

function readValue(node: AST.TOMLContentNode): Toml {
  const { line } = node.loc.start;
  if (node.type === 'TOMLArray') return { kind: 'array', line, items: node.elements.map(readValue) };
  if (node.type === 'TOMLInlineTable') {
    const table = emptyTable(line);
    for (const pair of node.body) enter(table, pair);
    return table;
  }
  switch (node.kind) {
    case 'string':
      return { kind: 'text', line, value: node.value };
    case 'integer':
      return { kind: 'integer', line, value: Number(node.value) };
    case 'float':
      return { kind: 'number', line, value: node.value };
    case 'boolean':
      return { kind: 'boolean', line, value: node.value };
    default:
      return { kind: 'date', line };
  }
}
