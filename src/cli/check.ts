// `masked-shell check [path..]`: tells where secrets are without showing them.
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { Baseline } from '../session/baseline.ts';
import { type Checked, checkAll } from '../session/check-all.ts';
import { configure } from '../session/configure.ts';
import { REPORTS, type ReportFormat } from '../session/reports.ts';
import { finishOutput, standardSink } from '../session/sink.ts';
import type { Command } from './command-line.ts';
import { pathsToRead } from './files.ts';
import { shownByYargs } from './hidden.ts';
import { profileOption } from './options.ts';

interface Arguments {
  paths?: string[];
  format?: string;
  staged?: boolean;
  baseline?: string;
  updateBaseline?: string;
  profile?: string;
  jobs?: string;
  config?: string;
  noConfig?: boolean;
}

/** As grep has it: something found, nothing found, trouble. */
const STATUS = { none: 0, found: 1, trouble: 2 } as const;

const MOST_JOBS = 64;

export const checkCommand: Command<Arguments> = {
  command: 'check [paths..]',
  describe: 'Tell where secrets are, never what they are',
  builder: (yargs) =>
    profileOption(yargs)
      .usage(
        '$0 check [path..]\n\nTells where secrets are in files, folders, recordings (.cast), notebooks (.ipynb) or standard input, never what they are. In folders, what .gitignore names and binary files are left out.',
      )
      .positional('paths', { type: 'string', array: true, describe: 'Files and folders; - or none: standard input' })
      .options({
        format: {
          type: 'string',
          requiresArg: true,
          describe: 'human, json (an object a line), sarif (2.1.0) or github (annotations); default human',
        },
        staged: { type: 'boolean', describe: 'Check what is staged for commit: its new lines' },
        baseline: {
          type: 'string',
          requiresArg: true,
          coerce: shownByYargs,
          describe: 'Leave out the findings that this file knows',
        },
        jobs: {
          type: 'string',
          requiresArg: true,
          describe: 'Threads to read with, 1 to 64 (default: as many as pay, up to 4)',
        },
        'update-baseline': {
          type: 'string',
          requiresArg: true,
          coerce: shownByYargs,
          describe: 'Write the findings to this file, as known from now on',
        },
      })
      .example('$0 check .', 'this folder')
      .example('$0 check --staged', 'before a commit; exits 1 when there is a secret')
      .example('kubectl logs web | $0 check', 'a stream')
      .example('$0 check --format sarif src > secrets.sarif', 'for a code scanner')
      .epilogue(
        'Exits 1 when there is a secret, 0 when there is none, 2 when something can not be read.',
      ) as unknown as Argv<Arguments>,
  run: async ({ paths, format = 'human', staged = false, baseline, updateBaseline, jobs, ...options }) => {
    if (staged && paths !== undefined && paths.length > 0)
      throw new MaskedShellError('usage', '--staged takes no paths', 'It reads what is staged for commit.');
    const { createMasking } = await configure(options);
    const form = REPORTS[reportFormat(format)]();
    const known = baseline === undefined ? null : Baseline.read(baseline);
    const written = updateBaseline === undefined ? null : Baseline.create(updateBaseline);
    const sink = standardSink(1);
    const checked = await checkAll({
      paths: staged ? 'staged' : pathsToRead(paths),
      masking: createMasking(),
      options,
      jobs: jobs === undefined ? undefined : numberOfJobs(jobs),
      sink,
      format: (located) => form.add(located),
      baseline: known,
      onFinding: (located, secret) => written?.add(located, secret),
      onUnreadable: (error) => process.stderr.write(error.describe()),
    });
    sink.write(Buffer.from(form.end()));
    const ended = await finishOutput(sink);
    if (ended !== 0) return ended;
    written?.write();
    process.stderr.write(summary(checked));
    if (checked.unreadable > 0) return STATUS.trouble;
    return checked.secrets > 0 && written === null ? STATUS.found : STATUS.none;
  },
};

function reportFormat(format: string): ReportFormat {
  if (Object.hasOwn(REPORTS, format)) return format as ReportFormat;
  throw new MaskedShellError('usage', `--format takes ${Object.keys(REPORTS).join(', ')}`, 'The default is human.');
}

function numberOfJobs(jobs: string): number {
  if (/^\d{1,2}$/.test(jobs) && Number(jobs) >= 1 && Number(jobs) <= MOST_JOBS) return Number(jobs);
  throw new MaskedShellError('usage', `--jobs takes a number from 1 to ${MOST_JOBS}`, '1 reads with one thread.');
}

function summary({ files, secrets, known }: Checked): string {
  const rest = known === 0 ? '' : `, ${known} more in the baseline`;
  return `${count(secrets, 'secret')} in ${count(files, 'file')}${rest}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
