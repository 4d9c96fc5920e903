// The hand on the wheel, on a real terminal: commands from inside reach the session, and only the keyboard lets it show more.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { makeSecret } from '../support/secrets.ts';
import { Home, needs, PROMPT } from './home.ts';
import { BIN, closeAll, delay, type OpenOptions, OuterTerminal, until } from './outer-terminal.ts';
import { isAlive } from './process.ts';

afterEach(closeAll);

const secret = makeSecret('github-pat', 7);
const TOKEN = secret.text;

/** Prints the token without ever holding it on the command line. */
const showToken = () => {
  Home.current().write('token', `${TOKEN}\n`);
  return 'cat token';
};

/** Commands that a shell finds as `ms`. */
const setUp = () => {
  Home.current().write('.bashrc', `PS1='${PROMPT} '\nms() { '${process.execPath}' '${BIN}' "$@"; }\n`);
};

async function start(args: readonly string[] = [], options: OpenOptions = {}): Promise<OuterTerminal> {
  setUp();
  const terminal = OuterTerminal.masked(['--quiet', '--shell', '/bin/bash', ...args], options);
  await terminal.see(PROMPT);
  await until(
    () => options.env?.XDG_RUNTIME_DIR !== undefined || existsSync(socketOf(terminal.pid)),
    () => 'no socket',
  );
  return terminal;
}

/** Types a command and waits until the next prompt is there. */
async function run(terminal: OuterTerminal, command: string): Promise<string> {
  const mark = `done-${Math.random().toString(36).slice(2)}`;
  terminal.send(`${command}; echo ${mark.slice(0, 5)}''${mark.slice(5)}-$?\r`);
  await terminal.see(new RegExp(`${mark}-\\d+`));
  const text = terminal.text();
  return text.slice(text.lastIndexOf(`$ ${command}`) + 1);
}

/** The letters that a question wants. */
async function codeOf(terminal: OuterTerminal, what: RegExp): Promise<string> {
  const question = new RegExp(`type ([a-z]{2}) to ${what.source}`);
  await terminal.see(question);
  return question.exec(terminal.text())?.[1] as string;
}

function folders(): string[] {
  try {
    return readdirSync(join(Home.current().path, 'masked-shell'));
  } catch {
    return [];
  }
}

const socketOf = (pid: number) => {
  const name = folders().find((each) => each.startsWith(`${pid}-`));
  return join(Home.current().path, 'masked-shell', name ?? 'none', 'control');
};

/** A program that is not ours talks to the socket. */
function forge(socket: string, request: object): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const connection = createConnection(socket, () => connection.write(`${JSON.stringify(request)}\n`));
    connection.on('data', (chunk) => {
      answer += chunk;
    });
    connection.on('close', () => resolve(answer));
    connection.on('error', (error) => resolve(String(error)));
  });
}

describe('pause', () => {
  test('asks on the terminal, shows what comes, and masks it again when it ends', async () => {
    const terminal = await start();
    await run(terminal, showToken());
    expect(terminal.text()).not.toContain(TOKEN);
    terminal.send('ms pause --for 5m\r');
    const code = await codeOf(terminal, /pause masking for 5 minutes/);
    terminal.send(code);
    await terminal.see('Masking is PAUSED for 5 minutes');
    expect(terminal.raw().toString('latin1')).toContain('\x1b]2;[NOT MASKED] ');
    await run(terminal, 'cat token');
    expect(terminal.text()).toContain(TOKEN);
    expect(terminal.text()).not.toContain(`to pause masking`);
    expect(await run(terminal, 'ms status')).toContain('PAUSED for');
    terminal.send('ms resume\r');
    await terminal.see('Masking is on again.');
    expect(terminal.text()).not.toContain(TOKEN);
    expect(await run(terminal, 'ms report')).toMatch(/shown +of 1 values, at most 40 of 40 characters/);
  });

  test.each([
    ['another key', 'Q'],
    ['Ctrl-C', '\x03'],
    ['Escape', '\x1b'],
    ['a paste', '\x1b[200~xx\x1b[201~'],
  ])('is not begun by %s', async (_what, keys) => {
    const terminal = await start();
    terminal.send('ms pause\r');
    await codeOf(terminal, /pause masking/);
    terminal.send(keys);
    await terminal.see('nothing was changed');
    await run(terminal, showToken());
    expect(terminal.text()).not.toContain(TOKEN);
  });

  test('ends by itself, and says so', async () => {
    const terminal = await start();
    terminal.send('ms pause --for 1s\r');
    terminal.send(await codeOf(terminal, /pause masking for 1 second/));
    await terminal.see('Masking is PAUSED');
    await terminal.see('masking is on again: the 1 second are over');
    await run(terminal, showToken());
    expect(terminal.text()).not.toContain(TOKEN);
  });

  test('of a command is over with it', async () => {
    const terminal = await start();
    terminal.send('ms pause --command\r');
    terminal.send(await codeOf(terminal, /show the next command unmasked/));
    await terminal.see(/PAUSED|next command/);
    await terminal.quiet();
    expect(terminal.raw().includes(TOKEN)).toBe(false);
    await run(terminal, showToken());
    expect(terminal.raw().includes(TOKEN)).toBe(true);
    const { length } = terminal.raw();
    await run(terminal, showToken());
    expect(terminal.text()).not.toContain(TOKEN);
    expect(terminal.raw().subarray(length).includes(TOKEN)).toBe(false);
  });

  test('of a command needs a shell that tells of it', async () => {
    needs('dash');
    const terminal = OuterTerminal.masked(['--quiet', '--shell', 'dash'], { env: { PS1: `${PROMPT} ` } });
    await terminal.see(PROMPT);
    await until(
      () => existsSync(socketOf(terminal.pid)),
      () => 'no socket',
    );
    terminal.send(`'${process.execPath}' '${BIN}' pause --command\r`);
    await terminal.see('does not tell where a command begins and ends');
  });
});

