// Where a shell's word, or what stands in its quotes, ends.

export type Quote = '"' | "'";

/** Index of the quote that closes what begins at `from`, or of the text's end, blanks there left out. */
export function closingQuote(text: string, quote: Quote, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return lastText(text, from);
}

/** Index after the word that begins at `from`: a blank or a sign of the shell ends it. */
export function wordEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length && !/[\s\0;&|<>()]/.test(text[at]); at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === "'" || text[at] === '"') at = closingQuote(text, text[at] as Quote, at + 1);
  }
  return Math.min(at, text.length);
}

function lastText(text: string, from: number): number {
  let end = text.length;
  while (end > from && /[\s\0]/.test(text[end - 1])) end--;
  return end;
}
