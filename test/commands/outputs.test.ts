// What of the output of each command is masked: exactly `***` for a value, whatever it looks like, and nothing else.
import { expect, test } from 'vitest';
import { createExaminer } from '../../src/detectors/index.ts';
import { type MaskEvent, Redactor } from '../../src/redactor/redactor.ts';
import { policyFor } from '../../src/shells/policies.ts';
import { bytesOf, oneByteString } from '../../src/terminal/one-byte.ts';
import { randomNumbers } from '../support/choices.ts';
import { utf8 } from '../support/visible.ts';
import { OUTPUTS } from './outputs.ts';

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const WORDS = ['sunday', 'garden', 'letmein', 'winter', 'planet'];

/** A generated secret: random characters, or a word such as people choose. */
function secretOf(kind: 'random' | 'word', seed: number): string {
  if (kind === 'word') return WORDS[seed % WORDS.length] as string;
  const random = randomNumbers(seed + 1);
  return `k7${Array.from({ length: 16 }, () => ALNUM[random(ALNUM.length)]).join('')}Q3`;
}

function filled(output: string, kind: 'random' | 'word'): string {
  let count = 0;
  return utf8(output.replaceAll('«»', () => secretOf(kind, count++)).replaceAll('\n', '\r\n'));
}

function maskedOutput(command: string, output: string, shell = 'bash', onMask: (event: MaskEvent) => void = () => {}) {
  const redactor = new Redactor({ examiner: createExaminer(), size: { cols: 120, rows: 40 }, onMask });
  redactor.enterCommand(policyFor(command, { shell }));
  return oneByteString(Buffer.concat([redactor.write(bytesOf(output)), redactor.flush('end')]));
}

const KINDS = ['random', 'word'] as const;

test.each(OUTPUTS.flatMap((each) => KINDS.map((kind) => [each.command, kind, each] as const)))(
  '%s, %s',
  (command, kind, { output, shell }) => {
    const expected = utf8(output.replaceAll('«»', '***').replaceAll('\n', '\r\n'));
    const seen: string[] = [];
    expect(maskedOutput(command, filled(output, kind), shell, ({ value }) => seen.push(value))).toBe(expected);
    // Each is told, so that it can be learned.
    const count = output.split('«»').length - 1;
    for (let i = 0; i < count; i++) expect(seen).toContain(secretOf(kind, i));
  },
);

test.each([
  '/x8f9a',
  ':hunter2',
  '<k7>',
  '?abc',
  '~abc',
  '--abc--',
  'error',
  'note to self',
  'a: b',
  '[x]',
  '==abc==',
  '-- abc --',
  '# abc',
  'env: prod',
  'x=y',
  '$(x)',
  'true',
  '1',
])('a password that looks like something else: %s', (password) => {
  expect(maskedOutput('pass show x', `${password}\r\nsecond\r\n`)).toBe('***\r\n***\r\n');
  if (!/^x=/.test(password))
    expect(maskedOutput('env', `API_TOKEN=${password}\r\nA=1\r\n`)).toBe('API_TOKEN=***\r\nA=1\r\n');
});