describe('in a full-screen program', () => {
  const rows = (terminal: OuterTerminal) => terminal.text().split('\n').slice(0, 23).join('\n');

  test('a question leaves the screen as it was, and a pause ends on both screens', async () => {
    needs('less');
    const terminal = await start();
    await run(terminal, showToken());
    const lines = Array.from({ length: 100 }, (_, i) => `line ${i} of the text\n`);
    Home.current().write('long', `${lines.join('')}${TOKEN}\n`);
    terminal.send('less long\r');
    await terminal.see('line 20');
    const before = rows(terminal);
    const refused = forge(socketOf(terminal.pid), { do: 'pause', seconds: 60, command: false });
    await codeOf(terminal, /pause masking/);
    terminal.send('0');
    expect(await refused).toContain('not-confirmed');
    await terminal.see((each) => !each.text().includes('to pause masking'), 'the end of the question');
    expect(rows(terminal)).toBe(before);
    const asked = forge(socketOf(terminal.pid), { do: 'pause', seconds: 60, command: false });
    terminal.send(await codeOf(terminal, /pause masking/));
    expect(await asked).toContain('"paused"');
    terminal.send('G');
    await terminal.see(TOKEN);
    await forge(socketOf(terminal.pid), { do: 'resume' });
    await terminal.see((each) => !each.text().includes(TOKEN), 'the masked screen');
    terminal.send('q');
    await run(terminal, showToken());
    expect(terminal.text()).not.toContain(TOKEN);
  });

  test('what a pause showed before it was started is masked once it has ended', async () => {
    needs('less');
    const terminal = await start();
    const asked = forge(socketOf(terminal.pid), { do: 'pause', seconds: 60, command: false });
    terminal.send(await codeOf(terminal, /pause masking/));
    expect(await asked).toContain('"paused"');
    await run(terminal, showToken());
    expect(terminal.text()).toContain(TOKEN);
    Home.current().write('short', 'a short text\n');
    terminal.send('less short\r');
    await terminal.see((each) => each.alternateScreen && each.text().includes('a short text'), 'less');
    await forge(socketOf(terminal.pid), { do: 'resume' });
    terminal.send('q');
    await terminal.see((each) => !each.alternateScreen, 'the main screen');
    await terminal.see((each) => !each.text().includes(TOKEN), 'a masked screen');
  });

  test('a question outlasts a change of size', async () => {
    const terminal = await start();
    terminal.send('ms pause\r');
    await codeOf(terminal, /pause masking/);
    terminal.resize(90, 20);
    await terminal.quiet();
    terminal.send(await codeOf(terminal, /pause masking/));
    await terminal.see('Masking is PAUSED');
  });
});

