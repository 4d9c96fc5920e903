// Whether this process already runs inside a masked shell. The environment alone can't say: a tmux server that was
// started inside keeps the variables, and its windows may be shown later on a terminal that nobody masks.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Longer chains of processes are not real. */
const MAX_ANCESTORS = 256;

/** The variables that a child finds: that it is masked, by which version, and by which process. */
export function sessionEnvironment(env: NodeJS.ProcessEnv, version: string): NodeJS.ProcessEnv {
  return { ...env, MASKED_SHELL: '1', MASKED_SHELL_VERSION: version, MASKED_SHELL_PID: String(process.pid) };
}

/** Where a child finds the control socket; without one it finds none, and not that of another session. */
export function controlEnvironment(env: NodeJS.ProcessEnv, socket: string | undefined): NodeJS.ProcessEnv {
  const { MASKED_SHELL_CONTROL: _other, ...rest } = env;
  return socket === undefined ? rest : { ...rest, MASKED_SHELL_CONTROL: socket };
}

/** True when the masked shell that `env` tells of is an ancestor of this process. */
export function isInside(env: NodeJS.ProcessEnv): boolean {
  const wrapper = Number(env.MASKED_SHELL_PID);
  if (env.MASKED_SHELL !== '1' || !Number.isInteger(wrapper) || wrapper <= 1) return false;
  let pid = process.ppid;
  for (let i = 0; i < MAX_ANCESTORS && pid > 1; i++) {
    if (pid === wrapper) return true;
    pid = parentOf(pid);
  }
  return false;
}

/** The parent's process id, or 0 when it can't be told. */
function parentOf(pid: number): number {
  try {
    if (process.platform !== 'linux') return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)]));
    // The name in parentheses may hold anything; the state and the parent follow the last one.
    const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
