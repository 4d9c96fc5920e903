// The text of a here document: the lines below a command line up to the one that holds its word alone.
import type { Word } from './syntax.ts';

export interface PendingDocument {
  readonly word: string;
  /** `<<-`: tabs before its lines don't count. */
  readonly indented: boolean;
  /** Its word was quoted: nothing is substituted. */
  readonly literal: boolean;
  body: Word | null;
}

/** Reads the document that begins at `from`; one without an end goes to the end of the text. */
export function hereDocument(
  text: string,
  from: number,
  { word, indented }: PendingDocument,
): { body: string; end: number } {
  for (let at = from; at < text.length; ) {
    const feed = text.indexOf('\n', at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end);
    if ((indented ? line.replace(/^\t+/, '') : line) === word) return { body: text.slice(from, at), end };
    at = end + 1;
  }
  return { body: text.slice(from), end: text.length };
}
