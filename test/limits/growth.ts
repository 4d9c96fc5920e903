// Linear time and bounded memory, measured as growth: what twice, four or eight times the input costs. No absolute times.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Redactor, type RedactorOptions } from '../../src/redactor/redactor.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that the process holds for objects and buffers. */
export function heldBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Milliseconds that `run` takes, the median of several. */
function medianTime(run: () => void, times: number): number {
  const all = Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return all.sort((a, b) => a - b)[Math.floor(times / 2)] as number;
}

/** How much longer `run(8 n)` takes than `run(n)`: 8 for linear time, 64 for quadratic. */
export function growthOfTime(run: (size: number) => void, size: number, times = 5): number {
  run(size);
  const small = medianTime(() => run(size), times);
  return medianTime(() => run(8 * size), Math.max(1, times - 2)) / Math.max(small, 1);
}

/** Writes `count` chunks to a new redactor and drops what comes out; returns it and the number of bytes that came out. */
export function pour(
  options: RedactorOptions,
  count: number,
  chunk: (i: number) => Uint8Array,
): { redactor: Redactor; out: number } {
  const redactor = new Redactor(options);
  let out = 0;
  for (let i = 0; i < count; i++) out += redactor.write(chunk(i)).length;
  return { redactor, out };
}
