// What known values cost: the redactor alone on plain text with ten and with ten thousand of them, and how long one takes to become
// known.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './pty.mjs';
import { bundleSources } from './redactor.mjs';
import { randomNumbers, writeStream } from './streams.mjs';

const CHUNK = 64 * 1024;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LENGTH = 32;
const SOURCES = `export { Masking } from './src/session/masking.ts';`;

function makeValues(count) {
  const random = randomNumbers(23);
  return Array.from({ length: count }, () => Array.from({ length: LENGTH }, () => ALPHABET[random(64)]).join(''));
}

/** By number of values: MB/s of plain text (medians, rounds take turns), and microseconds until a value is known. */
export async function measureKnownValues(size, rounds, counts = [10, 10_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'masked-shell-bench-'));
  try {
    const { Masking } = await import(pathToFileURL(await bundleSources(folder, SOURCES)).href);
    const file = join(folder, 'plain');
    writeStream('plain', file, size);
    const bytes = Buffer.from(readFileSync(file, 'latin1').replaceAll('\n', '\r\n'), 'latin1');
    const values = makeValues(Math.max(...counts));
    const maskings = counts.map((count) => {
      const masking = new Masking({});
      masking.createRedactor(null).write(Buffer.from('x\n'));
      const start = performance.now();
      for (const value of values.slice(0, count)) masking.know(value, 'bench', '', 'file');
      return { masking, count, each: ((performance.now() - start) * 1000) / count, speeds: [] };
    });
    for (let round = 0; round <= rounds; round++) {
      for (const { masking, speeds } of maskings) {
        const redactor = masking.createRedactor({ cols: 80, rows: 24 });
        const start = performance.now();
        for (let at = 0; at < bytes.length; at += CHUNK) redactor.write(bytes.subarray(at, at + CHUNK));
        // The first round warms up.
        if (round > 0) speeds.push(bytes.length / 1e6 / ((performance.now() - start) / 1000));
      }
    }
    return maskings.map(({ count, each, speeds }) => ({ count, each, speed: median(speeds) }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
