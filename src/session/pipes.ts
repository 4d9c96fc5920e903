// Real pipes for a child's output. Node's own are sockets, which can't be opened again by name: a script that writes to
// /dev/stderr would fail on them. A FIFO that is unlinked as soon as both ends are open is an ordinary pipe.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pipe {
  readonly readEnd: number;
  readonly writeEnd: number;
}

/** @returns `count` pipes, or null where FIFOs can't be made; then Node's sockets have to do. */
export function openPipes(count: number): Pipe[] | null {
  let directory: string | null = null;
  const opened: number[] = [];
  try {
    directory = mkdtempSync(join(tmpdir(), 'masked-shell-'));
    const paths = Array.from({ length: count }, (_, i) => join(directory as string, String(i)));
    execFileSync('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' });
    return paths.map((path) => {
      // The reading end first and without waiting, else each end would wait for the other.
      const readEnd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
      opened.push(readEnd);
      const writeEnd = openSync(path, constants.O_WRONLY);
      opened.push(writeEnd);
      return { readEnd, writeEnd };
    });
  } catch {
    for (const fd of opened) closeSync(fd);
    return null;
  } finally {
    if (directory !== null) rmSync(directory, { recursive: true, force: true });
  }
}
