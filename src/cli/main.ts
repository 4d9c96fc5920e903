// The entry: sessions and what stands in a prompt start at once, everything else goes through yargs.
import { keepOutOfCoreDumps, refuseNodeDumps } from '../session/dumps.ts';
import { endOnDebuggerSignal } from '../session/signals.ts';
import { outcomeOf } from './outcome.ts';
import { asksForPromptSegment, printPromptSegment } from './prompt-segment.ts';
import { runSession } from './session.ts';
import { parseSessionArguments } from './session-arguments.ts';

/** What stands in the bundle of the commands. */
interface Commands {
  runCommandLine(argv: readonly string[]): Promise<number>;
}

/**
 * Runs what the arguments ask for; resolves with the exit status.
 * @param loadCommands loads `command-line.ts`, which a session does not need.
 */
export function main(argv: readonly string[], loadCommands: () => Promise<Commands>): Promise<number> {
  const session = parseSessionArguments(argv);
  return outcomeOf(async () => {
    refuseNodeDumps();
    if (session !== null) return runSession(session);
    keepOutOfCoreDumps();
    endOnDebuggerSignal();
    if (asksForPromptSegment(argv)) return printPromptSegment();
    const { runCommandLine } = await loadCommands();
    return runCommandLine(argv);
  });
}
