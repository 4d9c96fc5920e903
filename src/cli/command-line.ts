// The command line as yargs reads it: help, the commands, and what is said about a mistake. Sessions don't come here: their
// options are declared for the help, and for naming what is wrong with them.
import yargs, { type Argv, type CommandModule } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { VERSION } from '../config/version.ts';
import { printOut } from '../session/sink.ts';
import { addCommand } from './add.ts';
import { allowCommand } from './allow.ts';
import { checkCommand } from './check.ts';
import { copyCommand } from './copy.ts';
import { doctorCommand } from './doctor.ts';
import { hideFromYargs, optionsOnly, shownByYargs } from './hidden.ts';
import { initCommand } from './init.ts';
import { lastCommand } from './last.ts';
import { maskingOptions } from './options.ts';
import { outcomeOf } from './outcome.ts';
import { pauseCommand } from './pause.ts';
import { purgeCommand } from './purge.ts';
import { redactCommand } from './redact.ts';
import { reportCommand } from './report.ts';
import { resumeCommand } from './resume.ts';
import { rulesCommand } from './rules.ts';
import { notOfASession } from './session-arguments.ts';
import { statusCommand } from './status.ts';

/** A command that ends with an exit status. `run` gets what yargs has parsed. */
export interface Command<T> {
  readonly command: string;
  readonly describe: string;
  readonly builder: (yargs: Argv) => Argv<T>;
  readonly run: (args: T) => Promise<number>;
}

/** Those that ask the session around them. */
const INSIDE = ['status', 'pause', 'resume', 'last', 'report', 'add', 'allow', 'copy', 'purge'] as const;

const COMMANDS: ReadonlySet<string> = new Set(['redact', 'check', 'rules', 'init', 'doctor', ...INSIDE]);

const USAGE = `$0 [options]
$0 [options] -- command [argument..]
$0 <redact|check|rules|init|doctor> ..
$0 <${INSIDE.join('|')}>

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
  let text = '';
  const module = <T>({ run, ...rest }: Command<T>): CommandModule<object, T> => ({
    ...rest,
    handler: async (args) => {
      status = await run(args as T);
    },
  });
  await sessionOptions(yargs().scriptName('masked-shell').usage(USAGE))
    .parserConfiguration({
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'short-option-groups': false,
      'dot-notation': false,
      // --no-config is an option of its own.
      'boolean-negation': false,
    })
    .detectLocale(false)
    .command(module(redactCommand))
    .command(module(checkCommand))
    .command(module(rulesCommand))
    .command(module(initCommand))
    .command(module(doctorCommand))
    .command(module(statusCommand))
    .command(module(pauseCommand))
    .command(module(resumeCommand))
    .command(module(lastCommand))
    .command(module(reportCommand))
    .command(module(addCommand))
    .command(module(allowCommand))
    .command(module(copyCommand))
    .command(module(purgeCommand))
    .strict()
    .recommendCommands()
    .alias('help', 'h')
    .version(VERSION)
    .epilogue(EPILOGUE)
    .wrap(Math.min(100, process.stdout.columns || 100))
    .exitProcess(false)
    .fail((message, error) => {
      throw mistake(argv, message, error);
    })
    // With a callback yargs prints nothing itself: what it would have printed is help or the version.
    .parseAsync(
      COMMANDS.has(argv[0] ?? '') ? hideFromYargs(argv) : optionsOnly(argv),
      {},
      (_error, _arguments, output) => {
        text = output;
      },
    );
  if (status !== null) return status;
  if (text !== '') return printOut(Buffer.from(`${text}\n`));
  // The options are known to yargs, yet spelled as no session takes them (`--quiet=true`).
  const spelled = notOfASession(argv);
  throw new MaskedShellError(
    'usage',
    `${spelled} can not be understood here`,
    'Options are spelled as in masked-shell --help.',
  );
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
function mistake(argv: readonly string[], message: string | null, error: Error | undefined): Error {
  if (error !== undefined && error.name !== 'YError') return error;
  const text = shownByYargs(message ?? error?.message ?? '')
    .replace(/:?\s*\n+\s*/g, ': ')
    .replace(/(?<=^Unknown arguments?: ).*/, (names) =>
      names
        .split(', ')
        .map((name) => asTyped(name, argv))
        .join(', '),
    );
  return new MaskedShellError('usage', text.charAt(0).toLowerCase() + text.slice(1), hintFor(argv));
}

/** yargs names options without their dashes. */
function asTyped(name: string, argv: readonly string[]): string {
  return argv.find((argument) => argument.replace(/^-+/, '').split('=')[0] === name)?.split('=')[0] ?? name;
}

function hintFor(argv: readonly string[]): string {
  const [first = ''] = argv;
  const dashed = argv.find((argument) => /^-[^-]./.test(argument));
  if (COMMANDS.has(first)) {
    const file =
      dashed === undefined ? '' : ` A file of that name is written behind --: masked-shell ${first} -- ${dashed}`;
    return `See masked-shell ${first} --help.${file}`;
  }
  if (first.startsWith('-')) return 'See masked-shell --help.';
  return `To run a program put -- before it: masked-shell -- ${first}. See masked-shell --help.`;
}
