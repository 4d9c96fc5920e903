// `masked-shell redact [file..]`: masks files or standard input to standard output, as they stream by.
import type { Argv } from 'yargs';
import { configure } from '../session/configure.ts';
import { redactFiles } from '../session/redact-files.ts';
import { standardSink } from '../session/sink.ts';
import type { Command } from './command-line.ts';
import { pathsToRead } from './files.ts';
import { maskingOptions } from './options.ts';

interface Arguments {
  files?: string[];
  profile?: string;
  config?: string;
  noConfig?: boolean;
  maskChar?: string;
  maskStyle?: string;
  holdBack?: string;
}

export const redactCommand: Command<Arguments> = {
  command: 'redact [files..]',
  describe: 'Mask files or standard input to standard output',
  builder: (yargs) =>
    maskingOptions(yargs)
      .usage('$0 redact [file..]\n\nMasks files or standard input to standard output, as they stream by.')
      .positional('files', { type: 'string', array: true, describe: 'Files to read; - or none: standard input' })
      .example('tail -f app.log | $0 redact', 'follow a log')
      .example('$0 redact build.log > shared.log', 'a copy that can be shared') as Argv<Arguments>,
  run: async (args) => {
    const { settings, createMasking } = await configure(args);
    return redactFiles({
      paths: pathsToRead(args.files),
      masking: createMasking(),
      sink: standardSink(1),
      holdBack: settings.holdBack,
      onUnreadable: (error) => process.stderr.write(error.describe()),
    });
  },
};
