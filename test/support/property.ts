// Runs a painting against a redactor under all oracles, many times; a failure is printed as a case that can be kept.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Examiner } from '../../src/detectors/examiner.ts';
import { createExaminer } from '../../src/detectors/index.ts';
import { type MaskEvent, Redactor } from '../../src/redactor/redactor.ts';
import { KnownValues } from '../../src/values/known-values.ts';
import { type Expected, formatCase } from './case-file.ts';
import { Choices, choiceNumbers } from './choices.ts';
import { Judge, Unjudged } from './judge.ts';
import { MayBeMasked } from './may-be-masked.ts';
import { Failure, judgeLiveLayout, judgePlainLayout, judgeStrings, LeakOracle, maskedScreen } from './oracles.ts';
import { sampleDetectors } from './sample-detectors.ts';
import { bytesOf, maskedBytesOf, maskWidths, type Scenario } from './scenario.ts';
import { cut, type Masking, play, type Step } from './script.ts';
import type { Secret } from './secrets.ts';
import { toVisible } from './visible.ts';

export type Painting = (choices: Choices) => Scenario;

/** How a property cuts a scenario into steps. */
export type Cutting = (bytes: string, choices: Choices, scenario: Scenario) => Step[];

export const anyCut: Cutting = (bytes, choices) => cut(bytes, choices);
export const wholeLines: Cutting = (bytes, choices) => cut(bytes, choices, true);

/** Each frame is cut anywhere, but a pause comes only between frames. */
export const frameByFrame: Cutting = (_bytes, choices, scenario) => {
  const steps: Step[] = [];
  const pauses = choices.below(3);
  let from = 0;
  for (const to of [...(scenario.frames ?? []), scenario.pieces.length]) {
    const bytes = bytesOf({ ...scenario, pieces: scenario.pieces.slice(from, to) });
    steps.push(...cut(bytes, choices).filter((step) => step.do === 'write'));
    if (pauses === 2 || (pauses === 1 && choices.oneIn(5)) || to === scenario.pieces.length) steps.push({ do: 'idle' });
    from = to;
  }
  return steps;
};

/** Each frame comes at once, as a page does. */
export const wholeFrames: Cutting = (_bytes, _choices, scenario) => {
  const bounds = [0, ...(scenario.frames ?? []), scenario.pieces.length];
  return bounds.slice(1).flatMap((to, i): Step[] => {
    const bytes = bytesOf({ ...scenario, pieces: scenario.pieces.slice(bounds[i], to) });
    return [{ do: 'write', bytes }, { do: 'idle' }];
  });
};

/** Any cut; the terminal changes its size once or more, and the program paints anew after each change, as programs do. */
export const withResizes: Cutting = (bytes, choices, { cols, rows }) => {
  const steps = cut(bytes, choices);
  for (let changes = choices.between(1, 3); changes > 0; changes--) {
    steps.push({ do: 'resize', cols: cols + choices.below(9) - 2, rows: rows + choices.below(5) - 1 });
    steps.push({ do: 'write', bytes: '\x1b[m\x1b[?6l\x1b[r\x1b[H\x1b[2J' }, ...cut(bytes, choices));
  }
  return steps;
};

/** What finds the scenario's secrets. */
export type Examining = (secrets: readonly Secret[]) => Examiner;

/** Small detectors that keep strictly to the contract: what fails with them is the redactor's fault. */
export const sampleExaminer: Examining = (secrets) => new Examiner(sampleDetectors(secrets));

/** The rules that people use. */
export const builtInExaminer: Examining = (secrets) => {
  const values = new KnownValues();
  for (const { kind, text } of secrets) if (kind === 'known-value') values.add(text, kind, 'environment');
  return createExaminer([values]);
};

export const makeRedactor = ({ cols, rows, secrets }: Scenario, examining = sampleExaminer): Masking =>
  new Redactor({ examiner: examining(secrets), size: { cols, rows } });

/** As `makeRedactor` with the rules that people use, and what is found is known from then on. */
export const makeLearning = ({ cols, rows }: Scenario): Masking => {
  const values: KnownValues = new KnownValues({ onLiteral: (literal) => examiner.addLiteral(literal) });
  const examiner: Examiner = createExaminer([values]);
  const onMask = ({ rule, value }: MaskEvent) => values.add(value, rule);
  return new Redactor({ examiner, size: { cols, rows }, onMask });
};

interface Judging {
  /** Every secret must come out as `***`. */
  readonly onlyFixed?: boolean;
  readonly examining?: Examining;
}

/** One run. Throws a Failure of the oracle that objects, with the screen as it was then. */
export function judgeScript(scenario: Scenario, steps: readonly Step[], masking: Masking, judging: Judging = {}): void {
  const leak = new LeakOracle(scenario);
  let at = 0;
  let last = '';
  try {
    play(steps, masking, (step, output) => {
      at += 1;
      last = output;
      leak.step(step, output);
    });
    judgeEnd(scenario, steps, leak, judging);
  } catch (failure) {
    if (!(failure instanceof Failure)) throw failure;
    const screen = leak.seen.screen().map((row) => `|${row.trimEnd()}`);
    const message = `in step ${at} of ${steps.length}, last output ${toVisible(last)}\nseen:\n${screen.join('\n')}`;
    failure.message += `\n${message}`;
    throw failure;
  }
}

