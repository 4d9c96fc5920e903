// File arguments: none, or a lone -, mean standard input.
import { STANDARD_INPUT } from '../session/input.ts';

/** yargs drops a lone - from a list; no real argument holds a NUL. */
const HIDDEN = '\0';

export function hideStandardInput(argv: readonly string[]): string[] {
  return argv.map((argument) => (argument === STANDARD_INPUT ? HIDDEN : argument));
}

/** The paths to read, from what yargs made of hidden arguments. */
export function pathsToRead(files: readonly string[] = []): string[] {
  if (files.length === 0) return [STANDARD_INPUT];
  return files.map((file) => (file === HIDDEN ? STANDARD_INPUT : file));
}
