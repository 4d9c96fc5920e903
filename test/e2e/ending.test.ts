// How a session ends when something goes wrong: signals, a crash, a terminal that hangs or goes away.
import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Home, PROMPT } from './home.ts';
import { BIN, closeAll, delay, OuterTerminal, until } from './outer-terminal.ts';
import { atRest, isAlive, residentMemory } from './process.ts';

afterEach(closeAll);

/** Unusual modes, so that a restored one is told from a default one. */
const ODD_MODES = "stty erase '^H' -ixon -echok min 3";

/** An interactive shell in a terminal with unusual modes. */
async function outerShell(): Promise<OuterTerminal> {
  const terminal = new OuterTerminal('bash', ['--norc', '--noprofile', '-i'], { env: { PS1: 'outer> ' } });
  await terminal.see('outer>');
  terminal.send(`${ODD_MODES}; echo prepared\r`);
  await terminal.see(/^prepared$/m);
  return terminal;
}

/** The modes that a program finds there; while bash itself reads a line it sets its own. */
async function bareModes(): Promise<string> {
  const terminal = await outerShell();
  terminal.send('echo begun 0; read hold\r');
  await terminal.see(/^begun 0$/m);
  const modes = terminal.modes();
  terminal.close();
  return modes;
}

/** Starts masked-shell there with a script that prints `begun` and its process id. */
async function start(script: string, { after = '', nodeOptions = '' } = {}) {
  const terminal = await outerShell();
  const command = `'${process.execPath}' '${BIN}' --quiet -- sh -c '${script}'`;
  terminal.send(`NODE_OPTIONS='${nodeOptions}' ${command}${after}\r`);
  await terminal.see(/^begun \d+$/m);
  return { terminal, pid: Number(/^begun (\d+)$/m.exec(terminal.text())?.[1]) };
}

/** Shows the status, and keeps bash from setting modes of its own. */
const AFTER = '; echo "ended with $?"; read hold';

/** Prints masked-shell's process id, and leaves a file when it is hung up. */
const UNTIL_HANGUP = [
  'trap "echo hup > $HOME/child-was-told; exit 0" HUP',
  'rm -f $HOME/child-was-told',
  'echo "begun $MASKED_SHELL_PID"',
  'while :; do sleep 0.05; done',
].join('; ');

function childToBeTold(): Promise<void> {
  return until(
    () => existsSync(`${Home.current().path}/child-was-told`),
    () => 'the child was not told',
  );
}

describe('modes of the terminal', () => {
  test.each(['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'] as const)(
    'are as found after %s, and the child is told',
    async (signal) => {
      const before = await bareModes();
      const { terminal, pid } = await start(UNTIL_HANGUP, { after: AFTER });
      expect(terminal.modes()).not.toBe(before);
      process.kill(pid, signal);
      await terminal.see(/ended with \d+/);
      const status = { SIGTERM: 143, SIGHUP: 129, SIGINT: 130, SIGQUIT: 131 }[signal];
      expect(terminal.text()).toContain(`ended with ${status}`);
      expect(terminal.modes()).toBe(before);
      await childToBeTold();
    },
  );

  test('are as found after an error of our own, which is told without what it was about', async () => {
    const bomb = Home.current().write(
      'bomb.mjs',
      "process.on('SIGUSR2', () => { throw new Error('the-value-that-must-not-be-told'); });\n",
    );
    const before = await bareModes();
    const { terminal, pid } = await start(UNTIL_HANGUP, { after: AFTER, nodeOptions: `--import ${bomb}` });
    process.kill(pid, 'SIGUSR2');
    await terminal.see('ended with 70');
    expect(terminal.text()).toMatch(/^masked-shell: internal error \(Error at bomb\.mjs:\d+:\d+\)/m);
    expect(terminal.raw().toString()).not.toContain('must-not-be-told');
    expect(terminal.modes()).toBe(before);
  });

  test('are as found after an ordinary end', async () => {
    const before = await bareModes();
    const { terminal } = await start('echo "begun $MASKED_SHELL_PID"; stty raw -echo; exit 5', { after: AFTER });
    await terminal.see('ended with 5');
    expect(terminal.modes()).toBe(before);
  });

  test('are taken again after a stop, and the size is read anew', async () => {
    const waitForSize = 'until test "$(stty size)" = "20 66"; do sleep 0.05; done; echo resized';
    const { terminal, pid } = await start(
      `echo "begun $MASKED_SHELL_PID"; ${waitForSize}; read line; echo "got $line"`,
    );
    const raw = terminal.modes();
    process.kill(pid, 'SIGSTOP');
    await terminal.see('Stopped');
    await terminal.see(/outer>$/);
    terminal.resize(66, 20);
    terminal.send('fg\r');
    await terminal.see(/^resized$/m);
    await until(
      () => terminal.modes() === raw,
      () => `the modes are ${terminal.modes()}, not ${raw}`,
    );
    terminal.send('some words\r');
    await terminal.see('got some words');
  });

  test('go back to the outer shell on SIGTSTP', async () => {
    const { terminal, pid } = await start('echo "begun $MASKED_SHELL_PID"; read line; echo "got $line"');
    process.kill(pid, 'SIGTSTP');
    await terminal.see('Stopped');
    terminal.send('echo outer $((40+2))\r');
    await terminal.see('outer 42');
    const cooked = terminal.modes();
    terminal.send('fg\r');
    await until(
      () => terminal.modes() !== cooked,
      () => 'raw mode was not taken again',
    );
    terminal.send('words\r');
    await terminal.see('got words');
  });
});

