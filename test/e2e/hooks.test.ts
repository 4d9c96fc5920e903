// The shell's hooks in real shells with awkward start-up files. Each shell runs twice, bare and masked: what a person sees must be the
// same. And what the shell exports is known before the next command shows it.
import { describe, expect, test } from 'vitest';
import { BASH, BASH_LINES, FISH, FISH_LINES, type StartUp, ZSH, ZSH_LINES } from './awkward-shells.ts';
import { FISH_COMPLETIONS, Home, needs, PROMPT } from './home.ts';
import { BIN, OuterTerminal } from './outer-terminal.ts';

interface Shell {
  readonly name: 'bash' | 'zsh' | 'fish';
  readonly startUps: readonly StartUp[];
  readonly lines: readonly string[];
  /** Where a login shell, and one that is none, reads its start-up file. */
  readonly files: { readonly login: string; readonly plain: string };
  readonly export: (name: string, value: string) => string;
}

const SHELLS: readonly Shell[] = [
  {
    name: 'bash',
    startUps: BASH,
    lines: BASH_LINES,
    files: { login: '.bash_profile', plain: '.bashrc' },
    export: (name, value) => `builtin export ${name}='${value}'`,
  },
  {
    name: 'zsh',
    startUps: ZSH,
    lines: ZSH_LINES,
    files: { login: '.zshrc', plain: '.zshrc' },
    export: (name, value) => `'export' ${name}='${value}'`,
  },
  {
    name: 'fish',
    startUps: FISH,
    lines: FISH_LINES,
    files: { login: '.config/fish/config.fish', plain: '.config/fish/config.fish' },
    export: (name, value) => `set -x ${name} '${value}'`,
  },
];

const VALUE = ['correct', 'Horse', '77'].join('-');

describe.each(SHELLS)('$name', (shell) => {
  describe.each(['plain', 'login'] as const)('as a %s shell', (kind) => {
    // Most of the time is waiting.
    test.concurrent.each(shell.startUps)(
      'with $name looks as it does bare, and its exports are known',
      async ({ rc, lines }) => {
        needs(shell.name);
        const folder = `${shell.name}-${kind}-${shell.startUps.findIndex((each) => each.rc === rc)}`;
        const path = Home.current().write(`${folder}/${shell.files[kind]}`, rc);
        const home = path.slice(0, path.indexOf(folder) + folder.length);
        Home.current().write(`${folder}/${FISH_COMPLETIONS}`, '');
        const env = { HOME: home };
        const login = kind === 'login';
        const size = { cols: 120, rows: 60, env };
        const bare = new OuterTerminal(shell.name, login ? ['-l'] : [], size);
        const args = ['--quiet', '--shell', shell.name, ...(login ? ['--login'] : [])];
        const masked = new OuterTerminal(process.execPath, [BIN, ...args], size);
        try {
          await Promise.all([bare, masked].map((terminal) => terminal.see(PROMPT)));
          await Promise.all([bare, masked].map((terminal) => terminal.quiet()));
          for (const line of [...shell.lines, ...(lines ?? [])]) {
            await Promise.all([bare, masked].map((terminal) => submit(terminal, line)));
          }
          expect(masked.text()).toBe(bare.text());
          await submit(masked, shell.export('A_PASSWORD', VALUE));
          await submit(masked, 'echo "now $A_PASSWORD then"');
          await masked.see(/now \*{3,} then/);
          expect(masked.raw().toString('latin1')).not.toContain(VALUE);
          expect(masked.raw().toString('latin1')).not.toContain('6973');
        } finally {
          bare.close();
          masked.close();
        }
      },
    );
  });
});

async function submit(terminal: OuterTerminal, line: string): Promise<void> {
  const prompts = () => terminal.raw().toString('latin1').split(PROMPT).length;
  const before = prompts();
  terminal.send(`${line}\r`);
  await terminal.see(() => prompts() > before, `the prompt behind ${line}`);
  await terminal.quiet();
}
