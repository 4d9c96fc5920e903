// Pausing: bytes pass as they come (I2) while the model goes on, and after it no secret stands on the visible screen (I1).
import { describe, expect, it } from 'vitest';
import type { Redactor } from '../../src/redactor/redactor.ts';
import { Choices } from '../support/choices.ts';
import { Failure } from '../support/failure.ts';
import { Judge } from '../support/judge.ts';
import { judgeLiveLayout } from '../support/layout.ts';
import { MayBeMasked } from '../support/may-be-masked.ts';
import { paintAddressed } from '../support/paint/addressed.ts';
import { paintAssembled } from '../support/paint/assembled.ts';
import { paintLineEditor } from '../support/paint/line-editor.ts';
import { paintPanes } from '../support/paint/panes.ts';
import { paintPlain } from '../support/paint/plain.ts';
import { paintAnything, paintMargins, paintTwoScreens } from '../support/paint/screens.ts';
import { paintStrings } from '../support/paint/strings.ts';
import { anyCut, checkNumbers, makeRedactor, type Painting, sampleExaminer, withResizes } from '../support/property.ts';
import { bytesOf, type Scenario } from '../support/scenario.ts';
import type { Step } from '../support/script.ts';
import { exposed, runsOf } from '../support/secret-runs.ts';
import { latin1, toBytes, toVisible } from '../support/visible.ts';
import { wholeSecrets } from '../support/whole-secrets.ts';

/** Pieces of this length and more are judged where rows may be shorter than the program's. */
const LEAST = 8;
const MEDDLING = ['pause', 'pause', 'resume', 'banner', 'clear', 'mark', 'unmark', 'purge'] as const;
const ERASED = '\x1b[2J';

/** A run of the steps with pauses, banners and purges in between. */
class Run {
  readonly program: Judge;
  readonly seen: Judge;
  readonly redactor: Redactor;
  /** The same without a pause: what it shows may be seen. */
  readonly twin: Redactor;
  readonly twinSeen: Judge;
  erased = false;
  bannered = false;

  constructor(readonly scenario: Scenario) {
    const { cols, rows } = scenario;
    [this.program, this.seen, this.twinSeen] = [1, 2, 3].map(() => new Judge(cols, rows)) as [Judge, Judge, Judge];
    this.redactor = makeRedactor(scenario) as Redactor;
    this.twin = makeRedactor(scenario) as Redactor;
  }

  private show(output: Uint8Array): void {
    this.seen.write(latin1(output));
  }

  step(step: Step): void {
    const { redactor, twin, twinSeen } = this;
    if (step.do === 'write') {
      this.program.write(step.bytes);
      this.show(redactor.write(toBytes(step.bytes)));
      twinSeen.write(latin1(twin.write(toBytes(step.bytes))));
    } else if (step.do === 'idle') {
      this.show(redactor.flush('idle'));
      twinSeen.write(latin1(twin.flush('idle')));
    } else {
      for (const judge of [this.program, this.seen, twinSeen]) judge.resize(step.cols, step.rows);
      this.show(redactor.resize(step.cols, step.rows));
      twinSeen.write(latin1(twin.resize(step.cols, step.rows)));
    }
  }

  meddle(what: (typeof MEDDLING)[number]): void {
    const { redactor } = this;
    if (what === 'pause') this.show(redactor.pause());
    else if (what === 'resume') this.resume();
    else if (what === 'banner') {
      this.show(redactor.showBanner('masked-shell: press a key'));
      this.bannered ||= redactor.hasBanner;
    } else if (what === 'clear') this.show(redactor.clearBanner());
    else if (what === 'mark') redactor.markTitle('[paused] ');
    else if (what === 'unmark') redactor.markTitle('');
    else if (!redactor.paused) this.purge();
  }

  /** Ends a pause, and judges what then stands there. */
  resume(): void {
    const { paused } = this.redactor;
    const output = latin1(this.redactor.resume());
    this.seen.write(output);
    this.erased ||= output.includes(ERASED);
    // What proved harmless is shown again once the program is quiet.
    this.twinSeen.write(latin1(this.twin.flush('idle')));
    if (paused) this.judgeScreen();
  }

  private purge(): void {
    const output = latin1(this.redactor.purge());
    this.seen.write(output);
    this.erased ||= output.includes(ERASED);
  }

  end(): void {
    this.show(this.redactor.flush('idle'));
    this.resume();
    this.purge();
    this.judgeScreen();
    this.show(this.redactor.flush('end'));
  }

