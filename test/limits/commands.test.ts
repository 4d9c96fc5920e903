// I6: the time to judge a command's output grows linearly, whatever it prints.
import { expect, test } from 'vitest';
import { TYPED } from '../../src/detectors/command-output/policy.ts';
import { type OutputPolicy, openOutput } from '../../src/detectors/command-output.ts';
import { createExaminer } from '../../src/detectors/index.ts';
import type { LineContext } from '../../src/detectors/line-context.ts';
import { growth } from '../../src/detectors/testing/growth.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import { policyFor } from '../../src/shells/policies.ts';
import { bytesOf } from '../../src/terminal/one-byte.ts';

const COMMANDS = [
  'env',
  'ps eww',
  'cat /proc/1/environ',
  'docker compose config',
  'pass show x',
  'sops -d x',
  'aws sts get-session-token',
  'kubectl get secret x -o yaml',
  'doppler secrets',
];
const POLICIES: readonly (readonly [string, OutputPolicy | null])[] = [
  ...COMMANDS.map((command) => [command, policyFor(command, { shell: 'bash' })] as const),
  ['set in fish', policyFor('set', { shell: 'fish' })],
  ['what is typed', TYPED],
];

/** Beginnings of what is looked for, over and over. */
const PIECES = [
  'a',
  'A',
  ' ',
  '"',
  "'",
  '\\',
  '=',
  ':',
  '|',
  'x=',
  'X=',
  'A_TOKEN=',
  'A_TOKEN="',
  '"A_TOKEN=',
  "A_TOKEN='",
  'A_TOKEN= ',
  '"a": ',
  '{"data":',
  '[',
  '{',
  '| value ',
  'value  ',
  'set --a ',
  'set -x A_TOKEN ',
  '--password ',
  '"x-token: ',
  'error: ',
  'a b: ',
  '- ',
  '-----',
  '== ',
  '" ',
  '"    ',
  '\xe2\x94\x82 ',
  '1 ',
  'password ',
  '(END)',
] as const;

const examiner = createExaminer();

test.each(POLICIES)('%s: a long line', (_, policy) => {
  const context: LineContext = { block: null, encoding: null, expected: null, output: openOutput(policy!) };
  for (const piece of PIECES) {
    const run = (length: number) => {
      const text = piece.repeat(length / piece.length);
      examiner.follow(text, context, true);
      examiner.follow(`x${text}x`, context, false);
    };
    expect(growth(run, 4000), piece).toBeLessThan(24);
  }
});

test.each(POLICIES)('%s: many lines', (_, policy) => {
  const run = (length: number) => {
    const redactor = new Redactor({ examiner, size: { cols: 80, rows: 24 } });
    redactor.enterCommand(policy);
    for (const line of ['A_TOKEN=x', 'word', '{"data": [', 'A_TOKEN="', '  a: |']) {
      redactor.write(bytesOf(`${line}\r\n`.repeat(length)));
    }
    redactor.leaveCommand();
  };
  expect(growth(run, 100)).toBeLessThan(24);
});
