// `npm run bench [-- --size 64] [-- --only throughput,latency,…]`: measures masked-shell against a bare pass-through, script, tmux and
// sed in the same run, and prints the table that docs/performance.md keeps. Pairs are interleaved; ratios are of medians.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureKnownValues } from './known-values.mjs';
import { addedLatency } from './latency.mjs';
import { addedPerPrompt } from './prompt.mjs';
import { median, runOnPty } from './pty.mjs';
import { measureRedactor } from './redactor.mjs';
import { exponent, measureRows } from './rows.mjs';
import { STREAMS, writeStream, writeTree } from './streams.mjs';

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '48' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: 'in-process,throughput,latency,prompt,start,memory,redact,check,rows' },
  },
});
const MB = 1e6;
const rounds = Number(options.rounds);
const only = new Set(options.only.split(','));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const masked = [process.execPath, here('../bin/masked-shell.js'), '--quiet', '--'];
const passThrough = [process.execPath, here('pass-through.mjs')];
const folder = mkdtempSync(join(tmpdir(), 'masked-shell-bench-'));
const rows = [];
const curves = [];

const isInstalled = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const row = (what, ours, other, ratio = '', target = '') => rows.push([what, ours, other, ratio, target]);

async function throughput() {
  const targets = { plain: 0.9, coloured: 0.8, 'full-screen': 0.6 };
  for (const kind of Object.keys(STREAMS)) {
    const file = join(folder, kind);
    writeStream(kind, file, Number(options.size) * MB);
    const rivals = {
      'bare pass-through': [...passThrough, 'cat', file],
      script: isInstalled('script') ? ['script', '-qec', `cat ${file}`, '/dev/null'] : null,
      // tmux paints at its own pace and drops the rest: its rate is that of taking the stream.
      tmux: isInstalled('tmux')
        ? ['tmux', '-L', 'masked-shell-bench', '-f', '/dev/null', 'new-session', `cat ${file}`]
        : null,
    };
    const results = {};
    for (let i = 0; i < rounds; i++) {
      for (const [name, command] of Object.entries({ ours: [...masked, 'cat', file], ...rivals })) {
        if (command === null) continue;
        const { exitMs } = await runOnPty(command);
        results[name] ??= [];
        results[name].push(Number(options.size) / (exitMs / 1000));
      }
    }
    const ours = median(results.ours);
    for (const name of Object.keys(results)) {
      if (name === 'ours') continue;
      const other = median(results[name]);
      const target = name === 'bare pass-through' ? `≥ ${targets[kind]}` : '';
      row(
        `${kind} output, against ${name}`,
        `${ours.toFixed(1)} MB/s`,
        `${other.toFixed(1)} MB/s`,
        (ours / other).toFixed(2),
        target,
      );
    }
  }
}

