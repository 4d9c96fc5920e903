// What a failed read or write is told as: the file, and the reason in words.
import { type ErrorCode, MaskedShellError } from '../config/error.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'is a directory',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'name too long',
  ENXIO: 'no such device',
  EIO: 'input/output error',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'file too large',
  EROFS: 'the file system is read-only',
  EBADF: 'is not open for writing',
};

/** The error to tell of a system call on `what` that failed; anything else is returned as it is. */
export function systemError(errorCode: ErrorCode, what: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof MaskedShellError || code === undefined || !Object.hasOwn(REASONS, code)) return error;
  return new MaskedShellError(errorCode, `${what}: ${REASONS[code]}`);
}
