// Writes a file anew so that it is never half there: a new one beside it takes its place, with its mode and owner. A link stays one:
// what it leads to is replaced.
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { systemError } from './system-error.ts';

/** @throws MaskedShellError `output-unwritable`, which names the file; it is then as it was. */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o600): void {
  try {
    const target = targetOf(path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    const existing = statSync(target, { throwIfNoEntry: false });
    const fresh = `${target}.${randomBytes(6).toString('hex')}`;
    const fd = openSync(fresh, 'wx', existing === undefined ? mode : existing.mode & 0o7777);
    try {
      const bytes = Buffer.from(content);
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      fsyncSync(fd);
      closeSync(fd);
      keepOwner(fresh, existing);
      renameSync(fresh, target);
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
  } catch (error) {
    throw systemError('output-unwritable', path, error);
  }
}

function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Who may not give files away is their owner anyway, or keeps the new one. */
function keepOwner(fresh: string, existing: { uid: number; gid: number } | undefined): void {
  if (existing === undefined) return;
  try {
    chownSync(fresh, existing.uid, existing.gid);
  } catch {}
}
