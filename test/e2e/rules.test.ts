// `masked-shell rules`: what counts as a secret, and why something does.
import { expect, test } from 'vitest';
import { makeSecret } from '../support/secrets.ts';
import { assertHidden } from './leaks.ts';
import { run } from './run.ts';

const secret = makeSecret('github-pat', 33);

test('list: every rule, or those of a provider', async () => {
  const all = (await run(['rules', 'list'])).stdout.toString().split('\n');
  expect(all.length).toBeGreaterThan(200);
  const { stdout } = await run(['rules', 'list', '--provider', 'GitHub', '--json']);
  const rules = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rules.map(({ id }) => id)).toContain('github-pat');
  expect(rules.find(({ id }) => id === 'github-pat').prefixes).toEqual([secret.text.slice(0, 4)]);
  expect(rules.every(({ provider }) => provider.includes('GitHub'))).toBe(true);
});

test('show: form, exceptions, where to revoke, source', async () => {
  const { stdout, status } = await run(['rules', 'show', 'github-pat']);
  for (const name of ['rule', 'finds', 'form', 'not with', 'revoke', 'source'])
    expect(stdout.toString()).toMatch(new RegExp(`^${name} +\\S`, 'm'));
  expect(status).toBe(0);
});

test('explain: each finding with its rule and what would have exempted it, never the value', async () => {
  const { stdout, status } = await run(['rules', 'explain'], {
    input: `a ${secret.text}\nplain\nDB_PASSWORD=hunter2\n`,
  });
  assertHidden(secret, stdout.toString());
  expect(stdout.toString()).not.toContain('hunter2');
  expect(stdout.toString().match(/^\S+/gm)).toEqual(['-:1:3:', '-:3:13:']);
  expect(stdout.toString().match(/would be none with: .*placeholder/g)).toHaveLength(2);
  expect(status).toBe(0);
});

test('test: only what the rule finds; ends with 1 when nothing', async () => {
  const input = `a ${secret.text}\nDB_PASSWORD=hunter2\n`;
  const found = await run(['rules', 'test', 'assignment'], { input });
  expect([found.stdout.toString().match(/^\S+ \S+/gm), found.status]).toEqual([['-:2:13: assignment'], 0]);
  expect((await run(['rules', 'test', 'npm-token'], { input })).status).toBe(1);
});

test('test: a rule of another profile', async () => {
  const found = await run(['rules', 'test', 'email-address', '--profile', 'stream'], {
    input: 'ask bob@example.org\n',
  });
  expect([found.stdout.toString().split('\n')[0], found.status]).toEqual(['-:1:5: email-address', 0]);
});
