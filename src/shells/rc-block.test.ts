import { expect, test } from 'vitest';
import { isPutByHand, TornBlock, withBlock, withoutBlock } from './rc-block.ts';

const SNIPPET = '# masked-shell: mask new interactive terminals when …\nif true; then\n  :\nfi\n';
const FILES = [
  '',
  'alias a=b\n',
  '\n\nalias a=b\n\n',
  '# >>> another >>>\nx\n# <<< another <<<\n',
  'caf\xc3\xa9\xff\n',
];

test.each(FILES)('what was put into %j is taken out again', (text) => {
  const changed = withBlock(text, SNIPPET);
  expect(changed.startsWith(text)).toBe(true);
  expect(changed).toContain(SNIPPET);
  expect(withBlock(changed, SNIPPET)).toBe(changed);
  expect(withoutBlock(changed)).toBe(text);
});

test('a last line without its line feed gets one', () => {
  expect(withoutBlock(withBlock('alias a=b', SNIPPET))).toBe('alias a=b\n');
});

test('other lines are renewed in their place', () => {
  const text = `${withBlock('before\n', 'old\n')}after\n`;
  const changed = withBlock(text, SNIPPET);
  expect(changed).not.toContain('old');
  expect(changed.indexOf(SNIPPET)).toBeGreaterThan(changed.indexOf('before'));
  expect(changed.endsWith('after\n')).toBe(true);
  expect(withoutBlock(changed)).toContain('after\n');
});

test('a file with half of the marks is left alone', () => {
  const whole = withBlock('a\n', SNIPPET);
  for (const torn of [whole.replace(/.*>>> masked.*\n/, ''), whole.replace(/.*<<< masked.*\n/, ''), whole + whole]) {
    expect(() => withBlock(torn, SNIPPET)).toThrow(TornBlock);
    expect(() => withoutBlock(torn)).toThrow(TornBlock);
  }
});

test('lines that were put there by hand are seen', () => {
  expect(isPutByHand(`a\n${SNIPPET}`)).toBe(true);
  expect(isPutByHand(withBlock('a\n', SNIPPET))).toBe(false);
});
