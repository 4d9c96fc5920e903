// `masked-shell` and `masked-shell -- command`: chooses how the session runs.
import { resolve } from 'node:path';
import { isatty } from 'node:tty';
import { MaskedShellError } from '../config/error.ts';
import { userFile } from '../config/load.ts';
import { VERSION } from '../config/version.ts';
import { configure } from '../session/configure.ts';
import { prepareControl } from '../session/control/open.ts';
import { controlEnvironment, isInside, sessionEnvironment } from '../session/nesting.ts';
import { runDirectly, runPipeSession } from '../session/pipe-session.ts';
import { startLine } from '../session/start-line.ts';
import { runTerminalSession } from '../session/terminal-session.ts';
import { findProgram } from '../shells/program.ts';
import { type Command, shellCommand } from '../shells/shell.ts';
import type { SessionArguments } from './session-arguments.ts';

/** Runs the session to its end; resolves with the exit status. */
export async function runSession(args: SessionArguments): Promise<number> {
  const { settings, configuration, projectFiles, createMasking } = await configure(args);
  const command = commandFor(args);
  const onTerminal = isatty(0) && isatty(1) && isatty(2);
  if (onTerminal && isInside(process.env)) return runInside(args, command);
  const env = sessionEnvironment(process.env, VERSION);
  const { holdBack, profile } = settings;
  if (!onTerminal) {
    return runPipeSession({ command, env, masking: createMasking(), holdBack });
  }
  const project = projectFiles.length > 0;
  const leave = args.command.length > 0 ? '' : 'leave with exit or Ctrl-D';
  const control = prepareControl(
    {
      profile,
      titleMarker: configuration.titleMarker,
      configurationFile: args.noConfig ? null : configurationFile(args.config),
    },
    process.env,
    (error) => process.stderr.write(`masked-shell: it can not be steered from inside: ${error.message}\n`),
  );
  return runTerminalSession({
    command,
    env: controlEnvironment(env, control?.socket),
    control,
    createMasking,
    holdBack,
    startLine: (known) =>
      args.quiet
        ? ''
        : startLine({ version: VERSION, known, profile, leave, project }, process.env, process.stdout.columns),
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
