// `masked-shell check`: files, folders, recordings, what is staged; and the forms of its report.
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { randomNumbers } from '../support/choices.ts';
import { makePemBlock, makeSecret } from '../support/secrets.ts';
import { Home } from './home.ts';
import { assertHidden } from './leaks.ts';
import { type Outcome, run, start } from './run.ts';

const secret = makeSecret('github-pat', 31);
const other = makeSecret('github-pat', 32);

/** Runs it, and makes sure that it never shows a value. */
async function check(args: readonly string[], input = ''): Promise<Outcome & { places: string[] }> {
  const outcome = await run(['check', ...args], { input });
  const stdout = outcome.stdout.toString();
  for (const hidden of [secret, other]) assertHidden(hidden, stdout + outcome.stderr);
  return { ...outcome, places: stdout.split('\n').filter((line) => /^\S/.test(line)) };
}

/** Makes files below a new folder of the home directory. */
function folder(name: string, files: Record<string, string | Buffer>): string {
  for (const [path, content] of Object.entries(files)) Home.current().write(join(name, path), content);
  return join(Home.current().path, name);
}

describe('a file', () => {
  test('file, line, column and rule; what it is, what stands around it, where it is revoked; ends with 1', async () => {
    const file = Home.current().write('app.log', `nothing here\n\u00e9 \x1b[1m${secret.text}\x1b[0m\r\nend\n`);
    const { stdout, stderr, status } = await check([file]);
    expect(stdout.toString()).toMatch(
      new RegExp(
        `^${file}:2:3: github-pat\n    GitHub: .*\n    \\| \u00e9 \\*\\*\\*\n    revoke it: https://github.com/\\S+\n$`,
      ),
    );
    expect(stderr).toBe('1 secret in 1 file\n');
    expect(status).toBe(1);
  });

  test('follows a key block over its lines', async () => {
    const { places, status } = await check([], `${makePemBlock(5).join('\n')}\nplain text\n`);
    expect(places.map((place) => Number(place.split(':')[1]))).toEqual([2, 3, 4, 5]);
    expect(status).toBe(1);
  });

  test('a line between many harmless ones has its number, with colours inside the token', async () => {
    const [head, tail] = [secret.text.slice(0, 9), secret.text.slice(9)];
    const lines = 'an ordinary line\n'.repeat(40_000);
    const { places } = await check([], `${lines}x ${head}\x1b[31m${tail}\n${lines}y ${other.text}\n`);
    expect(places).toEqual(['-:40001:3: github-pat', '-:80002:3: github-pat']);
  });

  test('UTF-16 is read as text', async () => {
    const text = Buffer.from(`\ufeffa\r\nAPI_KEY=${secret.text}\r\n`, 'utf16le');
    const { places } = await check([folder('utf16', { 'win.env': text })]);
    expect(places[0]).toMatch(/win\.env:2:9: github-pat$/);
  });

  test('the surroundings hide the other secrets of the line, too', async () => {
    const { stdout } = await check([], `a ${secret.text} b ${other.text} c\n`);
    expect(stdout.toString().match(/^ {4}\| .*$/gm)).toEqual(['    | a *** b *** c', '    | a *** b *** c']);
  });

  test('a name shows neither the secret in it nor what the terminal would obey', async () => {
    const root = folder('names', { [`\x1b[31m${other.text}.txt`]: `x ${secret.text}` });
    const { stdout } = await check([root]);
    expect(stdout.toString()).toContain(`${root}/\\x1b[31m***.txt:1:3: github-pat`);
  });

  test('ends with 0 when there is nothing, with 2 when a file cannot be read', async () => {
    const clean = await check([], 'password = getpass()\nok\n');
    expect([clean.stdout.toString(), clean.stderr, clean.status]).toEqual(['', '0 secrets in 1 file\n', 0]);
    const missing = await check(['no-such-file']);
    expect(missing.stderr).toContain('no-such-file: no such file');
    expect(missing.status).toBe(2);
  });
});

describe('a folder', () => {
  test('leaves out what .gitignore names, links, binary files and version control, but no file that is named', async () => {
    const root = folder('tree', {
      '.git/config': `token = ${secret.text}\n`,
      '.git/info/exclude': 'private/\n',
      '.gitignore': '*.log\n!kept.log\n/build/\n',
      'app.log': secret.text,
      'kept.log': `kept ${secret.text}`,
      'build/out.txt': secret.text,
      'private/x.txt': secret.text,
      'src/.gitignore': '!app.log\nlocal.txt\n',
      'src/app.log': `x ${other.text}`,
      'src/local.txt': secret.text,
      'src/build/in.txt': `in ${other.text}`,
      'picture.png': Buffer.concat([Buffer.from([0x89, 0x50, 0, 0]), Buffer.from(secret.text)]),
    });
    symlinkSync('src', join(root, 'link'));
    const { places, stderr, status } = await check([root]);
    const found = places.map((place) => place.slice(root.length + 1).split(':')[0]);
    expect(found).toEqual(['kept.log', 'src/app.log', 'src/build/in.txt']);
    expect([stderr, status]).toEqual([expect.stringMatching(/^3 secrets in \d+ files\n$/), 1]);
    expect((await check([join(root, 'src')])).places).toHaveLength(2);
    expect((await check([join(root, 'app.log'), join(root, 'picture.png')])).places).toHaveLength(2);
    expect((await check([join(root, 'build')])).places).toHaveLength(1);
  });
});

