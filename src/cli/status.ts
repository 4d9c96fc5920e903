// `masked-shell status`: whether masking is on around this shell, and what it knows.
import type { Argv } from 'yargs';
import { ask } from '../session/control/client.ts';
import { statusText } from '../session/control/status-text.ts';
import { printOut } from '../session/sink.ts';
import type { Command } from './command-line.ts';
import { printPromptSegment } from './prompt-segment.ts';

interface Arguments {
  json?: boolean;
  prompt?: boolean;
}

export const statusCommand: Command<Arguments> = {
  command: 'status',
  describe: 'Inside: tell whether masking is on, and what it knows',
  builder: (yargs) =>
    yargs
      .usage('$0 status [--json | --prompt]\n\nTells of the masked shell around this one. Exits 2 where there is none.')
      .options({
        json: { type: 'boolean', describe: 'All of it as JSON' },
        prompt: { type: 'boolean', describe: 'A few words for a prompt; nothing outside of a masked shell' },
      })
      .conflicts('json', 'prompt')
      .example('$0 status', '')
      .example(`PS1='$($0 status --prompt) '"$PS1"`, 'in a prompt') as Argv<Arguments>,
  run: async ({ json, prompt }) => {
    if (prompt) return printPromptSegment();
    const status = await ask({ do: 'status' });
    return printOut(Buffer.from(json ? `${JSON.stringify(status)}\n` : statusText(status)));
  },
};
