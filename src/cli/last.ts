// `masked-shell last`: what was masked just now, and why; never the value.
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { describeRule } from '../detectors/rules.ts';
import { ask } from '../session/control/client.ts';
import { timeOf } from '../session/control/report.ts';
import type { JournalEntry } from '../session/journal.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';

interface Arguments {
  count?: string;
  json?: boolean;
}

const USUAL_COUNT = '5';

export const lastCommand: Command<Arguments> = {
  command: 'last',
  describe: 'Inside: tell what was masked last: rule, command and time, never the value',
  builder: (yargs) =>
    yargs
      .usage('$0 last [--count N] [--json]\n\nTells what was masked last, the latest first. Exits 1 when nothing was.')
      .options({
        count: { type: 'string', requiresArg: true, describe: `How many (default ${USUAL_COUNT})` },
        json: { type: 'boolean', describe: 'An object a line' },
      })
      .example('$0 last --count 1', 'the very last one') as Argv<Arguments>,
  run: async ({ count = USUAL_COUNT, json }) => {
    if (!/^[1-9]\d{0,2}$/.test(count)) throw new MaskedShellError('usage', '--count takes a number from 1 to 999');
    const { entries } = await ask({ do: 'last', count: Number(count) });
    const lines = entries.map((entry) => (json ? JSON.stringify(entry) : described(entry)));
    const status = await printOut(Buffer.from(lines.map((line) => `${line}\n`).join('')));
    return status || (entries.length === 0 ? 1 : 0);
  },
};

function described({ rule, certainty, last, times, shown, length, program, command }: JournalEntry): string {
  const where = program !== '' ? ` by ${program}` : command > 0 ? ` by command ${command}` : '';
  const often = times > 1 ? `, ${times} times` : '';
  const seen = shown > 0 ? `; ${shown} of ${length} characters were shown` : '';
  return `${timeOf(last)}  ${rule}: ${describeRule(rule).title} (${certainty})${where}${often}${seen}`;
}