async function latency() {
  const wrappers = [
    ['masked-shell', masked],
    ['bare pass-through', passThrough],
  ];
  const programs = { cat: ['cat'], 'bash and readline': ['bash', '--norc', '--noprofile'] };
  for (const [program, command] of Object.entries(programs)) {
    const [ours, bare] = [await addedLatency(masked, command), await addedLatency(wrappers[1][1], command)];
    const text = ({ p50, p99 }) => `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;
    row(`added echo latency, ${program}`, text(ours), text(bare), '', 'p50 ≤ 0.5 ms, p99 ≤ 2 ms');
  }
}

async function prompt() {
  for (const shell of ['bash', 'zsh', 'fish'].filter(isInstalled)) {
    const { p50, p90, bare } = await addedPerPrompt(shell, masked.slice(0, -1), Math.min(rounds, 3));
    const text = `p50 ${p50.toFixed(2)} ms, p90 ${p90.toFixed(2)} ms`;
    row(`added per command and prompt, ${shell} with 200 variables`, text, `${bare.toFixed(2)} ms bare`, '', '< 5 ms');
  }
}

async function start() {
  const ours = [];
  const other = [];
  for (let i = 0; i < 4 * rounds; i++) {
    other.push((await runOnPty([...passThrough, 'echo', 'ready'])).firstMs);
    ours.push((await runOnPty([...masked, 'echo', 'ready'])).firstMs);
  }
  const ratio = median(ours) / median(other);
  row(
    'start to first output',
    `${median(ours).toFixed(0)} ms`,
    `${median(other).toFixed(0)} ms`,
    ratio.toFixed(2),
    '≤ 1.3',
  );
}

async function memory() {
  const streams = {
    '1 GiB line without newline': "head -c 1073741824 /dev/zero | tr '\\0' x",
    'title that never ends, 256 MiB': "printf '\\033]0;'; head -c 268435456 /dev/zero | tr '\\0' x",
    'full screens, 48 MB': `cat ${join(folder, 'full-screen')}`,
    'log, 48 MB': `cat ${join(folder, 'plain')}`,
    'a million openings of a PEM block': 'yes -- "-----BEGIN PRIVATE KEY-----" | head -n 1000000',
  };
  for (const kind of ['plain', 'full-screen']) writeStream(kind, join(folder, kind), 48 * MB);
  for (const [name, script] of Object.entries(streams)) {
    const ours = await runOnPty([...masked, 'sh', '-c', script]);
    const bare = await runOnPty([...passThrough, 'sh', '-c', script]);
    row(`peak memory, ${name}`, `${ours.memory.toFixed(0)} MB`, `${bare.memory.toFixed(0)} MB`, '', '< 120 MB');
  }
}

function redact() {
  const file = join(folder, 'log');
  const bytes = writeStream('plain', file, 100 * MB);
  const rules = ['s/ghp_[A-Za-z0-9]{36}/***/g', 's/AKIA[A-Z2-7]{16}/***/g', 's/(password=)[^ ]+/\\1***/g'];
  const ours = [];
  const sed = [];
  for (let i = 0; i < Math.min(rounds, 3); i++) {
    sed.push(timeOf(`sed -E ${rules.map((rule) => `-e '${rule}'`).join(' ')} ${file}`));
    ours.push(timeOf(`${process.execPath} ${here('../bin/masked-shell.js')} redact ${file}`));
  }
  const speed = (times) => `${(bytes / MB / (median(times) / 1000)).toFixed(0)} MB/s`;
  row(
    'redact, 100 MB log, against sed with three rules',
    speed(ours),
    speed(sed),
    (median(sed) / median(ours)).toFixed(2),
    '≥ 0.25',
  );
}

/** Milliseconds that a command of the shell takes. */
function timeOf(command) {
  const begin = performance.now();
  spawnSync('sh', ['-c', `${command} > /dev/null 2>&1`]);
  return performance.now() - begin;
}

/** The literal beginnings of all token formats, one a line: what a search for the same takes. */
function writePrefixes(file) {
  const rules = spawnSync(process.execPath, [here('../bin/masked-shell.js'), 'rules', 'list', '--json']).stdout;
  const literals = rules
    .toString()
    .trim()
    .split('\n')
    .flatMap((rule) => JSON.parse(rule).prefixes ?? []);
  writeFileSync(file, `${[...new Set(literals)].join('\n')}\n`);
}

function check() {
  const searcher = isInstalled('rg') ? 'rg' : 'grep -r';
  const prefixes = join(folder, 'prefixes');
  writePrefixes(prefixes);
  for (const [what, files, bytes] of [
    ['20,000 files of 2 KB', 20_000, 2048],
    ['200 files of 1 MB', 200, MB],
  ]) {
    const tree = join(folder, `tree-${files}`);
    writeTree(tree, files, bytes);
    const ours = [];
    const theirs = [];
    for (let i = 0; i < Math.min(rounds, 3); i++) {
      theirs.push(timeOf(`${searcher} -F -f ${prefixes} ${tree}`));
      ours.push(timeOf(`${process.execPath} ${here('../bin/masked-shell.js')} check ${tree}`));
    }
    const ratio = (median(ours) / median(theirs)).toFixed(1);
    row(
      `check, ${what}, against ${searcher} for the same beginnings`,
      seconds(ours),
      seconds(theirs),
      `${ratio} times as long`,
    );
  }
}

/** What the threads of `check` are worth, on much work; takes a minute and 1.5 GB below the folder of temporary files. */
function threads() {
  for (const [what, files, bytes] of [
    ['200,000 files of 2 KB', 200_000, 2048],
    ['100 files of 10 MB', 100, 10 * MB],
  ]) {
    const tree = join(folder, `tree-${files}`);
    writeTree(tree, files, bytes);
    const many = [];
    const one = [];
    for (let i = 0; i < rounds; i++) {
      one.push(timeOf(`${process.execPath} ${here('../bin/masked-shell.js')} check --jobs 1 ${tree}`));
      many.push(timeOf(`${process.execPath} ${here('../bin/masked-shell.js')} check ${tree}`));
    }
    row(
      `check, ${what}, against itself with one thread`,
      seconds(many),
      seconds(one),
      (median(many) / median(one)).toFixed(2),
    );
  }
}

function seconds(times) {
  return `${(median(times) / 1000).toFixed(2)} s`;
}

/** How speed and start grow with the rows of the table of token formats, as bars. */
async function curve() {
  const { existing, points } = await measureRows(16 * MB, rounds);
  const bar = (value, of) => '█'.repeat(Math.round((24 * value) / Math.max(...points.map((point) => point[of]))));
  curves.push(
    `${existing} rows exist.`,
    '',
    '| rows | plain text | | ready after | |',
    '| ---: | ---: | --- | ---: | --- |',
  );
  for (const { count, cost, load } of points) {
    const cells = [
      count,
      `${(1000 / cost).toFixed(0)} MB/s`,
      bar(cost, 'cost'),
      `${load.toFixed(1)} ms`,
      bar(load, 'load'),
    ];
    curves.push(`| ${cells.join(' | ')} |`);
  }
  const grown = (of) => exponent(points, of).toFixed(2);
  curves.push('', `Time per byte grows as rows^${grown('cost')}, the start as rows^${grown('load')}.`);
}

async function inProcess() {
  for (const [kind, speed] of Object.entries(await measureRedactor(16 * MB, rounds))) {
    row(`the redactor alone, ${kind}`, `${speed.toFixed(0)} MB/s`, '', '', '');
  }
  const [few, many] = await measureKnownValues(16 * MB, rounds);
  row(
    'the redactor alone, plain, with 10,000 known values, against 10',
    `${many.speed.toFixed(0)} MB/s`,
    `${few.speed.toFixed(0)} MB/s`,
    (many.speed / few.speed).toFixed(2),
    '',
  );
}

const measures = {
  'in-process': inProcess,
  throughput,
  latency,
  prompt,
  start,
  memory,
  redact,
  check,
  threads,
  rows: curve,
};
const loadBefore = loadavg()[0].toFixed(1);
try {
  for (const [name, measure] of Object.entries(measures)) if (only.has(name)) await measure();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const { model } = cpus()[0];
console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${model.trim()}, load ${loadBefore} before and ${loadavg()[0].toFixed(1)} after.\n`,
);
for (const cells of [
  ['What', 'masked-shell', 'Compared with', 'Ratio', 'Target'],
  ['---', '---:', '---:', '---:', '---'],
  ...rows,
]) {
  if (rows.length > 0) console.log(`| ${cells.join(' | ')} |`);
}
if (curves.length > 0) console.log(`\n${curves.join('\n')}`);
process.exit(0);
