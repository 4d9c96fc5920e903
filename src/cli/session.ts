// `masked-shell` and `masked-shell -- command`: chooses how the session runs.
import { basename, resolve } from 'node:path';
import { isatty } from 'node:tty';
import { MaskedShellError } from '../config/error.ts';
import { userFile } from '../config/load.ts';
import { VERSION } from '../config/version.ts';
import { configure } from '../session/configure.ts';
import { prepareControl } from '../session/control/open.ts';
import { keepOutOfCoreDumps } from '../session/dumps.ts';
import { controlEnvironment, isInside, sessionEnvironment } from '../session/nesting.ts';
import { runDirectly, runPipeSession } from '../session/pipe-session.ts';
import { ShellHooks } from '../session/shell-hooks.ts';
import { startLine } from '../session/start-line.ts';
import { runTerminalSession } from '../session/terminal-session.ts';
import { shellKindOf } from '../shells/integration.ts';
import { findProgram } from '../shells/program.ts';
import { type Command, shellCommand } from '../shells/shell.ts';
import type { SessionArguments } from './session-arguments.ts';

/**
 * Milliseconds that the reading of the home's files may hold a shell's first prompt up. It takes a few; on a slow disk the rest is
 * read while somebody types. A command that is run at once waits for all of it.
 */
const SLICE = 15;

/** Runs the session to its end; resolves with the exit status. */
export async function runSession(args: SessionArguments): Promise<number> {
  const configured = await configure(args);
  const { settings, configuration, projectFiles } = configured;
  const command = commandFor(args);
  const onTerminal = isatty(0) && isatty(1) && isatty(2);
  if (onTerminal && isInside(process.env)) return runInside(args, command);
  const env = sessionEnvironment(process.env, VERSION);
  const { holdBack, profile } = settings;
  const printed = await configured.printedValues();
  if (!onTerminal) {
    // What has gone into a pipe can't be painted over: everything is read before.
    const { masking } = configured.createSessionMasking(printed);
    return runPipeSession({ command, env, masking, holdBack });
  }
  const project = projectFiles.length > 0;
  const isCommand = args.command.length > 0;
  const leave = isCommand ? '' : 'leave with exit or Ctrl-D';
  const kind = shellKindOf(command, process.env);
  const control = prepareControl(
    {
      profile,
      titleMarker: configuration.titleMarker,
      configurationFile: args.noConfig ? null : configurationFile(args.config),
    },
    process.env,
    (error) => process.stderr.write(`masked-shell: it can not be steered from inside: ${error.message}\n`),
  );
  const hooks =
    kind === null || control === null
      ? null
      : new ShellHooks(kind, control.folder, process.env, process.stdout.columns);
  const unhooked = hooks === null && !isCommand ? basename(command.file) : '';
  const childEnv = controlEnvironment(env, control?.socket);
  return runTerminalSession({
    ...(hooks?.integrate(command, childEnv) ?? { command, env: childEnv }),
    control,
    hooks,
    createMasking: () => {
      // The child runs by now, and may dump what is its own.
      keepOutOfCoreDumps();
      return configured.createSessionMasking(printed, isCommand ? undefined : SLICE);
    },
    holdBack,
    startLine: (known) =>
      args.quiet
        ? ''
        : startLine(
            { version: VERSION, known, profile, leave, unhooked, project },
            process.env,
            process.stdout.columns,
          ),
  });
}

/** Where `allow` writes; the session may be asked from another folder. */
function configurationFile(config: string | undefined): string | null {
  return config === undefined ? userFile(process.env) : resolve(config);
}

function commandFor(args: SessionArguments): Command {
  const [file, ...rest] = args.command;
  if (file === undefined) return shellCommand(args.shell, args.login, process.env);
  if (args.shell !== undefined || args.login) {
    throw new MaskedShellError(
      'usage',
      '--shell and --login are for starting a shell, not for a command after --',
      'Leave them out, or name the shell as the command: masked-shell -- bash -l',
    );
  }
  findProgram(file, process.env.PATH);
  return { file, args: rest };
}

/** What this terminal shows is masked already; a second layer would only cost time. */
async function runInside(args: SessionArguments, command: Command): Promise<number> {
  if (args.command.length === 0) {
    process.stderr.write('masked-shell: this shell is masked already; leave it with exit or Ctrl-D\n');
    return 0;
  }
  return runDirectly(command, process.env);
}
