// Keeps what is known out of files that the system or Node would write of this process's memory.
//
// Node can't lower a limit of its own (`ulimit -c`), and a process that would do it for us costs milliseconds. On Linux a process
// says by itself which of its memory a core dump may hold (core(5), "Controlling which mappings are written"). A child inherits
// that when it is forked, so the user's program has to be started before.
import { writeFileSync } from 'node:fs';
import { MaskedShellError } from '../config/error.ts';

const FILTER = '/proc/self/coredump_filter';

/** Options by which Node writes memory to disk, or opens it to a debugger. */
const RISKY = /--(?:inspect|heapsnapshot|report|experimental-report|diagnostic-report)/;
/** It can't be taken back once Node has started with it. */
const NEAR_LIMIT = /--heapsnapshot-near-heap-limit/;

/** From now on a core dump of this process holds none of its memory; that of its children is as it was if they run already. */
export function keepOutOfCoreDumps(): void {
  try {
    writeFileSync(FILTER, '0');
  } catch {
    // Another system, or a kernel without it: the documentation says what remains.
  }
}

/**
 * Switches off what the environment or the command line had Node arrange for: heap snapshots and reports on a signal or a crash, and
 * the debugger. Nothing of it is loaded where nobody asked.
 * @throws MaskedShellError `usage` where it can't be switched off.
 */
export function refuseNodeDumps(
  env: NodeJS.ProcessEnv = process.env,
  args: readonly string[] = process.execArgv,
): void {
  const options = [env.NODE_OPTIONS ?? '', ...args].join(' ').replaceAll('_', '-');
  if (!RISKY.test(options)) return;
  if (NEAR_LIMIT.test(options))
    throw new MaskedShellError(
      'usage',
      'NODE_OPTIONS has Node write its memory to disk (--heapsnapshot-near-heap-limit), and secrets are in it',
      'Start it without: NODE_OPTIONS= masked-shell.',
    );
  // Of a signal for which Node listens by itself, none is ours yet.
  for (const name of process.eventNames())
    if (typeof name === 'string' && name.startsWith('SIG')) process.removeAllListeners(name);
  const { report } = process;
  report.reportOnSignal = false;
  report.reportOnFatalError = false;
  report.reportOnUncaughtException = false;
  process.getBuiltinModule('node:inspector').close();
}
