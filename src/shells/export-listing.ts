// Reads what shells print about themselves: the exported variables (`export -p` of bash and zsh, `set --export` of fish) and the
// aliases (`alias`). Texts are one-byte strings. What can't be read is left out.
import { escapeAt } from './escape.ts';
import type { ShellKind } from './integration.ts';

/** Bounds what a listing may cost; more is left out. */
const LONGEST = 4 << 20;

/** Name and value of each exported variable. */
export function readExports(kind: ShellKind, listing: string): Map<string, string> {
  const text = listing.slice(0, LONGEST);
  return kind === 'fish'
    ? readFishExports(text)
    : readAssignments(text, /(?:declare|export|typeset) (?:-[a-zA-Z]+\d* )*/y);
}

/** What each alias stands for. fish has none: they are functions there. */
export function readAliases(kind: ShellKind, listing: string): Map<string, string> {
  return kind === 'fish' ? new Map() : readAssignments(listing.slice(0, LONGEST), /alias (?:-[a-z]+ )*/y);
}

/** Lines of `INTRODUCTION NAME=word`, where the word may go over lines. */
function readAssignments(text: string, introduction: RegExp): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    introduction.lastIndex = at;
    const name = introduction.test(text) ? nameAt(text, introduction.lastIndex) : null;
    if (name === null) {
      at = nextLine(text, at);
      continue;
    }
    const { value, end } = readWord(text, name.end);
    found.set(name.name, value);
    at = nextLine(text, end);
  }
  return found;
}

const NAME = /([^\s=]+)=/y;

function nameAt(text: string, at: number): { name: string; end: number } | null {
  NAME.lastIndex = at;
  const match = NAME.exec(text);
  return match === null ? null : { name: match[1].replace(/^'(.*)'$/, '$1'), end: NAME.lastIndex };
}

function nextLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? text.length : feed + 1;
}

/** A word of bash or zsh at `at`, without its quotes, and where it ends. */
export function readWord(text: string, from: number): { value: string; end: number } {
  let value = '';
  let at = from;
  for (;;) {
    const character = text[at];
    if (character === undefined || /\s/.test(character)) return { value, end: at };
    if (character === "'" || character === '"' || (character === '$' && text[at + 1] === "'")) {
      const quote = readQuoted(text, at);
      value += quote.value;
      at = quote.end;
    } else if (character === '\\') {
      value += text[at + 1] === '\n' ? '' : (text[at + 1] ?? '');
      at += 2;
    } else {
      value += character;
      at++;
    }
  }
}

function readQuoted(text: string, start: number): { value: string; end: number } {
  if (text[start] === "'") {
    const close = text.indexOf("'", start + 1);
    const end = close < 0 ? text.length : close;
    return { value: text.slice(start + 1, end), end: end + 1 };
  }
  const isAnsi = text[start] === '$';
  const quote = isAnsi ? "'" : '"';
  let value = '';
  let at = start + (isAnsi ? 2 : 1);
  while (at < text.length && text[at] !== quote) {
    if (text[at] !== '\\') value += text[at++];
    else if (isAnsi) {
      const { characters, length } = escapeAt(text, at);
      value += characters;
      at += length;
    } else {
      // Between double quotes a backslash escapes only what is special there.
      value += '$`"\\\n'.includes(text[at + 1]) ? text[at + 1] : `\\${text[at + 1] ?? ''}`;
      at += 2;
    }
  }
  return { value, end: at + 1 };
}

/** `NAME value`, `NAME 'a b'  'c'`: what is quoted is written as it is, and the elements of a list are joined as fish hands them on. */
function readFishExports(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const name = /^\S+/.exec(line)?.[0];
    if (name === undefined) continue;
    const written = line.slice(name.length + 1);
    const isQuoted = written.length > 1 && written.startsWith("'") && written.endsWith("'");
    const elements = isQuoted ? written.slice(1, -1).split("'  '") : [unescaped(written)];
    found.set(name, elements.join(name.endsWith('PATH') ? ':' : ' '));
  }
  return found;
}

function unescaped(text: string): string {
  let value = '';
  for (let at = 0; at < text.length; ) {
    if (text[at] !== '\\') value += text[at++];
    else {
      const { characters, length } = escapeAt(text, at);
      value += characters;
      at += length;
    }
  }
  return value;
}