describe('several threads', () => {
  const random = randomNumbers(3);
  const root = 'threads';
  /** Secrets, values that are known only once an earlier file gave them away, and what is left out. */
  const files: Record<string, string | Buffer> = {};
  for (let i = 0; i < 500; i++) {
    const name = `${root}/${String(i).padStart(3, '0')}.txt`;
    const lines = 'an ordinary line\n'.repeat(random(400));
    const { text } = makeSecret('github-pat', 100 + random(40));
    const kind = random(8);
    if (kind === 0) files[name] = `${lines}x ${text}\n`;
    else if (kind === 1) files[name] = `${lines}${Buffer.from(text).toString('base64')}\nx${text.slice(4)}\n`;
    else if (kind === 2) files[name] = Buffer.concat([Buffer.from(lines), Buffer.alloc(9)]);
    else files[name] = lines;
  }
  const all = async (...args: string[]) => {
    const { stdout, stderr, status } = await check([...args, '--format', 'json', `${Home.current().path}/${root}`]);
    return { stdout: stdout.toString(), stderr, status };
  };

  test('report the same as one, in the same order, also of values that are learned on the way', async () => {
    for (const [path, content] of Object.entries(files)) Home.current().write(path, content);
    const one = await all('--jobs', '1');
    expect(one.stdout).toContain('"rule":"github-pat"');
    expect(one.stdout.split('\n').length).toBeGreaterThan(80);
    for (let round = 0; round < 5; round++) expect(await all('--jobs', '4')).toEqual(one);
    expect(await all()).toEqual(one);
  });

  test('end with a signal, and when nobody reads any more', async () => {
    const large = folder('large', { 'a/0.txt': `x ${secret.text}\n` });
    for (let i = 1; i < 5; i++) Home.current().write(`large/a/${i}.txt`, 'an ordinary line\n'.repeat(1_000_000));
    const running = start(['check', '--jobs', '2', large]);
    await new Promise((resolve) => running.child.stdout!.once('data', resolve));
    running.child.kill('SIGINT');
    expect((await running.outcome).signal).toBe('SIGINT');
    const lines = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`${i}.txt`, `x ${secret.text}\n`.repeat(200)]),
    );
    const unread = start(['check', '--jobs', '2', folder('unread', lines)]);
    unread.child.stdout!.once('data', () => unread.child.stdout!.destroy());
    expect((await unread.outcome).status).toBe(141);
  });

  test.each(['0', '65', 'two', '-1'])('--jobs %s is refused', async (jobs) => {
    const { stderr, status } = await check([`--jobs=${jobs}`, '.']);
    expect(stderr).toContain('--jobs takes a number from 1 to 64');
    expect(status).toBe(2);
  });
});

describe('a recording', () => {
  const header = { version: 2, width: 80, height: 24, env: { SHELL: '/bin/zsh' } };
  const cast = (first: object, events: unknown[]) =>
    [first, ...events].map((event) => JSON.stringify(event)).join('\n');
  const typed = [...`x ${secret.text}\r\n`].map((letter, i) => [i + 1, 'o', letter]);

  test.each([
    ['version 2', cast(header, typed), secret.text.length + 4],
    [
      'version 3',
      cast(
        { version: 3, term: { cols: 80, rows: 24 } },
        typed.map(([, o, letter]) => [1, o, letter]),
      ),
      secret.text.length + 4,
    ],
    [
      'version 1',
      JSON.stringify({ version: 1, width: 80, height: 24, stdout: typed.map(([, , letter]) => [1, letter]) }),
      1,
    ],
  ])('%s: a secret that was typed letter by letter, with its time', async (_name, text, line) => {
    const file = Home.current().write('typed.cast', `${text}\n`);
    const { stdout, places } = await check([file]);
    expect(places).toEqual([`${file}:${line}:1: github-pat`]);
    expect(stdout.toString()).toContain(`shown at ${secret.text.length + 3}.0 s`);
  });

  test('painted by cursor addressing, typed into it, and in its header', async () => {
    const painted = [[1, 'o', `\x1b[2J\x1b[5;13H${secret.text.slice(12)}\x1b[5;1H${secret.text.slice(0, 12)}\r\n`]];
    const file = Home.current().write('painted.cast', cast({ ...header, title: `t ${other.text}` }, painted));
    expect((await check([file])).places.map((place) => place.split(':')[1])).toEqual(['2', '1']);
    const keys = Home.current().write(
      'keys.cast',
      cast(header, [
        [1, 'i', secret.text],
        [2, 'i', '\r'],
      ]),
    );
    expect((await check([keys])).places).toHaveLength(1);
  });

  test('a broken one is told with its line', async () => {
    const file = Home.current().write('broken.cast', `${cast(header, [[1, 'o', 'x']])}\n[2, "o\n`);
    const { stderr, status } = await check([file]);
    expect(stderr).toContain(`${file}:3: is no event of a recording`);
    expect(status).toBe(2);
  });
});

