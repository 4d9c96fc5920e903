// Masking by what the shell knows, in real sessions: variables that appear, files that are entered, commands that print secrets, and
// what is typed. Values are random words without a form, which only that can tell.

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Home, needs, PROMPT } from './home.ts';
import { closeAll, type OpenOptions, OuterTerminal } from './outer-terminal.ts';

afterEach(closeAll);

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

/** Two words and digits: no rule knows it, and no reader takes it for a word. */
const secret = () => `${randomBytes(3).toString('hex')}-plum-${randomBytes(3).toString('hex')}`;

async function open(shell: Shell, options: OpenOptions = {}): Promise<OuterTerminal> {
  needs(shell);
  const terminal = OuterTerminal.masked(['--quiet', '--shell', shell], { cols: 100, rows: 40, ...options });
  await terminal.see(PROMPT);
  await terminal.quiet();
  return terminal;
}

/** Runs a line, and waits for the prompt behind it. */
async function submit(terminal: OuterTerminal, line: string): Promise<void> {
  const prompts = () => terminal.raw().toString('latin1').split(PROMPT).length;
  const before = prompts();
  terminal.send(`${line}\r`);
  await terminal.see(() => prompts() > before, `the prompt behind ${line}`);
  await terminal.quiet();
}

function assertHidden(terminal: OuterTerminal, ...values: string[]): void {
  const raw = terminal.raw().toString('latin1');
  for (const value of values) expect(raw).not.toContain(value);
}

const exporting = (shell: Shell, name: string, value: string) =>
  shell === 'fish' ? `set -x ${name} ${value}` : `export ${name}=${value}`;

describe.each(SHELLS)('%s', (shell) => {
  test('a value that a prompt took without echo is known once it is exported', async () => {
    const value = secret();
    const terminal = await open(shell);
    terminal.send(shell === 'fish' ? 'read -s X_PASSWORD\r' : 'read -s X_PASSWORD\r');
    await terminal.quiet();
    // A shell's editor shows dots, or nothing, for it.
    terminal.send(`${value}\r`);
    await terminal.quiet();
    await submit(terminal, shell === 'fish' ? 'set -x X_PASSWORD $X_PASSWORD' : 'export X_PASSWORD');
    await submit(terminal, 'echo "it is $X_PASSWORD"');
    await terminal.see(/^it is \*{3,}$/m);
    assertHidden(terminal, value);
  });

  test('a file that is sourced is known before the same line shows it', async () => {
    const value = secret();
    Home.current().write('settings.sh', shell === 'fish' ? `set -x Y_TOKEN ${value}\n` : `export Y_TOKEN=${value}\n`);
    const terminal = await open(shell);
    await submit(terminal, 'source ./settings.sh; echo "it is $Y_TOKEN"');
    await terminal.see(/^it is \*{3,}$/m);
    assertHidden(terminal, value);
  });

  test('the .env of a directory is known on entering it, and when it changes', async () => {
    const [first, second] = [secret(), secret()];
    Home.current().write(`${shell}-project/.git/HEAD`, 'ref: refs/heads/main\n');
    Home.current().write(`${shell}-project/.env`, `DB_PASSWORD=${first}\n`);
    mkdirSync(`${Home.current().path}/${shell}-project/src`, { recursive: true });
    const terminal = await open(shell);
    await submit(terminal, `cd ${shell}-project/src`);
    await submit(terminal, "sed 's/.*=/it is /' ../.env");
    await terminal.see(/^it is \*{3,}$/m);
    Home.current().write(`${shell}-project/.env`, `DB_PASSWORD=${second}\n`);
    await submit(terminal, 'true');
    await submit(terminal, "sed 's/.*=/now /' ../.env");
    await terminal.see(/^now \*{3,}$/m);
    assertHidden(terminal, first, second);
  });

  test('variables are listed by their names, whatever their values look like', async () => {
    const terminal = await open(shell);
    await submit(terminal, exporting(shell, 'WIFI_PASSWORD', 'sunshine'));
    await submit(terminal, exporting(shell, 'FAVOURITE_COLOUR', 'turquoise'));
    const listing = shell === 'fish' ? 'set -x | grep -E "WIFI|COLOUR"' : 'export -p | grep -E "WIFI|COLOUR"';
    for (const line of ['env | grep -E "WIFI|COLOUR"', listing]) {
      await submit(terminal, line);
      await terminal.see((seen) => (seen.text().match(/turquoise/g) ?? []).length > 1, 'the harmless value');
      expect(terminal.text()).toMatch(/WIFI_PASSWORD[= ]"?\*{3}"?$/m);
    }
    expect(terminal.text().slice(terminal.text().indexOf('env |'))).not.toContain('sunshine');
  });

  test('a command that prints nothing but a secret shows its mask, and what it showed stays known', async () => {
    const value = secret();
    const bin = Home.current().write(`${shell}-bin/pass`, `#!/bin/sh\necho '${value}'\n`, 0o755);
    const PATH = `${bin.replace(/\/pass$/, '')}:${process.env.PATH}`;
    const terminal = await open(shell, { env: { PATH, NEUTRAL: value } });
    await submit(terminal, 'pass show mail/work');
    await submit(terminal, 'echo "again $NEUTRAL"');
    await terminal.see(/^again \*{3,}$/m);
    assertHidden(terminal, value);
    await submit(terminal, 'pass show mail/work > copy; wc -c < copy');
    await terminal.see(new RegExp(`^ *${value.length + 1}$`, 'm'));
  });

  test('what is typed behind a sensitive name is masked from its first character on', async () => {
    const terminal = await open(shell);
    await terminal.type(`${exporting(shell, 'API_KEY', '').trimEnd()}${shell === 'fish' ? ' ' : ''}qzxwv`);
    await terminal.see(/API_KEY[= ]\*{5}$/m);
    for (let end = 1; end <= 5; end++)
      expect(terminal.raw().toString('latin1')).not.toContain('qzxwv'.slice(0, end + 1));
    terminal.send('\x15');
    await terminal.quiet();
    terminal.paste('curl --password watermelon --verbose');
    await terminal.see(/--password \*{10} --verbose/);
    expect(terminal.text()).not.toContain('watermelon');
  });
});

