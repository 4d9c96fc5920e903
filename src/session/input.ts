// Reads files and standard input in large pieces. What may keep us waiting (a pipe, a terminal) is read by the event loop,
// not by a worker thread, so that the process can end while it waits.
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { isatty, ReadStream as TerminalReadStream } from 'node:tty';
import { MaskedShellError } from '../config/error.ts';
import { systemError } from './system-error.ts';

const READ_BYTES = 256 * 1024;

/** Name of standard input among file arguments. */
export const STANDARD_INPUT = '-';

/** A file's name as rules and exemptions see it: from the working directory, with slashes; null for standard input. */
export function nameForRules(path: string): string | null {
  if (path === STANDARD_INPUT) return null;
  const inside = relative('', path);
  return (inside === '' || inside.split(sep)[0] === '..' ? resolve(path) : inside).split(sep).join('/');
}

/**
 * Opens a file, or standard input for `-`.
 * @throws MaskedShellError `file-unreadable`, which names the file.
 */
export function openInput(path: string): Readable {
  try {
    const fd = path === STANDARD_INPUT ? 0 : openSync(path, 'r');
    const status = fstatSync(fd);
    if (status.isDirectory()) throw new MaskedShellError('file-unreadable', `${path}: is a directory`);
    if (isatty(fd)) return new TerminalReadStream(fd);
    if (status.isFIFO() || status.isSocket()) return new Socket({ fd, readable: true, writable: false });
    return createReadStream(path, { fd, highWaterMark: READ_BYTES });
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The longest value that is read from standard input. */
const LONGEST_VALUE = 64 * 1024;

/**
 * The value on standard input, without the line feed behind it, as a one-byte string.
 * @throws MaskedShellError `usage` where there is none, or too long a one.
 */
export async function readValue(): Promise<string> {
  let value = '';
  for await (const chunk of openInput(STANDARD_INPUT)) {
    value += (chunk as Buffer).toString('latin1');
    if (value.length > LONGEST_VALUE)
      throw new MaskedShellError('usage', `the value is longer than ${LONGEST_VALUE} bytes`);
  }
  const text = value.replace(/\r?\n$/, '');
  if (text !== '') return text;
  throw new MaskedShellError(
    'usage',
    'there is no value on standard input',
    'For example: masked-shell rules fingerprint < file',
  );
}

/**
 * Reads a regular file at once, piece by piece: for many small files much quicker than a stream. A piece is overwritten by
 * the next one.
 * @throws MaskedShellError `file-unreadable`, which names the file.
 */
export function* readPieces(path: string): Generator<Buffer> {
  let fd = -1;
  try {
    fd = openSync(path, 'r');
    piece ??= Buffer.allocUnsafeSlow(READ_BYTES);
    for (;;) {
      const length = readSync(fd, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } catch (error) {
    throw unreadable(path, error);
  } finally {
    if (fd >= 0) closeSync(fd);
  }
}

let piece: Buffer | null = null;

/** What a failed open or read of `path` is told as. */
export function unreadable(path: string, error: unknown): unknown {
  return systemError('file-unreadable', path, error);
}
