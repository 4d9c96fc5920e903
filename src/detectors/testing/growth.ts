// Measures in tests how the time of something grows with its input. CPU time, the least of several runs: a busy machine
// changes neither.

const { cpuUsage } = process;

/** CPU milliseconds of the fastest of `rounds` runs. */
export function leastTime(run: () => void, rounds = 7): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = cpuUsage();
    run();
    const { user, system } = cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** How much longer `factor` times the input takes: about `factor` where time is linear, its square where quadratic. */
export function growth(run: (length: number) => void, length: number, factor = 8): number {
  run(length);
  const small = leastTime(() => run(length));
  return leastTime(() => run(length * factor)) / Math.max(0.2, small);
}
