// A session on a real terminal, as a user sees it: nothing lost, nothing changed, the child's status passed on.
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { VERSION } from '../../src/config/version.ts';
import { Home, PROMPT } from './home.ts';
import { BIN, closeAll, OuterTerminal } from './outer-terminal.ts';

afterEach(closeAll);

const shellScript = (script: string, options = {}) =>
  OuterTerminal.masked(['--quiet', '--', 'sh', '-c', script], options);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('exit status', () => {
  test.each([
    ['true', 0],
    ['exit 1', 1],
    ['exit 42', 42],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
    ['kill -INT $$', 130],
  ])('of `%s` is %i', async (script, status) => {
    expect((await shellScript(script).end()).exitCode).toBe(status);
  });

  test('of a command that is not found is 127, and says so', async () => {
    const terminal = OuterTerminal.masked(['--', 'no-such-command-here']);
    expect((await terminal.end()).exitCode).toBe(127);
    expect(terminal.text()).toContain('no-such-command-here: command not found');
  });

  test.each([
    ['a file that may not be executed', () => Home.current().write('plain.txt', 'text\n')],
    ['a directory', () => Home.current().path],
    ['a script without its interpreter', () => Home.current().write('orphan', '#!/no/such/interpreter\n', 0o755)],
  ])('of %s is 126', async (_what, path) => {
    expect((await OuterTerminal.masked(['--', path()]).end()).exitCode).toBe(126);
  });

  test('of a shell is what `exit` was told', async () => {
    const terminal = OuterTerminal.masked(['--quiet']);
    await terminal.see(PROMPT);
    terminal.send('exit 7\r');
    expect((await terminal.end()).exitCode).toBe(7);
  });
});

describe('the child finds', () => {
  test('the size of the terminal, and each new one', async () => {
    const terminal = shellScript(
      'stty size; trap "stty size; exit" WINCH; echo waiting; while :; do sleep 0.05; done',
      {
        cols: 93,
        rows: 31,
      },
    );
    await terminal.see('31 93');
    await terminal.see('waiting');
    terminal.resize(71, 17);
    await terminal.see('17 71');
    expect((await terminal.end()).exitCode).toBe(0);
  });

  test('the environment as it was, TMUX and TERM included, and that it is masked', async () => {
    const env = {
      TMUX: '/tmp/tmux-0/default,1,0',
      TMUX_PANE: '%3',
      TERM: 'xterm-direct',
      LINES: '24',
      ODD: 'a=b c\n d',
    };
    const names = '"$TMUX|$TMUX_PANE|$TERM|$LINES|$ODD|$MASKED_SHELL|$MASKED_SHELL_VERSION"';
    const terminal = shellScript(`printf '<%s>' ${names}`, { env });
    await terminal.end();
    const wanted = `<${env.TMUX}|${env.TMUX_PANE}|${env.TERM}|${env.LINES}|${env.ODD}|1|${VERSION}>`;
    expect(terminal.raw().toString()).toBe(wanted.replace('\n', '\r\n'));
  });

  test('the working directory under the name that the user knows it by', async () => {
    const home = Home.current().path;
    const link = join(home, 'link-to-home');
    symlinkSync(realpathSync(home), link);
    const terminal = OuterTerminal.masked(['--quiet', '--', 'bash', '-c', 'pwd'], { cwd: link, env: { PWD: link } });
    await terminal.end();
    expect(terminal.text()).toBe(link);
  });

  test('a terminal that erases whole UTF-8 characters', async () => {
    const terminal = shellScript('stty -a');
    await terminal.end();
    expect(terminal.text()).toMatch(/(?<!-)\biutf8\b/);
  });
});

