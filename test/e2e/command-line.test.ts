// The command line's surface: help, version, mistakes, and what `init` prints.
import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/config/version.ts';
import { makeSecret } from '../support/secrets.ts';
import { Home, needs, PROMPT } from './home.ts';
import { BIN, closeAll, OuterTerminal } from './outer-terminal.ts';
import { run } from './run.ts';

afterEach(closeAll);

/** Commands that ask the session around them. */
const INSIDE = ['status', 'pause', 'resume', 'last', 'report', 'add', 'allow', 'copy', 'purge'];

describe('help and version', () => {
  test('--version prints the version', async () => {
    expect((await run(['--version'])).stdout.toString()).toBe(`${VERSION}\n`);
  });

  test('--help names every command and option, with examples', async () => {
    const { stdout, status } = await run(['--help']);
    for (const word of [
      'redact',
      'check',
      'init',
      '--shell',
      '--quiet',
      '--login',
      '--mask-char',
      '--hold-back',
      'Examples:',
    ]) {
      expect(stdout.toString()).toContain(word);
    }
    expect(status).toBe(0);
  });

  test.each(['redact', 'check', 'rules', 'init', ...INSIDE])('%s has its own help', async (command) => {
    const { stdout, status } = await run([command, '--help']);
    expect(stdout.toString()).toMatch(new RegExp(`^masked-shell ${command}[ \n]`));
    expect(stdout.toString()).toContain('Examples:');
    expect(status).toBe(0);
  });
});

describe('mistakes end with 2 and say what to do', () => {
  test.each([
    [['--nope'], 'unknown argument: --nope'],
    [['redakt'], 'did you mean redact?'],
    [['vim'], 'masked-shell -- vim'],
    [['init', 'tcsh'], 'there are no lines for tcsh\n  Name one of bash, zsh, fish'],
    [['rules', 'find'], 'Name one of list, show, test, explain'],
    [['rules', 'show', 'github'], 'Did you mean github-pat'],
    [['rules', 'list', '--provider', 'nobody'], 'no rule names the provider nobody'],
    [['pause', '--for', '2h'], '--for takes a time from 1s to 1h'],
    [['last', '--count', '0'], '--count takes a number'],
    [['report', '--format', 'pdf'], '--format takes human, json or html'],
    [['allow', '--last', '--stdin'], 'last and stdin are mutually exclusive'],
    ...INSIDE.map((command): [string[], string] => [[command], 'this is not inside of a masked shell']),
    [['--shell'], 'not enough arguments following: shell'],
    [['--quiet=true'], '--quiet=true can not be understood here'],
    [['--maskChar', '#'], '--maskChar can not be understood here'],
    [['--shell', ''], '--shell has no value'],
    [['check', '-dash.log'], 'masked-shell check -- -dash.log'],
    [['--mask-char', '**'], '--mask-char takes one printable ASCII character'],
    [['--mask-style', 'long'], '--mask-style takes width or fixed'],
    [['--hold-back', '2000'], '--hold-back takes whole milliseconds from 0 to 1000'],
    [['--hold-back=soon'], '--hold-back takes whole milliseconds from 0 to 1000'],
    [['--login', '--', 'ls'], '--shell and --login are for starting a shell'],
    [['redact', '--nope'], 'See masked-shell redact --help.'],
  ])('%j', async (args, message) => {
    const { stderr, stdout, status } = await run(args);
    expect(stderr).toContain(message);
    expect([stdout.toString(), status]).toEqual(['', 2]);
  });
});

describe('output that can not be written is told', () => {
  const UNWRITABLE = 'masked-shell: standard output: no space left on the device\n';
  test.each([['--help'], ['init bash'], ['redact words.txt'], ['check words.txt --format json'], ['-- echo words']])(
    '%s',
    (args) => {
      Home.current().write('words.txt', `${makeSecret('github-pat', 32).text}\n`);
      const { stderr, status } = spawnSync('sh', ['-c', `'${process.execPath}' '${BIN}' ${args} > /dev/full`], {
        cwd: Home.current().path,
        encoding: 'utf8',
      });
      expect([stderr, status]).toEqual([UNWRITABLE, 74]);
    },
  );
});

describe('init', () => {
  const rcFiles = { bash: '.bashrc', zsh: '.zshrc', fish: '.config/fish/config.fish' } as const;
  const shells = Object.keys(rcFiles) as (keyof typeof rcFiles)[];

  /** A user's terminal with `masked-shell` on the PATH and the printed lines at the end of the rc file. */
  async function terminalOf(shell: keyof typeof rcFiles, launcher: string): Promise<OuterTerminal> {
    needs(shell);
    const prompt =
      shell === 'fish'
        ? `function fish_prompt; echo -n '${PROMPT} '; end\nset -U fish_greeting\n`
        : `PS1='${PROMPT} '\n`;
    const snippet = spawnSync(process.execPath, [BIN, 'init', shell], { encoding: 'utf8' }).stdout;
    Home.current().write(rcFiles[shell], prompt + snippet);
    Home.current().write('bin/masked-shell', launcher, 0o755);
    const path = `${Home.current().path}/bin:${process.env.PATH}`;
    return new OuterTerminal(shell, ['-i'], { env: { MASKED_SHELL_AUTO: '1', PATH: path } });
  }

  test.each(shells)('masks a new %s, once, and leaves nothing behind', async (shell) => {
    const terminal = await terminalOf(shell, `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`);
    await terminal.see('masking is on');
    await terminal.see(PROMPT);
    terminal.send('env | grep -c MASKED_SHELL=1; set | grep -i -c masked_shell_\r');
    await terminal.see(/^1\n/m);
    expect(terminal.text().match(/masking is on/g)).toHaveLength(1);
    terminal.send('exit\r');
    expect((await terminal.end()).exitCode).toBe(0);
  });

  test.each(shells)('leaves a working %s when masked-shell does not start, and says so', async (shell) => {
    const terminal = await terminalOf(shell, '#!/bin/sh\necho broken >&2\nexit 1\n');
    await terminal.see('this shell is NOT masked');
    await terminal.see(PROMPT);
    terminal.send('echo a working-shell | tr a-z A-Z; set | grep -i __masked\r');
    await terminal.see('A WORKING-SHELL');
    expect(terminal.text()).not.toMatch(/^__masked/m);
  });

  test.each(shells)('does nothing in a %s where it was not asked for', async (shell) => {
    await terminalOf(shell, '#!/bin/sh\necho should not run\n').then((terminal) => terminal.close());
    const terminal = new OuterTerminal(shell, ['-i'], {
      env: { PATH: `${Home.current().path}/bin:${process.env.PATH}` },
    });
    await terminal.see(PROMPT);
    expect(terminal.text()).toBe(PROMPT);
  });
});
