import { expect, test } from 'vitest';
import { assignedIn } from './assigned.ts';

test.each([
  [
    'export A=b C="d e"; F=$G run',
    false,
    [
      ['A', 'b'],
      ['C', 'd e'],
    ],
  ],
  [
    'A=b; (B=c; export D="$A")',
    false,
    [
      ['A', 'b'],
      ['B', 'c'],
    ],
  ],
  [
    'declare -x A=b && env X=y cmd',
    false,
    [
      ['A', 'b'],
      ['X', 'y'],
    ],
  ],
  ['set -gx NAME one two; set -x OTHER (cmd)', true, [['NAME', 'one two']]],
  ['echo A=b', false, []],
] as const)('%s', (line, fish, variables) => {
  expect(assignedIn(line, fish).variables).toEqual(variables);
});

test('files with variables, and directories that are entered', () => {
  const { files, directories } = assignedIn(
    'cd sub; . ./settings; cat ../.env | tr a b; read x < .env.local; cat notes; cd -',
    false,
  );
  expect(files).toEqual(['./settings', '../.env', '.env.local']);
  expect(directories).toEqual(['sub']);
});
