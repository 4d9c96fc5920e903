// The values in a line of JSON: whole or in pretty print, where a line holds a part of it only.
import type { Span } from './span.ts';

export interface JsonLine {
  readonly spans: readonly Span[];
  /** How many brackets are open at its end, from the outermost on whose values are all secret. */
  readonly open: number;
  /** A key, or a bracket, stands in it. */
  readonly isJson: boolean;
}

const LITERAL = /^-?[\w.+-]+/;
const LONGEST_LITERAL = 400;

/**
 * Reads a line.
 * @param open brackets that are open from the lines before, in which all is secret
 * @param selects whether the value of a key is secret
 * @param deeply with all that stands in it; else each key in an object is asked for
 */
export function readJson(text: string, open: number, selects: (key: string) => boolean, deeply: boolean): JsonLine {
  const spans: Span[] = [];
  /** For each open bracket: all in it is secret. */
  const brackets: boolean[] = new Array(open).fill(true);
  let key: string | null = null;
  let isJson = open > 0;
  const isSecret = () => brackets.at(-1) === true || (key !== null && selects(key));
  for (let at = 0; at < text.length; ) {
    const character = text[at];
    if (character === '"') {
      const close = closingQuote(text, at + 1);
      if (/^[\s\0]{0,20}:/.test(text.slice(close + 1, close + 22))) {
        key = text.slice(at + 1, close);
        isJson = true;
      } else {
        if (isSecret() && close > at + 1) spans.push({ start: at + 1, end: close });
        key = null;
      }
      at = close + 1;
    } else if (character === '{' || character === '[') {
      brackets.push((deeply || character === '[') && isSecret());
      key = null;
      isJson = true;
      at++;
    } else if (character === '}' || character === ']') {
      brackets.pop();
      isJson = true;
      at++;
    } else {
      const literal = LITERAL.exec(text.slice(at, at + LONGEST_LITERAL))?.[0] ?? '';
      if (literal !== '') {
        if (isSecret() && !/^(?:true|false|null)$/.test(literal)) spans.push({ start: at, end: at + literal.length });
        key = null;
      }
      at += Math.max(literal.length, 1);
    }
  }
  const first = brackets.indexOf(true);
  return { spans, open: first < 0 ? 0 : brackets.length - first, isJson };
}

/** Index of the quote that closes the string, or of the text's end. */
function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
