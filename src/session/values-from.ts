// Runs the commands of the user's own configuration that print secret values, before the session begins. No shell reads them. What
// they print is never shown; nor is what they say on standard error, since nothing masks it yet.
import { spawn } from 'node:child_process';
import { configurationError, type MaskedShellError } from '../config/error.ts';
import type { ValuesFrom } from '../config/known-values.ts';

/** What the values are reported as. */
export const VALUES_FROM = 'values-from';

/** Long enough for a finger on a reader. */
const TIME_LIMIT_MS = 30_000;
const MOST_BYTES = 1 << 20;

/**
 * Runs all of them at once; resolves with what each printed, as one-byte strings.
 * @param timeLimit milliseconds.
 * @throws MaskedShellError `configuration`, which names file, line and key of the first that failed.
 */
export function runValuesFrom(commands: readonly ValuesFrom[], timeLimit = TIME_LIMIT_MS): Promise<readonly string[]> {
  return Promise.all(commands.map((command) => outputOf(command, timeLimit)));
}

function outputOf({ place, name, command }: ValuesFrom, timeLimit: number): Promise<string> {
  const failure = (reason: string): MaskedShellError =>
    configurationError(
      place,
      `${name}: ${reason}`,
      'Run the command by hand to see why, or start with --no-config. Without its values they would be shown.',
    );
  return new Promise((resolve, reject) => {
    const [file, ...args] = command as [string, ...string[]];
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (error: MaskedShellError) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      child.stdout.destroy();
      reject(error);
    };
    const timer = setTimeout(
      () => stop(failure(`took longer than ${Math.ceil(timeLimit / 1000)} s, and was stopped`)),
      timeLimit,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MOST_BYTES) stop(failure(`printed more than ${MOST_BYTES >> 20} MiB, and was stopped`));
      else chunks.push(chunk);
    });
    child.on('error', (error: NodeJS.ErrnoException) =>
      stop(failure(error.code === 'ENOENT' ? 'there is no such program' : 'the program can not be run')),
    );
    child.on('close', (status, signal) => {
      if (status !== 0) stop(failure(signal === null ? `ended with status ${status}` : `was ended by ${signal}`));
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString('latin1'));
    });
  });
}
