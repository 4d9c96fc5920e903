// `masked-shell redact`, as a filter.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeSecret } from '../support/secrets.ts';
import { Home } from './home.ts';
import { assertHidden } from './leaks.ts';
import { until } from './outer-terminal.ts';
import { run, start } from './run.ts';

const secret = makeSecret('github-pat', 31);

describe('redact', () => {
  test('masks standard input and leaves the rest as it is', async () => {
    const input = Buffer.from(`caf\xe9 \x1b[31m${secret.text}\x1b[0m \x00 end`, 'latin1');
    const { stdout, status } = await run(['redact'], { input });
    assertHidden(secret, stdout.toString('latin1'));
    expect(stdout.toString('latin1')).toMatch(/^caf\xe9 \x1b\[31m\*{3}\x1b\[0m \x00 end$/);
    expect(status).toBe(0);
  });

  test('shows a complete line at once, and an unfinished one after the hold-back', async () => {
    const { child, outcome, stdout } = start(['redact'], { keepInput: true });
    child.stdin?.write('first\nsecond');
    await until(
      () => stdout() === 'first\nsecond',
      () => `only ${JSON.stringify(stdout())} came`,
    );
    child.stdin?.end();
    expect((await outcome).status).toBe(0);
  });

  test('knows what a Kubernetes Secret holds when it is shown decoded', async () => {
    const value = `Zx7!${makeSecret('known-value', 3).text}`;
    const encoded = Buffer.from(value).toString('base64');
    const input = `apiVersion: v1\nkind: Secret\ndata:\n  user: ${encoded}\ntype: Opaque\nsigned in with ${value}.\n`;
    const { stdout } = await run(['redact'], { input });
    expect(stdout.toString()).toBe(
      'apiVersion: v1\nkind: Secret\ndata:\n  user: ***\ntype: Opaque\nsigned in with ***.\n',
    );
  });

  test('reads files one after the other, and standard input for -', async () => {
    const a = Home.current().write('a.log', 'from a\n');
    const b = Home.current().write('b.log', `from b: ${secret.text}\n`);
    const { stdout } = await run(['redact', a, '-', b], { input: 'from input\n' });
    expect(stdout.toString()).toBe('from a\nfrom input\nfrom b: ***\n');
  });

  test('names a file that it cannot read, goes on, and ends with 1', async () => {
    const a = Home.current().write('a.log', 'from a\n');
    const { stdout, stderr, status } = await run(['redact', 'no-such-file', Home.current().path, a]);
    expect(stdout.toString()).toBe('from a\n');
    expect(stderr).toBe(
      `masked-shell: no-such-file: no such file\nmasked-shell: ${Home.current().path}: is a directory\n`,
    );
    expect(status).toBe(1);
  });

  test('takes what stands after -- for file names', async () => {
    Home.current().write('-q.log', `quiet: ${secret.text}\n`);
    Home.current().write('plain.log', 'plain\n');
    const { stdout } = await run(['redact', '--', '-q.log', 'plain.log', '-'], { input: 'from input\n' });
    expect(stdout.toString()).toBe('quiet: ***\nplain\nfrom input\n');
    const checked = await run(['check', '--', '-q.log']);
    expect(checked.stdout.toString()).toContain('-q.log:1:8: github-pat\n');
    expect(checked.status).toBe(1);
  });

  test('is ended by SIGUSR1, and opens no debugger', async () => {
    const { child, outcome, stdout } = start(['redact'], { keepInput: true });
    child.stdin?.write('ready\n');
    await until(
      () => stdout() === 'ready\n',
      () => 'it does not start',
    );
    child.kill('SIGUSR1');
    const { signal, stderr } = await outcome;
    expect([signal, stderr]).toEqual(['SIGUSR1', '']);
  });

  test('gives every byte of a large file', async () => {
    const line = 'the quick brown fox jumps over the lazy dog 0123456789\n';
    const content = Buffer.from(line.repeat(400_000));
    const { stdout } = await run(['redact', Home.current().write('large.log', content)]);
    const sha = (data: Buffer) => createHash('sha256').update(data).digest('hex');
    expect(sha(stdout)).toBe(sha(content));
  });

  test('ends quietly when its reader has gone, also while it waits for input', async () => {
    const { child, outcome } = start(['redact'], { keepInput: true });
    child.stdout?.once('data', () => child.stdout?.destroy());
    // What is written goes to nobody once the reader has gone, so a second write tells.
    const feed = setInterval(() => child.stdin?.write('line\n'), 20);
    const { stderr, status } = await outcome;
    clearInterval(feed);
    expect([stderr, status]).toEqual(['', 141]);
  });

  test('hides with --profile stream who and where one is, and by default does not', async () => {
    const input = 'bob@example.org came from 203.0.113.7 to /home/somebody-here/x\n';
    const env = { ...process.env, USER: 'somebody-here' };
    const { stdout, status } = await run(['redact', '--profile', 'stream'], { input, env });
    expect([stdout.toString(), status]).toEqual(['*** came from *** to /home/***/x\n', 0]);
    expect((await run(['redact'], { input })).stdout.toString()).toBe(input);
    const checked = await run(['check', '--profile=strict'], { input: `commit ${'4b825dc6'.repeat(5)}\n` });
    expect([checked.stdout.toString().split('\n')[0], checked.status]).toEqual(['-:1:8: hexadecimal', 1]);
  });

  test.each([['redact'], ['check'], ['--']])('refuses another profile: %s', async (command) => {
    const args = command === '--' ? ['--profile', 'all', '--', 'true'] : [command, '--profile', 'all'];
    const { stdout, stderr, status } = await run(args);
    expect(stderr).toContain('--profile takes standard, stream or strict');
    expect([stdout.toString(), status]).toEqual(['', 2]);
  });

  test('uses the mask character only where it keeps the width, and refuses others', async () => {
    const { stderr, status } = await run(['redact', '--mask-char', 'ab']);
    expect(stderr).toContain('--mask-char takes one printable ASCII character');
    expect(status).toBe(2);
  });
});
