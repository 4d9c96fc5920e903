// The files of a project: found from any directory below its root, read again when they changed, and only then; nothing but secrets
// learned from them.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Folder, valueMaker } from './folder.ts';
import { HARMLESS } from './write-file.ts';

const value = valueMaker(7);
const masks = (folder: Folder, secret: string) => folder.shown(`it is ${secret}`) === 'it is ***';

describe('a directory', () => {
  test('and those above it are read, up to the repository', () => {
    const folder = new Folder();
    const [own, above, root, outside] = [value(), value(), value(), value()];
    folder.write('.env', `A_TOKEN=${outside}\n`);
    folder.write('repo/.git/HEAD', '');
    folder.write('repo/.env.local', `export A_TOKEN="${root}"\n`);
    folder.write('repo/a/.env.production', `A_TOKEN='${above}' # production\n`);
    folder.write('repo/a/b/.env', `A_TOKEN=${own}\n`);
    folder.knownFiles().enterDirectory(join(folder.path, 'repo/a/b'));
    expect([own, above, root, outside].map((secret) => masks(folder, secret))).toEqual([true, true, true, false]);
  });

  test('outside of a repository those up to the home are', () => {
    const folder = new Folder();
    const secret = value();
    folder.write('.env', `A_TOKEN=${secret}\n`);
    mkdirSync(join(folder.path, 'x/y'), { recursive: true });
    folder.knownFiles().enterDirectory(join(folder.path, 'x/y'));
    expect(masks(folder, secret)).toBe(true);
  });

  test('that is gone, or was never one, is nothing', () => {
    const folder = new Folder();
    const files = folder.knownFiles();
    files.enterDirectory(join(folder.path, 'no/such'));
    files.enterDirectory(folder.write('plain', ''));
    expect(folder.masking.known).toBe(0);
  });

  test('of very many files has its usual ones read', () => {
    const folder = new Folder();
    for (let i = 0; i < 4200; i++) folder.write(`big/f${i}`, '');
    const secret = value();
    folder.write('big/.env', `A_TOKEN=${secret}\n`);
    folder.knownFiles().enterDirectory(join(folder.path, 'big'));
    expect(masks(folder, secret)).toBe(true);
  });
});

describe('a change', () => {
  test.each([
    ['a new file', (folder: Folder, text: string) => folder.write('.env.new', text)],
    ['other contents', (folder: Folder, text: string) => folder.write('.env', text)],
    [
      'another file in its place, as old and as long',
      (folder: Folder, text: string) => {
        const path = join(folder.path, '.env');
        const { atime, mtime } = statSync(path);
        const other = folder.write('other', text);
        utimesSync(other, atime, mtime);
        renameSync(other, path);
      },
    ],
  ])('%s is learned, and what was known stays so', async (_what, change) => {
    const folder = new Folder();
    const [before, after] = [value(), value()];
    folder.write('.env', `A_TOKEN=${before}\n`);
    const files = folder.knownFiles();
    files.enterDirectory(folder.path);
    change(folder, `A_TOKEN=${after}\n`);
    files.enterDirectory(folder.path);
    expect([masks(folder, before), masks(folder, after)]).toEqual([true, true]);
  });

  test('of nothing reads nothing: a file that lost its values is not missed', async () => {
    const folder = new Folder();
    const path = folder.write('.env', `A_TOKEN=${value()}\n`);
    const long = new Date(Date.now() - 60_000);
    utimesSync(path, long, long);
    await new Promise((resolve) => setTimeout(resolve, 120));
    const files = folder.knownFiles();
    files.enterDirectory(folder.path);
    files.enterDirectory(folder.path);
    const { atimeMs } = statSync(path);
    for (let i = 0; i < 5; i++) files.enterDirectory(folder.path);
    expect(statSync(path).atimeMs).toBe(atimeMs);
    rmSync(path);
    files.enterDirectory(folder.path);
    expect(folder.masking.known).toBe(1);
  });
});

