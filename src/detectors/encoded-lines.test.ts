import { expect, it } from 'vitest';
import { createExaminer } from './index.ts';
import type { LineContext } from './line-context.ts';
import { randomText, seeded } from './tokens/sample.ts';

const examiner = createExaminer();
const value = randomText(seeded(3), 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 24);

const lines = (text: string, width: number) =>
  Buffer.from(text)
    .toString('base64')
    .match(new RegExp(`.{1,${width}}`, 'g')) as string[];

/** The lines that are masked, of those that `text` takes in Base64. */
function masked(text: string, width = 76, margin = ''): boolean[] {
  let context: LineContext | null = null;
  return lines(text, width).map((line) => {
    const step = examiner.follow(margin + line, context, true);
    context = step.context;
    return step.findings.length > 0 || examiner.find(margin + line, true).length > 0;
  });
}

const filler = 'user: bob\nlevel: info\nhost: db.example.org\nport: 5432\n';

it('masks the lines that hold a part of a secret, and no others', () => {
  expect(masked(`${filler}password: ${value}\n${filler}${filler}`)).toEqual([false, true, false, false]);
  expect(masked(`${filler}${filler}${filler}`)).toEqual([false, false, false]);
  expect(masked(`{"user":"abc","host":"db.internal","level":"information","password":"${value}"}`)).toEqual([
    false,
    true,
  ]);
});

it('where lines are shorter, and behind a margin', () => {
  const text = `user: bob\nlevel: info\npassword: ${value}\n${filler}`;
  expect(masked(text, 64)).toEqual([true, true, false]);
  expect(masked(text, 64, '    ')).toEqual([true, true, false]);
});

it('leads the prefilter to its first line', () => {
  const [first] = lines(`${filler}password: ${value}\n`, 76) as [string];
  expect(examiner.suspects(Buffer.from(first), 0, first.length)).toBe(true);
});

it('leaves what is no text alone', () => {
  const bytes = Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 7919) & 255)).toString('base64');
  let context: LineContext | null = null;
  for (const line of bytes.match(/.{1,76}/g) as string[]) {
    const step: { context: LineContext | null; findings: unknown[] } = examiner.follow(line, context, true);
    context = step.context;
    expect([step.findings, context]).toEqual([[], null]);
  }
});
