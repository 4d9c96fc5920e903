// Keys of the user are told from what the terminal sends, which stays the program's.
import { expect, it } from 'vitest';
import { type Key, readKeys } from './keys.ts';

const letter = (text: string): Key => ({ kind: 'letter', letter: text });
const cancel: Key = { kind: 'cancel' };
const pass = (bytes: string): Key => ({ kind: 'pass', bytes });

it.each<[string, string, Key[]]>([
  ['letters, in either case', 'aB', [letter('a'), letter('b')]],
  ['Escape', '\x1b', [cancel]],
  ['Ctrl-C and Enter', '\x03\r', [cancel, cancel]],
  ['a key beyond ASCII', '\xc3\xa4', [cancel, cancel]],
  ['an arrow key', '\x1b[A', [pass('\x1b[A')]],
  ['an arrow key in application mode', '\x1bOA', [pass('\x1bOA')]],
  ['the mouse', '\x1b[<0;10;10M', [pass('\x1b[<0;10;10M')]],
  ['the mouse in its old form', '\x1b[M ab', [pass('\x1b[M ab')]],
  ['a device report', '\x1b[?62;4cx', [pass('\x1b[?62;4c'), letter('x')]],
  ['a colour report', '\x1b]11;rgb:ab/cd/ef\x1b\\', [pass('\x1b]11;rgb:ab/cd/ef\x1b\\')]],
  ['the answer to a query of a setting', '\x1bP1$r0m\x1b\\k', [pass('\x1bP1$r0m\x1b\\'), letter('k')]],
  ["a letter in kitty's protocol", '\x1b[107u', [letter('k')]],
  ['the same with modifiers and alternate keys', '\x1b[107:75;2:1u', [letter('k')]],
  ['a released key', '\x1b[107;1:3u', [pass('\x1b[107;1:3u')]],
  ["Escape in kitty's protocol", '\x1b[27u', [cancel]],
  ['a paste', 'a\x1b[200~kf\x1b[201~', [letter('a'), cancel, pass('\x1b[200~kf\x1b[201~')]],
])('%s', (_what, typed, keys) => {
  expect(readKeys(typed)).toEqual(keys);
});