  private judgeScreen(): void {
    const { scenario, seen, program, twinSeen } = this;
    // Inside a sequence of the program's nothing can be painted; what follows it is.
    if ((this.redactor as unknown as { isBetween: boolean }).isBetween === false) return;
    const now = seen.text();
    if (scenario.geometry === 'live' && !scenario.mixed) {
      for (const at of wholeSecrets(program, scenario)) {
        const character = now.characters[at] as string;
        if (at >= now.above * now.cols && !'* \0\x01'.includes(character))
          throw new Failure(
            'LEAK',
            `column ${at % now.cols} of row ${Math.floor(at / now.cols) - now.above} shows\n${seen.screen().join('|\n')}`,
          );
      }
    }
    const visible = visibleText(seen);
    const allowed = visibleText(twinSeen);
    for (const secret of scenario.secrets) {
      const open = new Set(runsOf(secret, allowed, LEAST).map(({ from, to }) => `${from} ${to}`));
      for (const run of runsOf(secret, visible, LEAST)) {
        if (exposed(secret, run) < LEAST || open.has(`${run.from} ${run.to}`)) continue;
        throw new Failure('LEAK', `[${run.from}, ${run.to}) of ${secret.kind} ${secret.seed} on the screen`);
      }
    }
  }
}

function visibleText(judge: Judge): string {
  const { characters, cols, above } = judge.text();
  return (characters as string).slice(above * cols);
}

function play(scenario: Scenario, steps: readonly Step[], choices: Choices, told: string[] = []): Run {
  const run = new Run(scenario);
  for (const step of steps) {
    if (choices.oneIn(4)) {
      const what = choices.below(MEDDLING.length);
      told.push(`<${MEDDLING[what]}>`);
      run.meddle(MEDDLING[what] as (typeof MEDDLING)[number]);
    }
    told.push(step.do === 'write' ? toVisible(step.bytes) : step.do);
    run.step(step);
  }
  run.end();
  return run;
}

/** What happened, for the reader of a failure. */
function story(scenario: Scenario, steps: readonly Step[], choices: Choices): string {
  const told: string[] = [];
  try {
    play(scenario, steps, choices, told);
  } catch {
    // It is known already.
  }
  return told.join(' ');
}

function check(painting: Painting, runs: number, cutting = anyCut, layout = true): void {
  const build = (a: number[], b: number[]) => {
    const scenario = painting(new Choices(a));
    const choices = new Choices(b);
    return { scenario, steps: cutting(bytesOf(scenario), choices, scenario), choices };
  };
  checkNumbers(
    runs,
    (a, b) => {
      const { scenario, steps, choices } = build(a, b);
      const run = play(scenario, steps, choices);
      if (!layout || run.erased || !scenario.layout || scenario.geometry !== 'live') return;
      const may = new MayBeMasked(scenario, sampleExaminer(scenario.secrets));
      try {
        judgeLiveLayout(run.program, run.seen, scenario, may.ever(steps));
      } catch (failure) {
        // Of blank cells nobody knows the background: under a banner it is the terminal's own afterwards.
        if (!run.bannered || !String(failure).includes('has pen')) throw failure;
      }
    },
    (a, b) => {
      const { scenario, steps, choices } = build(a, b);
      return `${scenario.name} ${scenario.cols}x${scenario.rows}\n${story(scenario, steps, choices)}`;
    },
  );
}

describe('after a pause no secret stands on the screen, and everything is in its place', () => {
  it.each<[string, Painting]>([
    ['addressed', (c) => paintAddressed(c, 'any')],
    ['assembled', paintAssembled],
    ['a line editor', paintLineEditor],
    ['two screens', paintTwoScreens],
    ['panes', paintPanes],
    ['inside margins', paintMargins],
    ['anything', paintAnything],
  ])('%s', (_name, painting) => check(painting, 250));

  it('plain lines', () => check(paintPlain, 400));

  it('changes of size', () => {
    check((c) => ({ ...paintAssembled(c), geometry: 'plain' }), 200, withResizes, false);
    check((c) => paintPlain(c), 200, withResizes, false);
  });
});

describe('while paused every byte passes as it came', () => {
  it.each<[string, Painting]>([
    ['addressed', (c) => paintAddressed(c, 'any')],
    ['a line editor', paintLineEditor],
    ['two screens', paintTwoScreens],
    ['strings', paintStrings],
    ['anything', paintAnything],
    ['plain lines', paintPlain],
  ])('%s', (_name, painting) => {
    checkNumbers(
      300,
      (a, b) => {
        const scenario = painting(new Choices(a));
        const bytes = bytesOf(scenario);
        const redactor = makeRedactor(scenario) as Redactor;
        let out = latin1(redactor.pause());
        for (const step of anyCut(bytes, new Choices(b), scenario)) {
          out += latin1(step.do === 'write' ? redactor.write(toBytes(step.bytes)) : redactor.flush('idle'));
        }
        out += latin1(redactor.flush('end'));
        expect(toVisible(out)).toBe(toVisible(bytes));
      },
      (a) => toVisible(bytesOf(painting(new Choices(a)))),
    );
  });
});
