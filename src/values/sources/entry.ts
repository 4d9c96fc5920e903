// What the readers of files give: names with their values. Knows neither files nor secrets.

/** A value and the names that lead to it: sections and keys, the outermost first. One-byte strings of UTF-8 bytes. */
export interface Entry {
  readonly path: readonly string[];
  readonly value: string;
}

/** Reads a file's text, a one-byte string, in one pass. What it does not understand it leaves out; it never throws. */
export type Parser = (text: string) => Entry[];

/** Longer texts are no value that anybody types or prints. */
export const LONGEST_ENTRY = 64 << 10;
