// Cells that may be masked although no whole secret of the scenario stands in them: what a slice of a secret painted, what
// the detectors object to now, and what they once took for a whole secret (that stays covered until it is overwritten).
import type { Examiner } from '../../src/detectors/examiner.ts';
import { Judge, SECOND_HALF } from './judge.ts';
import { CONTROL } from './leak.ts';
import { maskedBytesOf, type Scenario } from './scenario.ts';
import type { Step } from './script.ts';

export class MayBeMasked {
  readonly #painted = new Set<number>();

  constructor(
    readonly scenario: Scenario,
    readonly examiner: Examiner,
  ) {
    const { cols, rows, secrets } = scenario;
    const starred = new Judge(cols, rows);
    const widths = secrets.map(() => 'full' as const);
    starred.write(maskedBytesOf(scenario, widths));
    starred.cells().characters.forEach((character, at) => {
      if (character === '*') this.#painted.add(at);
    });
  }

  /** On the program's screen as it is. */
  now(program: Judge): Set<number> {
    const places = new Set(this.#painted);
    this.#examine(program, places, false);
    if (!this.scenario.mixed) return places;
    return new Set(program.cells().characters.keys());
  }

  /** On every screen that the steps led to. */
  ever(steps: readonly Step[]): Set<number> {
    const { cols, rows } = this.scenario;
    const program = new Judge(cols, rows);
    const places = new Set<number>();
    for (const step of steps) {
      if (step.do !== 'write') continue;
      for (const part of step.bytes.split(CONTROL)) {
        program.write(part);
        this.#examine(program, places, true);
      }
    }
    return new Set([...places, ...this.now(program)]);
  }

  /** Rows are read on their own and all together: how they join is the redactor's business. */
  #examine(program: Judge, places: Set<number>, onlyWhole: boolean): void {
    const { characters, cols } = program.cells();
    const read = (from: number, to: number) => {
      const indexes: number[] = [];
      let text = '';
      for (let at = from; at < to; at++) {
        const character = characters[at] as string;
        if (character === SECOND_HALF) continue;
        indexes.push(at);
        text += character < '\x80' ? character[0] : '\x80';
      }
      for (const { start, end, shown } of this.examiner.find(text, false)) {
        if (onlyWhole && shown > 0) continue;
        for (let i = start + shown; i < end; i++) {
          const at = indexes[i] as number;
          places.add(at);
          if (characters[at + 1] === SECOND_HALF) places.add(at + 1);
        }
      }
    };
    read(0, characters.length);
    for (let at = 0; at < characters.length; at += cols) read(at, at + cols);
  }
}
