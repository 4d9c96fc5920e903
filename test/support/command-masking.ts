// A redactor that is told where in the stream a command begins and ends, as a session does by the shell's marks.
import { Examiner } from '../../src/detectors/examiner.ts';
import { createExaminer } from '../../src/detectors/index.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import type { CommandScenario } from './paint/commands.ts';
import type { Scenario } from './scenario.ts';
import type { Masking } from './script.ts';

export class CommandMasking implements Masking {
  readonly #redactor: Redactor;
  #at = 0;

  constructor(
    readonly scenario: CommandScenario,
    examiner: Examiner,
    terminal = true,
  ) {
    const { cols, rows } = scenario;
    this.#redactor = new Redactor({ examiner, size: terminal ? { cols, rows } : null });
    this.#mark();
  }

  write(chunk: Uint8Array): Uint8Array {
    const out: Uint8Array[] = [];
    for (let from = 0; from < chunk.length; ) {
      const { from: begin, to: end } = this.scenario;
      const next = [begin, end].find((place) => place > this.#at) ?? Number.POSITIVE_INFINITY;
      const to = Math.min(chunk.length, from + next - this.#at);
      out.push(this.#redactor.write(chunk.subarray(from, to)));
      this.#at += to - from;
      from = to;
      this.#mark();
    }
    return Buffer.concat(out);
  }

  flush(reason: 'idle' | 'end'): Uint8Array {
    return this.#redactor.flush(reason);
  }

  resize(cols: number, rows: number): Uint8Array {
    return this.#redactor.resize(cols, rows);
  }

  #mark(): void {
    if (this.#at === this.scenario.from) this.#redactor.enterCommand(this.scenario.policy);
    if (this.#at === this.scenario.to) this.#redactor.leaveCommand();
  }
}

/** Without any rule: only the command tells what is secret. */
export const byCommandOnly = (scenario: Scenario) => new CommandMasking(scenario as CommandScenario, new Examiner([]));
export const withAllRules = (scenario: Scenario) => new CommandMasking(scenario as CommandScenario, createExaminer());
export const onPipe = (scenario: Scenario) => new CommandMasking(scenario as CommandScenario, new Examiner([]), false);
