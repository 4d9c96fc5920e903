// Runs the fresh bundle once, without a terminal, and keeps what V8 has compiled by then. A bundle that does not run fails
// the build here.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { cacheOf, load } = createRequire(import.meta.url)('../bin/bundle.js');
const path = fileURLToPath(new URL('../dist/session.cjs', import.meta.url));

const { exports, script } = load(path);
const status = await exports.main(
  ['--no-config', '--', 'echo', 'TOKEN=none \x1b[1mbold\x1b[m'],
  () => import('../dist/commands.mjs'),
);
if (status === 0) writeFileSync(cacheOf(path), script.createCachedData());
process.exit(status);
