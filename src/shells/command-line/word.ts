// Collects what a word is made of while it is read.
import type { List, Word } from './syntax.ts';

/** What `\x` means in `$'…'`, for those that mean another character. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};
const NUMBER = /^(?:x[\dA-Fa-f]{1,2}|u[\dA-Fa-f]{1,4}|U[\dA-Fa-f]{1,8}|[0-7]{1,3})/;
const LONGEST_NUMBER = 9;

export class WordBuilder {
  text = '';
  quoted = false;
  private readonly substitutions: List[] = [];
  private readonly parameters: string[] = [];
  private process: List | null = null;

  substitute(list: List): void {
    this.substitutions.push(list);
  }

  expand(name: string): void {
    this.parameters.push(name);
  }

  readFrom(list: List): void {
    this.process = list;
  }

  /** Nothing was read at all: not even empty quotes. */
  get isNothing(): boolean {
    const { text, quoted, substitutions, parameters, process } = this;
    return text === '' && !quoted && process === null && substitutions.length + parameters.length === 0;
  }

  build(from = 0): Word {
    const { text, quoted, substitutions, parameters, process } = this;
    return { text: text.slice(from), quoted, substitutions, parameters, process };
  }
}

/** Decodes the escape whose backslash stands at `at`. */
export function escapeAt(text: string, at: number): { character: string; length: number } {
  const number = NUMBER.exec(text.slice(at + 1, at + 1 + LONGEST_NUMBER));
  if (number === null) {
    const next = text[at + 1] ?? '';
    return { character: ESCAPES[next] ?? next, length: 1 + next.length };
  }
  const digits = /^[xuU]/.test(number[0]) ? number[0].slice(1) : number[0];
  const code = Number.parseInt(digits, digits === number[0] ? 8 : 16);
  return { character: code <= 0x10ffff ? String.fromCodePoint(code) : '', length: 1 + number[0].length };
}
