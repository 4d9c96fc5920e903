// Which file a command name means, looked up as execvp(3) would, so that a command that can't run is told before a
// terminal is set up for it: 127 when there is none, 126 when it can't be executed.
import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
import { MaskedShellError } from '../config/error.ts';

/** What execvp(3) searches when PATH is unset. */
const DEFAULT_PATH = '/usr/local/bin:/usr/bin:/bin';

/** Linux reads this much of a file for its interpreter line. */
const INTERPRETER_LINE_BYTES = 256;

const DIRECTORY = 'is a directory';

/**
 * Makes sure that `name` can be executed.
 * @param name a command name or a path.
 * @param path the PATH to search.
 * @returns the file that it runs.
 * @throws MaskedShellError `command-not-found` (127) or `command-not-executable` (126).
 */
export function findProgram(name: string, path: string | undefined): string {
  const candidates = name.includes('/') ? [name] : candidatesFor(name, path);
  let refusal: string | null = null;
  for (const candidate of candidates) {
    const reason = whyNotExecutable(candidate);
    if (reason === null) return checkInterpreter(candidate);
    if (reason !== 'missing' && (reason !== DIRECTORY || name.includes('/'))) refusal ??= `${candidate}: ${reason}`;
  }
  if (refusal !== null) throw new MaskedShellError('command-not-executable', refusal);
  throw new MaskedShellError(
    'command-not-found',
    `${name}: ${name.includes('/') ? 'no such file' : 'command not found'}`,
  );
}

function candidatesFor(name: string, path: string | undefined): string[] {
  if (name === '') return [];
  // An empty entry of PATH means the working directory.
  return (path ?? DEFAULT_PATH).split(':').map((directory) => `${directory === '' ? '.' : directory}/${name}`);
}

function whyNotExecutable(path: string): string | null {
  try {
    if (statSync(path).isDirectory()) return DIRECTORY;
    accessSync(path, constants.X_OK);
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'EACCES' || code === 'EPERM' ? 'permission denied' : 'missing';
  }
}

/** A script whose interpreter is gone would only fail after the fork, with a status that looks like the script's own. */
function checkInterpreter(path: string): string {
  const head = Buffer.alloc(INTERPRETER_LINE_BYTES);
  let length = 0;
  try {
    const file = openSync(path, 'r');
    try {
      length = readSync(file, head, 0, head.length, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    // A program that can be run need not be readable.
    return path;
  }
  const interpreter = /^#![ \t]*([^\s]+)/.exec(head.toString('latin1', 0, length))?.[1];
  if (interpreter === undefined || whyNotExecutable(interpreter) === null) return path;
  throw new MaskedShellError('command-not-executable', `${path}: bad interpreter: ${interpreter}`);
}
