// Configuration files, as a user has them: their own, a project's, and broken ones.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makePemBlock, makeSecret } from '../support/secrets.ts';
import { Home, PROMPT } from './home.ts';
import { BIN, closeAll, OuterTerminal } from './outer-terminal.ts';
import { run } from './run.ts';

const token = makeSecret('github-pat', 71);
const other = makeSecret('github-pat', 72);
/** What no built-in rule knows. */
const BADGE = ['QX', '71829304'].join('-');
/** Passwords, in files and URLs. */
const QUOKKA = ['Quokka', 9, 'lemon'].join('-');
const WALRUS = ['Walrus', 7, 'melon'].join('-');
const WORDS = ['quiet', 'sunflower', 'seed'].join('-');
const PASSWORD = ['q7w8', 'e9r0t1'].join('');
const RULE = `[[rules]]\nid = "badge"\ndescription = "a badge"\nregex = '''\\b[A-Z]{2}-([0-9]{8})\\b'''\n`;
const OWN = '.config/masked-shell/config.toml';

const home = Home.current();
const project = join(home.path, 'work');
const inside = join(project, 'src', 'deep');

beforeEach(() => mkdirSync(inside, { recursive: true }));
afterEach(() => {
  closeAll();
  rmSync(join(home.path, OWN), { recursive: true, force: true });
  rmSync(project, { recursive: true, force: true });
});

const redact = async (input: string, args: readonly string[] = [], env = {}) => {
  const { stdout, stderr, status } = await run(['redact', ...args], { input, env });
  return { out: stdout.toString(), stderr, status };
};

/** Runs masked-shell in a folder of the project. */
async function redactInside(input: string): Promise<{ out: string; stderr: string; status: number | null }> {
  const script = `cd '${inside}' && exec '${process.execPath}' "$0" redact`;
  const { stdout, stderr, status } = await run(['--no-config', '--', 'sh', '-c', script, BIN], { input });
  return { out: stdout.toString(), stderr, status };
}