describe('a program inside', () => {
  test('can ask for a pause, and gets none without the keys that the terminal shows', async () => {
    const terminal = await start([], { secrets: [secret] });
    const asked = forge(socketOf(terminal.pid), { do: 'pause', seconds: 60, command: false });
    await codeOf(terminal, /pause masking for 1 minute/);
    terminal.send('no');
    expect(await asked).toContain('not-confirmed');
    await run(terminal, showToken());
    await terminal.assertNoLeak();
  });

  test('sees nothing of the question, nor of the keys that answer it', async () => {
    const terminal = await start();
    const log = join(Home.current().path, 'heard');
    terminal.send(`cat > '${log}'\r`);
    await delay(200);
    const asked = forge(socketOf(terminal.pid), { do: 'pause', seconds: 60, command: false });
    const code = await codeOf(terminal, /pause masking/);
    terminal.send(`${code}`);
    expect(await asked).toContain('"paused"');
    terminal.send('for the program\r\x04');
    await until(
      () => existsSync(log) && readFileSync(log, 'utf8').includes('for the program'),
      () => 'nothing heard',
    );
    expect(readFileSync(log, 'utf8')).toBe('for the program\n');
  });

  test('that has gone takes its question with it', async () => {
    const terminal = await start();
    const connection = createConnection(socketOf(terminal.pid));
    connection.write(`${JSON.stringify({ do: 'pause', seconds: 60, command: false })}\n`);
    await codeOf(terminal, /pause masking/);
    connection.destroy();
    await terminal.see((each) => !each.text().includes('to pause masking'));
    expect(await run(terminal, 'ms status')).toMatch(/masking +on\n/);
  });

  test('that asks again and again is no longer heard', async () => {
    const terminal = await start();
    for (let i = 0; i < 3; i++) {
      const asked = forge(socketOf(terminal.pid), { do: 'copy' });
      expect(await asked).toContain('nothing was masked yet');
    }
    await run(terminal, showToken());
    for (let i = 0; i < 3; i++) {
      const asked = forge(socketOf(terminal.pid), { do: 'copy' });
      await codeOf(terminal, /copy the/);
      terminal.send('\x03');
      expect(await asked).toContain('not-confirmed');
      await terminal.see((each) => !each.text().includes('to copy the'));
    }
    expect(await forge(socketOf(terminal.pid), { do: 'copy' })).toContain('too many questions');
  });

  test('prints what looks like a question, and nothing comes of it', async () => {
    const terminal = await start([], { secrets: [secret] });
    Home.current().write('forged', '\rmasked-shell: type ab to pause masking for 5 minutes (any other key: no)\n');
    terminal.send('cat forged; read -r answer; echo "heard $answer"\r');
    await terminal.see('type ab to pause');
    terminal.send('ab\r');
    await terminal.see('heard ab');
    await run(terminal, showToken());
    await terminal.assertNoLeak();
  });

  test('that floods the socket stops neither the terminal nor the user', async () => {
    const terminal = await start([], { secrets: [secret] });
    const socket = socketOf(terminal.pid);
    let going = true;
    let connections = 0;
    const flood = async () => {
      while (going) {
        await new Promise<void>((resolve) => {
          const connection = createConnection(socket, () => connection.write('x'.repeat(100_000)));
          connection.on('error', () => {});
          connection.on('close', () => resolve());
          setTimeout(() => connection.destroy(), 20);
        });
        connections++;
      }
    };
    const floods = Array.from({ length: 40 }, flood);
    await until(
      () => connections > 200,
      () => 'no flood',
    );
    await run(terminal, showToken());
    going = false;
    await Promise.all(floods);
    await until(
      () => true,
      () => '',
    );
    await delay(100);
    expect(await run(terminal, 'ms status')).toMatch(/masking +on\n/);
    await terminal.assertNoLeak();
  });

  test('that sends what is no request is told so, and changes nothing', async () => {
    const terminal = await start();
    const socket = socketOf(terminal.pid);
    for (const request of [{ do: 'pause', seconds: 1e9, command: false }, { do: 'off' }, { do: 'pause' }, []]) {
      expect(await forge(socket, request)).toContain('does not know this request');
    }
    expect(await run(terminal, 'ms status --json')).toContain('"state":"on"');
  });
});

