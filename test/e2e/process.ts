// What the system says about a running process.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delay } from './outer-terminal.ts';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Kilobytes of memory that the process holds. */
export function residentMemory(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}

/** Resolves when the process uses no processor time any more. */
export async function atRest(pid: number): Promise<void> {
  let quiet = 0;
  for (let last = ''; quiet < 3; await delay(200)) {
    const time = processorTime(pid);
    quiet = time === last ? quiet + 1 : 0;
    last = time;
  }
}

function processorTime(pid: number): string {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' });
  }
  // User and system time in ticks; `ps` would round them to seconds.
  const status = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return status.slice(status.lastIndexOf(')')).split(' ').slice(12, 14).join(' ');
}
