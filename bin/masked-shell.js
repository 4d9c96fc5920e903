#!/usr/bin/env node
// Starts the bundle that `npm ci` (or `npm run build`) makes.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { load } = require('./bundle.js');

const bundle = join(__dirname, '..', 'dist', 'session.cjs');

if (existsSync(bundle)) {
  load(bundle)
    .exports.main(process.argv.slice(2), () => import('../dist/commands.mjs'))
    .then((status) => process.exit(status));
} else {
  process.stderr.write('masked-shell: not built yet\n  Run npm ci, or npm run build, in the checkout.\n');
  process.exitCode = 1;
}
