// Which shell the user has, and with which arguments it starts.
import { userInfo } from 'node:os';
import { MaskedShellError } from '../config/error.ts';
import { findProgram } from './program.ts';

/** A program and its arguments, ready to be executed. */
export interface Command {
  /** As the user named it: it becomes the program's argv[0], and is looked up in PATH when it has no slash. */
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * The shell to start: the one asked for, else $SHELL, else the one of the user's account, else /bin/sh.
 * @param asked value of `--shell`, if given.
 * @throws MaskedShellError when the shell that was asked for, or $SHELL, can't be run.
 */
export function shellCommand(asked: string | undefined, login: boolean, env: NodeJS.ProcessEnv): Command {
  if (asked === '') throw new MaskedShellError('usage', '--shell has no value', 'Name the shell: --shell PATH.');
  const name = asked ?? (env.SHELL || accountShell());
  try {
    findProgram(name, env.PATH);
    return { file: name, args: login ? ['-l'] : [] };
  } catch (error) {
    if (!(error instanceof MaskedShellError)) throw error;
    const source = asked === undefined ? 'the shell in $SHELL' : 'the shell given with --shell';
    throw new MaskedShellError(error.code, `${source}: ${error.message}`, 'Name another with --shell PATH.');
  }
}

function accountShell(): string {
  try {
    return userInfo().shell || '/bin/sh';
  } catch {
    // No entry for this user, as in some containers.
    return '/bin/sh';
  }
}
