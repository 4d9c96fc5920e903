// `masked-shell -- command` where no terminal is: in a pipeline, a redirection, a CI job.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { makeSecret } from '../support/secrets.ts';
import { Home } from './home.ts';
import { assertHidden } from './leaks.ts';
import { BIN, closeAll, OuterTerminal, until } from './outer-terminal.ts';
import { atRest, residentMemory } from './process.ts';
import { run, start } from './run.ts';

afterEach(closeAll);

const script = (text: string, options = {}) => run(['--', 'sh', '-c', text], options);

describe('a command on pipes', () => {
  test('keeps standard output and standard error apart, and adds nothing', async () => {
    const { stdout, stderr, status } = await script('echo out; echo err >&2; exit 3');
    expect([stdout.toString(), stderr, status]).toEqual(['out\n', 'err\n', 3]);
  });

  test('can open its streams by name', async () => {
    const { stdout, stderr } = await script('echo out > /dev/stdout; echo err > /dev/stderr');
    expect([stdout.toString(), stderr]).toEqual(['out\n', 'err\n']);
  });

  test('reads our standard input', async () => {
    const { stdout } = await run(['--', 'cat'], { input: Buffer.from([0, 255, 10, 128]) });
    expect([...stdout]).toEqual([0, 255, 10, 128]);
  });

  test('gives every byte of a burst', async () => {
    const { stdout } = await run(['--', 'seq', '1', '1000000']);
    const wanted = Array.from({ length: 1_000_000 }, (_, i) => `${i + 1}\n`).join('');
    const sha = (data: Buffer | string) => createHash('sha256').update(data).digest('hex');
    expect(sha(stdout)).toBe(sha(wanted));
  });

  test('is masked on both streams', async () => {
    const [first, second] = [makeSecret('github-pat', 11), makeSecret('gitlab-pat', 12)];
    const { stdout, stderr } = await script('echo "a $A b"; echo "c $B d" >&2', {
      env: { A: first.text, B: second.text },
    });
    expect([stdout.toString(), stderr]).toEqual(['a *** b\n', 'c *** d\n']);
  });

  test.each([
    ['exit 42', 42],
    ['kill -TERM $$', 143],
    ['kill -KILL $$', 137],
  ])('`%s` gives %i', async (text, status) => {
    expect((await script(text)).status).toBe(status);
  });

  test('that is not found or may not run gives 127 or 126', async () => {
    expect((await run(['--', 'no-such-command-here'])).status).toBe(127);
    expect((await run(['--', Home.current().path])).status).toBe(126);
  });

  test('meets a closed pipe as it would without us', async () => {
    const { child, outcome } = start(['--', 'sh', '-c', 'yes; echo "yes ended with $?" >&2']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect((await outcome).stderr).toContain('yes ended with 141');
  });

  test('waits for a slow reader, and our memory stays small', async () => {
    const { child, outcome } = start(['--', 'yes', '0123456789']);
    await until(
      () => (child.stdout?.readableLength ?? 0) > 0 || child.stdout?.readableFlowing === true,
      () => 'no output came',
    );
    child.stdout?.pause();
    await atRest(child.pid as number);
    expect(residentMemory(child.pid as number)).toBeLessThan(120_000);
    child.kill('SIGTERM');
    child.stdout?.resume();
    expect((await outcome).status).toBe(143);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('gets %s from us', async (signal) => {
    const { child, outcome, stdout } = start([
      '--',
      'sh',
      '-c',
      `trap 'echo told; exit 6' ${signal.slice(3)}; echo begun; while :; do sleep 0.05; done`,
    ]);
    await until(
      () => stdout().includes('begun'),
      () => 'the command did not begin',
    );
    child.kill(signal);
    const { status } = await outcome;
    expect([stdout(), status]).toEqual(['begun\ntold\n', 6]);
  });

  test('shows the rest of an unfinished line after the hold-back, while it still runs', async () => {
    const { child, outcome, stdout } = start(['--', 'sh', '-c', 'printf "name? "; read name; echo "hello $name"'], {
      keepInput: true,
    });
    await until(
      () => stdout() === 'name? ',
      () => `the question is not shown, only ${JSON.stringify(stdout())}`,
    );
    child.stdin?.end('you\n');
    expect((await outcome).stdout.toString()).toBe('name? hello you\n');
  });
});

describe('on a terminal', () => {
  test('with standard output in a pipe the command is masked on pipes', async () => {
    const secret = makeSecret('gitlab-pat', 21);
    const command = `'${process.execPath}' '${BIN}' -- sh -c 'test -t 1 || echo "no terminal: $TOKEN"' | cat`;
    const terminal = new OuterTerminal('sh', ['-c', command], { env: { TOKEN: secret.text }, secrets: [secret] });
    await terminal.end();
    expect(terminal.text()).toBe('no terminal: ***');
    await terminal.assertNoLeak();
  });

  test('with only standard input in a pipe the command runs on pipes as well', async () => {
    const command = `echo words | '${process.execPath}' '${BIN}' -- sh -c 'cat; test -t 1 || echo no terminal'`;
    const terminal = new OuterTerminal('sh', ['-c', command]);
    await terminal.end();
    expect(terminal.raw().toString()).toBe('words\r\nno terminal\r\n');
  });

  test('a nested command whose output goes to a file is still masked', async () => {
    const secret = makeSecret('github-pat', 22);
    const file = `${Home.current().path}/nested-output`;
    const inner = `'${process.execPath}' '${BIN}' -- sh -c 'echo $TOKEN' > '${file}'`;
    const terminal = OuterTerminal.masked(['--quiet', '--', 'sh', '-c', inner], {
      env: { TOKEN: secret.text },
      secrets: [secret],
    });
    await terminal.end();
    assertHidden(secret, readFileSync(file, 'latin1'));
    expect(readFileSync(file, 'latin1')).toBe('***\n');
  });
});
