// The comparison with other scanners, with scanners whose findings are known.
import { expect, test } from 'vitest';
import { share } from './recall.ts';
import { compareRivals, printRivals, type Rival } from './rivals.ts';

const flagging = (name: string, pattern: RegExp): Rival => ({
  name,
  scan: (text) =>
    Promise.resolve(
      [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
        start: index,
        end: index + found.length,
        rule: name,
      })),
    ),
});

test('counts what each finds by provider, what it flags wrongly, and what we miss', async () => {
  const rivals = [flagging('nothing', /$^/g), flagging('npm', /npm_\w{20,}/g), flagging('everything', /\S.*/g)];
  const { ours, rivals: reports } = await compareRivals('test/corpus/benign', 1, rivals);
  const [nothing, npm, everything] = reports;
  expect([nothing.providers.total.caught, nothing.missed, nothing.falseLines.size]).toEqual([0, [], 0]);
  const byLabel = new Map(npm.providers.rows.map((count) => [count.label, share(count)]));
  expect([byLabel.get('npm'), byLabel.get('GitLab')]).toEqual([1, 0]);
  expect(share(everything.providers.total)).toBe(1);
  expect(everything.falseLines.get('everything')).toBeGreaterThan(10_000);
  const { tried, caught } = ours.providers.total;
  const missed = everything.missed.filter(({ label }) => ours.providers.counts.has(label));
  expect(missed.length).toBeGreaterThanOrEqual(tried - caught);
  expect(printRivals({ ours, rivals: reports })).toContain('npm finds and we miss:');
});
