// `masked-shell init`: the lines for an rc file (printed, installed, taken out again), and how a terminal is told to start masked.
import { readFileSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { mostSimilar } from '../config/similar.ts';
import { changeRcFile } from '../session/install.ts';
import { printOut } from '../session/sink.ts';
import { SHELL_KINDS, type ShellKind } from '../shells/integration.ts';
import { findProgram } from '../shells/program.ts';
import { TERMINALS } from '../shells/terminals.ts';
import type { Command } from './command-line.ts';

interface Arguments {
  shell?: string;
  install?: boolean;
  uninstall?: boolean;
  yes?: boolean;
  terminal?: string;
}

export const initCommand: Command<Arguments> = {
  command: 'init [shell]',
  describe: 'Have new terminals masked: lines for an rc file or a terminal',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 init <bash|zsh|fish> [--install|--uninstall]\n$0 init --terminal NAME\n\nPrints the lines for an rc file that start masked-shell in new terminals when MASKED_SHELL_AUTO=1, or writes them there.',
      )
      .positional('shell', { type: 'string', describe: 'The shell whose rc file it is for; with --install yours' })
      .options({
        install: { type: 'boolean', describe: 'Write them into the rc file, between marked lines' },
        uninstall: { type: 'boolean', describe: 'Take them out of the rc file' },
        yes: { type: 'boolean', describe: 'Write without asking' },
        terminal: {
          type: 'string',
          requiresArg: true,
          describe: `How a terminal starts masked: ${TERMINALS.map(({ name }) => name).join(', ')}`,
        },
      })
      .conflicts('install', 'uninstall')
      .conflicts('terminal', ['install', 'uninstall', 'yes', 'shell'])
      .example('$0 init --install', 'your shell, after a look at the change')
      .example('$0 init bash >> ~/.bashrc', 'the same by hand')
      .example('$0 init --terminal vscode', '') as Argv<Arguments>,
  run: async ({ shell, install, uninstall, yes = false, terminal }) => {
    if (terminal !== undefined) return printOut(Buffer.from(terminalLines(terminal)));
    if (!install && !uninstall) {
      if (yes) throw new MaskedShellError('usage', '--yes is for --install and --uninstall', 'Leave it out.');
      return printOut(readSnippet(shellNamed(shell)));
    }
    const kind = shellNamed(shell ?? basename(process.env.SHELL ?? ''));
    const snippet = install ? readSnippet(kind).toString('latin1') : null;
    return changeRcFile({ shell: kind, snippet, yes, env: process.env, print: (text) => process.stdout.write(text) });
  },
};

function shellNamed(name: string | undefined): ShellKind {
  const kind = SHELL_KINDS.find((each) => each === name);
  if (kind !== undefined) return kind;
  const what = name === undefined || name === '' ? 'no shell is named' : `there are no lines for ${name}`;
  throw new MaskedShellError('usage', what, `Name one of ${SHELL_KINDS.join(', ')}.`);
}

function terminalLines(name: string): string {
  const names = TERMINALS.map((each) => each.name);
  const terminal = TERMINALS.find((each) => each.name === name.toLowerCase());
  if (terminal === undefined) {
    const meant = mostSimilar(name, names);
    throw new MaskedShellError(
      'usage',
      `nothing is known of a terminal ${name}`,
      meant === null ? `Name one of ${names.join(', ')}.` : `Did you mean ${meant}?`,
    );
  }
  const { title, file, lines } = terminal;
  return `${title}: ${file}\n\n${lines(ownProgram())}\n`;
}

/** Terminals often start without the PATH of a shell: they get the whole name. */
function ownProgram(): string {
  try {
    return findProgram('masked-shell', process.env.PATH);
  } catch {
    return realpathSync(process.argv[1]);
  }
}

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
