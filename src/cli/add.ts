// `masked-shell add`: a value that is masked from now on wherever it shows.
import { isatty } from 'node:tty';
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { ask, sessionSocket } from '../session/control/client.ts';
import { readValue } from '../session/input.ts';
import { readSecret } from '../session/read-secret.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';

interface Arguments {
  stdin?: boolean;
}

export const addCommand: Command<Arguments> = {
  command: 'add',
  describe: 'Inside: mask a value from now on; it is read without an echo',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 add [--stdin]\n\nMasks a value for the rest of the session, also where it stands on the screen now. It is kept in memory only.',
      )
      .options({ stdin: { type: 'boolean', describe: 'Read it from standard input instead of the terminal' } })
      .example('$0 add', 'type or paste it')
      .example('pass show db | $0 add --stdin', '') as Argv<Arguments>,
  run: async (args) => {
    // Nobody should type a value for nothing.
    sessionSocket(process.env);
    const value = await valueFor(args);
    const { known } = await ask({ do: 'add', value });
    if (known) return printOut(Buffer.from('It is masked from now on.\n'));
    throw new MaskedShellError(
      'no-control',
      'it is not masked: too short or too common to be masked wherever it shows, or your configuration lets it through',
      'Beside its name it is masked all the same.',
    );
  },
};

/** The value from the terminal or standard input, as a one-byte string. */
export async function valueFor({ stdin }: { readonly stdin?: boolean | undefined }): Promise<string> {
  if (stdin) return readValue();
  if (isatty(0)) return readSecret('Value (it is not shown): ');
  throw new MaskedShellError('usage', 'standard input is no terminal', 'To read the value from it: --stdin.');
}
