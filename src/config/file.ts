// Reads a configuration file, whatever stands in its place: what is no regular file is refused before it is read, so that a
// pipe or device can't keep the start waiting.
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { TextDecoder } from 'node:util';
import { configurationError } from './error.ts';

/** A larger file is no configuration. */
export const LARGEST_FILE = 1024 * 1024;

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  ENXIO: 'is no regular file',
  EIO: 'input/output error',
};

/** What may be there instead of a file, or null where there is nothing at all. */
const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR']);

/**
 * The text of a file, or null where there is none.
 * @throws MaskedShellError `configuration`, which names the file.
 */
export function readConfigurationFile(path: string): string | null {
  const bytes = readRegularFile(path, 'Mend it, or start with --no-config.');
  return bytes === null ? null : decoded(path, bytes);
}

/** Whether a file may be there: false in a folder that may not be searched. */
export function isVisible(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/**
 * The bytes of a regular file, or null where there is none.
 * @param hint what to do where it can't be read
 * @throws MaskedShellError `configuration`, which names the file.
 */
export function readRegularFile(path: string, hint: string): Buffer | null {
  const refused = (reason: string) => configurationError({ file: path, line: 0 }, reason, hint);
  let fd = -1;
  try {
    // Without O_NONBLOCK the opening of a pipe waits for its writer.
    fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const status = fstatSync(fd);
    if (status.isDirectory()) throw refused('is a directory');
    if (!status.isFile()) throw refused('is no regular file');
    if (status.size > LARGEST_FILE) throw refused(`is larger than ${LARGEST_FILE >> 20} MiB`);
    return readAll(fd);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (MISSING.has(code)) return null;
    if (Object.hasOwn(REASONS, code)) throw refused(REASONS[code]);
    throw error;
  } finally {
    if (fd >= 0) closeSync(fd);
  }
}

/** At most one byte more than is allowed: a file may grow while it is read. */
function readAll(fd: number): Buffer {
  const bytes = Buffer.allocUnsafe(LARGEST_FILE + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length < bytes.length; length += read) {
    read = readSync(fd, bytes, length, bytes.length - length, null);
  }
  return bytes.subarray(0, length);
}

function decoded(path: string, bytes: Buffer): string {
  try {
    // A byte order mark is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const valid = Buffer.from(bytes.toString('utf8').split('\ufffd')[0]);
    const line = valid.toString('latin1').split('\n').length;
    throw configurationError({ file: path, line }, 'is no UTF-8', 'Save the file as UTF-8.');
  }
}
