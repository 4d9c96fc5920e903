// Puts our lines into a shell's rc file, or takes them out: shows the change, asks, and writes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { MaskedShellError } from '../config/error.ts';
import { homeFolder } from '../config/load.ts';
import type { ShellKind } from '../shells/integration.ts';
import { isPutByHand, TornBlock, withBlock, withoutBlock } from '../shells/rc-block.ts';
import { replaceFile } from './replace-file.ts';
import { systemError } from './system-error.ts';

export interface InstallOptions {
  readonly shell: ShellKind;
  /** The lines, or null to take them out. */
  readonly snippet: string | null;
  /** Write without asking. */
  readonly yes: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (text: string) => void;
}

/** The file that the shell reads when it starts interactively. */
function rcFile(shell: ShellKind, env: NodeJS.ProcessEnv): string {
  const home = homeFolder(env);
  if (home === null) throw new MaskedShellError('usage', 'there is no home folder', 'Set HOME.');
  switch (shell) {
    case 'bash':
      return join(home, '.bashrc');
    case 'zsh':
      return join(env.ZDOTDIR || home, '.zshrc');
    case 'fish':
      return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'fish', 'config.fish');
  }
}

/** @returns the exit status: 1 when the user did not want the change. */
export async function changeRcFile({ shell, snippet, yes, env, print }: InstallOptions): Promise<number> {
  const path = rcFile(shell, env);
  const text = readIfThere(path);
  const changed = changedText(path, text, snippet);
  if (changed === text) {
    print(snippet === null ? `${path} has no lines of masked-shell.\n` : `${path} has these lines already.\n`);
    return 0;
  }
  print(`${path}:\n${differenceOf(text, changed)}`);
  if (!yes && !(await isWanted())) {
    print('Nothing was changed.\n');
    return 1;
  }
  replaceFile(path, Buffer.from(changed, 'latin1'), 0o644);
  print(snippet === null ? 'Taken out.\n' : `Written. New terminals are masked when MASKED_SHELL_AUTO=1 is set.\n`);
  return 0;
}

/** As a one-byte string: whatever else stands in the file is written back as it was. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw systemError('file-unreadable', path, error);
  }
}

function changedText(path: string, text: string, snippet: string | null): string {
  try {
    if (snippet === null) return withoutBlock(text);
    if (isPutByHand(text))
      throw new MaskedShellError(
        'usage',
        `${path}: the lines of masked-shell were put there by hand`,
        'Take them out first, or leave it at that.',
      );
    return withBlock(text, snippet);
  } catch (error) {
    if (!(error instanceof TornBlock)) throw error;
    throw new MaskedShellError(
      'usage',
      `${path}: one of the lines "# >>> masked-shell >>>" and "# <<< masked-shell <<<" is missing or there twice`,
      'Put the file in order by hand.',
    );
  }
}

/** The lines that come and go: they stand together. */
function differenceOf(before: string, after: string): string {
  const old = before.split('\n');
  const fresh = after.split('\n');
  let first = 0;
  while (first < old.length && first < fresh.length && old[first] === fresh[first]) first++;
  let same = 0;
  while (same < Math.min(old.length, fresh.length) - first && old.at(-1 - same) === fresh.at(-1 - same)) same++;
  const lines = (text: string[], sign: string) =>
    text.slice(first, text.length - same).map((line) => `${sign} ${line}\n`);
  return Buffer.from([...lines(old, '-'), ...lines(fresh, '+')].join(''), 'latin1').toString();
}

/**
 * Asks on the terminal.
 * @throws MaskedShellError `usage` where there is none.
 */
async function isWanted(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new MaskedShellError('usage', 'there is no terminal to ask on', 'Add --yes to write without asking.');
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question('Write this? [y/N] ')).trim());
  } finally {
    terminal.close();
  }
}
