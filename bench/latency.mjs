// Echo latency: from the key that is written to the outer terminal until its echo arrives there.
import { openPty, percentile } from './pty.mjs';

const KEYS = 400;
const PAUSE_MS = 4;
/** Keys before the measurement, in which the program settles. */
const WARM_UP = 40;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Types letters one by one, waits for each echo. Every 20th key erases the line, so that it never wraps. */
async function echoTimes(command) {
  const child = openPty(command, { ...process.env, PS1: '$ ', INPUTRC: '/dev/null' });
  let arrived = () => {};
  child.onData(() => arrived());
  await sleep(700);
  const times = [];
  for (let i = 0; i < WARM_UP + KEYS; i++) {
    const key = i % 20 === 19 ? '\x15' : 'abcdefghijklmnopqrs'[i % 20];
    const echoed = new Promise((resolve) => {
      arrived = () => resolve(true);
    });
    const start = performance.now();
    child.write(key);
    const inTime = await Promise.race([echoed, sleep(200)]);
    if (inTime && i >= WARM_UP && key !== '\x15') times.push(performance.now() - start);
    await sleep(PAUSE_MS);
  }
  child.kill('SIGKILL');
  return times;
}

/** What a wrapper adds to the median and to the 99th percentile, in milliseconds, in interleaved rounds. */
export async function addedLatency(wrapper, command, rounds = 3) {
  const bare = [];
  const wrapped = [];
  for (let i = 0; i < rounds; i++) {
    bare.push(...(await echoTimes(command)));
    wrapped.push(...(await echoTimes([...wrapper, ...command])));
  }
  const added = (p) => percentile(wrapped, p) - percentile(bare, p);
  return { p50: added(50), p99: added(99) };
}
