import { expect, test } from 'vitest';
import { parseSessionArguments } from './session-arguments.ts';

const PLAIN = { login: false, quiet: false, noConfig: false, command: [] };

test.each([
  [[], PLAIN],
  [['--quiet', '--login'], { ...PLAIN, quiet: true, login: true }],
  [['--shell', '/bin/zsh'], { ...PLAIN, shell: '/bin/zsh' }],
  [['--shell=zsh', '--mask-char=-'], { ...PLAIN, shell: 'zsh', maskChar: '-' }],
  [['--hold-back', '5', '--hold-back', '7'], { ...PLAIN, holdBack: '7' }],
  [['--', 'ls', '--quiet', '--', '-l'], { ...PLAIN, command: ['ls', '--quiet', '--', '-l'] }],
  [['--quiet', '--'], { ...PLAIN, quiet: true }],
  [['--profile', 'stream', '--profile=strict'], { ...PLAIN, profile: 'strict' }],
  [['--config', 'a.toml', '--no-config'], { ...PLAIN, config: 'a.toml', noConfig: true }],
  [['--mask-style', 'fixed', '--', 'x'], { ...PLAIN, maskStyle: 'fixed', command: ['x'] }],
])('%j is a session', (argv, wanted) => {
  expect(parseSessionArguments(argv)).toEqual(wanted);
});

test.each([
  [['--help']],
  [['redact']],
  [['vim', 'notes']],
  [['--quiet=true']],
  [['--shell']],
  [['--shell', '--quiet']],
  [['--unknown', '--', 'ls']],
  [['constructor']],
  [['--__proto__=1']],
])('%j is left to yargs', (argv) => {
  expect(parseSessionArguments(argv)).toBeNull();
});
