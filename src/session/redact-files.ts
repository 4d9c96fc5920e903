// Masks files and standard input as they stream by: `redact`. Each file is a stream of its own.
import { MaskedShellError } from '../config/error.ts';
import { nameForRules, openInput, unreadable } from './input.ts';
import { MaskedOutput } from './masked-output.ts';
import type { Masking } from './masking.ts';
import { finishOutput, type Sink } from './sink.ts';

export interface RedactOptions {
  readonly paths: readonly string[];
  readonly masking: Masking;
  readonly sink: Sink;
  /** Milliseconds that a line's unfinished end may be held back. */
  readonly holdBack: number;
  /** Told of each file that can't be read; the others go on. */
  readonly onUnreadable: (error: MaskedShellError) => void;
}

/**
 * Resolves with the exit status: 0, 1 when a file could not be read, 141 when nobody reads the output any more.
 * @throws MaskedShellError `output-unwritable`.
 */
export async function redactFiles(options: RedactOptions): Promise<number> {
  const gone = new Promise<'gone'>((resolve) => {
    options.sink.onClosed = () => resolve('gone');
  });
  let status = 0;
  for (const path of options.paths) {
    try {
      if ((await Promise.race([redactFile(path, options), gone])) === 'gone') return finishOutput(options.sink);
    } catch (error) {
      if (!(error instanceof MaskedShellError) || error.code !== 'file-unreadable') throw error;
      options.onUnreadable(error);
      status = error.exitStatus;
    }
  }
  return (await finishOutput(options.sink)) || status;
}

function redactFile(path: string, { masking, sink, holdBack }: RedactOptions): Promise<void> {
  const source = openInput(path);
  masking.enterFile(nameForRules(path));
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      source.destroy();
      reject(unreadable(path, error));
    };
    const output = new MaskedOutput({ redactor: masking.createRedactor(null), sink, holdBack, onFailure: fail });
    sink.onRoom = () => source.resume();
    source.on('data', (chunk: Buffer) => {
      output.write(chunk);
      if (sink.full) source.pause();
    });
    source.on('end', () => resolve(output.end()));
    // What was read before the error is shown, as `cat` shows it.
    source.on('error', (error) => output.end().then(() => fail(error), fail));
  });
}
