import { expect, test } from 'vitest';
import { MaskedShellError } from './error.ts';
import { DEFAULT_SETTINGS, parseSettings } from './settings.ts';

test('what is not given keeps its default', () => {
  expect(parseSettings({})).toEqual(DEFAULT_SETTINGS);
  expect(parseSettings({ holdBack: '0' })).toEqual({ ...DEFAULT_SETTINGS, holdBack: 0 });
  for (const profile of ['standard', 'stream', 'strict'])
    expect(parseSettings({ profile })).toEqual({ ...DEFAULT_SETTINGS, profile });
  expect(parseSettings({ maskChar: '0', maskStyle: 'fixed' })).toEqual({
    ...DEFAULT_SETTINGS,
    maskChar: '0',
    maskStyle: 'fixed',
  });
});

test.each([
  ['--mask-char', { maskChar: '' }],
  ['--mask-char', { maskChar: ' ' }],
  ['--mask-char', { maskChar: '**' }],
  ['--mask-char', { maskChar: '•' }],
  ['--mask-char', { maskChar: '\x1b' }],
  ['--profile takes standard, stream or strict', { profile: 'Stream' }],
  ['--profile takes standard, stream or strict', { profile: '' }],
  ['--profile takes standard, stream or strict', { profile: 'constructor' }],
  ['--mask-style', { maskStyle: 'Fixed' }],
  ['--hold-back', { holdBack: '1001' }],
  ['--hold-back', { holdBack: '-1' }],
  ['--hold-back', { holdBack: '1.5' }],
  ['--hold-back', { holdBack: '' }],
  ['--hold-back', { holdBack: '1e3' }],
])('a wrong value of %s is refused by name: %j', (option, raw) => {
  expect(() => parseSettings(raw)).toThrow(MaskedShellError);
  expect(() => parseSettings(raw)).toThrow(option);
});
