// The three oracles that every property, case and end-to-end test shares.
// LEAK: on every prefix of the output, neither a screen nor a run of raw bytes shows more of a secret than I1 allows.
// LAYOUT: the last screen is the unmasked program's with the secrets starred, pens, cursor and modes included (I4).
// TRANSPARENT: what holds no secret comes out byte for byte (I2).
import { type Cells, Judge, printed, type Text, UNWRITTEN } from './judge.ts';
import type { Scenario } from './scenario.ts';
import type { Step } from './script.ts';
import { beginsSecret, CHANCE, type Characters, exposed, type Run, runsOf } from './secret-runs.ts';
import type { Secret } from './secrets.ts';
import { toVisible } from './visible.ts';

export type Oracle = 'LEAK' | 'LAYOUT' | 'TRANSPARENT';

export class Failure extends Error {
  constructor(
    readonly oracle: Oracle,
    message: string,
  ) {
    super(`${oracle}: ${message}`);
  }
}

/** Before one of these the program's screen is looked at: what it held was there to be seen. */
export const CONTROL = /(?=[\x07-\x0d\x1b])/;
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
    for (const secret of this.scenario.secrets) {
      for (const run of runsOf(secret, characters)) {
        if (run.at < above * cols || !mustBeMasked(secret, run, characters)) continue;
        const from = run.to === secret.text.length ? secret.from : secret.from + secret.shown;
        for (let i = from; i < sureEnd(secret, run, screen); i++) {
          const at = run.at + i;
          if (seen[at] === secret.text[i] && seen[at] !== '*') {
            const place = `row ${Math.floor(at / cols) - above + 1}, column ${(at % cols) + 1}`;
            throw new Failure('LEAK', `character ${i} of ${secret.kind} ${secret.seed} shows in ${place}`);
          }
        }
      }
    }
  }

  /** Whether the program's own screen at some moment held this piece in a way that gave nobody reason to mask it. */
  #wasHarmless(secret: Secret, index: number, run: Run, strict: boolean): boolean {
    for (const step of this.#unlooked) {
      if (step.do === 'resize') this.#replay.resize(step.cols, step.rows);
      if (step.do !== 'write') continue;
      const parts = step.bytes.split(CONTROL);
      parts.forEach((part, i) => {
        this.#replay.write(part);
        this.#noteHarmless(i + 1 < parts.length && !TAKES_AWAY.test(parts[i + 1] as string));
      });
    }
    this.#unlooked = [];
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

/** Whether a character makes a longer word of a token beside it. */
const isJoined = (character = ' ') => /[\w+/=.-]/.test(character);

/** A beginning of a secret to which more may still come: the next cell was never written. */
function isAlive(secret: Secret, run: Run, cells: Characters): boolean {
  return run.to === secret.text.length || (cells[run.at + run.to - run.from] ?? UNWRITTEN) === UNWRITTEN;
}

/**
 * Where the part of a run ends that surely is one word. What follows a row's end that is no soft wrap may be the next
 * line's own beginning, if there is a secret without it and it does not read like a piece of a key.
 */
function sureEnd(secret: Secret, { at, from, to }: Run, { cols, wrapped }: Text): number {
  const end = Math.min(to, secret.to);
  for (let row = Math.floor(at / cols) + 1; row * cols < at + end - from; row++) {
    const start = from + row * cols - at;
    if (wrapped[row] || start < secret.wholeAt) continue;
    const piece = secret.text.slice(start, Math.min(start + cols, end));
    if (!readsLikeKey(/^[\w+/-]*/.exec(piece)?.[0] ?? '')) return start;
  }
  return end;
}

/** Letters and digits mixed, as in keys and seldom in words. */
function readsLikeKey(text: string): boolean {
  if (text.length < CHANCE || !/\d/.test(text)) return false;
  return (/[a-z]/.test(text) && /[A-Z]/.test(text)) || (text.length >= 12 && /[A-Za-z]/.test(text));
}

function mustBeMasked(secret: Secret, run: Run, cells: Characters): boolean {
  if (isJoined(cells[run.at - 1])) return false;
  if (run.to === secret.text.length && isJoined(cells[run.at + secret.text.length])) return false;
  return beginsSecret(secret, run) && isAlive(secret, run, cells);
}

/** The cells of a program's screen that hold whole secrets. */
function wholeSecrets(program: Judge, { secrets, columns, cols }: Scenario): Set<number> {
  const screen = program.text(columns);
  const cells = new Set<number>();
  for (const secret of secrets) {
    for (const run of runsOf(secret, screen.characters)) {
      if (run.to - run.from < secret.text.length || !mustBeMasked(secret, run, screen.characters)) continue;
      for (let i = secret.from; i < sureEnd(secret, run, screen); i++) {
        const at = run.at + i;
        cells.add(Math.floor(at / screen.cols) * cols + (columns?.[0] ?? 0) + (at % screen.cols));
      }
    }
  }
  return cells;
}

/** The rows that must be seen of a program's screen on live rows. */
export function maskedScreen(program: Judge, scenario: Scenario): string[] {
  const { characters, cols, above } = program.cells();
  const whole = wholeSecrets(program, scenario);
  const rows: string[] = [];
  for (let at = above * cols; at < characters.length; at += cols) {
    const cells = characters.slice(at, at + cols);
    rows.push(cells.map((character, x) => (whole.has(at + x) ? '*' : printed(character))).join(''));
  }
  return rows;
}

