// A session knows what stands in the user's files from its start, on a terminal and in a pipe; redact and check don't. And what the
// user's own commands print.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Home, PROMPT } from './home.ts';
import { BIN, closeAll, OuterTerminal } from './outer-terminal.ts';
import { run } from './run.ts';

const QUOKKA = ['Quokka', 9, 'lemon'].join('-');
const WALRUS = ['Walrus', 7, 'melon'].join('-');
const OWN = '.config/masked-shell/config.toml';
const home = Home.current();

afterEach(() => {
  closeAll();
  for (const name of [OWN, '.netrc', 'work', '.env']) rmSync(join(home.path, name), { recursive: true, force: true });
});

function writeFiles(): string {
  home.write('.netrc', `machine h.example login bob password ${QUOKKA}\n`);
  home.write('work/.git/HEAD', '');
  home.write('work/.env', `APP_REGION=eu-central-1\nDB_PASSWORD=${WALRUS}\nCACHE_PASSWORD=dev\n`);
  mkdirSync(join(home.path, 'work/src'), { recursive: true });
  return join(home.path, 'work/src');
}

const PRINTED = `echo "it is ${QUOKKA.split('-').join('-""')} ${WALRUS.split('-').join('-""')} dev in eu-central-1"`;

describe('files', () => {
  test('are known to a shell from its start, and counted', async () => {
    const cwd = writeFiles();
    const terminal = OuterTerminal.masked([], {
      cwd,
      secrets: [QUOKKA, WALRUS].map((text) => {
        const { length } = text;
        return { kind: 'password', seed: 0, text, from: 0, to: length, shown: 3, wholeAt: length };
      }),
    });
    await terminal.see('2 known values');
    await terminal.see(PROMPT);
    terminal.send(`cut -d' ' -f6 ~/.netrc; cut -d= -f2 ../.env\r`);
    await terminal.see('***\neu-central-1\n***\ndev');
    terminal.send('echo CACHE_PASSWORD=d""ev\r');
    await terminal.see('\nCACHE_PASSWORD=***');
    await terminal.assertNoLeak();
  });

  test('are known to a single command before its first byte, on a terminal and in a pipe', async () => {
    const cwd = writeFiles();
    const terminal = OuterTerminal.masked(['--quiet', '--', 'sh', '-c', PRINTED], { cwd });
    await terminal.end();
    expect(terminal.text()).toBe('it is *** *** dev in eu-central-1');
    const script = `cd '${cwd}' && exec '${process.execPath}' "$0" -- sh -c "$1"`;
    const piped = await run(['--no-config', '--', 'sh', '-c', script, BIN, PRINTED]);
    expect(piped.stdout.toString()).toBe('it is *** *** dev in eu-central-1\n');
  });

  test('are none of the business of redact and check', async () => {
    writeFiles();
    home.write('.env', `DB_PASSWORD=${WALRUS}\n`);
    const input = `it is ${QUOKKA} ${WALRUS}\n`;
    expect((await run(['redact'], { input })).stdout.toString()).toBe(input);
    expect((await run(['check'], { input })).status).toBe(0);
  });

  test.each([['[known-values]\nfiles = "ignore"\n'], ['disabled-rules = ["known-file"]\n']])(
    'are left alone with %j',
    async (configuration) => {
      writeFiles();
      home.write(OWN, configuration);
      const { stdout } = await run(['--', 'echo', `it is ${QUOKKA}`]);
      expect(stdout.toString()).toBe(`it is ${QUOKKA}\n`);
    },
  );

  test('what is let through stays readable, and a limit of the user counts', async () => {
    writeFiles();
    const { stdout } = await run(['rules', 'fingerprint'], { input: `${QUOKKA}\n` });
    home.write(OWN, `[known-values]\nshortest = 64\n${stdout}`);
    home.write('.env', `DB_PASSWORD=${WALRUS}\n`);
    const shown = await run(['--', 'echo', `it is ${QUOKKA} ${WALRUS} DB_PASSWORD=${WALRUS}`]);
    expect(shown.stdout.toString()).toBe(`it is ${QUOKKA} ${WALRUS} DB_PASSWORD=***\n`);
  });
});

describe('values-from', () => {
  const session = async (text: string) => {
    const { stdout, stderr, status } = await run(['--', 'echo', text]);
    return { out: stdout.toString(), stderr, status };
  };

  test('knows what the commands print, by names or by lines, and shows none of it', async () => {
    home.write('secrets.env', `API_TOKEN=${QUOKKA}\nREGION=eu-central-1\n`);
    home.write('secret.txt', `${WALRUS}\n`);
    home.write(OWN, `values-from = [["cat", "${home.path}/secrets.env"], "cat '${home.path}/secret.txt'"]\n`);
    const { out, stderr, status } = await session(`it is ${QUOKKA} ${WALRUS} in eu-central-1`);
    expect([out, stderr, status]).toEqual(['it is *** *** in eu-central-1\n', '', 0]);
    expect((await run(['redact'], { input: `${WALRUS}\n` })).stdout.toString()).toBe(`${WALRUS}\n`);
  });

  test.each([
    ['"false"', 'values-from[1]: ended with status 1'],
    ['["sh", "-c", "kill -9 $$"]', 'values-from[1]: was ended by SIGKILL'],
    ['"no-such-program-here x"', 'values-from[1]: there is no such program'],
    ['["head", "-c", "2000000", "/dev/zero"]', 'values-from[1]: printed more than 1 MiB, and was stopped'],
  ])('a command that fails stops the start: %s', async (command, message) => {
    home.write(OWN, `profile = "standard"\nvalues-from = [${command}]\n`);
    const { out, stderr, status } = await session('x');
    expect([out, status]).toEqual(['', 2]);
    expect(stderr).toContain(`config.toml:2: ${message}\n`);
  });

  test('nothing that a failing command says is told', async () => {
    home.write(OWN, `values-from = [["sh", "-c", "echo ${QUOKKA}; echo ${WALRUS} >&2; exit 3"]]\n`);
    const { out, stderr } = await session('x');
    expect(out + stderr).not.toMatch(/Quokka|Walrus/);
    expect(stderr).toContain('ended with status 3');
  });

  test("a project's file that has it is refused before anything runs", async () => {
    home.write('work/.masked-shell.toml', `values-from = [["touch", "${home.path}/ran"]]\n`);
    const script = `cd '${home.path}/work' && exec '${process.execPath}' "$0" -- echo x`;
    const { stdout, stderr } = await run(['--no-config', '--', 'sh', '-c', `${script}; true`, BIN]);
    expect(stdout.toString()).toBe('');
    expect(stderr).toContain('values-from: is for your own file only, since a project');
    expect((await run(['--no-config', '--', 'test', '-e', `${home.path}/ran`])).status).toBe(1);
  });
});
