// What a row of the table of token formats costs: the redactor's speed on plain text, and the time until the rules are ready,
// with 50 to 800 rows. Beyond those that exist, rows are made of them with other letters in their beginnings.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { median } from './pty.mjs';
import { bundleSources } from './redactor.mjs';
import { randomNumbers, writeStream } from './streams.mjs';

const { cacheOf, load } = createRequire(import.meta.url)('../bin/bundle.js');

const COUNTS = [50, 100, 200, 400, 800];
const CHUNK = 64 * 1024;

const SOURCES = `
  export { Examiner } from './src/detectors/examiner.ts';
  export { createExaminer } from './src/detectors/index.ts';
  export { TOKEN_FORMATS } from './src/detectors/tokens/table.ts';
  export { TokenDetector } from './src/detectors/tokens.ts';
  export { Redactor } from './src/redactor/redactor.ts';
`;

/** `count` rows, the same in every run; fewer are always among more. */
function rowsOf({ TOKEN_FORMATS }, count) {
  const random = randomNumbers(11);
  const shuffled = TOKEN_FORMATS.map((row) => ({ row, order: random(1 << 30) })).sort((a, b) => a.order - b.order);
  const rows = shuffled.map(({ row }) => row);
  for (let i = 0; rows.length < count; i++) rows.push({ ...rows[i], prefixes: rows[i].prefixes.map(other(random)) });
  return rows.slice(0, count);
}

/** Another beginning of the same form: each letter is another one. */
function other(random) {
  const replaced = (letters) => () => letters[random(letters.length)];
  return (prefix) =>
    prefix
      .replace(/[a-z]/g, replaced('abcdefghijklmnopqrstuvwxyz'))
      .replace(/[A-Z]/g, replaced('ABCDEFGHIJKLMNOPQRSTUVWXYZ'));
}

function examinerWith(sources, count) {
  const { Examiner, TokenDetector, createExaminer } = sources;
  return new Examiner([new TokenDetector(rowsOf(sources, count)), ...createExaminer().detectors.slice(1)]);
}

/** Nanoseconds per byte of plain text, by number of rows; rounds take turns. */
function costs(sources, bytes, rounds) {
  const { Redactor } = sources;
  const times = new Map(COUNTS.map((count) => [count, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const count of COUNTS) {
      const redactor = new Redactor({ examiner: examinerWith(sources, count), size: { cols: 80, rows: 24 } });
      const start = performance.now();
      for (let at = 0; at < bytes.length; at += CHUNK) redactor.write(bytes.subarray(at, at + CHUNK));
      // The first round warms up.
      if (round > 0) times.get(count).push(((performance.now() - start) * 1e6) / bytes.length);
    }
  }
  return times;
}

/** Milliseconds until a line is judged for the first time, in processes that have not done it before; with the compiled code kept, as at a start. */
function loads(bundle, rounds) {
  const once = (count) => Number(execFileSync(process.execPath, [SELF, bundle, count]));
  once(COUNTS[0]);
  const times = new Map(COUNTS.map((count) => [count, []]));
  for (let round = 0; round < rounds; round++) for (const count of COUNTS) times.get(count).push(once(count));
  return times;
}

const SELF = fileURLToPath(import.meta.url);
/** Noise only ever adds, and a start is short. */
const STARTS = 15;

/** Per number of rows: nanoseconds per byte, and milliseconds until the rules are ready. */
export async function measureRows(size, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'masked-shell-bench-'));
  try {
    const sources = await import(pathToFileURL(await bundleSources(folder, SOURCES)).href);
    const file = join(folder, 'plain');
    writeStream('plain', file, size);
    const bytes = Buffer.from(readFileSync(file, 'latin1').replaceAll('\n', '\r\n'), 'latin1');
    const cost = costs(sources, bytes, rounds);
    const ready = loads(await bundleSources(folder, SOURCES, 'cjs'), STARTS);
    const best = (times) => times.reduce((least, time) => Math.min(least, time));
    return {
      existing: sources.TOKEN_FORMATS.length,
      points: COUNTS.map((count) => ({ count, cost: median(cost.get(count)), load: best(ready.get(count)) })),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Grows as the rows to the power of this: 1 would be in proportion to them. */
export function exponent(points, of) {
  const [first, last] = [points[0], points.at(-1)];
  return Math.log(last[of] / first[of]) / Math.log(last.count / first.count);
}

// As a process of its own: prints how long the rules take. The first one keeps the compiled code.
if (process.argv[1] === SELF) {
  const [, , bundle, count] = process.argv;
  const { exports: sources, script } = load(bundle);
  const { createExaminer, Examiner, TokenDetector } = sources;
  const rows = rowsOf(sources, Number(count));
  const line = Buffer.from('an ordinary line with nothing in it');
  const start = performance.now();
  const others = createExaminer().detectors.slice(1);
  const examiner = new Examiner([new TokenDetector(rows), ...others]);
  examiner.suspects(line, 0, line.length);
  const time = performance.now() - start;
  if (!existsSync(cacheOf(bundle))) writeFileSync(cacheOf(bundle), script.createCachedData());
  process.stdout.write(String(time));
}
