// `masked-shell allow`: a value that is no secret, by its fingerprint in the user's own configuration.
import type { Argv } from 'yargs';
import { ask, sessionSocket } from '../session/control/client.ts';
import { printOut } from '../session/sink.ts';
import { valueFor } from './add.ts';
import type { Command } from './command-line.ts';

interface Arguments {
  last?: boolean;
  stdin?: boolean;
}

export const allowCommand: Command<Arguments> = {
  command: 'allow',
  describe: 'Inside: let a value through from now on, after a question on the terminal',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 allow [--last | --stdin]\n\nAdds an entry with a keyed fingerprint of the value to your configuration, after it has shown it and asked on the terminal. The value itself is written nowhere.',
      )
      .options({
        last: { type: 'boolean', describe: 'The value that was masked last' },
        stdin: { type: 'boolean', describe: 'Read it from standard input instead of the terminal' },
      })
      .conflicts('last', 'stdin')
      .example('$0 last', 'what was masked last')
      .example('$0 allow --last', 'it is no secret') as Argv<Arguments>,
  run: async (args) => {
    sessionSocket(process.env);
    const value = args.last ? null : await valueFor(args);
    const { file } = await ask({ do: 'allow', value }, (note) => process.stdout.write(`${note}\n`));
    return printOut(Buffer.from(`It is let through from now on; to take that back, remove the entry from ${file}.\n`));
  },
};
