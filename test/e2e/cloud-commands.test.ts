// Stubs of the cloud's command-line tools in a real session: what they print, in the formats of their documentation, is masked by
// the command that was typed, even where the values are words.
import { afterEach, expect, test } from 'vitest';
import { OUTPUTS } from '../commands/outputs.ts';
import { Home, needs, PROMPT } from './home.ts';
import { closeAll, OuterTerminal } from './outer-terminal.ts';

afterEach(closeAll);

const STUBBED =
  /^(aws|az|gcloud|vault|op|bw|doppler|heroku|fly|kubectl|gh|glab|terraform|sops|infisical|chamber|docker|npm) [^|]*$/;
const WORDS = ['sunday', 'garden', 'letmein', 'winter', 'planet'];

const COMMANDS = OUTPUTS.filter(({ command, shell }) => STUBBED.test(command) && shell === undefined);

test.each(['bash', 'zsh', 'fish'])('in %s', async (shell) => {
  needs(shell);
  expect(COMMANDS.length).toBeGreaterThan(20);
  const home = Home.current();
  const programs = new Set(COMMANDS.map(({ command }) => command.split(' ')[0]));
  const stub = `#!/bin/sh\ncat "$STUB_OUTPUT"\n`;
  for (const program of programs) home.write(`${shell}-stubs/${program}`, stub, 0o755);
  const STUB_OUTPUT = home.write(`${shell}-output`, '');
  const PATH = `${home.path}/${shell}-stubs:${process.env.PATH}`;
  const terminal = OuterTerminal.masked(['--quiet', '--shell', shell], {
    cols: 200,
    rows: 50,
    env: { PATH, STUB_OUTPUT },
  });
  await terminal.see(PROMPT);
  await terminal.quiet();
  const wrong: unknown[] = [];
  for (const { command, output } of COMMANDS) {
    let count = 0;
    home.write(
      `${shell}-output`,
      output.replaceAll('«»', () => WORDS[count++ % WORDS.length]),
    );
    const prompts = () => terminal.raw().toString('latin1').split(PROMPT).length;
    const before = prompts();
    const from = terminal.raw().length;
    terminal.send(`${command}\r`);
    await terminal.see(() => prompts() > before, `the prompt behind ${command}`);
    await terminal.quiet();
    const shown = terminal.text();
    // A first line may be as wide as what it hides, and a bracket right behind it part of it; the screen has no tabs.
    const plain = (line: string) =>
      line
        .replace(/\*{3,}\]?/g, '***')
        .replace(/\s+/g, ' ')
        .trimEnd();
    const lines = (shown.split(PROMPT).at(-2) ?? '').split('\n').slice(1, -1).map(plain);
    const wanted = output.replaceAll('«»', '***').trimEnd().split('\n').map(plain);
    if (lines.join('\n') !== wanted.join('\n')) wrong.push({ command, lines, wanted });
    const raw = terminal.raw().subarray(from).toString('latin1');
    for (const word of WORDS.slice(0, count)) expect(raw, command).not.toContain(word);
  }
  expect(wrong).toEqual([]);
});
