// What is said, and with which status the process ends, when something of our own fails. Never a byte of the output.
import { writeSync } from 'node:fs';
import { describeUnexpected } from '../config/error.ts';

/** EX_SOFTWARE of sysexits.h. */
export const CRASH_STATUS = 70;

export function reportCrash(error: unknown): void {
  const cause = describeUnexpected(error);
  try {
    writeSync(2, `masked-shell: internal error (${cause}); stopped, so that nothing is shown unmasked\n`);
  } catch {
    // Nobody reads standard error any more.
  }
}
