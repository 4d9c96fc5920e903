// Prints how often the detectors mask what is harmless and how much of what is secret: `npm run quality [-- --unseen]
// [--json] [--seed 7]`; with `--rival` what other scanners find and flag in the same texts. Exits 1 when a bound is missed. The measuring is test/quality, bundled on the way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const { values } = parseArgs({
  options: {
    rival: { type: 'boolean', default: false },
    unseen: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'masked-shell-quality-'));
const outfile = join(folder, 'report.mjs');

try {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/quality/report.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const measured = await import(pathToFileURL(outfile).href);
  const { print, printUnseen, report, reportUnseen } = measured;
  if (values.rival) {
    // Only here: it needs scanners that nothing else does.
    const { rivals } = await import('./rivals.mjs');
    const compared = await measured.compareRivals(join(root, 'test/corpus/benign'), seed, await rivals());
    process.stdout.write(measured.printRivals(compared));
    process.exit();
  }
  const found = values.unseen ? reportUnseen(seed) : report(join(root, 'test/corpus/benign'), seed);
  const text = values.unseen ? printUnseen : print;
  process.stdout.write(values.json ? `${JSON.stringify(found, null, 2)}\n` : text(found));
  if (!values.unseen && found.missed.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
