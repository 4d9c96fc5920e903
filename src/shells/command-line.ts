// Reads the command line that a shell is about to run, as far as bash, zsh and fish agree. Knows no command.
export { readCommandLine } from './command-line/reader.ts';
export type * from './command-line/syntax.ts';
export { EMPTY_WORD } from './command-line/syntax.ts';
