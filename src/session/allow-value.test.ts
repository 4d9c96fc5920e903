// An entry goes behind what the configuration holds, which stays as it is; the value is in no file.
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../config/configuration.ts';
import { Fingerprints } from '../values/fingerprint.ts';
import { allowEntry } from './allow-value.ts';

const root = mkdtempSync(join(tmpdir(), 'ms-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
const VALUE = `harmless-${'x'.repeat(8)}`;

function file(text: string | null): string {
  const folder = join(root, String(made++));
  const path = join(folder, 'config.toml');
  if (text === null) return path;
  mkdirSync(folder);
  writeFileSync(path, text, { mode: 0o640 });
  return path;
}

async function letsThrough(path: string): Promise<boolean> {
  const { allow } = await parseConfiguration(readFileSync(path, 'utf8'), path, { kind: 'user' });
  return allow.some(({ values }) => new Fingerprints(values).has(VALUE));
}

describe('an entry', () => {
  it.each([
    ['a file with comments', '# mine\nprofile = "stream" # why\n'],
    ['one without a line feed at its end', 'mask-char = "#"'],
    ['one that ends in a table', '[[allow]]\nstopwords = ["dummy"]\n'],
    ['an empty one', ''],
  ])('goes behind %s', async (_what, before) => {
    const path = file(before);
    const entry = await allowEntry(path, VALUE);
    expect(readFileSync(path, 'utf8')).toBe(before);
    entry.write();
    const after = readFileSync(path, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(after.endsWith(entry.text)).toBe(true);
    expect(after).not.toContain(VALUE);
    expect(await letsThrough(path)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(path, '..'))).toEqual(['config.toml']);
  });

  it('makes the file, and its folder, where there is none', async () => {
    const path = file(null);
    (await allowEntry(path, VALUE)).write();
    expect(await letsThrough(path)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('uses the key that is there', async () => {
    const path = file('');
    (await allowEntry(path, 'another')).write();
    (await allowEntry(path, VALUE)).write();
    const keys = readFileSync(path, 'utf8').match(/hmac-sha256:[\da-f]{32}/g);
    expect(keys?.[0]).toBe(keys?.[1]);
  });

  it('goes to where a link leads, which stays a link', async () => {
    const target = file('# dotfiles\n');
    const path = file(null);
    mkdirSync(join(path, '..'));
    symlinkSync(target, path);
    (await allowEntry(path, VALUE)).write();
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(target, 'utf8')).toContain('# dotfiles\n\n[[allow]]');
  });
});

describe('a file', () => {
  it('that is wrong is not touched', async () => {
    await expect(allowEntry(file('profil = 1\n'), VALUE)).rejects.toThrow('profil');
  });

  it('that has its entries in brackets can not be added to, and stays as it is', async () => {
    const before = 'allow = [{ stopwords = ["dummy"] }]\n';
    const path = file(before);
    await expect(allowEntry(path, VALUE)).rejects.toThrow('can not be added behind');
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('that has changed meanwhile is not overwritten', async () => {
    const path = file('# one\n');
    const entry = await allowEntry(path, VALUE);
    writeFileSync(path, '# two\n');
    expect(() => entry.write()).toThrow('has changed meanwhile');
    expect(readFileSync(path, 'utf8')).toBe('# two\n');
  });
});
