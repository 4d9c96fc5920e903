// The bounds of the quality report, on the figures that `npm run quality` prints.
import { expect, test } from 'vitest';
import { share } from './recall.ts';
import {
  falseMasks,
  LEAST_RECALL,
  LINES_PER_FALSE_MASK,
  lines,
  report,
  reportUnseen,
  type UnseenReport,
} from './report.ts';

const found = report('test/corpus/benign', 1);

test('harmless text keeps its looks', () => {
  expect(lines(found.harmless)).toBeGreaterThan(6000);
  const places = found.harmless.flatMap((file) =>
    file.falseMasks.map(({ line, rules }) => `${file.file}:${line} ${rules}`),
  );
  expect(falseMasks(found.harmless), places.join('\n')).toBeLessThanOrEqual(
    lines(found.harmless) / LINES_PER_FALSE_MASK,
  );
});

test('known formats are masked in every context', () => {
  expect(share(found.formats.total)).toBeGreaterThanOrEqual(LEAST_RECALL);
});

test.each(found.families.byFamily)('$label', (count) => {
  const worst = found.families.byContext.filter(({ label }) => label.startsWith(count.label)).slice(0, 5);
  expect(share(count), JSON.stringify(worst)).toBeGreaterThanOrEqual(LEAST_RECALL);
});

test('the same seed gives the same figures', () => {
  const first: UnseenReport = reportUnseen(7);
  expect(reportUnseen(7)).toEqual(first);
});
