// The only place that turns errors into messages and exit statuses.
import { MaskedShellError } from '../config/error.ts';
import { CRASH_STATUS, reportCrash } from '../session/crash.ts';

/** Runs a command; resolves with its exit status, or with that of the error that ended it, which is then reported. */
export async function outcomeOf(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof MaskedShellError) {
      process.stderr.write(error.describe());
      return error.exitStatus;
    }
    reportCrash(error);
    return CRASH_STATUS;
  }
}
