// `masked-shell doctor` on real shells: it passes where all is well, and says what is not.
import { describe, expect, test } from 'vitest';
import { examine } from '../../src/session/doctor/doctor.ts';
import type { Examined } from '../../src/session/doctor/surroundings.ts';
import { controlFunctionsRemoved } from '../../src/session/doctor/visible.ts';
import { Home, needs, testEnvironment } from './home.ts';
import { run } from './run.ts';

describe.each(['bash', 'zsh', 'fish'])('%s', (shell) => {
  test('all that is tried is masked, by its hooks too', async () => {
    needs(shell);
    const { status, stdout } = await run(['doctor', '--json', '--shell', shell]);
    const results = stdout
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { title: string; state: string; detail: string });
    expect(results.filter(({ state }) => state === 'failed')).toEqual([]);
    const masked = results.filter(({ detail }) => detail === 'masked').map(({ title }) => title);
    for (const title of ['printed', 'coloured', 'wrapped', 'in the title', 'listed', 'typed', 'exported a moment ago'])
      expect(masked).toContain(title);
    expect(results.find(({ title }) => title === 'hooks')?.state).toBe('ok');
    expect(status).toBe(0);
  });
});

test('a shell without hooks is tried without them', async () => {
  needs('dash');
  const { status, stdout } = await run(['doctor', '--shell', 'dash']);
  expect(stdout.toString()).toMatch(/there are none for dash/);
  expect(stdout.toString()).not.toMatch(/exported a moment ago/);
  expect(status).toBe(0);
});

test('what is not masked is told of', async () => {
  needs('bash');
  const unmasked = Home.current().write('unmasked', '#!/bin/sh\nexec bash --norc\n', 0o755);
  const results: Examined[] = [];
  const env = testEnvironment();
  const passed = await examine({ shell: 'bash', self: [unmasked], env, tell: (examined) => results.push(examined) });
  expect(passed).toBe(false);
  const failed = results.filter(({ state }) => state === 'failed').map(({ title }) => title);
  expect(failed).toEqual(expect.arrayContaining(['printed', 'coloured', 'wrapped', 'in the title', 'listed', 'typed']));
});

test('a shell that ends, and one that asks something, are told of', async () => {
  const ends = Home.current().write('ending-shell', '#!/bin/sh\nexit 3\n', 0o755);
  const asks = Home.current().write('asking-shell', '#!/bin/sh\nread -r a; read -r b; read -r c\n', 0o755);
  for (const [path, message] of [
    [ends, /ended at once/],
    [asks, /does not run what is typed/],
  ] as const) {
    const { status, stdout } = await run(['doctor', '--shell', path]);
    expect(stdout.toString()).toMatch(message);
    expect(status).toBe(1);
  }
});

test('what a person would read is told from what only moves', () => {
  expect(controlFunctionsRemoved('\x1b[31mgh\x1b[0mp_\x1b]0;ti\x07tle\r\n')).toBe('ghp_title');
});
