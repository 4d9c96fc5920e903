// The lines for an rc file, written and taken out again.
import { lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Home, needs, PROMPT } from './home.ts';
import { BIN, closeAll, OuterTerminal } from './outer-terminal.ts';
import { run } from './run.ts';

afterEach(closeAll);

const FILES = { bash: '.bashrc', zsh: '.zshrc', fish: '.config/fish/config.fish' } as const;

describe.each(['bash', 'zsh', 'fish'] as const)('%s', (shell) => {
  test('its file is changed after a yes, and as it was after --uninstall', async () => {
    const path = Home.current().write(`${shell}-home/${FILES[shell]}`, '# mine\n', 0o600);
    const home = path.slice(0, -FILES[shell].length - 1);
    const env = { HOME: home, SHELL: `/somewhere/${shell}` };
    for (const answer of ['n', 'y']) {
      const terminal = new OuterTerminal(process.execPath, [BIN, 'init', '--install'], { env, rows: 50 });
      await terminal.see('Write this? [y/N]');
      expect(terminal.text()).toContain('+ # >>> masked-shell >>>');
      terminal.send(`${answer}\r`);
      expect((await terminal.end()).exitCode).toBe(answer === 'y' ? 0 : 1);
      expect(readFileSync(path, 'utf8').includes('MASKED_SHELL_AUTO')).toBe(answer === 'y');
    }
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect((await run(['init', '--uninstall', '--yes'], { env })).status).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe('# mine\n');
  });
});

test('a link to the file stays one', async () => {
  const target = Home.current().write('dotfiles/bashrc', '# mine\n');
  const home = target.replace(/bashrc$/, '');
  const link = join(home, '.bashrc');
  symlinkSync(target, link);
  expect((await run(['init', 'bash', '--install', '--yes'], { env: { HOME: home } })).status).toBe(0);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(target, 'utf8')).toContain('masked-shell');
});

test('a new terminal is masked once the lines are there', async () => {
  needs('bash');
  const path = Home.current().write('auto-home/.bashrc', `PS1='${PROMPT} '\n`);
  const home = path.replace(/\/\.bashrc$/, '');
  expect((await run(['init', 'bash', '--install', '--yes'], { env: { HOME: home } })).status).toBe(0);
  const bin = Home.current().write(
    'auto-bin/masked-shell',
    `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`,
    0o755,
  );
  const PATH = `${bin.replace(/\/masked-shell$/, '')}:${process.env.PATH}`;
  const terminal = new OuterTerminal('bash', [], { env: { HOME: home, PATH, MASKED_SHELL_AUTO: '1' } });
  await terminal.see('masking is on');
  await terminal.see(PROMPT);
  terminal.send('echo "in $MASKED_SHELL"\r');
  await terminal.see(/^in 1$/m);
});

test.each([
  [[], /no shell is named/],
  [['ksh'], /no lines for ksh/],
  [['bash', '--install'], /no terminal to ask on/],
  [['bash', '--yes'], /--yes is for/],
  [['--install', '--uninstall'], /mutually exclusive/],
  [['--terminal', 'vscod'], /Did you mean vscode/],
])('init %j says what is wrong', async (args, message) => {
  const { status, stderr } = await run(['init', ...args], { env: { SHELL: '/bin/bash' } });
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

test.each(['vscode', 'iterm2', 'windows-terminal', 'kitty', 'alacritty', 'wezterm', 'tmux'])(
  '--terminal %s tells what to put where',
  async (name) => {
    const { status, stdout } = await run(['init', '--terminal', name]);
    expect(status).toBe(0);
    expect(stdout.toString()).toContain('masked-shell');
  },
);
