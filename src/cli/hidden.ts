// What yargs would misread is hidden from it: a lone - (it drops it from a list), and names after -- that begin with a dash.
import { STANDARD_INPUT } from '../session/input.ts';

/** No real argument holds a NUL. */
const HIDDEN = '\0';

/** The arguments as yargs is to read them: -- is gone, what stood after it is no option any more. */
export function hideFromYargs(argv: readonly string[]): string[] {
  const options = optionsOnly(argv);
  const names = argv.slice(options.length + 1);
  return [
    ...options.map((argument) => (argument === STANDARD_INPUT ? HIDDEN + argument : argument)),
    ...names.map((name) => (name.startsWith('-') ? HIDDEN + name : name)),
  ];
}

/** What stands before --: the options of a session, without the command that they are for. */
export function optionsOnly(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.slice(0, end < 0 ? argv.length : end);
}

/** A text or argument from yargs as it was typed. */
export function shownByYargs(text: string): string {
  return text.replaceAll(HIDDEN, '');
}
