// The folder in which a session keeps what other processes of the same user find it by: its control socket. Nobody else may look
// into it, it goes when the session ends, and what a session that was killed has left behind goes at a later start.
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { MaskedShellError } from '../config/error.ts';

/** Name of the control socket in the folder. */
export const SOCKET = 'control';

/** Bytes that a socket's address holds, without the NUL behind it: 108 on Linux, 104 on macOS and the BSDs. */
const LONGEST_ADDRESS = (process.platform === 'linux' ? 108 : 104) - 1;

const PRIVATE = 0o700;
/** A folder without a socket is that of a session which is starting, or of one that was killed then; after this many milliseconds the latter. */
const STARTING_MS = 60_000;

let ours: string | null = null;

/**
 * The session's own folder, mode 0700: made at the first call, taken away at the process's exit.
 * It is `$XDG_RUNTIME_DIR/masked-shell/PID-…`, else `masked-shell-UID/PID-…` in the folder for temporary files.
 * @throws MaskedShellError `no-runtime-directory`, which says why each place was refused.
 */
export function runtimeDirectory(env: NodeJS.ProcessEnv = process.env): string {
  if (ours !== null) return ours;
  const folder = createIn(placesFor(env));
  ours = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes a folder for this process in the first of `places` that is private and not too deep. */
export function createIn(places: readonly string[]): string {
  const reasons: string[] = [];
  for (const place of places) {
    try {
      return createFolder(place);
    } catch (error) {
      reasons.push(`${place}: ${reasonOf(error)}`);
    }
  }
  throw new MaskedShellError('no-runtime-directory', `no private folder can be made: ${reasons.join('; ')}`);
}

function placesFor({ XDG_RUNTIME_DIR: runtime = '' }: NodeJS.ProcessEnv): string[] {
  const name = `masked-shell-${userId()}`;
  // The folder for temporary files may be anywhere, and deep; /tmp never is.
  const places = [join(tmpdir(), name), join('/tmp', name)];
  // XDG Base Directory Specification: a path that is not absolute counts as none.
  if (isAbsolute(runtime) && isOwn(runtime)) places.unshift(join(runtime, 'masked-shell'));
  return [...new Set(places)];
}

function createFolder(place: string): string {
  const prefix = join(place, `${process.pid}-`);
  if (Buffer.byteLength(join(`${prefix}XXXXXX`, SOCKET)) > LONGEST_ADDRESS) throw new Refused('the path is too long');
  try {
    mkdirSync(place, { mode: PRIVATE });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  // Where everybody may write, somebody else may have made it first, or a link in its place.
  const status = lstatSync(place);
  if (!status.isDirectory()) throw new Refused('is no directory');
  if (status.uid !== userId()) throw new Refused('is not yours');
  if ((status.mode & 0o077) !== 0) throw new Refused('others may enter it (chmod 700 helps)');
  const folder = mkdtempSync(prefix);
  chmodSync(folder, PRIVATE);
  return folder;
}

class Refused extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof Refused) return error.message;
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}

function userId(): number {
  return process.getuid?.() ?? 0;
}

function isOwn(folder: string): boolean {
  try {
    const status = lstatSync(folder);
    return status.isDirectory() && status.uid === userId();
  } catch {
    return false;
  }
}

/** Takes away the folders beside `folder` whose sessions are no more. Resolves when all were looked at. */
export async function removeStale(folder: string): Promise<void> {
  const place = join(folder, '..');
  for (const name of namesIn(place)) {
    const pid = /^(\d+)-\w+$/.exec(name)?.[1];
    const other = join(place, name);
    if (pid === undefined || other === folder) continue;
    if (await isStale(other, Number(pid))) rmSync(other, { recursive: true, force: true });
  }
}

function namesIn(place: string): string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

/** Process ids are not enough to tell: they come again, and a container has its own. Who answers at the socket is there. */
async function isStale(folder: string, pid: number): Promise<boolean> {
  const answer = await knock(join(folder, SOCKET));
  if (answer !== 'ENOENT') return answer === 'ECONNREFUSED';
  try {
    return !isRunning(pid) && Date.now() - lstatSync(folder).mtimeMs > STARTING_MS;
  } catch {
    return false;
  }
}

/** @returns the code of the error with which a connection fails, or an empty text when somebody listens. */
function knock(socket: string): Promise<string> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.on('connect', () => {
      connection.destroy();
      resolve('');
    });
    connection.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
}

/** Whether there is a process of that id, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