function judgeEnd(scenario: Scenario, steps: readonly Step[], leak: LeakOracle, judging: Judging): void {
  const { onlyFixed = false, examining = sampleExaminer } = judging;
  const { secrets, cols, rows } = scenario;
  if (scenario.layout || !scenario.mixed) judgeStrings(leak.program, leak.seen, secrets);
  if (!scenario.layout || steps.some((step) => step.do === 'resize')) return;
  if (scenario.geometry === 'live') {
    const may = new MayBeMasked(scenario, examining(secrets));
    try {
      judgeLiveLayout(leak.program, leak.seen, scenario, may.now(leak.program));
    } catch {
      judgeLiveLayout(leak.program, leak.seen, scenario, may.ever(steps));
    }
    return;
  }
  const ways = maskWidths(onlyFixed ? 0 : secrets.length);
  const candidates = ways.map((widths) => {
    const judge = new Judge(cols, rows);
    judge.write(
      maskedBytesOf(
        scenario,
        secrets.map((_, i) => widths[i] ?? 'fixed'),
      ),
    );
    return judge;
  });
  judgePlainLayout(leak.seen, candidates);
}

export interface PropertyOptions extends Judging {
  /** Instead of the run's own. */
  readonly seed?: number;
  readonly runs: number;
  readonly cutting?: Cutting;
  readonly redactor?: (scenario: Scenario) => Masking;
}

const SEED = Number(process.env.PROPERTY_SEED ?? 1);
/** How long a smaller case is looked for once one has failed. */
const SHRINKING_MS = 10_000;
const FACTOR = Number(process.env.PROPERTY_FACTOR ?? 1);

/** Checks a property of lists of numbers; on failure prints the seed and what `describe` says about the smallest list. */
export function checkNumbers(
  runs: number,
  run: (a: number[], b: number[]) => void,
  describe: (a: number[], b: number[]) => string,
  seed = SEED,
): void {
  let failedAt = 0;
  const property = fc.property(choiceNumbers, choiceNumbers, (a, b) => {
    if (failedAt > 0 && performance.now() - failedAt > SHRINKING_MS) return;
    try {
      run(a, b);
    } catch (failure) {
      if (failure instanceof Unjudged) return;
      failedAt ||= performance.now();
      throw failure;
    }
  });
  const details = fc.check(property, { numRuns: Math.ceil(runs * FACTOR), seed });
  if (!details.failed) return;
  const [a, b] = details.counterexample as [number[], number[]];
  const reason =
    details.errorInstance instanceof Error ? details.errorInstance : new Error(String(details.errorInstance));
  throw new Error(
    `PROPERTY_SEED=${details.seed}, run ${details.numRuns}: ${reason.message}\n\n${describe(a, b)}\n${reason.stack}`,
  );
}

/** What a case is to show in the end. */
function expectedOf(scenario: Scenario, steps: readonly Step[]): Expected | undefined {
  if (!scenario.layout || steps.some((step) => step.do === 'resize')) return undefined;
  const judge = new Judge(scenario.cols, scenario.rows);
  const live = scenario.geometry === 'live';
  judge.write(
    live
      ? bytesOf(scenario)
      : maskedBytesOf(
          scenario,
          scenario.secrets.map(() => 'fixed'),
        ),
  );
  const screen = live ? maskedScreen(judge, scenario) : judge.screen();
  return { screen, cursor: String(judge.state().cursor) };
}

/** Fuzzing keeps the cases it finds as files, for test/cases. */
function keep(scenario: Scenario, text: string): string {
  const folder = process.env.PROPERTY_KEEP;
  if (folder) writeFileSync(join(folder, `${scenario.name}-${SEED}.case`), text);
  return text;
}

export function checkPainting(painting: Painting, options: PropertyOptions): void {
  const { runs, cutting = anyCut, examining, redactor = (scenario) => makeRedactor(scenario, examining) } = options;
  const build = (a: number[], b: number[]): [Scenario, Step[]] => {
    const scenario = painting(new Choices(a));
    return [scenario, cutting(bytesOf(scenario), new Choices(b), scenario)];
  };
  checkNumbers(
    runs,
    (a, b) => {
      const [scenario, steps] = build(a, b);
      judgeScript(scenario, steps, redactor(scenario), options);
    },
    (a, b) => {
      const [scenario, steps] = build(a, b);
      return keep(
        scenario,
        formatCase(`found by a property test: ${scenario.name}`, scenario, steps, expectedOf(scenario, steps)),
      );
    },
    options.seed ?? SEED,
  );
}
