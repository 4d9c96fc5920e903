// Secrets that are typed, pasted and displayed in real shells. Every screen and every byte is judged as it comes.
import { afterEach, describe, expect, test } from 'vitest';
import { makeSecret, type Secret } from '../support/secrets.ts';
import { Home, needs, PROMPT } from './home.ts';
import { closeAll, OuterTerminal } from './outer-terminal.ts';

afterEach(closeAll);

const SHELLS = ['bash', 'zsh', 'fish'] as const;

async function open(shell: (typeof SHELLS)[number], secrets: readonly Secret[], env = {}): Promise<OuterTerminal> {
  needs(shell);
  const terminal = OuterTerminal.masked(['--quiet', '--shell', shell], { secrets, env });
  await terminal.see(PROMPT);
  return terminal;
}

/** What stands on the screen where the secret would be. */
const STARS = /\*{3,}/;

describe.each(SHELLS)('%s', (shell) => {
  // fish sends a carriage return before a command's output, which makes its first line a live one.
  const mask = shell === 'fish' ? '\\*{3,}' : '\\*{3}';

  test.each(['github-pat', 'openai-project', 'aws-access-key-id', 'stripe-live'])(
    'shows no %s that is displayed',
    async (kind) => {
      const secret = makeSecret(kind, 41);
      const terminal = await open(shell, [secret], { HOLDER: secret.text });
      terminal.send('echo "before $HOLDER after"\r');
      await terminal.see(new RegExp(`^before ${mask} after$`, 'm'));
      await terminal.assertNoLeak();
    },
  );

  test('shows no value of a sensitive variable, by its name or alone', async () => {
    const secret = makeSecret('assignment', 42);
    const value = secret.text.slice(secret.from);
    const bare: Secret = { ...secret, kind: 'known-value', text: value, from: 0, to: value.length, shown: 3 };
    const terminal = await open(shell, [bare], { DB_PASSWORD: value });
    terminal.send('env | grep ^DB_; echo "alone $DB_PASSWORD"\r');
    await terminal.see(new RegExp(`^DB_PASSWORD=${mask}$`, 'm'));
    await terminal.see(new RegExp(`^alone ${mask}$`, 'm'));
    await terminal.assertNoLeak();
  });

  test.each(['github-pat', 'openai-project'])('shows no %s that is typed, and runs what was typed', async (kind) => {
    const secret = makeSecret(kind, 43);
    const terminal = await open(shell, [secret]);
    await terminal.type(`printf %s ${secret.text} | wc -c`);
    await terminal.see(STARS);
    terminal.send('\r');
    await terminal.see(new RegExp(`^ *${secret.text.length}$`, 'm'));
    await terminal.assertNoLeak();
  });

  test('shows none that is pasted, edited in the middle and recalled', async () => {
    const secret = makeSecret('github-pat', 44);
    const terminal = await open(shell, [secret]);
    terminal.paste(`printf %s ${secret.text} | wc -c`);
    await terminal.see(STARS);
    // To the beginning of the line and back over the token, then a change in front of it.
    terminal.send('\x01');
    for (let i = 0; i < 20; i++) terminal.send('\x1b[C');
    terminal.send('\x01: ; \r');
    await terminal.see(new RegExp(`^ *${secret.text.length}$`, 'm'));
    terminal.send('\x1b[A');
    await terminal.see((screen) => (screen.text().match(/printf %s \*{3,}/g) ?? []).length >= 2, 'the recalled line');
    terminal.send('\x03');
    await terminal.assertNoLeak();
  });

  test('shows none on a line that wraps at the edge', async () => {
    const secret = makeSecret('anthropic-api', 45);
    const terminal = await open(shell, [secret]);
    terminal.resize(60, 24);
    terminal.send('echo a line\r');
    await terminal.see(/^a line$/m);
    terminal.paste(`printf %s ${secret.text} | wc -c`);
    await terminal.see(STARS);
    terminal.send('\r');
    await terminal.see(new RegExp(`^ *${secret.text.length}$`, 'm'));
    await terminal.assertNoLeak();
  });

  test('shows none in a completion', async () => {
    const secret = makeSecret('gitlab-pat', 46);
    Home.current().write(`folder-${shell}/${secret.text}.txt`, '');
    Home.current().write(`folder-${shell}/other.txt`, '');
    const terminal = await open(shell, [secret]);
    terminal.send(`cd folder-${shell}\r`);
    await terminal.see(new RegExp(`cd folder-${shell}`));
    terminal.send('ls \t\t');
    await terminal.see('other.txt');
    await terminal.see(STARS);
    terminal.send('\x03');
    await terminal.assertNoLeak();
  });

  test('changes nothing of what holds no secret', async () => {
    const terminal = await open(shell, []);
    terminal.send("printf '\\033[1;31mred\\033[0m caf\\303\\251 \\360\\237\\230\\200 e\\314\\201\\n'\r");
    await terminal.see(/^red café 😀 e\u0301$/m);
    expect(terminal.raw().includes('\x1b[1;31mred\x1b[0m caf\u00e9 \u{1f600} e\u0301')).toBe(true);
  });
});
