// File arguments: none, or a lone -, mean standard input.
import { STANDARD_INPUT } from '../session/input.ts';
import { shownByYargs } from './hidden.ts';

/** The paths to read, from what yargs made of the arguments. */
export function pathsToRead(files: readonly string[] = []): string[] {
  return files.length === 0 ? [STANDARD_INPUT] : files.map(shownByYargs);
}
