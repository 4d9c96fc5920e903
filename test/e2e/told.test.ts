// What the hooks of the real shells tell: the command line as it runs, the working directory, what is exported.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { Pty } from '../../src/session/pty.ts';
import { type CommandContext, ShellHooks } from '../../src/session/shell-hooks.ts';
import { SHELL_KINDS, type ShellKind } from '../../src/shells/integration.ts';
import { Home, needs, testEnvironment } from './home.ts';
import { until } from './outer-terminal.ts';

const HOOKS = fileURLToPath(new URL('../../shell-integration', import.meta.url));
const opened = new Set<Pty>();

afterEach(() => {
  for (const pty of opened) pty.close();
  opened.clear();
});

/** A shell with its hooks, and all that they told. */
class Told {
  readonly lines: (string | null)[] = [];
  readonly exported = new Map<string, string>();
  readonly directories: string[] = [];
  readonly aliases = new Map<string, string>();
  output = '';
  losses = 0;
  private readonly pty: Pty;

  constructor(kind: ShellKind, cols: number) {
    needs(kind);
    const hooks = new ShellHooks(
      kind,
      mkdtempSync(join(Home.current().path, 'session-')),
      { TERM: 'xterm-256color' },
      cols,
    );
    const env = testEnvironment();
    const { command, env: childEnv } = hooks.integrate({ file: kind, args: [] }, env, HOOKS);
    const listener = {
      output: (bytes: Uint8Array) => {
        this.output += Buffer.from(bytes).toString('latin1');
      },
      prompt: ({ directory, exported }: { directory: string; exported: ReadonlyMap<string, string> }) => {
        this.directories.push(directory);
        for (const [name, value] of exported) this.exported.set(name, value);
      },
      lost: () => {
        this.losses++;
      },
      input: () => {},
      command: (line: string | null, { aliases }: CommandContext) => {
        this.lines.push(line);
        for (const [name, value] of aliases) this.aliases.set(name, value);
      },
    };
    this.pty = new Pty(
      { command, env: childEnv, cols, rows: 24 },
      {
        onData: (chunk) => hooks.take(chunk, listener),
        onEnd: () => hooks.close(),
        onExit: () => {},
        onInputTaken: () => {},
      },
    );
    hooks.open();
    opened.add(this.pty);
    this.pty.resume();
  }

  async prompts(count: number): Promise<void> {
    await until(
      () => this.directories.length >= count && this.output.includes('ready>'),
      () => `waited for prompt ${count} of ${this.directories.length}: ${JSON.stringify(this.output.slice(-400))}`,
    );
  }

  /** Types a line and waits for the next prompt. */
  async run(line: string): Promise<void> {
    const before = this.directories.length;
    this.pty.write(Buffer.from(`${line}\r`));
    await this.prompts(before + 1);
  }
}

describe.each(SHELL_KINDS)('%s tells', (kind) => {
  test('lines as they run, also those that its history leaves out', async () => {
    const told = new Told(kind, 60);
    await told.prompts(1);
    const long = `echo ${'abcdefgh '.repeat(20)}end`;
    const lines = [
      'true',
      'true',
      ' echo "with a blank"',
      ' echo "with a blank"',
      long,
      ` ${long}`,
      "echo 'a b' | cat; true",
    ];
    if (kind === 'bash') await told.run('HISTCONTROL=ignoreboth');
    const { length } = told.lines;
    for (const line of lines) await told.run(line);
    expect(told.lines.slice(length).map((line) => line?.trim())).toEqual(lines.map((line) => line.trim()));
  });

  test('the working directory, and what is exported', async () => {
    const told = new Told(kind, 80);
    await told.prompts(1);
    const folder = Home.current().write('a folder/file', '');
    await told.run(`cd '${folder.replace(/\/file$/, '')}'`);
    expect(told.directories.at(-1)).toMatch(/\/a folder$/);
    await told.run(kind === 'fish' ? "set -x GIVEN 'two words'" : "export GIVEN='two words'");
    expect(told.exported.get('GIVEN')).toBe('two words');
    expect([...told.exported.keys()].filter((name) => /CHANNEL|ZDOTDIR|_ENV$/.test(name))).toEqual([]);
    const big = 'y'.repeat(300_000);
    Home.current().write('big.sh', kind === 'fish' ? `set -x BIG ${big}\n` : `export BIG=${big}\n`);
    await told.run('source ~/big.sh');
    expect(told.exported.get('BIG')?.length).toBe(big.length);
  });

  test('nothing in its output that was not there', async () => {
    const told = new Told(kind, 80);
    await told.prompts(1);
    await told.run('echo "$GIVEN"');
    expect(told.output).not.toMatch(/6973/);
    // What leads to us is nobody else's.
    if (process.platform === 'linux') {
      await told.run('ls -l /proc/self/fd');
      expect(told.output).not.toMatch(/ptmx/);
    }
    expect(told.losses).toBe(0);
  });
});

test('bash tells its aliases', async () => {
  const told = new Told('bash', 80);
  await told.prompts(1);
  await told.run("alias show='pass show'");
  await told.run('true');
  expect(told.aliases.get('show')).toBe('pass show');
});
