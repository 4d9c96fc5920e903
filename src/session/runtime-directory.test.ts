// The session's folder is private, in the first place that is, and folders of sessions that are no more go away.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createIn, removeStale, SOCKET } from './runtime-directory.ts';

const root = mkdtempSync(join(tmpdir(), 'ms-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let made = 0;
const place = () => join(root, String(made++));

describe('the folder', () => {
  it('is made for its owner only', () => {
    const folder = createIn([place()]);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '..')).mode & 0o777).toBe(0o700);
  });

  it('is another one for each session', () => {
    const both = place();
    expect(createIn([both])).not.toBe(createIn([both]));
  });

  it.each([
    ['may be entered by others', (at: string) => mkdirSync(at, { mode: 0o755 })],
    ['is a link', (at: string) => symlinkSync(root, at)],
    ['lies in a folder that is missing', (at: string) => rmSync(join(at, '..'), { recursive: true, force: true })],
  ])('is made elsewhere when the place %s', (_what, prepare) => {
    const deep = join(place(), 'inner');
    mkdirSync(join(deep, '..'));
    prepare(deep);
    const other = place();
    expect(createIn([deep, other]).startsWith(`${other}/`)).toBe(true);
  });

  it('is made elsewhere when a socket in it could not have so long a name', () => {
    const other = place();
    expect(createIn([join(root, 'x'.repeat(100)), other]).startsWith(`${other}/`)).toBe(true);
  });

  it('is refused with a reason for each place', () => {
    const open = place();
    mkdirSync(open, { mode: 0o755 });
    chmodSync(open, 0o755);
    expect(() => createIn([open, join(root, 'y'.repeat(100))])).toThrow(/others may enter it.*; .*too long/);
  });
});

describe('a folder that was left behind', () => {
  /** A process id that no process has: ids are smaller on every system. */
  const NOBODY = 99_999_999;

  it('goes when nobody listens at its socket', async () => {
    const both = place();
    const folder = createIn([both]);
    const stale = join(both, `${NOBODY}-abcdef`);
    mkdirSync(stale);
    // A server that ends without taking its socket away, as one that is killed does.
    const server = createServer().listen(join(stale, 'other'));
    await new Promise((resolve) => server.on('listening', resolve));
    renameSync(join(stale, 'other'), join(stale, SOCKET));
    await new Promise((resolve) => server.close(resolve));
    expect(existsSync(join(stale, SOCKET))).toBe(true);
    await removeStale(folder);
    expect(existsSync(stale)).toBe(false);
    expect(existsSync(folder)).toBe(true);
  });

  it('stays when somebody does, whatever its process id says', async () => {
    const both = place();
    const folder = createIn([both]);
    const alive = join(both, `${NOBODY}-abcdef`);
    mkdirSync(alive);
    const server = createServer().listen(join(alive, SOCKET));
    await new Promise((resolve) => server.on('listening', resolve));
    await removeStale(folder);
    expect(existsSync(alive)).toBe(true);
    server.close();
  });

  it('without a socket goes once its session can not be starting any more', async () => {
    const both = place();
    const folder = createIn([both]);
    const names = [`${NOBODY}-aaaaaa`, `${NOBODY}-bbbbbb`, 'notes'];
    const [starting, dead, foreign] = names.map((name) => join(both, name)) as [string, string, string];
    for (const each of [starting, dead, foreign]) mkdirSync(each);
    utimesSync(dead, 0, 0);
    utimesSync(foreign, 0, 0);
    await removeStale(folder);
    expect([starting, dead, foreign].map((each) => existsSync(each))).toEqual([true, false, true]);
  });
});