describe('a full-screen program that is ended from outside', () => {
  /** Sets much up, and waits; `whenHungUp` is shell for what it does then. */
  function fullScreen(whenHungUp: string): string {
    const setUp = '\\033[?1049h\\033[?1h\\033=\\033[?1000;1006h\\033[?25l\\033[3;9r';
    const wait = 'echo "begun $MASKED_SHELL_PID"; while kill -0 $MASKED_SHELL_PID 2>/dev/null; do sleep 0.05; done';
    return Home.current().write('full-screen.sh', `trap '${whenHungUp}' HUP; printf '${setUp}'; ${wait}\n`);
  }

  test('may put its screen in order when it is hung up', async () => {
    const { terminal, pid } = await start(`. ${fullScreen('printf in-order; exit')}`, { after: AFTER });
    process.kill(pid, 'SIGTERM');
    await terminal.see(/ended with 143/);
    expect(terminal.raw().toString()).toContain('in-order');
  });

  test('and does not leaves the terminal as a shell can use it', async () => {
    const { terminal, pid } = await start(`. ${fullScreen('')}`, { after: AFTER });
    expect(terminal.setUp()).toEqual({ alternate: true, keys: true, mouse: 'vt200' });
    process.kill(pid, 'SIGTERM');
    await terminal.see(/ended with 143/);
    expect(terminal.setUp()).toEqual({ alternate: false, keys: false, mouse: 'none' });
    const end = terminal.raw().toString();
    expect(end.lastIndexOf('\x1b[?25h')).toBeGreaterThan(end.lastIndexOf('\x1b[?25l'));
  });
});

describe('the outer terminal', () => {
  test('goes away: the child is told, and nothing stays behind', async () => {
    const terminal = OuterTerminal.masked(['--quiet', '--', 'sh', '-c', UNTIL_HANGUP]);
    await terminal.see(/^begun (\d+)$/m);
    const pid = Number(/^begun (\d+)$/m.exec(terminal.text())?.[1]);
    terminal.close();
    await until(
      () => !isAlive(pid),
      () => 'masked-shell still runs',
    );
    await childToBeTold();
  });

  test('that takes nothing makes the program wait, and our memory stays small', async () => {
    const terminal = OuterTerminal.masked([
      '--quiet',
      '--',
      'sh',
      '-c',
      'echo "begun $MASKED_SHELL_PID"; exec yes 0123456789',
    ]);
    await terminal.see(/^begun (\d+)$/m);
    const pid = Number(/^begun (\d+)$/m.exec(terminal.text())?.[1]);
    terminal.stall();
    await atRest(pid);
    expect(residentMemory(pid)).toBeLessThan(120_000);
    // Keys and signals still work while it is stuck.
    process.kill(pid, 'SIGTERM');
    await until(
      () => !isAlive(pid),
      () => 'masked-shell does not end while the terminal is stuck',
    );
  });

  test('that is slow gets every byte of a program that has long ended', async () => {
    const terminal = OuterTerminal.masked(['--quiet', '--', 'seq', '1', '60000']);
    await terminal.see('1000');
    terminal.stall();
    await delay(1000);
    terminal.proceed();
    expect((await terminal.end()).exitCode).toBe(0);
    expect(terminal.raw().toString()).toBe(Array.from({ length: 60_000 }, (_, i) => `${i + 1}\r\n`).join(''));
  });
});

describe('a background process that keeps the terminal', () => {
  test('does not keep the session', async () => {
    const terminal = OuterTerminal.masked(['--quiet']);
    await terminal.see(PROMPT);
    terminal.send('sleep 987 & exit 3\r');
    expect((await terminal.end()).exitCode).toBe(3);
    expect(terminal.text()).toContain('exit');
  });

  test('and prints for ever does not either', async () => {
    const terminal = OuterTerminal.masked(['--quiet', '--', 'sh', '-c', 'trap "" HUP; yes & exit 4']);
    expect((await terminal.end()).exitCode).toBe(4);
  });
});
