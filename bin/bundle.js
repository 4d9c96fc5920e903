// Loads the bundled session. Compiling it would take a third of the start, so what V8 compiled at the build is kept beside
// it; V8 refuses what another version or other flags have made, and then compiles as always.
const { existsSync, readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');
const { Script } = require('node:vm');

/** @returns what the bundle at `path` exports, and its script. */
function load(path) {
  const cache = cacheOf(path);
  // The bundler escapes what is not ASCII, and latin1 is read fastest.
  const source = `(function (exports, require, module, bundleUrl) {${readFileSync(path, 'latin1')}\n})`;
  const script = new Script(source, { filename: path, ...(existsSync(cache) && { cachedData: readFileSync(cache) }) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, pathToFileURL(path).href);
  return { exports: module.exports, script };
}

/** Where the compiled code of a bundle is kept. */
function cacheOf(path) {
  return path.replace(/\.cjs$/, '.cache');
}

module.exports = { cacheOf, load };
