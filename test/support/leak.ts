// LEAK: on every prefix of the output, neither a screen nor a run of raw bytes shows more of a secret than I1 allows.
import { Failure } from './failure.ts';
import { Judge } from './judge.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './script.ts';
import { beginsSecret, CHANCE, type Characters, exposed, type Run, runsOf } from './secret-runs.ts';
import type { Secret } from './secrets.ts';
import { isAlive, isJoined, mustBeMasked, sureEnd } from './whole-secrets.ts';

/** Before one of these the program's screen is looked at: what it held was there to be seen. */
export const CONTROL = /(?=[\x07-\x0f\x1b])/;
/** Functions that take text away: whatever stood there was judged as it stood. */
const TAKES_AWAY = /^(?:\x1b(?:\[[0-9;?]*[JKLMPSTX@bhlr]|[MDEc])|\n)/;

/** A piece that the program showed in a way that gave nobody reason to mask it; `brief` if only while it was painting. */
interface Harmless {
  readonly from: number;
  readonly to: number;
  readonly brief: boolean;
}

const ON_SCREEN = 'on the screen';

export class LeakOracle {
  readonly program: Judge;
  readonly seen: Judge;
  #raw = '';
  /** Steps whose screens have not been looked at for pieces that the program itself showed harmlessly. */
  #unlooked: Step[] = [];
  #replay: Judge;
  readonly #harmless: Harmless[][];

  constructor(readonly scenario: Scenario) {
    const { cols, rows, secrets } = scenario;
    this.program = new Judge(cols, rows);
    this.seen = new Judge(cols, rows);
    this.#replay = new Judge(cols, rows);
    this.#harmless = secrets.map(() => []);
  }

  /** Judges what came out of one step. Throws a Failure. */
  step(step: Step | 'end', output: string): void {
    if (step !== 'end') {
      this.#unlooked.push(step);
      if (step.do === 'write') this.program.write(step.bytes);
      if (step.do === 'resize') for (const judge of [this.program, this.seen]) judge.resize(step.cols, step.rows);
    }
    this.seen.write(output);
    this.#raw += output;
    if (step === 'end') this.#judgeRaw();
    else if (step.do === 'idle' && output === '') return;
    const { characters } = this.seen.text(this.scenario.columns);
    this.scenario.secrets.forEach((secret, index) => {
      this.#judgeRuns(secret, index, characters, ON_SCREEN);
    });
    if (this.scenario.geometry === 'live') this.#judgeCells(characters);
  }

  #judgeRuns(secret: Secret, index: number, text: Characters, where: string): void {
    for (const run of runsOf(secret, text)) {
      const suspicious = run.from === 0 ? beginsSecret(secret, run) : exposed(secret, run) >= CHANCE;
      if (!suspicious || (!secret.anyPiece && this.#wasHarmless(secret, index, run, where === ON_SCREEN))) continue;
      const piece = `[${run.from}, ${run.to}) of ${secret.kind} ${secret.seed} (${secret.text.length} long)`;
      throw new Failure('LEAK', `${piece} ${where}`);
    }
  }

  /** Raw output as a recorder keeps it: as it is, without its control sequences, and its clipboard contents decoded. */
  #judgeRaw(): void {
    // Parameters of control sequences are numbers: what they read like is chance.
    const raw = this.#raw.replace(/\x1b\[[0-?]*[ -/]*[@-~]/g, '\x1b');
    const plain = this.#raw
      .replace(/\x1b[\]PX^_][^\x07\x1b\x18\x1a]*(?:\x07|\x1b\\)?/g, '')
      .replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]/g, '')
      .replace(/[\x00-\x07\x0e-\x1f\x7f]/g, '');
    const clipboard = [...this.#raw.matchAll(/\x1b\]52;[^;\x07\x1b]*;([A-Za-z0-9+/=]*)/g)]
      .map(([, data]) => Buffer.from(data as string, 'base64').toString('latin1'))
      .join('\n');
    this.scenario.secrets.forEach((secret, index) => {
      this.#judgeRuns(secret, index, raw, 'in the raw output');
      this.#judgeRuns(secret, index, plain, 'in the raw output without control sequences');
      this.#judgeRuns(secret, index, clipboard, 'in the clipboard');
    });
  }

  /** On live rows the two screens have the same geometry, so each cell is judged, however short the piece. */
  #judgeCells(seen: Characters): void {
    const screen = this.program.text(this.scenario.columns);
    const { characters, cols, above } = screen;
    this.scenario.secrets.forEach((secret, index) => {
      for (const run of runsOf(secret, characters)) {
        if (run.at < above * cols || !mustBeMasked(secret, run, characters)) continue;
        const from = run.to === secret.text.length ? secret.from : secret.from + secret.shown;
        for (let i = from; i < sureEnd(secret, run, screen); i++) {
          const at = run.at + i;
          if (seen[at] === secret.text[i] && seen[at] !== '*' && !this.#wasClosed(secret, index, run)) {
            const place = `row ${Math.floor(at / cols) - above + 1}, column ${(at % cols) + 1}`;
            throw new Failure('LEAK', `character ${i} of ${secret.kind} ${secret.seed} shows in ${place}`);
          }
        }
      }
    });
  }

  /** Whether an incomplete secret had ended once, so that nobody had reason to mask what then lost its end. */
  #wasClosed(secret: Secret, index: number, run: Run): boolean {
    this.#lookAtSteps();
    const closed = ({ from, to, brief }: Harmless) => from === 0 && to >= run.to && !brief;
    return run.to < secret.text.length && (this.#harmless[index] as Harmless[]).some(closed);
  }

  /** Whether the program's own screen at some moment held this piece in a way that gave nobody reason to mask it. */
  #wasHarmless(secret: Secret, index: number, run: Run, strict: boolean): boolean {
    this.#lookAtSteps();
    // What no harmless piece covers is too short to be told from chance.
    let uncovered = 0;
    const end = Math.min(run.to, secret.to);
    for (let reached = Math.max(run.from, secret.from + secret.shown); reached < end; ) {
      let next = reached;
      for (const { from, to, brief } of this.#harmless[index] as Harmless[]) {
        if (from <= reached && to > next && !(brief && strict)) next = to;
      }
      uncovered = next > reached ? 0 : uncovered + 1;
      const first = reached === secret.from + secret.shown;
      if (uncovered >= CHANCE || (strict && uncovered > 0 && run.from === 0 && first)) return false;
      reached = Math.max(next, reached + 1);
    }
    return true;
  }

  /** Looks at the program's own screens, those within a step included; only done once something is suspicious. */
  #lookAtSteps(): void {
    for (const step of this.#unlooked) {
      if (step.do === 'resize') this.#replay.resize(step.cols, step.rows);
      if (step.do !== 'write') continue;
      // Text without controls is looked at in small pieces: what scrolls away was there for a moment.
      const parts = step.bytes.split(CONTROL).flatMap((part) => part.match(/[\s\S]{1,12}/g) ?? []);
      parts.forEach((part, i) => {
        this.#replay.write(part);
        this.#noteHarmless(i + 1 < parts.length && !TAKES_AWAY.test(parts[i + 1] as string));
      });
    }
    this.#unlooked = [];
  }

  /** @param brief the program goes on painting: the beginning of a secret counts only for what a recorder keeps. */
  #noteHarmless(brief: boolean): void {
    const screen = this.#replay.text(this.scenario.columns);
    const { characters } = screen;
    this.scenario.secrets.forEach((secret, index) => {
      const list = this.#harmless[index] as Harmless[];
      for (const run of runsOf(secret, characters, 2)) {
        const begins = beginsSecret(secret, run) && isAlive(secret, run, characters);
        const from = begins && !isJoined(characters[run.at - 1]) ? sureEnd(secret, run, screen) : run.from;
        const isBrief = brief && run.from === 0;
        const known = list.some((other) => other.from <= from && run.to <= other.to && (isBrief || !other.brief));
        if (!known) list.push({ from, to: run.to, brief: isBrief });
      }
    });
  }
}