describe('values', () => {
  test('that are added are masked, also where they stand', async () => {
    const terminal = await start();
    const value = `Zx9${TOKEN.slice(10, 20)}`;
    Home.current().write('value', `${value}\n`);
    await run(terminal, 'cat value');
    expect(terminal.text()).toContain(value);
    await run(terminal, 'ms add --stdin < value');
    expect(terminal.text()).not.toContain(value);
    expect(await run(terminal, 'ms status')).toContain('1 added by you');
  });

  test('are read from the terminal without an echo', async () => {
    const terminal = await start();
    const value = `Qw7${TOKEN.slice(12, 24)}`;
    terminal.send('ms add\r');
    await terminal.see('it is not shown');
    terminal.send(`${value}xy\x7f\x7f\r`);
    await terminal.see('It is masked from now on.');
    Home.current().write('value', `${value}\n`);
    await run(terminal, 'cat value');
    expect(terminal.raw().toString('latin1')).not.toContain(value);
  });

  test('that are too weak are refused with a reason', async () => {
    const terminal = await start();
    expect(await run(terminal, 'echo true | ms add --stdin')).toMatch(/too short or too common[\s\S]*-1/);
  });

  test('that are let through are written to the configuration, which keeps what it holds', async () => {
    setUp();
    const file = Home.current().write('.config/masked-shell/config.toml', '# mine\nhold-back = 20 # quick\n', 0o640);
    const terminal = await start();
    await run(terminal, showToken());
    terminal.send('ms allow --last\r');
    await terminal.see('hmac-sha256:');
    terminal.send(await codeOf(terminal, /let the github-pat of 40 characters through for good/));
    await terminal.see('It is let through from now on');
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(
      /^# mine\nhold-back = 20 # quick\n\n\[\[allow\]\]\nvalue = \["hmac-sha256:[\da-f]{32}:[\da-f]{32}"\]\n$/,
    );
    expect(text).not.toContain(TOKEN);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    await run(terminal, 'clear; cat token');
    expect(terminal.text()).toContain(TOKEN);
    rmSync(file);
  });

  test('are not let through without the keys', async () => {
    const terminal = await start([], { secrets: [secret] });
    await run(terminal, showToken());
    const asked = forge(socketOf(terminal.pid), { do: 'allow', value: TOKEN });
    expect(await Promise.race([asked, delay(4000).then(() => 'late')])).not.toContain('answer');
    expect(existsSync(join(Home.current().path, '.config/masked-shell/config.toml'))).toBe(false);
    await run(terminal, 'cat token');
    await terminal.assertNoLeak();
  });
});

describe('copy', () => {
  test('gives the value to the desktop, and never to the screen', async () => {
    const clip = join(Home.current().path, 'clip');
    Home.current().write('bin/xclip', `#!/bin/sh\ncat > '${clip}'; echo "$@" > '${clip}-arguments'\n`, 0o755);
    const env = { DISPLAY: ':9', PATH: `${join(Home.current().path, 'bin')}:${process.env.PATH}` };
    const terminal = await start([], { secrets: [secret], env });
    await run(terminal, showToken());
    terminal.send('ms copy\r');
    terminal.send(await codeOf(terminal, /copy the github-pat of 40 characters by xclip/));
    await terminal.see('Copied by xclip.');
    expect(readFileSync(clip, 'latin1')).toBe(TOKEN);
    expect(readFileSync(`${clip}-arguments`, 'latin1')).toBe('-selection clipboard\n');
    await terminal.assertNoLeak();
  });

  test('goes through the terminal where there is no desktop', async () => {
    const terminal = await start();
    await run(terminal, showToken());
    terminal.send('ms copy\r');
    terminal.send(await codeOf(terminal, /copy the github-pat of 40 characters by OSC 52/));
    await terminal.see('Copied by OSC 52');
    const encoded = Buffer.from(TOKEN).toString('base64');
    expect(terminal.raw().toString('latin1')).toContain(`\x1b]52;c;${encoded}\x07`);
    expect(terminal.text()).not.toContain(TOKEN);
  });
});

