// The redactor alone, in this process: megabytes per second of each stream, without a pty or a reader.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { median } from './pty.mjs';
import { STREAMS, writeStream } from './streams.mjs';

const CHUNK = 64 * 1024;

/** What `contents` exports of the sources, as a module: they are TypeScript, and are measured as they are. */
export async function bundleSources(folder, contents, format = 'esm') {
  const outfile = join(folder, format === 'esm' ? 'sources.mjs' : 'sources.cjs');
  const resolveDir = fileURLToPath(new URL('..', import.meta.url));
  const stdin = { contents, resolveDir, loader: 'ts' };
  await build({ stdin, bundle: true, format, platform: 'node', outfile, logLevel: 'warning' });
  return outfile;
}

const SOURCES = `
  export { createExaminer } from './src/detectors/index.ts';
  export { Redactor } from './src/redactor/redactor.ts';
`;

/** MB/s per stream, the median of some rounds. */
export async function measureRedactor(size, rounds) {
  const folder = mkdtempSync(join(tmpdir(), 'masked-shell-bench-'));
  try {
    const { createExaminer, Redactor } = await import(pathToFileURL(await bundleSources(folder, SOURCES)).href);
    const speeds = {};
    for (const kind of Object.keys(STREAMS)) {
      const file = join(folder, kind);
      writeStream(kind, file, size);
      // As a terminal gets it.
      const bytes = Buffer.from(readFileSync(file, 'latin1').replaceAll('\n', '\r\n'), 'latin1');
      const all = [];
      for (let i = 0; i <= rounds; i++) {
        const redactor = new Redactor({ examiner: createExaminer(), size: { cols: 80, rows: 24 } });
        const start = performance.now();
        for (let at = 0; at < bytes.length; at += CHUNK) redactor.write(bytes.subarray(at, at + CHUNK));
        // The first round warms up.
        if (i > 0) all.push(bytes.length / 1e6 / ((performance.now() - start) / 1000));
      }
      speeds[kind] = median(all);
    }
    return speeds;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
