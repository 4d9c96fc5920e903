// `masked-shell status --prompt`: it runs before every prompt, so it comes without the parser of command lines.
import { ask } from '../session/control/client.ts';
import { promptSegment } from '../session/control/status-text.ts';
import { printOut } from '../session/sink.ts';

/** Whether the arguments ask for just that. */
export function asksForPromptSegment(argv: readonly string[]): boolean {
  return argv.length === 2 && argv[0] === 'status' && argv[1] === '--prompt';
}

/** Prints a few words for a prompt; outside of a masked shell nothing. */
export async function printPromptSegment(): Promise<number> {
  if (process.env.MASKED_SHELL !== '1') return 0;
  return printOut(Buffer.from(promptSegment(await ask({ do: 'status' }))));
}
