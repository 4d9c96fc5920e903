import { expect, test } from 'vitest';
import { describeUnexpected, MaskedShellError } from './error.ts';

test('an error of ours says what is wrong and what to do', () => {
  const error = new MaskedShellError('usage', 'that is wrong', 'Do this.');
  expect(error.describe()).toBe('masked-shell: that is wrong\n  Do this.\n');
  expect(error.exitStatus).toBe(2);
});

test('an unexpected error is told by its class and place, without its message', () => {
  const error = new TypeError('at secret.ts:1:1\n    at value (of.ts:2:2)');
  expect(describeUnexpected(error)).toMatch(/^TypeError at error\.test\.ts:\d+:\d+$/);
  expect(describeUnexpected(Object.assign(new Error('x'), { code: 'EBADF' }))).toMatch(/^EBADF at /);
  expect(describeUnexpected('a secret')).toBe('an unknown error');
});
