// The entry: sessions and what stands in a prompt start at once, everything else goes through yargs.
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
export async function main(argv: readonly string[], loadCommands: () => Promise<Commands>): Promise<number> {
  const session = parseSessionArguments(argv);
  if (session !== null) return outcomeOf(() => runSession(session));
  endOnDebuggerSignal();
  if (asksForPromptSegment(argv)) return outcomeOf(printPromptSegment);
  const { runCommandLine } = await loadCommands();
  return runCommandLine(argv);
}
