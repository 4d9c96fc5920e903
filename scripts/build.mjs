// Bundles src/ into dist/: `session.cjs`, which every start loads, and `commands.mjs`, which yargs and the other commands
// need, with `scout-worker.mjs`, a thread of `check`, beside it. A session is one CommonJS file, because that starts fastest, with
// V8's compiled code for this machine beside it. What only a configuration file needs, the parser and the engine, is in files of
// its own, which both load when it is found.
import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = fileURLToPath(new URL('../dist', import.meta.url));
const fresh = `${target}.${process.pid}`;

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  logLevel: 'warning',
};

/** Packages that are loaded by name of their bundle, from whatever folder below the package's root. */
const LATE = { 'toml-eslint-parser': 'toml.cjs', re2js: 'regex.cjs' };

const late = {
  name: 'late',
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'dynamic-import' && Object.hasOwn(LATE, path)
        ? { path: `../dist/${LATE[path]}`, external: true }
        : undefined,
    );
  },
};

for (const [name, file] of Object.entries(LATE)) {
  await build({
    ...common,
    stdin: { contents: `export * from '${name}'`, resolveDir: root },
    outfile: `${fresh}/${file}`,
    format: 'cjs',
    minify: true,
  });
}

await build({
  ...common,
  entryPoints: ['src/cli/main.ts'],
  outfile: `${fresh}/session.cjs`,
  format: 'cjs',
  // Names stay, so that an internal error can be placed.
  minifyWhitespace: true,
  minifySyntax: true,
  // The loader in bin/ passes its own `require`, which finds the native modules.
  define: { 'import.meta.url': 'bundleUrl' },
  // As is late `require`: a script that V8 has cached can't import.
  supported: { 'dynamic-import': false },
  plugins: [late],
});

await build({
  ...common,
  entryPoints: { commands: 'src/cli/command-line.ts', 'scout-worker': 'src/session/scout-worker.ts' },
  outdir: fresh,
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  // What is seldom needed (notebooks) is a file that is loaded when it is.
  splitting: true,
  // yargs reads files that stand beside it.
  external: ['yargs'],
  plugins: [late],
});

// At once, so that who starts masked-shell meanwhile finds the old bundle or the new one.
rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);

execFileSync(process.execPath, [fileURLToPath(new URL('build-cache.mjs', import.meta.url))], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
