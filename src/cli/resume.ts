// `masked-shell resume`: ends a pause.
import { ask } from '../session/control/client.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';

export const resumeCommand: Command<object> = {
  command: 'resume',
  describe: 'Inside: end a pause; what stands on the screen is masked again',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 resume\n\nEnds a pause. What stands on the screen is masked again; what has scrolled off stays: see $0 purge --scrollback.',
      )
      .example('$0 resume', ''),
  run: async () => {
    const { wasPaused } = await ask({ do: 'resume' });
    return printOut(Buffer.from(wasPaused ? 'Masking is on again.\n' : 'Masking was on.\n'));
  },
};