/** LAYOUT on live rows: cell by cell, width for width. `may`: cells that need not be masked, but may be. */
export function judgeLiveLayout(program: Judge, seen: Judge, scenario: Scenario, may: ReadonlySet<number>): void {
  const expected = program.cells();
  const actual = seen.cells();
  const { characters, cols, above } = expected;
  const whole = wholeSecrets(program, scenario);
  if (actual.above !== above) throw new Failure('LAYOUT', `${actual.above} rows scrolled off instead of ${above}`);
  characters.forEach((character, at) => {
    const found = actual.characters[at];
    const place = () => `row ${Math.floor(at / cols) - above + 1}, column ${(at % cols) + 1}`;
    const wanted = whole.has(at) ? '*' : character;
    // What was masked late stays as it was shown in the scrollback, which can't be repainted; LEAK judges how much that is.
    const gone = at < above * cols && found === character;
    if (found !== wanted && !gone && !(found === '*' && may.has(at))) {
      throw new Failure('LAYOUT', `${place()} shows ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
    }
    if (actual.pens[at] !== expected.pens[at]) {
      throw new Failure('LAYOUT', `${place()} has pen ${actual.pens[at]} instead of ${expected.pens[at]}`);
    }
  });
  judgeState(program, seen);
}

/** LAYOUT of complete plain lines: the screen of one of the programs that print their masks themselves. */
export function judgePlainLayout(seen: Judge, candidates: readonly Judge[]): void {
  const actual = seen.cells();
  let best: { reached: number; failure: Failure } | undefined;
  for (const candidate of candidates) {
    const failed = differenceFrom(candidate, seen, actual);
    if (failed === undefined) return;
    // The one that goes right the longest is the one that was meant.
    if (best === undefined || failed.reached > best.reached) best = failed;
  }
  if (best !== undefined) throw best.failure;
}

function differenceFrom(
  candidate: Judge,
  seen: Judge,
  actual: Cells,
): { reached: number; failure: Failure } | undefined {
  const expected = candidate.cells();
  const { cols } = expected;
  const reached = expected.characters.findIndex((character, at) => {
    if (at < expected.above * cols && character === '*') return false;
    if (printed(actual.characters[at] ?? '') !== printed(character)) return true;
    return character !== '*' && actual.pens[at] !== expected.pens[at];
  });
  if (reached >= 0) {
    const cell = ({ characters, pens }: Cells) => `${JSON.stringify(characters[reached])} ${pens[reached]}`;
    const place = `row ${Math.floor(reached / cols) - expected.above + 1}, column ${(reached % cols) + 1}`;
    const wanted = `\n${candidate.screen().join('\n')}`;
    return {
      reached,
      failure: new Failure('LAYOUT', `${place}: ${cell(actual)} instead of ${cell(expected)} in${wanted}`),
    };
  }
  try {
    judgeState(candidate, seen);
  } catch (failure) {
    if (failure instanceof Failure) return { reached: expected.characters.length, failure };
    throw failure;
  }
  return undefined;
}

function judgeState(program: Judge, seen: Judge): void {
  const expected = program.state();
  const actual = seen.state();
  for (const key of Object.keys(expected)) {
    if (actual[key] !== expected[key])
      throw new Failure('LAYOUT', `${key} is ${actual[key]} instead of ${expected[key]}`);
  }
}

/**
 * LAYOUT of control strings: as many, of the same kinds, equal but for the secrets in them. Links may be opened and closed
 * more often, as a repaint puts its cells into the link that was theirs.
 */
export function judgeStrings(program: Judge, seen: Judge, secrets: readonly Secret[]): void {
  const shown = (judge: Judge) => judge.osc.map(({ kind, payload }) => `${kind};${payload}`);
  const expected = shown(program);
  const left = shown(seen);
  for (const payload of expected) {
    const pattern = withMasks(payload, secrets);
    const repaints = left.findIndex((other) => !other.startsWith('8;') || pattern.test(readable(other)));
    const actual = left.splice(0, repaints + 1).at(-1);
    if (actual !== undefined && pattern.test(readable(actual))) continue;
    throw new Failure('LAYOUT', `string ${toVisible(actual ?? '(none)')} does not fit ${toVisible(payload)}`);
  }
  const more = left.find((other) => !other.startsWith('8;'));
  if (more !== undefined) throw new Failure('LAYOUT', `string ${toVisible(more)} was never printed`);
}

/** What a payload must read like: equal, but for stars instead of the secrets. */
function withMasks(payload: string, secrets: readonly Secret[]): RegExp {
  const escaped = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  let pattern = escaped(readable(payload));
  for (const { text, from, to } of secrets) {
    if (to > from)
      pattern = pattern.replaceAll(
        escaped(text),
        () => `${escaped(text.slice(0, from))}\\*+${escaped(text.slice(to))}`,
      );
  }
  return new RegExp(`^${pattern}$`, 's');
}

function readable(payload: string): string {
  const [, head, data] = /^(52;[^;]*;|1337;SetUserVar=\w+=)([A-Za-z0-9+/=]+)$/.exec(payload) ?? [];
  return data ? head + Buffer.from(data, 'base64').toString('latin1') : payload;
}

export function judgeTransparent(input: string, output: string): void {
  if (input === output) return;
  let at = 0;
  while (input[at] === output[at]) at++;
  const around = (bytes: string) => toVisible(bytes.slice(Math.max(0, at - 20), at + 20));
  throw new Failure('TRANSPARENT', `byte ${at} of ${input.length}: …${around(output)}… instead of …${around(input)}…`);
}
