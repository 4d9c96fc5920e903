// The lines of ours in somebody's rc file, between two marks, so that they can be found, renewed and taken out again. Knows no files.

const BEGIN = '# >>> masked-shell >>>';
const END = '# <<< masked-shell <<<';
const NOTE = '# Written by masked-shell init --install; masked-shell init --uninstall takes it out.';
/** How lines begin that were put there by hand, as earlier instructions said. */
const SNIPPET = /^# masked-shell: mask new interactive terminals/m;

/** What is wrong with a file that can't be changed: a mark without its other. */
export class TornBlock extends Error {}

/** Where our lines stand, with the line feed behind them; null where there are none. */
function blockIn(text: string): { start: number; end: number } | null {
  const start = lineOf(text, BEGIN);
  const last = lineOf(text, END);
  if (start < 0 && last < 0) return null;
  if (start < 0 || last < start || lineOf(text, BEGIN, start + 1) >= 0) throw new TornBlock();
  const end = text.indexOf('\n', last);
  return { start, end: end < 0 ? text.length : end + 1 };
}

function lineOf(text: string, mark: string, from = 0): number {
  const at = text.indexOf(mark, from);
  return at <= 0 || text[at - 1] === '\n' ? at : lineOf(text, mark, at + 1);
}

/**
 * The file with our lines at its end, or in the place where they were.
 * @throws TornBlock where one of the marks is missing.
 */
export function withBlock(text: string, snippet: string): string {
  const lines = `${BEGIN}\n${NOTE}\n${snippet.replace(/\n*$/, '\n')}${END}\n`;
  const block = blockIn(text);
  if (block !== null) return text.slice(0, block.start) + lines + text.slice(block.end);
  const separator = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return text + separator + lines;
}

/**
 * The file without our lines and the blank line before them; the same text where there are none.
 * @throws TornBlock where one of the marks is missing.
 */
export function withoutBlock(text: string): string {
  const block = blockIn(text);
  if (block === null) return text;
  const before = text.slice(0, block.start);
  return (block.end === text.length ? before.replace(/\n\n$/, '\n') : before) + text.slice(block.end);
}

/** The lines stand there without our marks. */
export function isPutByHand(text: string): boolean {
  const block = blockIn(text);
  return SNIPPET.test(block === null ? text : text.slice(0, block.start) + text.slice(block.end));
}
