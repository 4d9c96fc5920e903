// The figures of the quality report: false masks on harmless text, recall of formats and families, recall of providers that
// the table doesn't know.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Examiner } from '../../src/detectors/examiner.ts';
import { createExaminer } from '../../src/detectors/index.ts';
import type { TokenFormat } from '../../src/detectors/tokens/format.ts';
import { sampleToken, seeded } from '../../src/detectors/tokens/sample.ts';
import { TOKEN_FORMATS } from '../../src/detectors/tokens/table.ts';
import { TokenDetector } from '../../src/detectors/tokens.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import { CONTEXTS } from './contexts.ts';
import { familyPositives, pick, TOKEN_NAMES } from './families.ts';
import { isMasked, paint, Tally } from './recall.ts';

/** Longest piece of a line that is shown, its secret masked. */
const LONGEST_EXCERPT = 60;

export interface FalseMask {
  readonly file: string;
  readonly line: number;
  readonly rules: readonly string[];
  readonly excerpt: string;
}

export interface HarmlessFile {
  readonly file: string;
  readonly lines: number;
  readonly falseMasks: readonly FalseMask[];
}

export function measureHarmless(folder: string): HarmlessFile[] {
  const examiner = createExaminer();
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((file) => {
      const lines = readFileSync(join(folder, file), 'utf8').replace(/\n$/, '').split('\n');
      return { file, lines: lines.length, falseMasks: falseMasks(examiner, file, lines) };
    });
}

function falseMasks(examiner: Examiner, file: string, lines: readonly string[]): FalseMask[] {
  const found: FalseMask[] = [];
  let rules: string[] = [];
  const redactor = new Redactor({ examiner, size: null, onMask: ({ rule }) => rules.push(rule) });
  lines.forEach((line, index) => {
    const out = Buffer.from(redactor.write(Buffer.from(`${line}\n`))).toString();
    if (rules.length === 0) return;
    const at = Math.max(0, out.indexOf('***') - 40);
    found.push({ file, line: index + 1, rules, excerpt: out.slice(at, at + LONGEST_EXCERPT).trim() });
    rules = [];
  });
  return found;
}

/** A name that tells nothing: a known format is found by its form alone. */
export const NEUTRAL = 'build_ref';

/** Every format in every context. */
export function measureFormats(seed: number, rounds = 1): { byFormat: Tally; byContext: Tally } {
  const examiner = createExaminer();
  const random = seeded(seed);
  const byFormat = new Tally();
  const byContext = new Tally();
  for (const format of TOKEN_FORMATS) {
    for (const context of CONTEXTS) {
      for (let round = 0; round < rounds; round++) {
        const painted = paint(withWord(context, format), NEUTRAL, sampleToken(format, random));
        const caught = isMasked(examiner, painted);
        byFormat.add(format.id, caught);
        byContext.add(context.name, caught);
      }
    }
  }
  return { byFormat, byContext };
}

/** A format that others share is only one behind a word that names it. */
export function withWord<T extends { readonly text: string }>(context: T, { context: words }: TokenFormat): T {
  return words === undefined ? context : { ...context, text: `${words[0]} ${context.text}` };
}

export function measureFamilies(seed: number, rounds = 2): { byFamily: Tally; byContext: Tally } {
  const examiner = createExaminer();
  const byFamily = new Tally();
  const byContext = new Tally();
  for (const positive of familyPositives(seeded(seed), rounds)) {
    const caught = isMasked(examiner, positive);
    byFamily.add(positive.family, caught);
    byContext.add(`${positive.family} / ${positive.context}`, caught);
  }
  return { byFamily, byContext };
}

/** Half of the providers, by a hash of the name, so that a new row moves no other. */
function halfOf({ provider }: TokenFormat): 0 | 1 {
  let hash = 0x811c9dc5;
  for (const character of provider) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return ((hash >>> 16) & 1) as 0 | 1;
}

/** How often the generic rules catch the tokens of providers whose rows are switched off. */
export function measureUnseen(seed: number): { byContext: Tally; byFormat: Tally } {
  const random = seeded(seed);
  const byContext = new Tally();
  const byFormat = new Tally();
  for (const hidden of [0, 1]) {
    const others = createExaminer().detectors.filter((detector) => !(detector instanceof TokenDetector));
    const known = TOKEN_FORMATS.filter((format) => halfOf(format) !== hidden);
    const examiner = new Examiner([new TokenDetector(known), ...others]);
    for (const format of TOKEN_FORMATS.filter((each) => halfOf(each) === hidden)) {
      for (const context of CONTEXTS.filter(({ tells }) => tells !== 'bare')) {
        const painted = paint(context, pick(random, TOKEN_NAMES), sampleToken(format, random));
        const caught = isMasked(examiner, painted);
        byContext.add(context.name, caught);
        byFormat.add(format.id, caught);
      }
    }
  }
  return { byContext, byFormat };
}
