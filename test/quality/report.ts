// Puts the figures of the quality report side by side with their bounds. `scripts/quality.mjs` prints what this returns, and
// quality.test.ts fails on the same bounds.
import { type HarmlessFile, measureFamilies, measureFormats, measureHarmless, measureUnseen } from './measure.ts';
import { type Count, share, type Tally } from './recall.ts';

/** Least share of secrets that is masked, of the formats together and of each family. */
export const LEAST_RECALL = 0.99;
/** One false mask may stand in so many lines. */
export const LINES_PER_FALSE_MASK = 2000;
/** What the generic rules should catch of the tokens of providers that nobody told them of; a goal, not a bound. */
export const GOAL_UNSEEN = 0.9;

export interface Report {
  readonly seed: number;
  readonly harmless: readonly HarmlessFile[];
  readonly formats: { readonly total: Count; readonly byFormat: Count[]; readonly byContext: Count[] };
  readonly families: { readonly byFamily: Count[]; readonly byContext: Count[] };
  /** Bounds that are missed. */
  readonly missed: readonly string[];
}

export function report(folder: string, seed: number): Report {
  const harmless = measureHarmless(folder);
  const formats = measureFormats(seed);
  const families = measureFamilies(seed);
  const missed = [
    ...[formats.byFormat.total, ...families.byFamily.rows]
      .filter((count) => share(count) < LEAST_RECALL)
      .map((count) => `recall of ${count.label === 'all' ? 'the formats' : count.label}: ${percent(count)}`),
    ...(falseMasks(harmless) * LINES_PER_FALSE_MASK > lines(harmless)
      ? [`${falseMasks(harmless)} false masks in ${lines(harmless)} lines`]
      : []),
  ];
  return {
    seed,
    harmless,
    formats: { total: formats.byFormat.total, ...rowsOf(formats) },
    families: { byFamily: families.byFamily.rows, byContext: families.byContext.rows },
    missed,
  };
}

const rowsOf = ({ byFormat, byContext }: { byFormat: Tally; byContext: Tally }) => ({
  byFormat: byFormat.rows,
  byContext: byContext.rows,
});

export function lines(harmless: readonly HarmlessFile[]): number {
  return harmless.reduce((sum, file) => sum + file.lines, 0);
}

export function falseMasks(harmless: readonly HarmlessFile[]): number {
  return harmless.reduce((sum, file) => sum + file.falseMasks.length, 0);
}

export interface UnseenReport {
  readonly seed: number;
  readonly total: Count;
  readonly byContext: readonly Count[];
  readonly byFormat: readonly Count[];
}

export function reportUnseen(seed: number): UnseenReport {
  const unseen = measureUnseen(seed);
  return { seed, total: unseen.byContext.total, ...rowsOf(unseen) };
}

export { compareRivals, printRivals } from './rivals.ts';

export function print({ harmless, formats, families, missed }: Report): string {
  const all = lines(harmless);
  const wrong = harmless.flatMap((file) => file.falseMasks);
  const masks = (file: HarmlessFile) =>
    row(file.file, `${file.lines}`, `${file.falseMasks.length}`, perBound(file.falseMasks.length, file.lines));
  return [
    row('harmless text', 'lines', 'false', `per ${LINES_PER_FALSE_MASK}`),
    ...harmless.map(masks),
    row('all', `${all}`, `${wrong.length}`, perBound(wrong.length, all)),
    ...wrong.map(({ file, line, rules, excerpt }) => `  ${file}:${line} ${rules.join(', ')}: ${excerpt}`),
    '',
    row('secrets', 'tried', 'masked', 'recall'),
    counted({ ...formats.total, label: `known formats (${formats.byFormat.length})` }),
    ...families.byFamily.map(counted),
    ...below('formats under the bound', formats.byFormat, LEAST_RECALL),
    ...below('contexts of formats under the bound', formats.byContext, LEAST_RECALL),
    ...below('contexts of families under the bound', families.byContext, LEAST_RECALL),
    '',
    ...(missed.length === 0 ? ['all bounds are held'] : missed.map((each) => `missed: ${each}`)),
    '',
  ].join('\n');
}

export function printUnseen({ total, byContext, byFormat }: UnseenReport): string {
  return [
    row('unseen providers', 'tried', 'masked', 'recall'),
    ...byContext.map(counted),
    counted(total),
    ...below('formats under the goal', byFormat, GOAL_UNSEEN),
    '',
    `goal ${GOAL_UNSEEN * 100} %: ${share(total) >= GOAL_UNSEEN ? 'reached' : 'missed'}`,
    '',
  ].join('\n');
}

function below(title: string, counts: readonly Count[], bound: number): string[] {
  const rows = counts.filter((count) => share(count) < bound);
  return rows.length === 0 ? [] : ['', `${title}:`, ...rows.map((count) => `  ${counted(count)}`)];
}

function counted(count: Count): string {
  return row(count.label, `${count.tried}`, `${count.caught}`, percent(count));
}

function percent(count: Count): string {
  return `${(100 * share(count)).toFixed(1)} %`;
}

function perBound(masks: number, all: number): string {
  return ((masks * LINES_PER_FALSE_MASK) / all).toFixed(2);
}

function row(label: string, ...cells: readonly string[]): string {
  return `${label.padEnd(44)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}