describe('bytes pass as they are', () => {
  test('a burst of two megabytes, with the child gone at once', async () => {
    const count = 300_000;
    const terminal = OuterTerminal.masked(['--quiet', '--', 'seq', '1', String(count)]);
    expect((await terminal.end()).exitCode).toBe(0);
    const wanted = Array.from({ length: count }, (_, i) => `${i + 1}\r\n`).join('');
    expect(sha256(terminal.raw())).toBe(sha256(Buffer.from(wanted)));
  });

  test('line feeds without carriage returns, and every byte there is', async () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const file = Home.current().write('every-byte', Buffer.concat([every, Buffer.from('\na\nb\n'), every.reverse()]));
    const terminal = shellScript(`stty raw; cat '${file}'`);
    await terminal.end();
    expect(terminal.raw().equals(readFileSync(file))).toBe(true);
  });

  test('eight-bit input, control characters and mouse reports', async () => {
    const keys = Buffer.from(
      '\x00\x03\x04\x11\x13\x1a\x1c\x7f\xff\xfe\x80\xc3\xa9\x1b[<0;10;10M\x1b[I\x1b[200~p\x1b[201~',
      'latin1',
    );
    const terminal = shellScript(`stty raw -echo; echo go; head -c ${keys.length} | od -An -v -tx1`);
    await terminal.see('go');
    terminal.send(keys);
    await terminal.end();
    const hex = terminal
      .text()
      .replace(/^go/, '')
      .match(/[0-9a-f]{2}/g)
      ?.join('');
    expect(hex).toBe(keys.toString('hex'));
  });

  test('a large paste into a program that reads slowly', async () => {
    const size = 2_000_000;
    const terminal = shellScript(`stty raw -echo; echo go; sleep 1; head -c ${size} | cksum`);
    await terminal.see('go');
    const paste = Buffer.from(Array.from({ length: size }, (_, i) => 32 + (i % 90)));
    terminal.send(paste);
    await terminal.end();
    const { execFileSync } = await import('node:child_process');
    const wanted = execFileSync('cksum', { input: paste, encoding: 'utf8' }).trim();
    expect(terminal.text().trim().split('\n').at(-1)?.trim()).toBe(wanted);
  });
});

describe('keys', () => {
  test('Ctrl-C interrupts the program, not the session', async () => {
    const terminal = OuterTerminal.masked(['--quiet']);
    await terminal.see(PROMPT);
    terminal.send('echo begun; sleep 1000\r');
    await terminal.see(/^begun$/m);
    terminal.send('\x03');
    await terminal.see(/\^C\n.*ready>/s);
    terminal.send('echo status $?\r');
    await terminal.see('status 130');
  });

  test('Ctrl-Z stops a job, jobs lists it, fg brings it back', async () => {
    const terminal = OuterTerminal.masked(['--quiet']);
    await terminal.see(PROMPT);
    terminal.send('echo begun; cat\r');
    await terminal.see(/^begun$/m);
    terminal.send('first\r');
    await terminal.see('first\nfirst');
    terminal.send('\x1a');
    await terminal.see('Stopped');
    terminal.send('fg\r');
    await terminal.see(/fg\n(echo begun; )?cat$/);
    terminal.send('second\r');
    await terminal.see('second\nsecond');
    terminal.send('\x04');
    terminal.send('echo status $?\r');
    await terminal.see('status 0');
  });

  test('Ctrl-D ends the shell', async () => {
    const terminal = OuterTerminal.masked(['--quiet']);
    await terminal.see(PROMPT);
    terminal.send('\x04');
    expect((await terminal.end()).exitCode).toBe(0);
  });
});

describe('the start', () => {
  test('says that masking is on and how to leave, in one line', async () => {
    const terminal = OuterTerminal.masked([]);
    await terminal.see(PROMPT);
    expect(terminal.text().split('\n')[0]).toMatch(/^masked-shell \S+: masking is on, \d+ known values?; leave with/);
    expect(terminal.text().split('\n')[1]).toMatch(/^ready>/);
  });

  test('says nothing with --quiet', async () => {
    const terminal = OuterTerminal.masked(['--quiet']);
    await terminal.see(PROMPT);
    expect(terminal.text()).toBe(PROMPT);
  });

  test('inside itself says so, and starts no second layer', async () => {
    const terminal = OuterTerminal.masked(['--quiet']);
    await terminal.see(PROMPT);
    terminal.send(`'${process.execPath}' '${BIN}'; echo status $?\r`);
    await terminal.see('is masked already');
    await terminal.see('status 0');
    terminal.send(`tty; '${process.execPath}' '${BIN}' -- sh -c 'tty; exit 9'; echo status $?\r`);
    await terminal.see('status 9');
    const [outer, inner] = terminal.text().match(/^\/dev\/\S+$/gm) ?? [];
    expect(inner).toBe(outer);
  });

  test('inside itself with an environment that only looks so starts as always', async () => {
    const env = { MASKED_SHELL: '1', MASKED_SHELL_VERSION: '0.0.0', MASKED_SHELL_PID: '999999' };
    const terminal = OuterTerminal.masked([], { env });
    await terminal.see('masking is on');
    await terminal.see(PROMPT);
  });

  test('as a login shell reads the login files', async () => {
    Home.current().write('.bash_profile', 'echo profile was read\n. ~/.bashrc\n');
    const terminal = OuterTerminal.masked(['--quiet', '--login', '--shell', 'bash']);
    await terminal.see('profile was read');
  });
});
