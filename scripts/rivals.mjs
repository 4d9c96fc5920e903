// Other scanners, as `npm run quality -- --rival` asks them: secretlint with its recommended rules, and git-secrets (its rules are
// those of AWS) where it is installed. Each takes a text and answers with what it flags.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintSource } from '@secretlint/core';
import { creator, rules } from '@secretlint/secretlint-rule-preset-recommend';

const PRESET = '@secretlint/secretlint-rule-preset-recommend';

/** @returns the scanners that are there: `scan` resolves with spans of the text (in UTF-16 units), each with its rule. */
export async function rivals() {
  const found = [secretlint()];
  const folder = mkdtempSync(join(tmpdir(), 'masked-shell-rival-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const scanner = gitSecrets(folder);
  return scanner === null ? found : [...found, scanner];
}

function secretlint() {
  const { version } = createRequire(import.meta.url)(`${PRESET}/package.json`);
  const config = { rules: [{ id: PRESET, rule: creator }] };
  return {
    name: `secretlint ${version} (recommended, ${rules.length} rules)`,
    async scan(text) {
      const source = { filePath: '/text.txt', ext: '.txt', contentType: 'text', content: text };
      const { messages } = await lintSource({ source, options: { config } });
      return messages.map(({ range: [start, end], ruleId }) => ({
        start,
        end,
        rule: ruleId.replace('@secretlint/secretlint-rule-', ''),
      }));
    },
  };
}

/** It flags lines. */
function gitSecrets(folder) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: join(folder, 'config') };
  const git = (...args) => spawnSync('git', ['secrets', ...args], { cwd: folder, env, encoding: 'latin1' });
  execFileSync('git', ['init', '--quiet'], { cwd: folder, env });
  if (git('--register-aws').status !== 0) return null;
  const file = join(folder, 'text.txt');
  return {
    name: 'git-secrets (AWS)',
    async scan(text) {
      writeFileSync(file, text);
      const { stdout, stderr } = git('--scan', '--no-index', file);
      const flagged = [...`${stdout}${stderr}`.matchAll(/^[^:\n]*text\.txt:(\d+):/gm)].map(([, line]) => Number(line));
      const starts = [0];
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
      return flagged.map((line) => ({
        start: starts[line - 1],
        end: (starts[line] ?? text.length + 1) - 1,
        rule: 'aws',
      }));
    },
  };
}
