import { expect, test } from 'vitest';
import { isInside, sessionEnvironment } from './nesting.ts';

const inside = (pid: number) => ({ MASKED_SHELL: '1', MASKED_SHELL_PID: String(pid) });

test('a child of the process that its environment names is inside', () => {
  expect(isInside(inside(process.ppid))).toBe(true);
});

test.each([
  ['no variables', {}],
  ['no process id', { MASKED_SHELL: '1' }],
  ['a process id that is none', { MASKED_SHELL: '1', MASKED_SHELL_PID: 'x' }],
  ['the first process', inside(1)],
  ['a process that is no ancestor', inside(process.pid)],
  ['variables of another meaning', { ...inside(process.ppid), MASKED_SHELL: '0' }],
])('%s: not inside', (_what, env) => {
  expect(isInside(env)).toBe(false);
});

test('the session tells its children of itself and leaves the rest alone', () => {
  expect(sessionEnvironment({ TMUX: 'x' }, '1.2.3')).toEqual({
    TMUX: 'x',
    MASKED_SHELL: '1',
    MASKED_SHELL_VERSION: '1.2.3',
    MASKED_SHELL_PID: String(process.pid),
  });
});
