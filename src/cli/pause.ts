// `masked-shell pause`: shows what comes unmasked for a while, once the user has said so on the terminal itself.
import type { Argv } from 'yargs';
import { ask } from '../session/control/client.ts';
import { durationOf, readDuration } from '../session/control/duration.ts';
import { LONGEST_PAUSE, USUAL_PAUSE } from '../session/control/protocol.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';
import { shownByYargs } from './hidden.ts';

interface Arguments {
  for?: string;
  command?: boolean;
}

export const pauseCommand: Command<Arguments> = {
  command: 'pause',
  describe: 'Inside: stop masking for a while, after a question on the terminal',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 pause [--for 30s] [--command]\n\nShows what comes as it is. The session asks on the terminal first: programs can not answer. While it lasts the title says so, and when it ends the screen is masked again.',
      )
      .options({
        for: {
          type: 'string',
          requiresArg: true,
          coerce: shownByYargs,
          describe: `How long: 30s, 5m, at most ${durationOf(LONGEST_PAUSE)} (default ${durationOf(USUAL_PAUSE)})`,
        },
        command: { type: 'boolean', describe: 'For the output of the next command only' },
      })
      .example('$0 pause', '')
      .example('$0 pause --for 30s', '') as Argv<Arguments>,
  run: async ({ for: length, command = false }) => {
    const wanted = length === undefined ? USUAL_PAUSE : readDuration(length);
    const { state, seconds } = await ask({ do: 'pause', seconds: wanted, command });
    const text =
      state === 'armed'
        ? 'The next command is shown unmasked.'
        : `Masking is PAUSED for ${durationOf(seconds)}; masked-shell resume ends it.`;
    return printOut(Buffer.from(`${text}\n`));
  },
};
