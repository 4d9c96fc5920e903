import { expect, it } from 'vitest';
import { runValuesFrom } from './values-from.ts';

const place = { file: 'c.toml', line: 4 };

it('gives a command its time and no more', async () => {
  const slow = { place, name: 'values-from[1]', command: ['sleep', '60'] };
  await expect(runValuesFrom([slow], 50)).rejects.toThrow(
    'c.toml:4: values-from[1]: took longer than 1 s, and was stopped',
  );
});

it('resolves with what each printed, in order', async () => {
  const commands = ['b', 'a'].map((text, i) => ({ place, name: `values-from[${i + 1}]`, command: ['echo', text] }));
  expect(await runValuesFrom(commands)).toEqual(['b\n', 'a\n']);
});

it('gives no standard input', async () => {
  expect(await runValuesFrom([{ place, name: 'values-from[1]', command: ['cat'] }])).toEqual(['']);
});
