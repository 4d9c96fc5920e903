// Bundles src/ into dist/. What a session does not need at its start (yargs, the other commands) becomes chunks of its own.
import { renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

const target = new URL('../dist', import.meta.url);
const fresh = new URL(`../dist.${process.pid}`, import.meta.url);

await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/cli/main.ts' },
  outdir: fileURLToPath(fresh),
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // The native ones are found at run time; yargs reads files that stand beside it.
  external: ['node-pty', '@lydell/node-pty', 'yargs'],
  legalComments: 'none',
  logLevel: 'warning',
});

// At once, so that who starts masked-shell meanwhile finds the old bundle or the new one.
rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);
