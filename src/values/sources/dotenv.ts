// Reads `.env` files, and the assignments in a shell's file (`.envrc`). Nothing is run and nothing is filled in: a value that
// refers to another one stays as it is written.
import type { Entry } from './entry.ts';

/** The name, and what may stand before it. */
const ASSIGNMENT = /(?:export[ \t]+|set[ \t]+-[a-z]+[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/y;
/** In a shell's file the equals sign touches its name, and several assignments may stand behind each other. */
const SHELL_ASSIGNMENT =
  /(?:(?:export|declare|typeset|readonly|local|set|-[A-Za-z]+)[ \t]+)*([A-Za-z_]\w*)(?:=|[ \t]+(?=["']))/y;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** `NAME=value` as dotenv, Docker and direnv read it: quotes may go over lines, ` #` begins a comment. */
export function dotenvEntries(text: string): Entry[] {
  return entriesOf(text, ASSIGNMENT, /\n|[ \t]#/g);
}

/** The assignments of a shell's file. */
export function shellEntries(text: string): Entry[] {
  return entriesOf(text, SHELL_ASSIGNMENT, /[ \t;&|\n]/g);
}

function entriesOf(text: string, assignment: RegExp, end: RegExp): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (at < text.length) {
    at = skip(text, at, /[\s;&]*/y);
    assignment.lastIndex = at;
    const found = assignment.exec(text);
    if (found === null) {
      at = nextStart(text, at);
      continue;
    }
    const value = valueAt(text, assignment.lastIndex, end);
    entries.push({ path: [found[1]], value: value.text });
    at = value.end;
  }
  return entries;
}

/** Where a statement may begin next: on the next line, or behind a semicolon on this one. */
function nextStart(text: string, at: number): number {
  return text[at] === '#' ? skip(text, at, /[^\n]*/y) : Math.max(at + 1, skip(text, at, /[^\n;&]*/y));
}

function valueAt(text: string, from: number, end: RegExp): { text: string; end: number } {
  const quote = text[from];
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = closing(text, from + 1, quote);
    if (close >= 0) {
      const inside = text.slice(from + 1, close);
      return { text: quote === '"' ? unescaped(inside) : inside, end: close + 1 };
    }
  }
  end.lastIndex = from;
  const stop = end.exec(text)?.index ?? text.length;
  return { text: text.slice(from, stop).trim(), end: Math.max(stop, from) };
}

function closing(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (quote !== '"') return at;
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

function unescaped(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, sign: string) => ESCAPES[sign] ?? sign);
}

function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  pattern.exec(text);
  return pattern.lastIndex;
}
