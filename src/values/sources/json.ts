// Reads JSON, and what is nearly JSON: with comments, with a comma too many, cut off. Only strings are values.
import { type Entry, LONGEST_ENTRY } from './entry.ts';

const TOKEN = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"(?:\s*(:))?|[{}[\]]/g;
const PAIR = /"([\w.-]{1,64})"\s*:\s*"([^"\\]{1,4096}(?:\\.[^"\\]{0,4096}){0,64})"/g;
/** Deeper ones are no configuration. */
const DEEPEST = 64;

/** Every string under the names that lead to it; those of a list under the list's name. */
export function jsonEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  const names: string[] = [];
  let key = '';
  for (const [token, content, colon] of text.matchAll(TOKEN)) {
    if (content === undefined) {
      if (token === '{' || token === '[') names.push(key);
      else names.pop();
      key = '';
      if (names.length > DEEPEST) break;
    } else if (colon !== undefined) {
      key = unescaped(content);
    } else {
      if (content.length <= LONGEST_ENTRY)
        entries.push({ path: [...names, key].filter((name) => name !== ''), value: unescaped(content) });
      key = '';
    }
  }
  return entries;
}

/** Pairs of JSON wherever they stand in a file of another kind, such as a database. */
export function pairEntries(text: string): Entry[] {
  return [...text.matchAll(PAIR)].map(([, name, value]) => ({ path: [name], value: unescaped(value) }));
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The escapes of RFC 8259; those of other characters as their UTF-8 bytes. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/(?:\\u[\da-fA-F]{4})+|\\([\s\S])/g, (found, sign?: string) =>
    sign === undefined ? decoded(found) : (ESCAPES[sign] ?? sign),
  );
}

function decoded(escapes: string): string {
  const units = escapes.slice(2).split('\\u');
  const text = String.fromCharCode(...units.map((digits) => Number.parseInt(digits, 16)));
  return Buffer.from(text, 'utf8').toString('latin1');
}
