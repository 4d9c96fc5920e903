// `masked-shell copy`: the last masked value on the clipboard, once the user has said so on the terminal itself.
import { ask } from '../session/control/client.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';

export const copyCommand: Command<object> = {
  command: 'copy',
  describe: 'Inside: put the last masked value on the clipboard, after a question on the terminal',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 copy\n\nPuts the value that was masked last on the clipboard without showing it: by pbcopy, wl-copy, xclip or xsel, else by the terminal (OSC 52). The question names the rule and the way.',
      )
      .example('$0 last', 'which one that is'),
  run: async () => {
    const { to } = await ask({ do: 'copy' });
    return printOut(Buffer.from(`Copied by ${to}.\n`));
  },
};
