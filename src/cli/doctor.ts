// `masked-shell doctor`: tries the masking on this machine, in this terminal, with this shell.
import { realpathSync } from 'node:fs';
import type { Argv } from 'yargs';
import { examine } from '../session/doctor/doctor.ts';
import { type Examined, NOT_COVERED } from '../session/doctor/surroundings.ts';
import type { Command } from './command-line.ts';

interface Arguments {
  shell?: string;
  json?: boolean;
}

const SIGNS = { ok: 'ok    ', note: 'note  ', failed: 'FAILED' } as const;

export const doctorCommand: Command<Arguments> = {
  command: 'doctor',
  describe: 'Try the masking with your shell, in this terminal',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 doctor\n\nStarts your shell under masking where nobody sees it, has it show made-up secrets in every way, and says what was seen.\n\nExit status: 0 all was masked, 1 something was seen or the shell did not start, 2 wrong use.',
      )
      .options({
        shell: { type: 'string', requiresArg: true, describe: 'Shell to try instead of $SHELL' },
        json: { type: 'boolean', describe: 'Print one JSON object by line' },
      })
      .example('$0 doctor', '')
      .example('$0 doctor --shell fish', '') as Argv<Arguments>,
  run: async ({ shell, json = false }) => {
    const tell = (examined: Examined) =>
      process.stdout.write(json ? `${JSON.stringify(examined)}\n` : lineOf(examined));
    const self = [process.execPath, realpathSync(process.argv[1])];
    const passed = await examine({ shell, self, env: process.env, tell });
    if (json) for (const detail of NOT_COVERED) tell({ title: 'not covered', state: 'note', detail });
    else process.stdout.write(`\nNot covered: ${NOT_COVERED.join('; ')}.\n`);
    if (!json) process.stdout.write(passed ? 'All that was tried is masked.\n' : 'Something was NOT masked.\n');
    return passed ? 0 : 1;
  },
};

function lineOf({ title, state, detail }: Examined): string {
  return `${SIGNS[state]}  ${title.padEnd(22)} ${detail}\n`;
}
