// Runs the property tests with new seeds until the time is up or one fails: `npm run fuzz -- --minutes 10 [--seed 7]`.
// A failing case is printed, kept in test/cases, and replayed by `npm test` from then on.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const end = Date.now() + Number(values.minutes) * 60_000;
const first = Number(values.seed ?? Math.floor(Math.random() * 1e6));

for (let seed = first; Date.now() < end; seed++) {
  console.log(`seed ${seed}`);
  const { status } = spawnSync('npx', ['vitest', 'run', 'test/property', '--reporter=dot'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PROPERTY_SEED: `${seed}`, PROPERTY_KEEP: 'test/cases' },
  });
  if (status !== 0) {
    console.error(`failed: npm run fuzz -- --minutes ${values.minutes} --seed ${seed}`);
    process.exit(1);
  }
}
