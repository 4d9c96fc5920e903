// `masked-shell check [file..]`: lists the secrets in files without showing them.
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { parseSettings } from '../config/settings.ts';
import { checkFile, type Located } from '../session/check-files.ts';
import { Masking } from '../session/masking.ts';
import { finishOutput, standardSink } from '../session/sink.ts';
import type { Command } from './command-line.ts';
import { pathsToRead } from './files.ts';
import { profileOption } from './options.ts';

interface Arguments {
  files?: string[];
  json?: boolean;
  profile?: string;
}

/** As grep has it: something found, nothing found, trouble. */
const STATUS = { none: 0, found: 1, trouble: 2 } as const;

export const checkCommand: Command<Arguments> = {
  command: 'check [files..]',
  describe: 'List the secrets in files, never their values',
  builder: (yargs) =>
    profileOption(yargs)
      .usage('$0 check [file..]\n\nLists the secrets in files or standard input, never their values.')
      .positional('files', { type: 'string', array: true, describe: 'Files to read; - or none: standard input' })
      .options({ json: { type: 'boolean', describe: 'One JSON object a line' } })
      .example('$0 check app.log', 'file:line:column: rule')
      .example('git diff --staged | $0 check', 'before a commit')
      .epilogue(
        'Exits 1 when there is a secret, 0 when there is none, 2 when a file can not be read.',
      ) as Argv<Arguments>,
  run: async ({ files, json = false, profile }) => {
    const masking = new Masking(process.env, parseSettings({ profile }));
    const format = json ? formatJson : formatLine;
    const output = standardSink(1);
    let found = 0;
    let checked = 0;
    let unread = 0;
    for (const path of pathsToRead(files)) {
      if (output.closed) break;
      try {
        await checkFile(path, masking, (located) => {
          found++;
          output.write(Buffer.from(format(located)));
        });
        checked++;
      } catch (error) {
        if (!(error instanceof MaskedShellError)) throw error;
        process.stderr.write(error.describe());
        unread++;
      }
    }
    const ended = await finishOutput(output);
    if (ended !== 0) return ended;
    process.stderr.write(`${count(found, 'secret')} in ${count(checked, 'file')}\n`);
    return unread > 0 ? STATUS.trouble : found > 0 ? STATUS.found : STATUS.none;
  },
};

function formatLine({ file, line, column, rule }: Located): string {
  return `${file}:${line}:${column}: ${rule}\n`;
}

function formatJson(located: Located): string {
  return `${JSON.stringify(located)}\n`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
