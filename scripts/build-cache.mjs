// Runs the fresh bundle once, without a terminal, and keeps what V8 has compiled by then. A bundle that does not run fails
// the build here. It runs in a home of its own with a few values to know, so that what learns and masks them is compiled too.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { cacheOf, load } = createRequire(import.meta.url)('../bin/bundle.js');
const path = fileURLToPath(new URL('../dist/session.cjs', import.meta.url));

const home = mkdtempSync(join(tmpdir(), 'masked-shell-build-'));
const value = () => `${randomBytes(18).toString('base64')}+/`;
const files = {
  '.netrc': `machine h.example login u password ${value()}\n`,
  '.npmrc': `//registry.example/:_authToken=${value()}\n`,
  '.docker/config.json': JSON.stringify({ auths: { h: { auth: value() } } }),
  '.kube/config': `users:\n- name: u\n  user:\n    token: ${value()}\n`,
  '.env': `A_TOKEN=${value()}\nB_PASSWORD=dev\n`,
};
mkdirSync(join(home, '.docker'));
mkdirSync(join(home, '.kube'));
for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);

const { exports, script } = load(path);
process.chdir(home);
for (const name of Object.keys(process.env)) if (name.startsWith('XDG_')) delete process.env[name];
process.env.HOME = home;
const status = await exports.main(
  ['--no-config', '--', 'echo', 'TOKEN=none \x1b[1mbold\x1b[m'],
  () => import('../dist/commands.mjs'),
);
if (status === 0) writeFileSync(cacheOf(path), script.createCachedData());
process.chdir('/');
rmSync(home, { recursive: true, force: true });
process.exit(status);
