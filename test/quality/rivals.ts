// Holds other scanners against the same texts: which secrets each finds, by provider and family, and what it flags in harmless
// text. A scanner finds a secret when it flags anything of the text around it; ours must mask it whole.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createExaminer } from '../../src/detectors/index.ts';
import type { TokenFormat } from '../../src/detectors/tokens/format.ts';
import { sampleToken, seeded } from '../../src/detectors/tokens/sample.ts';
import { TOKEN_FORMATS } from '../../src/detectors/tokens/table.ts';
import { CONTEXTS } from './contexts.ts';
import { familyPositives } from './families.ts';
import { measureHarmless, NEUTRAL, withWord } from './measure.ts';
import { type Count, isMasked, type Painted, paint, share, Tally } from './recall.ts';
import { RIVAL_FORMS, sampleForm, secretPart } from './rival-forms.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

export interface Rival {
  readonly name: string;
  scan(text: string): Promise<readonly Span[]>;
}

/** A secret in a text, under the provider or family that it is counted by. */
interface Positive extends Painted {
  readonly label: string;
  readonly context: string;
}

export interface Missed {
  readonly label: string;
  readonly context: string;
  /** The rival's rules that found it. */
  readonly rules: readonly string[];
}

export interface RivalReport {
  readonly name: string;
  readonly providers: Tally;
  readonly families: Tally;
  /** Tokens in the forms of its own rules, by provider. */
  readonly forms: Tally;
  /** Lines of harmless text that it flags, by rule. */
  readonly falseLines: ReadonlyMap<string, number>;
  /** What it finds and we don't, by label and context. */
  readonly missed: readonly Missed[];
}

export interface Comparison {
  readonly ours: Pick<RivalReport, 'providers' | 'families' | 'forms'> & { readonly falseLines: number };
  readonly rivals: readonly RivalReport[];
}

/** Texts are shown to a rival in documents of so many. */
const AT_ONCE = 100;

export async function compareRivals(folder: string, seed: number, rivals: readonly Rival[]): Promise<Comparison> {
  const examiner = createExaminer();
  const providers = providerPositives(seed);
  const families = [...familyPositives(seeded(seed), 2)].map((each) => ({ ...each, label: each.family }));
  const forms = formPositives(seed);
  const masked = new Map<Positive, boolean>();
  const tallyOf = (positives: readonly Positive[], caught: (positive: Positive) => boolean) => {
    const tally = new Tally();
    for (const positive of positives) tally.add(positive.label, caught(positive));
    return tally;
  };
  for (const positive of [...providers, ...families, ...forms]) masked.set(positive, isMasked(examiner, positive));
  const isOurs = (positive: Positive) => masked.get(positive) === true;
  const reports: RivalReport[] = [];
  for (const rival of rivals) {
    const rules = await rulesThatFind(rival, [...masked.keys()]);
    const isTheirs = (positive: Positive) => (rules.get(positive)?.length ?? 0) > 0;
    reports.push({
      name: rival.name,
      providers: tallyOf(providers, isTheirs),
      families: tallyOf(families, isTheirs),
      forms: tallyOf(forms, isTheirs),
      falseLines: await falseLines(rival, folder),
      missed: [...masked.keys()]
        .filter((positive) => isTheirs(positive) && !isOurs(positive))
        .map((positive) => ({ label: positive.label, context: positive.context, rules: rules.get(positive)! })),
    });
  }
  const harmless = measureHarmless(folder).reduce((sum, file) => sum + file.falseMasks.length, 0);
  return {
    ours: {
      providers: tallyOf(providers, isOurs),
      families: tallyOf(families, isOurs),
      forms: tallyOf(forms, isOurs),
      falseLines: harmless,
    },
    rivals: reports,
  };
}

/** A token of each format in each context, under a name that tells nothing. */
function providerPositives(seed: number): Positive[] {
  const random = seeded(seed);
  return TOKEN_FORMATS.flatMap((format) =>
    CONTEXTS.map((context) => ({
      ...paint(withWord(context, format), NEUTRAL, sampleToken(shortest(format), random)),
      label: format.provider,
      context: context.name,
    })),
  );
}

