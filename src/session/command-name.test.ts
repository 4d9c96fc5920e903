// What of a command line may be told later: the name of a program that there is, and nothing a user may have typed by mistake.
import { expect, it } from 'vitest';
import { commandName } from './command-name.ts';

const exists = (name: string) => ['kubectl', 'env', 'sudo', '/usr/bin/psql', 'cat'].includes(name);

it.each([
  ['kubectl get secret -o yaml', 'kubectl'],
  ['  cat .env | grep KEY', 'cat'],
  ['PGPASSWORD=x A=b /usr/bin/psql -c "select 1"', 'psql'],
  ['sudo -E kubectl get pods', 'kubectl'],
  ['env', 'env'],
  ['env A=b kubectl', 'kubectl'],
  ['2>&1 cat x', 'cat'],
  ['printf %s x', 'printf'],
  ['export TOKEN=x', 'export'],
])('%s', (line, name) => {
  expect(commandName(line, exists)).toBe(name);
});

it.each([
  'hunter2hunter',
  './no-such-program',
  '',
  '   ',
  `${'x'.repeat(41)}`,
  '$(cat password)',
  '"kubectl"',
  'TOKEN=only',
])('is silent about %s', (line) => {
  expect(commandName(line, exists)).toBe('');
});
