// The one error class: what went wrong, in words for people, with what to do about it and how the process ends.
// Messages are shown and may be recorded: they carry names of options, files and rules, never a value.

/** Stable names of the errors, for tests and for people who search for them. */
export type ErrorCode =
  | 'usage'
  | 'configuration'
  | 'command-not-found'
  | 'command-not-executable'
  | 'pty-unavailable'
  | 'file-unreadable'
  | 'output-unwritable'
  | 'no-shell-integration'
  | 'no-runtime-directory'
  | 'not-inside'
  | 'not-confirmed'
  | 'no-control'
  | 'internal';

/** How each kind of error ends the process. */
const EXIT_STATUS: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  configuration: 2,
  'command-not-found': 127,
  'command-not-executable': 126,
  'pty-unavailable': 1,
  'file-unreadable': 1,
  /** EX_IOERR of sysexits.h. */
  'output-unwritable': 74,
  'no-shell-integration': 1,
  'no-runtime-directory': 1,
  'not-inside': 2,
  /** The user did not say yes. */
  'not-confirmed': 1,
  /** The session was asked, and could not do it. */
  'no-control': 1,
  internal: 70,
};

export class MaskedShellError extends Error {
  readonly exitStatus: number;

  /**
   * @param code which error it is; decides the exit status.
   * @param message what went wrong, without a final period, fit to follow `masked-shell: `.
   * @param hint what the user can do, or an empty string.
   */
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint = '',
  ) {
    super(message);
    this.name = 'MaskedShellError';
    this.exitStatus = EXIT_STATUS[code];
  }

  /** The lines that stderr gets. */
  describe(): string {
    return this.hint === '' ? `masked-shell: ${this.message}\n` : `masked-shell: ${this.message}\n  ${this.hint}\n`;
  }
}

/** A place in a configuration file. */
export interface Place {
  readonly file: string;
  /** From 1; 0 where the file as a whole is meant. */
  readonly line: number;
}

/** @param message what is wrong at that place, such as `profile: expected a text, got a number`. */
export function configurationError({ file, line }: Place, message: string, hint: string): MaskedShellError {
  // A folder may be called whatever somebody else likes.
  const name = file.replace(/\p{Cc}/gu, '?');
  return new MaskedShellError('configuration', `${name}${line > 0 ? `:${line}` : ''}: ${message}`, hint);
}

/**
 * What may be said about an unexpected error: its class and where it was thrown. Its message is left out, because it
 * may quote the text that was being read.
 */
export function describeUnexpected(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown error';
  const stack = error.stack ?? '';
  const frames = stack.slice(stack.indexOf(error.message) + error.message.length);
  const place = /^ +at .*?([\w.-]+:\d+:\d+)\)?$/m.exec(frames);
  const code = (error as NodeJS.ErrnoException).code;
  const name = typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? code : error.name;
  return place === null ? name : `${name} at ${place[1]}`;
}
