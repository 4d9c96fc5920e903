// What is known stays out of core dumps, heap snapshots, reports and debuggers; the user's own programs may dump as they did.
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Home } from './home.ts';
import { closeAll, delay, OuterTerminal, until } from './outer-terminal.ts';
import { run, start } from './run.ts';

afterEach(closeAll);

const home = Home.current();
const SECRET = ['Quokka', 9, 'lemon'].join('-');
const filterOf = (pid: number | string) => readFileSync(`/proc/${pid}/coredump_filter`, 'utf8').trim();
const OWN = process.platform === 'linux' ? filterOf('self') : '';
const env = { DB_PASSWORD: SECRET };

describe.skipIf(process.platform !== 'linux')('a core dump', () => {
  test('of a session holds none of its memory, of its shell all', async () => {
    const terminal = OuterTerminal.masked(['--quiet', '--', 'sh', '-c', 'cat /proc/self/coredump_filter; read x'], {
      env,
    });
    await terminal.see(OWN);
    expect(Number.parseInt(OWN, 16)).toBeGreaterThan(0);
    expect(filterOf(terminal.pid)).toBe('00000000');
  });

  test('of a command on pipes likewise', async () => {
    const { child, outcome, stdout } = start(['--', 'sh', '-c', 'cat /proc/self/coredump_filter; read x'], {
      env,
      keepInput: true,
    });
    await until(() => stdout().includes('\n'), stdout);
    expect(stdout().trim()).toBe(OWN);
    expect(filterOf(child.pid as number)).toBe('00000000');
    child.stdin?.end();
    await outcome;
  });

  test('of redact likewise', async () => {
    const { child, outcome, stdout } = start(['redact'], { env, keepInput: true });
    child.stdin?.write(`it is ${SECRET}\n`);
    await until(() => stdout().includes('\n'), stdout);
    expect([stdout(), filterOf(child.pid as number)]).toEqual(['it is ***\n', '00000000']);
    child.stdin?.end();
    await outcome;
  });
});

describe('what NODE_OPTIONS asks for', () => {
  const written = () => readdirSync(home.path).filter((name) => /\.heapsnapshot$|^report\.|\.json$/.test(name));

  test.each(['--heapsnapshot-signal=SIGUSR2', '--report-on-signal --report-signal=SIGUSR2'])(
    '%s writes nothing',
    async (options) => {
      const { child, outcome, stdout } = start(['redact'], { env: { ...env, NODE_OPTIONS: options }, keepInput: true });
      child.stdin?.write(`it is ${SECRET}\n`);
      await until(() => stdout().includes('\n'), stdout);
      child.kill('SIGUSR2');
      await delay(300);
      child.stdin?.end();
      const { stdout: out } = await outcome;
      expect(out.toString()).toBe('it is ***\n');
      expect(written()).toEqual([]);
    },
  );

  test('a heap snapshot near the limit stops the start', async () => {
    const { status, stderr, stdout } = await run(['redact'], {
      env: { ...env, NODE_OPTIONS: '--heapsnapshot-near-heap-limit=1' },
      input: SECRET,
    });
    expect([status, stdout.toString()]).toEqual([2, '']);
    expect(stderr).toContain('NODE_OPTIONS has Node write its memory to disk');
  });

  test('a debugger is let go', async () => {
    const { child, outcome, stdout } = start(['redact'], {
      env: { ...env, NODE_OPTIONS: '--inspect=127.0.0.1:0' },
      keepInput: true,
    });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk;
    });
    child.stdin?.write(`it is ${SECRET}\n`);
    await until(() => stdout().includes('\n'), stdout);
    const [, port] = /ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said) ?? [];
    expect(Number(port)).toBeGreaterThan(0);
    await expect(fetch(`http://127.0.0.1:${port}/json`)).rejects.toThrow();
    child.stdin?.end();
    await outcome;
  });
});