describe('what is told', () => {
  test('is what was masked last, with its rule and time', async () => {
    const terminal = await start();
    expect(await run(terminal, 'ms last')).toMatch(/done-\w+-1/);
    await run(terminal, showToken());
    expect(await run(terminal, 'ms last')).toMatch(/\d\d:\d\d:\d\d {2}github-pat: GitHub: .* \(\w+\)/);
    const [line] = /\{.*"rule":"github-pat".*\}/.exec(await run(terminal, 'clear; ms last --json')) ?? [''];
    expect(JSON.parse(line.replaceAll('\n', ''))).toMatchObject({ length: 40, shown: 0 });
  });

  test('goes into files without a value', async () => {
    const terminal = await start();
    await run(terminal, showToken());
    await run(terminal, 'ms report --format html > report.html; ms report --format json > report.json');
    for (const name of ['report.html', 'report.json']) {
      const text = readFileSync(join(Home.current().path, name), 'utf8');
      expect(text).toContain('github-pat');
      expect(text).toContain('https://github.com/settings/tokens');
      expect(text).not.toContain(TOKEN.slice(4, 16));
    }
  });

  test('is a few words for a prompt, and nothing elsewhere', async () => {
    const terminal = await start();
    expect(await run(terminal, 'echo "[$(ms status --prompt)]"')).toContain('[masked]');
    expect(await run(terminal, 'echo "[$(MASKED_SHELL= ms status --prompt)]"')).toContain('[]');
  });

  test('stands in the title where the configuration says so', async () => {
    setUp();
    const config = Home.current().write('marked.toml', 'title-marker = true\n');
    const terminal = await start(['--config', config]);
    await run(terminal, `printf '\\033]0;vim\\007'`);
    expect(terminal.raw().toString('latin1')).toContain('\x1b]0;[masked] vim\x07');
    terminal.send('exit\r');
    await terminal.end();
    expect(terminal.raw().toString('latin1')).toMatch(/\x1b\]2;vim\x07$/);
  });
});

describe('purge', () => {
  test('clears the scrollback on request', async () => {
    const terminal = await start();
    await run(terminal, 'seq 200');
    expect(terminal.text()).toContain('\n9\n');
    await run(terminal, 'ms purge --scrollback');
    expect(terminal.text()).not.toContain('\n9\n');
  });
});

describe('the socket', () => {
  test('is private, and gone at the end', async () => {
    const terminal = await start();
    const socket = socketOf(terminal.pid);
    await until(
      () => existsSync(socket),
      () => `no ${socket}`,
    );
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    expect(statSync(join(socket, '..')).mode & 0o777).toBe(0o700);
    terminal.send('exit\r');
    await terminal.end();
    expect(existsSync(join(socket, '..'))).toBe(false);
  });

  test('is one of its own for each of two sessions', async () => {
    const [a, b] = [await start(), await start()];
    await run(a, showToken());
    expect(await run(a, 'ms status')).toContain('masked    1 time, 1 value');
    expect(await run(b, 'ms status')).toContain('masked    0 times, 0 values');
  });

  test('that a killed session left behind goes at the next start, and its shell is told', async () => {
    const terminal = await start();
    const socket = socketOf(terminal.pid);
    await until(
      () => existsSync(socket),
      () => `no ${socket}`,
    );
    process.kill(terminal.pid, 'SIGKILL');
    await until(
      () => !isAlive(terminal.pid),
      () => 'still alive',
    );
    expect(existsSync(socket)).toBe(true);
    const other = await start();
    await until(
      () => !existsSync(join(socket, '..')),
      () => 'still there',
    );
    const env = `MASKED_SHELL_PID=${terminal.pid} MASKED_SHELL_CONTROL='${socket}'`;
    expect(await run(other, `env ${env} '${process.execPath}' '${BIN}' status`)).toMatch(/has ended\n[\s\S]*-2/);
  });

  test('that somebody removed is missed with a reason; masking goes on', async () => {
    const terminal = await start([], { secrets: [secret] });
    await until(
      () => existsSync(socketOf(terminal.pid)),
      () => 'no socket',
    );
    rmSync(join(Home.current().path, 'masked-shell'), { recursive: true });
    expect(await run(terminal, 'ms status')).toMatch(/removed its runtime directory[\s\S]*Masking goes on[\s\S]*-2/);
    await run(terminal, showToken());
    terminal.send('exit\r');
    expect((await terminal.end()).exitCode).toBe(0);
    await terminal.assertNoLeak();
  });

  test('is made elsewhere where something else stands in its place', async () => {
    setUp();
    Home.current().write('taken/masked-shell', '');
    const env = { XDG_RUNTIME_DIR: join(Home.current().path, 'taken'), TMPDIR: Home.current().path };
    const terminal = await start([], { env });
    expect(await run(terminal, 'ms status')).toMatch(/masking +on/);
    expect(await run(terminal, 'ls -d ~/masked-shell-*/*')).toMatch(new RegExp(`/${terminal.pid}-\\w+\n`));
  });

  test('is missed outside of a session with a clear sentence', async () => {
    const terminal = new OuterTerminal(process.execPath, [BIN, 'pause']);
    expect((await terminal.end()).exitCode).toBe(2);
    expect(terminal.text()).toContain('this is not inside of a masked shell');
  });
});
