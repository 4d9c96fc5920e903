// Linear time and bounded memory, measured as growth: what eight times the input costs. No absolute times.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { leastTime } from '../../src/detectors/testing/growth.ts';
import { Redactor, type RedactorOptions } from '../../src/redactor/redactor.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Linear time grows eightfold, quadratic 64-fold. */
export const LINEAR = 20;

/** Runs of which the best counts: on a busy machine several in a row are slowed down. */
const MOST_TRIES = 8;

/** Milliseconds below which a measurement is noise. */
const NOISE = 2;

function bytesAfterCollection(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Bytes that the process holds for objects and buffers. V8 frees the buffers of a collection on another thread, which a busy
 * machine delays; the next collection waits for it. So what counts is where the figure stops falling.
 */
export function heldBytes(): number {
  let held = bytesAfterCollection();
  for (let last = Number.POSITIVE_INFINITY; held < last; ) {
    last = held;
    held = Math.min(held, bytesAfterCollection());
  }
  return held;
}

/** Whether the time is up, for work that is done in steps. */
export type Overdue = () => boolean;

function timeOf(run: (size: number, overdue: Overdue) => void, size: number, limit: number): number {
  const start = performance.now();
  run(size, () => performance.now() - start > limit);
  return performance.now() - start;
}

/** How many times longer `run(8 n)` takes than `run(n)`. Noise only ever slows a run down, so the best of several counts. */
export function growthOfTime(run: (size: number, overdue: Overdue) => void, size: number): number {
  run(size, () => false);
  const times = Array.from({ length: 5 }, () => timeOf(run, size, Number.POSITIVE_INFINITY)).sort((a, b) => a - b);
  const small = Math.max(times[2] as number, NOISE);
  let growth = Number.POSITIVE_INFINITY;
  for (let i = 0; i < MOST_TRIES && growth > LINEAR; i++) {
    growth = Math.min(growth, timeOf(run, 8 * size, 2 * LINEAR * small) / small);
  }
  return growth;
}

/** Linear time doubles, quadratic is fourfold. */
export const DOUBLED = 2.5;
/** Pairs of runs of which the least counts on either side. */
const MOST_PAIRS = 12;
/** Milliseconds of a run that is too short to tell. */
const SHORT_RUN = 0.1;

/**
 * How many times longer `run(2 n)` takes than `run(n)`: as `growthOfTime`, for very many runs that are short. CPU time, as a run
 * that another process interrupts would count for many.
 */
export function doublingOfTime(run: (size: number) => void, size: number): number {
  let small = Number.POSITIVE_INFINITY;
  let large = Number.POSITIVE_INFINITY;
  for (let i = 0; i < MOST_PAIRS && large >= DOUBLED * Math.max(small, SHORT_RUN); i++) {
    small = Math.min(
      small,
      leastTime(() => run(size), 1),
    );
    large = Math.min(
      large,
      leastTime(() => run(2 * size), 1),
    );
  }
  return large / Math.max(small, SHORT_RUN);
}

/** Writes `count` chunks to a new redactor and drops what comes out. */
export function pour(
  options: RedactorOptions,
  count: number,
  chunk: (i: number) => Uint8Array,
  overdue: Overdue = () => false,
): Redactor {
  const redactor = new Redactor(options);
  for (let i = 0; i < count && !overdue(); i++) redactor.write(chunk(i));
  return redactor;
}

/** How many bytes more a redactor holds after twice as many chunks. */
export function growthOfMemory(options: RedactorOptions, count: number, chunk: (i: number) => Uint8Array): number {
  const redactor = pour(options, count, chunk);
  const before = heldBytes();
  for (let i = count; i < 2 * count; i++) redactor.write(chunk(i));
  const held = heldBytes() - before;
  // It is still at work until here.
  redactor.flush('idle');
  return held;
}