describe('what is staged', () => {
  const root = join(Home.current().path, 'repository');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: root, stdio: 'pipe' });
  const staged = async () => {
    const entry = `cd '${root}' && exec '${process.execPath}' "$0" check --staged`;
    const outcome = await run(['--', 'sh', '-c', entry, join(import.meta.dirname, '../../bin/masked-shell.js')]);
    return {
      lines: outcome.stdout
        .toString()
        .split('\n')
        .filter((line) => /^\S/.test(line)),
      status: outcome.status,
    };
  };

  test('new lines as they will be committed; old ones, and what is not staged, are not told', async () => {
    folder('repository', { 'old name.txt': `old ${secret.text}\n` });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'x');
    Home.current().write('repository/old name.txt', `old ${secret.text}\nok\n`);
    git('add', '.');
    expect(await staged()).toEqual({ lines: [], status: 0 });
    Home.current().write('repository/old name.txt', `old ${secret.text}\nok\nnew ${other.text}\n`);
    expect((await staged()).status).toBe(0);
    git('add', '.');
    expect(await staged()).toEqual({ lines: ['old name.txt:3:5: github-pat'], status: 1 });
  });

  test('is wrong use outside of a repository', async () => {
    const { stderr, status } = await check(['--staged']);
    expect(stderr).toContain('not a git repository');
    expect(status).toBe(2);
  });
});

describe('--format', () => {
  const input = `x ${secret.text} y\n`;

  test('json', async () => {
    const { stdout } = await check(['--format', 'json'], input);
    const { text } = secret;
    expect(JSON.parse(stdout.toString())).toMatchObject({
      file: '-',
      line: 1,
      column: 3,
      length: text.length,
      excerpt: 'x *** y',
    });
  });

  test('sarif: rules, places and levels', async () => {
    const file = Home.current().write('a b.txt', input);
    const { stdout, status } = await check(['--format', 'sarif', file]);
    const { version, runs } = JSON.parse(stdout.toString());
    expect([version, runs.length, status]).toEqual(['2.1.0', 1, 1]);
    const [{ tool, results }] = runs;
    expect(tool.driver.rules).toEqual([
      expect.objectContaining({ id: 'github-pat', helpUri: expect.stringMatching(/^https:/) }),
    ]);
    expect(results).toEqual([expect.objectContaining({ ruleId: 'github-pat', ruleIndex: 0 })]);
    const { artifactLocation, region } = results[0].locations[0].physicalLocation;
    expect(artifactLocation.uri).toContain('a%20b.txt');
    expect(region).toEqual({ startLine: 1, startColumn: 3, endColumn: 3 + secret.text.length });
    const clean = await check(['--format', 'sarif'], 'nothing\n');
    expect(JSON.parse(clean.stdout.toString()).runs[0].results).toEqual([]);
  });

  test('github: a line with its properties escaped', async () => {
    const file = Home.current().write('a,b.txt', input);
    const { stdout } = await check(['--format', 'github', file]);
    expect(stdout.toString()).toMatch(
      /^::(?:error|warning) file=\S+a%2Cb\.txt,line=1,col=3,endColumn=\d+,title=Secret%3A github-pat::GitHub: /,
    );
  });

  test('another is refused', async () => {
    const { stderr, status } = await check(['--format', 'xml'], input);
    expect(stderr).toContain('--format takes human, json, sarif, github');
    expect(status).toBe(2);
  });
});

describe('--baseline', () => {
  test('leaves out what it knows, wherever it runs, and holds no value', async () => {
    const root = folder('based', { 'a.txt': `x ${secret.text}\n` });
    const baseline = join(root, 'baseline.json');
    expect((await check(['--update-baseline', baseline, root])).status).toBe(0);
    assertHidden(secret, execFileSync('cat', [baseline], { encoding: 'latin1' }));
    Home.current().write('based/a.txt', `moved\nx ${secret.text}\n`);
    const known = await check(['--baseline', baseline, join(root, 'a.txt')]);
    expect([known.places, known.status]).toEqual([[], 0]);
    expect(known.stderr).toBe('0 secrets in 1 file, 1 more in the baseline\n');
    Home.current().write('based/a.txt', `x ${secret.text}\ny ${other.text}\n`);
    const more = await check(['--baseline', baseline, root]);
    expect([more.places.length, more.status]).toEqual([1, 1]);
  });

  test('one that is missing or none is wrong use', async () => {
    const missing = await check(['--baseline', 'nowhere.json'], 'x');
    expect([missing.stderr, missing.status]).toEqual([expect.stringContaining('--update-baseline nowhere.json'), 2]);
    const none = await check(['--baseline', Home.current().write('none.json', '{}')], 'x');
    expect([none.stderr, none.status]).toEqual([expect.stringContaining('is no baseline'), 2]);
  });
});
