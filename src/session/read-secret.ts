// Reads a value from the terminal without showing it.
import type { ReadStream } from 'node:tty';
import { MaskedShellError } from '../config/error.ts';
import { LONGEST_VALUE } from './control/protocol.ts';
import { signalStatus } from './exit-status.ts';

const INTERRUPT = 0x03;
const END = 0x04;
const ERASE = new Set([0x08, 0x7f]);
const ERASE_LINE = 0x15;
const ENTER = new Set([0x0a, 0x0d]);

/**
 * Asks for a value on the terminal; what is typed or pasted is not echoed.
 * @param prompt stands on standard error until the line is complete.
 * @returns the line as a one-byte string, without its end.
 * @throws MaskedShellError `usage` where it is empty or too long.
 */
export async function readSecret(prompt: string, input: ReadStream = process.stdin as ReadStream): Promise<string> {
  // Who sees the prompt may type at once: the echo is off by then.
  input.setRawMode(true);
  process.stderr.write(prompt);
  try {
    return checked(await readLine(input));
  } finally {
    input.setRawMode(false);
    input.pause();
    process.stderr.write('\n');
  }
}

function readLine(input: ReadStream): Promise<number[]> {
  return new Promise((resolve) => {
    const line: number[] = [];
    const take = (keys: Buffer) => {
      for (const key of withoutBrackets(keys)) {
        if (key === INTERRUPT) {
          input.setRawMode(false);
          process.stderr.write('\n');
          process.exit(signalStatus('SIGINT'));
        }
        if (ENTER.has(key) || key === END) {
          input.removeListener('data', take);
          return resolve(line);
        }
        if (ERASE.has(key)) line.pop();
        else if (key === ERASE_LINE) line.length = 0;
        else if (line.length <= LONGEST_VALUE) line.push(key);
      }
    };
    input.on('data', take);
  });
}

/** What a terminal puts around a paste is no part of it. */
function withoutBrackets(keys: Buffer): Buffer {
  return Buffer.from(keys.toString('latin1').replace(/\x1b\[20[01]~/g, ''), 'latin1');
}

function checked(line: readonly number[]): string {
  if (line.length === 0) throw new MaskedShellError('usage', 'no value was given');
  if (line.length > LONGEST_VALUE)
    throw new MaskedShellError('usage', `the value is longer than ${LONGEST_VALUE} bytes`);
  return Buffer.from(line).toString('latin1');
}