describe("a user's file", () => {
  test('is read from its place, from XDG_CONFIG_HOME, from --config, and not with --no-config', async () => {
    home.write(OWN, RULE);
    expect((await redact(`x ${BADGE}\n`)).out).toBe('x QX-***\n');
    expect((await redact(`x ${BADGE}\n`, ['--no-config'])).out).toBe(`x ${BADGE}\n`);
    const elsewhere = home.write('xdg/masked-shell/config.toml', 'sensitive-names = ["*_bib"]');
    const input = `race_bib=0815 ${BADGE}\n`;
    for (const [args, env] of [
      [['--config', elsewhere], {}],
      [[], { XDG_CONFIG_HOME: join(home.path, 'xdg') }],
    ] as const)
      expect((await redact(input, args, env)).out).toBe(`race_bib=*** ${BADGE}\n`);
  });

  test('counts where a value stands below its name, and for the data of a Secret', async () => {
    const encoded = Buffer.from(WORDS).toString('base64');
    const input = `race_bib: |\n  0815\nuser: bob\nkind: Secret\ndata:\n  note: ${encoded}\n`;
    const masked = (bib: string, note: string) =>
      `race_bib: |\n  ${bib}\nuser: bob\nkind: Secret\ndata:\n  note: ${note}\n`;
    expect((await redact(input)).out).toBe(masked('0815', '***'));
    home.write(OWN, 'sensitive-names = ["*_bib"]\ndisabled-rules = ["kubernetes-secret"]');
    expect((await redact(input)).out).toBe(masked('***', encoded));
  });

  test('switches off a rule whose secrets go on over many lines', async () => {
    const input = `${makePemBlock(5).join('\n')}\n`;
    expect((await redact(input)).out).not.toBe(input);
    home.write(OWN, 'disabled-rules = ["private-key"]');
    expect((await redact(input)).out).toBe(input);
  });

  test('sets what the command line does not', async () => {
    home.write(OWN, 'profile = "stream"\n');
    expect((await redact('ask bob@example.org\n')).out).toBe('ask ***\n');
    expect((await redact('ask bob@example.org\n', ['--profile', 'standard'])).out).toBe('ask bob@example.org\n');
  });

  test('masks in a session, typed, printed and in a pipe', async () => {
    home.write(OWN, `mask-char = "#"\n${RULE}`);
    const terminal = OuterTerminal.masked([]);
    await terminal.see(PROMPT);
    await terminal.type(`echo ${BADGE.replace('-', "-''")} is ${BADGE}`);
    await terminal.see('is QX-########');
    terminal.send('\r');
    await terminal.see('QX-### is QX-###');
    terminal.send('exit\r');
    await terminal.end();
    const piped = await run(['--', 'sh', '-c', `printf '%s-' QX; sleep 0.01; printf 7182; sleep 0.01; echo 9304 end`]);
    expect(piped.stdout.toString()).toBe('QX-### end\n');
  });

  test('switches rules off, lets values through, and neither unmasks what else is there', async () => {
    const { stdout } = await run(['rules', 'fingerprint'], { input: `${token.text}\n` });
    expect(stdout.toString()).not.toContain(token.text.slice(4));
    home.write(OWN, `disabled-rules = ["url-password"]\n${stdout}`);
    const input = `https://u:${PASSWORD}@h.example/ ${token.text} ${other.text}\n`;
    expect((await redact(input)).out).toBe(`https://u:${PASSWORD}@h.example/ ${token.text} ***\n`);
    // A second entry is made with the same key.
    const again = await run(['rules', 'fingerprint'], { input: 'x' });
    expect(again.stdout.toString().split(':')[1]).toBe(stdout.toString().split(':')[1]);
    expect((await run(['rules', 'fingerprint'], { input: '\n' })).status).toBe(2);
  });

  test('lets through what stands in some files', async () => {
    home.write(OWN, '[[allow]]\npath = "fixtures"\n');
    home.write('tree/fixtures/a.txt', `x ${token.text}\n`);
    home.write('tree/b.txt', `x ${token.text}\n`);
    const { stdout, status } = await run(['check', join(home.path, 'tree')]);
    expect(
      stdout
        .toString()
        .match(/^\S+/gm)
        ?.map((place) => place.split('/').pop()),
    ).toEqual(['b.txt:1:3:']);
    expect(status).toBe(1);
    const redacted = await run(['redact', join(home.path, 'tree/b.txt'), join(home.path, 'tree/fixtures/a.txt')]);
    expect(redacted.stdout.toString()).toBe(`x ***\nx ${token.text}\n`);
  });

  test('names files to learn values from; one that is there and unreadable is told', async () => {
    // Behind a name that says so it is learned, and be it made of words.
    home.write('.env', `DB_PASSWORD="${QUOKKA}"\nDB_HOST=db.internal\n[smtp]\r\nsecret = ${WORDS}\r\n`);
    mkdirSync(join(home.path, 'folder'), { recursive: true });
    home.write(OWN, 'learn = ["~/.env", "missing", "folder"]\n');
    const { out, stderr, status } = await redact(`said ${QUOKKA} and ${WORDS} to db.internal\n`);
    expect([out, status]).toEqual(['said *** and *** to db.internal\n', 0]);
    expect(stderr).toBe('masked-shell: folder: is a directory\n  Nothing was learned from it.\n');
    home.write(OWN, 'learn = ["~/.env"]\ndisabled-rules = ["learned-file"]\n');
    expect((await redact(`said ${QUOKKA}\n`)).out).toBe(`said ${QUOKKA}\n`);
    rmSync(join(home.path, '.env'));
  });

  test('its rules are listed, shown and tried', async () => {
    home.write(OWN, `${RULE}entropy = 1\n`);
    expect((await run(['rules', 'list'])).stdout.toString()).toMatch(/^badge +a badge$/m);
    const shown = (await run(['rules', 'show', 'badge'])).stdout.toString();
    expect(shown).toMatch(/^form +\\b\[A-Z\]\{2\}-/m);
    expect(shown).toMatch(/^source +\S+config\.toml:1$/m);
    const tried = await run(['rules', 'test', 'badge'], { input: `x ${BADGE}\n` });
    expect([tried.stdout.toString().split('\n')[0], tried.status]).toEqual(['-:1:6: badge', 0]);
    expect(tried.stdout.toString()).not.toContain('71829304');
  });
});

