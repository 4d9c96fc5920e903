// `masked-shell report`: the session's masks by provider and command, what was shown, and what to do about it.
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { ask } from '../session/control/client.ts';
import { reportOf } from '../session/control/report.ts';
import { REPORT_FORMATS, type ReportFormat } from '../session/control/report-text.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';

interface Arguments {
  format?: string;
}

export const reportCommand: Command<Arguments> = {
  command: 'report',
  describe: 'Inside: what was masked and shown in this session, and how each kind is revoked',
  builder: (yargs) =>
    yargs
      .usage(
        '$0 report [--format human|json|html]\n\nTells what was masked and what of it was shown, where each kind is revoked, and what to do first. It holds no value.',
      )
      .options({ format: { type: 'string', requiresArg: true, describe: 'human, json or html (default human)' } })
      .example('$0 report --format html > report.html', '') as Argv<Arguments>,
  run: async ({ format = 'human' }) => {
    if (!Object.hasOwn(REPORT_FORMATS, format))
      throw new MaskedShellError('usage', '--format takes human, json or html');
    const report = reportOf(await ask({ do: 'report' }));
    return printOut(Buffer.from(REPORT_FORMATS[format as ReportFormat](report)));
  },
};
