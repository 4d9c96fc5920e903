#!/usr/bin/env node
// Starts the bundle that `npm ci` (or `npm run build`) makes.
const bundle = new URL('../dist/main.mjs', import.meta.url);

try {
  await import(bundle.href);
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== bundle.href) throw error;
  process.stderr.write('masked-shell: not built yet\n  Run npm ci, or npm run build, in the checkout.\n');
  process.exit(1);
}