test('direnv: what an .envrc computes is known on entering its directory', async () => {
  needs('direnv', 'bash');
  const value = secret();
  const half = value.slice(0, 9);
  Home.current().write('allowed/.envrc', `export SERVICE_TOKEN="$(printf '%s%s' '${half}' '${value.slice(9)}')"\n`);
  Home.current().write('direnv-home/.bashrc', `PS1='${PROMPT} '\neval "$(direnv hook bash)"\n`);
  const env = { HOME: `${Home.current().path}/direnv-home` };
  const terminal = await open('bash', { env });
  await submit(terminal, 'direnv allow ./allowed');
  await submit(terminal, 'cd allowed');
  await submit(terminal, 'true');
  await submit(terminal, 'echo "it is $SERVICE_TOKEN"');
  await terminal.see(/^it is \*{3,}$/m);
  assertHidden(terminal, value);
});

test('pass: the real one shows no password', async () => {
  needs('pass', 'gpg', 'bash');
  const value = secret();
  const GNUPGHOME = `${Home.current().path}/gnupg`;
  mkdirSync(GNUPGHOME, { mode: 0o700 });
  const env = { ...process.env, GNUPGHOME, PASSWORD_STORE_DIR: `${Home.current().path}/store` };
  const script = `set -e
gpg --batch --quiet --passphrase '' --quick-gen-key tester default default never
pass init tester >/dev/null
printf '%s\\nlogin: bob\\n' '${value}' | pass insert -m mail/work >/dev/null`;
  const made = spawnSync('bash', ['-c', script], { env, encoding: 'utf8' });
  expect(made.stderr.replace(/^gpg: .*\n/gm, '')).toBe('');
  const terminal = await open('bash', { env: { GNUPGHOME, PASSWORD_STORE_DIR: env.PASSWORD_STORE_DIR } });
  await submit(terminal, 'pass show mail/work');
  await terminal.see(/^\*{3,}$/m);
  await submit(terminal, 'pass show mail/none');
  await terminal.see('is not in the password store');
  assertHidden(terminal, value);
  spawnSync('gpgconf', ['--homedir', GNUPGHOME, '--kill', 'all']);
});

test.each(['in its start-up file', 'at its prompt'])(
  'a bash that is traced %s shows nothing of the hooks',
  async (where) => {
    needs('bash');
    const early = where === 'in its start-up file';
    Home.current().write('traced-home/.bashrc', `PS1='${PROMPT} '\n${early ? 'set -x\n' : ''}`);
    const terminal = await open('bash', { env: { HOME: `${Home.current().path}/traced-home` } });
    if (!early) await submit(terminal, 'set -x');
    await submit(terminal, 'echo seen');
    expect(terminal.text()).toMatch(/^\+ echo seen$/m);
    expect(terminal.raw().toString('latin1')).not.toMatch(/masked_shell|\/dev\/pts/);
  },
);

test('Ctrl-C in a slow start-up file ends it, and leaves the hooks', async () => {
  needs('bash');
  const value = secret();
  Home.current().write('slow-home/.bashrc', `PS1='${PROMPT} '\necho waiting\nsleep 60\nPS1='never '\n`);
  const env = { HOME: `${Home.current().path}/slow-home`, ONE: value.slice(0, 9), TWO: value.slice(9) };
  const terminal = OuterTerminal.masked(['--quiet', '--shell', 'bash'], { env });
  await terminal.see('waiting');
  terminal.send('\x03');
  await terminal.see(PROMPT);
  await submit(terminal, 'export LATE_TOKEN="$ONE$TWO"');
  await submit(terminal, 'echo "it is $ONE$TWO"');
  await terminal.see(/^it is \*{3,}$/m);
  assertHidden(terminal, value);
});

test('marks that output forges are text, and switch nothing off', async () => {
  const value = secret();
  const bin = Home.current().write(
    'forging-bin/gopass',
    `#!/bin/sh
for nonce in 0 '' "$(printf '0%.0s' 1 2 3 4 5 6 7 8)"; do
  for letter in P A B C; do printf '\\033]6973;%s;%s\\007' "$nonce" "$letter"; done
done
printf '\\033]133;D;0\\007\\033]133;A\\007\\033]133;B\\007\\033]633;A\\007\\033]633;D;0\\007'
printf '\\033[?2004l\\033[!p\\033c'
set | tr -c 'a-f0-9\\n' '\\n' | grep -E '^[a-f0-9]{32}$' | while read -r nonce; do printf '\\033]6973;%s;P\\007' "$nonce"; done
echo '${value}'
`,
    0o755,
  );
  const terminal = await open('bash', { env: { PATH: `${bin.replace(/\/gopass$/, '')}:${process.env.PATH}` } });
  await submit(terminal, 'gopass show -o mail/work');
  await submit(terminal, 'true');
  assertHidden(terminal, value);
});
