// The command line as yargs reads it: help, the commands, and what is said about a mistake. Sessions don't come here: their
// options are declared for the help, and for naming what is wrong with them.
import yargs, { type Argv, type CommandModule } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { VERSION } from '../config/version.ts';
import { checkCommand } from './check.ts';
import { hideStandardInput } from './files.ts';
import { initCommand } from './init.ts';
import { maskingOptions } from './options.ts';
import { outcomeOf } from './outcome.ts';
import { redactCommand } from './redact.ts';

/** A command that ends with an exit status. `run` gets what yargs has parsed. */
export interface Command<T> {
  readonly command: string;
  readonly describe: string;
  readonly builder: (yargs: Argv) => Argv<T>;
  readonly run: (args: T) => Promise<number>;
}

const COMMANDS: ReadonlySet<string> = new Set(['redact', 'check', 'init']);
const HELP: ReadonlySet<string> = new Set(['--help', '-h', '--version']);

const USAGE = `$0 [options]
$0 [options] -- command [argument..]
$0 <redact|check|init> ..

Your own shell, or the command after --, with the secrets masked in everything it prints.`;

const EPILOGUE = `The exit status is that of the shell or command: 127 when it is not found, 126 when it can not be run, 128+n when signal n ended it. A wrong option gives 2.

Standard output or error that goes to a pipe or file is masked as well; the command then runs on pipes.

Each command has its own help: masked-shell redact --help.`;

/** Reads the arguments and runs the command; resolves with the exit status. A mistake is reported, and gives 2. */
export function runCommandLine(argv: readonly string[]): Promise<number> {
  return outcomeOf(() => parse(argv));
}

async function parse(argv: readonly string[]): Promise<number> {
  let status: number | null = null;
  const module = <T>({ run, ...rest }: Command<T>): CommandModule<object, T> => ({
    ...rest,
    handler: async (args) => {
      status = await run(args as T);
    },
  });
  await sessionOptions(yargs().scriptName('masked-shell').usage(USAGE))
    .parserConfiguration({ 'parse-numbers': false, 'parse-positional-numbers': false })
    .detectLocale(false)
    .command(module(redactCommand))
    .command(module(checkCommand))
    .command(module(initCommand))
    .strict()
    .recommendCommands()
    .alias('help', 'h')
    .version(VERSION)
    .epilogue(EPILOGUE)
    .wrap(Math.min(100, process.stdout.columns || 100))
    .exitProcess(false)
    .fail((message, error) => {
      throw mistake(argv[0] ?? '', message, error);
    })
    .parseAsync(hideStandardInput(argv));
  // Help and version run no command; else the options are known, yet spelled as no session takes them (`--quiet=true`).
  if (status === null && !argv.some((argument) => HELP.has(argument))) {
    throw new MaskedShellError('usage', 'these options belong to no command', 'See masked-shell --help.');
  }
  return status ?? 0;
}

function sessionOptions(parser: Argv): Argv {
  return maskingOptions(parser)
    .options({
      shell: { type: 'string', requiresArg: true, global: false, describe: 'Shell to start instead of $SHELL' },
      login: { type: 'boolean', global: false, describe: 'Start it as a login shell' },
      quiet: { type: 'boolean', global: false, describe: 'Leave out the line at the start' },
    })
    .example('$0', 'your shell, masked')
    .example('$0 --shell /usr/bin/fish', 'another shell')
    .example('$0 -- psql mydb', 'one command, masked')
    .example('$0 -- make deploy | tee log', 'in a pipe')
    .example('kubectl logs -f web | $0 redact', 'mask a stream');
}

/** Our own errors as they are, those of yargs as an error of usage. */
function mistake(first: string, message: string | null, error: Error | undefined): Error {
  if (error !== undefined && error.name !== 'YError') return error;
  const text = (message ?? error?.message ?? '').replace(/:?\s*\n+\s*/g, ': ');
  return new MaskedShellError('usage', text.charAt(0).toLowerCase() + text.slice(1), hintFor(first));
}

function hintFor(first: string): string {
  if (COMMANDS.has(first)) return `See masked-shell ${first} --help.`;
  if (first.startsWith('-')) return 'See masked-shell --help.';
  return `To run a program put -- before it: masked-shell -- ${first}. See masked-shell --help.`;
}