describe('what counts', () => {
  test('are secrets, not settings', () => {
    const folder = new Folder();
    const settings = Object.entries(HARMLESS).map(([name, text]) => `APP_${name.toUpperCase()}=${text}`);
    folder.write('.env', `${settings.join('\n')}\nDEBUG=true\nPORT=8080\nAPP_NAME="The name of it"\n`);
    folder.knownFiles().enterDirectory(folder.path);
    expect(folder.masking.known).toBe(0);
    for (const line of settings) expect(folder.shown(line)).toBe(line);
  });

  test('of a URL is its password, of a token without a telling name its form', () => {
    const folder = new Folder();
    const password = value();
    const token = ['gl', 'pat-', value().replace('-', ''), 'x9'].join('');
    folder.write('.env', `DATABASE_URL=postgres://app:${password}@${HARMLESS.host}/shop\nREMOTE=${token}\n`);
    folder.knownFiles().enterDirectory(folder.path);
    expect([masks(folder, password), folder.masking.known]).toEqual([true, 2]);
    expect(folder.shown(`it is ${HARMLESS.host}`)).toBe(`it is ${HARMLESS.host}`);
    expect(folder.shown(Buffer.from(token).toString('base64').slice(0, 28))).toMatch(/^\*\*\*/);
  });

  test('references and place holders are nothing', () => {
    const folder = new Folder();
    const lines = [
      `A_TOKEN=$${'{OTHER_TOKEN}'}`,
      'B_TOKEN=op://vault/item/field',
      'C_TOKEN=<your token>',
      'D_TOKEN=changeme',
    ];
    folder.write('.env', `${lines.join('\n')}\n`);
    folder.write('.envrc', 'export E_TOKEN=$(pass show x)\nexport F_TOKEN="$(op read op://a/b/c)"\n');
    folder.knownFiles().enterDirectory(folder.path);
    expect(folder.masking.known).toBe(0);
  });

  test('of a template is only what looks real', () => {
    const folder = new Folder();
    const real = value();
    folder.write('.env.example', `A_TOKEN=${real}\nB_PASSWORD=local-password-1\nC_SECRET=supersecretword\n`);
    folder.write('.env.template.local', 'D_PASSWORD=another-password-2\n');
    folder.knownFiles().enterDirectory(folder.path);
    expect([masks(folder, real), folder.masking.known]).toEqual([true, 1]);
  });

  test('of a shell file are its assignments; of Compose the files that it names', () => {
    const folder = new Folder();
    const [first, second, third, fourth] = [value(), value(), value(), value()];
    folder.write('.envrc', `source_up\nexport A_TOKEN=${first} B_TOKEN='${second}'; PATH_add bin\n`);
    folder.write('config/api.env', `A_TOKEN=${third}\n`);
    folder.write('shared.env', `A_TOKEN=${fourth}\n`);
    folder.write(
      'app/compose.yml',
      'services:\n  a:\n    env_file:\n      - ../shared.env\n      - path: ../config/api.env\n',
    );
    const files = folder.knownFiles();
    files.enterDirectory(join(folder.path, 'app'));
    expect([first, second, third, fourth].map((secret) => masks(folder, secret))).toEqual([true, true, true, true]);
    const later = value();
    folder.write('shared.env', `A_TOKEN=${later}\n`);
    files.enterDirectory(join(folder.path, 'app'));
    expect(masks(folder, later)).toBe(true);
  });
});

describe('what can not be read', () => {
  test('a pipe, a device, a folder, a huge file and a broken link are as if they were not there', () => {
    const folder = new Folder();
    const secret = value();
    execFileSync('mkfifo', [join(folder.path, '.env.pipe')]);
    symlinkSync('/dev/zero', join(folder.path, '.env.device'));
    symlinkSync('nowhere', join(folder.path, '.env.broken'));
    symlinkSync('.env.loop', join(folder.path, '.env.loop'));
    mkdirSync(join(folder.path, '.env.folder'));
    folder.write('.env.huge', `A_TOKEN=${secret}\n${'#'.repeat(1 << 20)}`);
    const files = folder.knownFiles();
    files.enterDirectory(folder.path);
    expect(folder.masking.known).toBe(0);
    folder.write('.env', `A_TOKEN=${secret}\n`);
    files.enterDirectory(folder.path);
    expect(masks(folder, secret)).toBe(true);
  });

  test.skipIf(process.getuid?.() === 0)('one without permission neither, until it has', () => {
    const folder = new Folder();
    const secret = value();
    const path = folder.write('.env', `A_TOKEN=${secret}\n`, 0);
    const files = folder.knownFiles();
    files.enterDirectory(folder.path);
    expect(masks(folder, secret)).toBe(false);
    chmodSync(path, 0o600);
    files.enterDirectory(folder.path);
    expect(masks(folder, secret)).toBe(true);
  });

  test('a link is followed', () => {
    const folder = new Folder();
    const secret = value();
    folder.write('shared/secrets', `A_TOKEN=${secret}\n`);
    mkdirSync(join(folder.path, 'app'));
    symlinkSync('../shared/secrets', join(folder.path, 'app/.env'));
    folder.knownFiles().enterDirectory(join(folder.path, 'app'));
    expect(masks(folder, secret)).toBe(true);
  });

  test('a script in the place of a password file is not taken for one', () => {
    const folder = new Folder();
    folder.write('.vault_pass', `#!/bin/sh\necho ${value()}\n`, 0o700);
    folder.write('.vault_pass.txt', `${value()}\n`, 0o700);
    folder.knownFiles().readHome();
    expect(folder.masking.known).toBe(0);
  });
});

describe('in turns', () => {
  test('everything is read in the end, and painted over where it stands', async () => {
    const folder = new Folder();
    const secret = value();
    folder.write('.netrc', 'machine h login u\n');
    folder.write('.sentryclirc', `[auth]\ntoken = ${secret}\n`);
    const redactor = folder.masking.createRedactor({ cols: 80, rows: 24 });
    redactor.write(new Uint8Array(Buffer.from(`\x1b[H\x1b[2Jit is ${secret}`)));
    redactor.flush('idle');
    const files = folder.knownFiles({}, 0);
    files.readHome();
    expect(folder.masking.known).toBe(0);
    for (let i = 0; i < 1000 && folder.masking.known === 0; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(folder.masking.known).toBe(1);
    expect(Buffer.from(redactor.flush('idle')).toString('latin1')).toContain('*'.repeat(secret.length));
  });

  test('nothing is read once it was closed', async () => {
    const folder = new Folder();
    folder.write('.netrc', 'machine h login u\n');
    folder.write('.sentryclirc', `[auth]\ntoken = ${value()}\n`);
    const files = folder.knownFiles({}, 0);
    files.readHome();
    files.close();
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(folder.masking.known).toBe(0);
  });
});
