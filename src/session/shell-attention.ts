// What follows from what the shell tells: variables and files become known, the output of a command is judged by its command line,
// and what is typed at the prompt by what stands before it.
import { resolve } from 'node:path';
import type { Redactor } from '../redactor/redactor.ts';
import { assignedIn } from '../shells/assigned.ts';
import { policyFor } from '../shells/policies.ts';
import type { SessionMasking } from './configure.ts';
import type { Control } from './control/control.ts';
import type { MaskedOutput } from './masked-output.ts';
import type { CommandContext, ShellListener } from './shell-hooks.ts';

export class ShellAttention implements ShellListener {
  constructor(
    private readonly masked: SessionMasking,
    private readonly redactor: Redactor,
    private readonly shown: MaskedOutput,
    /** Told where a command begins and ends, too. */
    private readonly control: Control | null,
  ) {}

  output(bytes: Uint8Array): void {
    this.shown.write(bytes);
  }

  prompt({ directory, exported }: { directory: string; exported: ReadonlyMap<string, string> }): void {
    this.redactor.leaveCommand();
    this.control?.enterPrompt();
    this.masked.masking.learnVariables(exported);
    if (directory !== '') this.masked.knownFiles?.enterDirectory(pathOf(directory));
  }

  lost(): void {
    this.control?.tellHooksLost();
  }

  input(): void {
    this.redactor.enterPrompt();
  }

  command(line: string | null, { kind, directory, exported, aliases }: CommandContext): void {
    this.control?.enterCommand(line);
    if (line === null) {
      this.redactor.leaveCommand();
      return;
    }
    const { masking, knownFiles } = this.masked;
    const { variables, files, directories } = assignedIn(line, kind === 'fish');
    masking.learnVariables(variables);
    let folder = pathOf(directory);
    for (const file of files) knownFiles?.readSourced(resolve(folder, pathOf(file)), kind === 'fish');
    for (const next of directories) {
      folder = resolve(folder, pathOf(next));
      knownFiles?.enterDirectory(folder);
    }
    const env = Object.fromEntries(exported);
    this.redactor.enterCommand(policyFor(line, { shell: kind, aliases, env, judge: masking.names.judge }));
  }
}

/** Names of files come as one-byte strings. */
function pathOf(text: string): string {
  return Buffer.from(text, 'latin1').toString();
}