describe("a project's file", () => {
  test('adds in every folder below it, and its own ones add to it', async () => {
    home.write('work/.masked-shell.toml', RULE);
    home.write('work/src/.masked-shell.toml', 'sensitive-names = ["*_bib"]\nprofile = "stream"\n');
    expect((await redactInside(`race_bib=0815 ${BADGE} bob@example.org\n`)).out).toBe('race_bib=*** QX-*** ***\n');
    expect((await redact(`${BADGE}\n`)).out).toBe(`${BADGE}\n`);
  });

  test.each([
    ['disabled-rules = ["github-pat"]', 'disabled-rules: is for your own file only'],
    ['[[allow]]\nregex = "."', 'allow: is for your own file only'],
    ['benign-names = ["*TOKEN*"]', 'benign-names: is for your own file only'],
    ['learn = ["../.env"]', 'learn: expected a file inside of the project'],
  ])('can not weaken: %s', async (text, message) => {
    home.write('work/.masked-shell.toml', `${text}\n`);
    const { out, stderr, status } = await redactInside(`${token.text}\n`);
    expect([out, status]).toEqual(['', 2]);
    expect(stderr).toContain(`${project}/.masked-shell.toml:1: ${message}`);
  });

  test('can not lower a profile', async () => {
    home.write(OWN, 'profile = "stream"\n');
    home.write('work/.masked-shell.toml', 'profile = "standard"\n');
    expect((await redactInside('bob@example.org\n')).out).toBe('***\n');
  });

  test('learns from its own files, and follows no link out of it', async () => {
    home.write('outside.env', `DB_PASSWORD=${QUOKKA}\n`);
    home.write('work/.env', `DB_PASSWORD=${WALRUS}\n`);
    symlinkSync('../outside.env', join(project, 'link.env'));
    home.write('work/.masked-shell.toml', 'learn = [".env", "link.env"]\n');
    const { out, stderr } = await redactInside(`a ${QUOKKA} b ${WALRUS}\n`);
    expect(out).toBe(`a ${QUOKKA} b ***\n`);
    expect(stderr).toContain('link.env: is a link out of the project');
  });

  test('is told where the first line has room for it', async () => {
    home.write('work/.masked-shell.toml', RULE);
    const wide = OuterTerminal.masked([], { cols: 120, cwd: inside });
    await wide.see('with .masked-shell.toml');
    const narrow = OuterTerminal.masked([], { cols: 70, cwd: inside });
    await narrow.see(PROMPT);
    expect(narrow.text()).not.toContain('.masked-shell.toml');
  });
});

