// What a prompt costs: from the Enter key behind a command that does nothing until the next prompt, in a shell with 200 exported
// variables, bare and masked with its hooks.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openPty, percentile } from './pty.mjs';

const VARIABLES = 200;
const PROMPTS = 150;
const WARM_UP = 15;
const PAUSE_MS = 5;
const PROMPT = 'ready>';

const START_UP = {
  bash: ['.bashrc', `PS1='${PROMPT} '\n`],
  zsh: ['.zshrc', `PS1='${PROMPT} '\nunsetopt prompt_sp\n`],
  fish: [
    '.config/fish/config.fish',
    `function fish_prompt; echo -n '${PROMPT} '; end\nset fish_autosuggestion_enabled 0\n`,
  ],
};

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function promptTimes(command, home) {
  const variables = Object.fromEntries(
    Array.from({ length: VARIABLES }, (_, i) => [`SETTING_${i}`, `value number ${i}, as long as they often are`]),
  );
  const env = { ...variables, PATH: process.env.PATH, HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8' };
  const child = openPty(command, env);
  let seen = '';
  let arrived = () => {};
  child.onData((chunk) => {
    seen += chunk.toString('latin1');
    if (seen.includes(PROMPT)) arrived();
  });
  const prompt = () =>
    new Promise((resolve) => {
      arrived = resolve;
    });
  await prompt();
  await sleep(300);
  const times = [];
  for (let i = 0; i < WARM_UP + PROMPTS; i++) {
    seen = '';
    const next = prompt();
    const start = performance.now();
    child.write(':\r');
    await next;
    if (i >= WARM_UP) times.push(performance.now() - start);
    await sleep(PAUSE_MS);
  }
  child.kill('SIGKILL');
  return times;
}

/** What masking and its hooks add to a prompt at the median and at the 90th percentile, in milliseconds; rounds are interleaved. */
export async function addedPerPrompt(shell, masked, rounds) {
  const home = mkdtempSync(join(tmpdir(), 'masked-shell-bench-home-'));
  const [file, content] = START_UP[shell];
  mkdirSync(dirname(join(home, file)), { recursive: true });
  writeFileSync(join(home, file), content);
  const bare = [];
  const ours = [];
  try {
    for (let i = 0; i < rounds; i++) {
      bare.push(...(await promptTimes([shell], home)));
      ours.push(...(await promptTimes([...masked, '--shell', shell], home)));
    }
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
  const added = (p) => percentile(ours, p) - percentile(bare, p);
  return { p50: added(50), p90: added(90), bare: percentile(bare, 50) };
}
