// Learns values from the files that a configuration names: what is found in them, of any certainty, is known from the start, and
// whatever stands behind a sensitive name. Whether a value is strong enough to be masked everywhere is for the known values to say.
import { realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { LearnFrom } from '../config/configuration.ts';
import { configurationError, MaskedShellError } from '../config/error.ts';
import { readRegularFile } from '../config/file.ts';
import { homeFolder } from '../config/load.ts';
import { createEagerAssignmentDetector } from '../detectors/assignment.ts';
import { checkBytes } from './check-files.ts';
import type { Masking } from './masking.ts';

/** What the values are reported as. */
export const LEARNED = 'learned-file';
const HINT = 'Nothing was learned from it.';

/** @param onUnreadable told of each that is there and can't be read; the others go on. */
export function learnFiles(
  files: readonly LearnFrom[],
  masking: Masking,
  onUnreadable: (error: MaskedShellError) => void,
): void {
  if (files.length === 0) return;
  const assignments = createEagerAssignmentDetector(masking.names);
  for (const { path, project } of files) {
    try {
      const bytes = readFile(path, project);
      if (bytes === null) continue;
      const know = (secret: string) => masking.know(secret, LEARNED);
      checkBytes(path, bytes, masking, (_located, secret) => know(secret));
      for (const line of bytes.toString('latin1').split(/\r?\n/))
        assignments.find(line, true, ({ start, end }) => know(line.slice(start, end)));
    } catch (error) {
      if (!(error instanceof MaskedShellError)) throw error;
      onUnreadable(error);
    }
  }
  masking.enterFile(null);
}

/** A user's path counts from the working directory, a project's from its folder, which no link may leave. */
function readFile(path: string, project: string | null): Buffer | null {
  if (project === null) {
    const home = path.startsWith('~/') ? homeFolder(process.env) : null;
    return readRegularFile(home === null ? path : join(home, path.slice(2)), HINT);
  }
  const file = resolve(project, path);
  const bytes = readRegularFile(file, HINT);
  if (bytes === null || relative(realpathSync(project), realpathSync(file)).split(sep)[0] !== '..') return bytes;
  throw configurationError({ file, line: 0 }, 'is a link out of the project', HINT);
}