describe('a broken file', () => {
  const broken: [string, string, string | (() => void)][] = [
    ['wrong syntax', ':2: is no TOML', 'profile = "stream"\n= 3\n'],
    ['a wrong key', ':1: profil: is no key that is known here\n  Did you mean profile?', 'profil = "stream"\n'],
    [
      'a wrong regex',
      ':3: rules[1].regex: expected a regular expression as RE2',
      '[[rules]]\nid = "a"\nregex = "(?=a)"\n',
    ],
    [
      'a regex for several lines',
      ':1: rules: the regex of a can only match over several',
      '[[rules]]\nid = "a"\nregex = "a\\\\nb"\n',
    ],
    [
      'the id of a built-in rule',
      ':1: rules: the id jwt is that of a built-in rule',
      '[[rules]]\nid = "jwt"\nregex = "a"\n',
    ],
    [
      'an unknown rule',
      ':1: disabled-rules: expected the id of a rule, got another text\n  Did you mean jwt?',
      'disabled-rules = ["jtw"]\n',
    ],
    ['invalid UTF-8', ':2: is no UTF-8', Buffer.from('a = 1\n# caf\xe9\n', 'latin1').toString('latin1')],
    ['too many bytes', ': is larger than 1 MiB', `# ${'x'.repeat(1 << 20)}\n`],
    ['a folder', ': is a directory', () => mkdirSync(join(home.path, OWN), { recursive: true })],
    ['a pipe', ': is no regular file', () => execFileSync('mkfifo', [join(home.path, OWN)])],
    ['a device', ': is no regular file', () => symlinkSync('/dev/zero', join(home.path, OWN))],
    ['a link to itself', ': too many symbolic links', () => symlinkSync('config.toml', join(home.path, OWN))],
  ];

  test.each(broken)('%s stops the start, and nothing is shown', async (_what, message, content) => {
    mkdirSync(join(home.path, OWN, '..'), { recursive: true });
    if (typeof content === 'string') home.write(OWN, Buffer.from(content, 'latin1'));
    else content();
    for (const args of [['redact'], ['--', 'cat'], ['check'], ['rules', 'explain']]) {
      const { stdout, stderr, status } = await run(args, { input: `x ${token.text} ${BADGE}\n` });
      expect([stdout.toString(), status]).toEqual(['', 2]);
      expect(stderr).toContain(join(home.path, OWN) + message);
    }
  });

  test('in a folder of an odd name is told without what a terminal obeys', async () => {
    home.write('work/\x1b[31mred/.masked-shell.toml', 'x = 1\n');
    const script = `cd '${project}/\x1b[31mred' && exec '${process.execPath}' "$0" redact`;
    const { stderr } = await run(['--no-config', '--', 'sh', '-c', script, BIN]);
    expect(stderr).toContain('/work/?[31mred/.masked-shell.toml:1: x: is no key');
  });

  test('on a terminal, too', async () => {
    home.write(OWN, 'profile = 3\n');
    const terminal = OuterTerminal.masked([]);
    expect((await terminal.end()).exitCode).toBe(2);
    expect(terminal.text()).toContain('profile: expected standard, stream or strict, got an integer');
  });

  test.skipIf(process.getuid?.() === 0)('one that may not be read stops the start', async () => {
    chmodSync(home.write(OWN, ''), 0);
    const { stderr, status } = await redact('x\n');
    expect([stderr, status]).toEqual([expect.stringContaining('config.toml: permission denied'), 2]);
  });

  test('a file that --config names has to be there; a byte order mark and CR LF are fine', async () => {
    const { stderr, status } = await redact('x\n', ['--config', 'no-such.toml']);
    expect([stderr, status]).toEqual([expect.stringContaining('no-such.toml: no such file'), 2]);
    home.write(OWN, `\ufeffprofile = "stream"\r\n`);
    expect((await redact('bob@example.org\n')).out).toBe('***\n');
  });
});

describe('import', () => {
  test('what gitleaks and detect-secrets have becomes a configuration', async () => {
    const leaks = `[[rules]]\nid = "badge"\nregex = '''\\b[A-Z]{2}-([0-9]{8})\\b'''\n[rules.allowlist]\nregexes = ['''^1''']\ncommits = ["a"]\n`;
    const made = await run(['rules', 'import', 'gitleaks', home.write('.gitleaks.toml', leaks)]);
    expect(made.status).toBe(0);
    expect(made.stderr).toMatch(
      /\.gitleaks\.toml:\d+: rules\[1\]\.allowlist\.commits: nothing here belongs to a commit\n$/,
    );
    home.write(OWN, made.stdout);
    expect((await redact(`${BADGE} QX-11829304\n`)).out).toBe('QX-*** QX-11829304\n');
    const baseline = home.write('.secrets.baseline', '{"results": {}, "exclude": {"files": "lock$", "lines": null}}');
    const secrets = await run(['rules', 'import', 'detect-secrets', baseline]);
    expect([secrets.stdout.toString(), secrets.status]).toEqual([`[[allow]]\npath-regex = '''lock$'''\n`, 0]);
  });

  test.each([
    [['rules', 'import'], 'takes a tool and its file'],
    [['rules', 'import', 'trivy', 'x'], 'takes a tool and its file'],
    [['rules', 'import', 'gitleaks', 'missing'], 'missing: no such file'],
  ])('%j is wrong use', async (args, message) => {
    const { stderr, status } = await run(args);
    expect([stderr, status]).toEqual([expect.stringContaining(message), 2]);
  });
});
