// The entry: sessions start at once, everything else goes through yargs. The only place that turns errors into statuses.
import { MaskedShellError } from '../config/error.ts';
import { CRASH_STATUS, reportCrash } from '../session/crash.ts';
import { runSession } from './session.ts';
import { parseSessionArguments } from './session-arguments.ts';

async function main(argv: readonly string[]): Promise<number> {
  try {
    const session = parseSessionArguments(argv);
    if (session !== null) return await runSession(session);
    const { runCommandLine } = await import('./command-line.ts');
    return await runCommandLine(argv);
  } catch (error) {
    if (error instanceof MaskedShellError) {
      process.stderr.write(error.describe());
      return error.exitStatus;
    }
    reportCrash(error);
    return CRASH_STATUS;
  }
}

process.exit(await main(process.argv.slice(2)));
