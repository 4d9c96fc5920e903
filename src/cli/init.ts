// `masked-shell init <shell>`: prints what a user puts into the rc file.
import { readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';

const SHELLS: readonly string[] = ['bash', 'zsh', 'fish'];

interface Arguments {
  shell: string;
}

export const initCommand: Command<Arguments> = {
  command: 'init <shell>',
  describe: 'Print the lines for an rc file that mask new terminals',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 init <bash|zsh|fish>\n\nPrints the lines for an rc file that start masked-shell in new terminals when MASKED_SHELL_AUTO=1.',
      )
      .positional('shell', { type: 'string', demandOption: true, describe: 'The shell whose rc file it is for' })
      .example('$0 init bash >> ~/.bashrc', '')
      .example('$0 init zsh >> ~/.zshrc', '')
      .example('$0 init fish >> ~/.config/fish/config.fish', '') as Argv<Arguments>,
  run: async ({ shell }) => {
    if (!SHELLS.includes(shell)) {
      throw new MaskedShellError('usage', `there are no lines for ${shell}`, `Name one of ${SHELLS.join(', ')}.`);
    }
    return printOut(readSnippet(shell));
  },
};

/** The bundle stands one folder below the package's root. */
function readSnippet(shell: string): Buffer {
  try {
    return readFileSync(new URL(`../shell-integration/${shell}/init.${shell}`, import.meta.url));
  } catch {
    throw new MaskedShellError(
      'no-shell-integration',
      `the lines for ${shell} are missing from this installation`,
      'Install masked-shell anew.',
    );
  }
}
