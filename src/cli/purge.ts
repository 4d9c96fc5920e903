// `masked-shell purge`: masks on the visible screen what became known later, and clears the scrollback on request.
import type { Argv } from 'yargs';
import { ask } from '../session/control/client.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';

interface Arguments {
  scrollback?: boolean;
}

export const purgeCommand: Command<Arguments> = {
  command: 'purge',
  describe: 'Inside: mask on the screen what became known later; clear the scrollback',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 purge [--scrollback]\n\nExamines the screen as it stands and paints over what is secret; where that can not be painted over, the screen is erased. Lines that have scrolled off are only reached by --scrollback.',
      )
      .options({
        scrollback: { type: 'boolean', describe: "Clear the terminal's scrollback (ED 3)" },
      })
      .example('$0 purge --scrollback', 'nothing of it is left') as Argv<Arguments>,
  run: async ({ scrollback = false }) => {
    const { erased } = await ask({ do: 'purge', scrollback });
    const screen = erased ? 'The screen could not be painted over and was erased.' : 'The screen is masked.';
    return printOut(Buffer.from(`${screen}${scrollback ? ' The scrollback is cleared.' : ''}\n`));
  },
};