function formPositives(seed: number): Positive[] {
  const random = seeded(seed);
  return Object.entries(RIVAL_FORMS).flatMap(([label, forms]) =>
    forms.flatMap((form) =>
      CONTEXTS.filter(({ written }) => written !== 'url').map((context) => {
        const sample = sampleForm(form, random);
        return { ...paint(context, NEUTRAL, sample), secrets: [secretPart(sample)], label, context: context.name };
      }),
    ),
  );
}

/** As providers make them today: a rival may know the length, which our rows leave open at the upper end. */
function shortest(format: TokenFormat): TokenFormat {
  const parts = format.parts.map((part) => (typeof part === 'string' ? part : { ...part, max: part.max ?? part.min }));
  return { ...format, parts };
}

async function rulesThatFind(rival: Rival, positives: readonly Positive[]): Promise<Map<Positive, string[]>> {
  const found = new Map<Positive, string[]>();
  for (let from = 0; from < positives.length; from += AT_ONCE) {
    const some = positives.slice(from, from + AT_ONCE);
    let document = '';
    const places = some.map((positive) => {
      const start = document.length;
      document += `${plain(positive.text)}\n\n`;
      return { positive, start, end: document.length };
    });
    const flagged = await rival.scan(document);
    for (const { positive, start, end } of places) {
      const rules = flagged.filter((flag) => flag.start < end && flag.end > start).map(({ rule }) => rule);
      found.set(positive, [...new Set(rules)]);
    }
  }
  return found;
}

/** Without colours: a scanner of files knows none. */
function plain(text: string): string {
  return text.replace(/\x1b\[[\d;]*[A-Za-z]/g, '');
}

async function falseLines(rival: Rival, folder: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { file } of measureHarmless(folder)) {
    const text = readFileSync(join(folder, file), 'utf8');
    const lines = new Map<number, string>();
    for (const { start, rule } of await rival.scan(text)) lines.set(text.lastIndexOf('\n', start - 1), rule);
    for (const rule of lines.values()) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

export function printRivals({ ours, rivals }: Comparison): string {
  const lines: string[] = [];
  const percent = (count: Count | undefined) => (count === undefined ? '-' : `${(100 * share(count)).toFixed(1)} %`);
  const row = (label: string, ...cells: readonly string[]) =>
    lines.push(`${label.padEnd(44)}${cells.map((cell) => cell.padStart(10)).join('')}`);
  const of = (tally: Tally, label: string) => tally.rows.find((count) => count.label === label);
  for (const [index, { name }] of rivals.entries()) lines.push(`${index + 1}: ${name}`);
  lines.push('');
  row('found', 'ours', ...rivals.map((_, index) => `${index + 1}`));
  row('token formats', percent(ours.providers.total), ...rivals.map((rival) => percent(rival.providers.total)));
  for (const { label } of ours.families.rows)
    row(label, percent(of(ours.families, label)), ...rivals.map((rival) => percent(of(rival.families, label))));
  row('harmless lines flagged', `${ours.falseLines}`, ...rivals.map(({ falseLines }) => `${sum(falseLines.values())}`));
  lines.push('');
  for (const [title, kind] of [
    ['our rows by provider, where a rival finds any', 'providers'],
    ["the forms of secretlint's rules", 'forms'],
  ] as const) {
    row(title, 'ours', ...rivals.map((_, index) => `${index + 1}`));
    for (const { label } of ours[kind].rows.sort((a, b) => (a.label < b.label ? -1 : 1))) {
      const theirs = rivals.map((rival) => of(rival[kind], label));
      if (theirs.some((count) => (count?.caught ?? 0) > 0))
        row(label, percent(of(ours[kind], label)), ...theirs.map(percent));
    }
    lines.push('');
  }
  for (const { name, falseLines, missed } of rivals) {
    lines.push(`${name} flags in harmless text: ${falseLines.size === 0 ? 'nothing' : ''}`);
    for (const [rule, count] of falseLines) lines.push(`  ${rule}: ${count}`);
    lines.push(`${name} finds and we miss: ${missed.length}`);
    const counts = new Map<string, number>();
    for (const { label, rules } of missed) {
      const key = `  ${label} (${rules.join(', ')})`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [key, count] of counts) lines.push(`${key}: ${count}`);
  }
  return `${lines.join('\n')}\n`;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
