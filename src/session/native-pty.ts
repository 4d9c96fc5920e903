// node-pty's native part: the fork into a pseudoterminal, and nothing else of it.
//
// Its JavaScript part is left out on purpose: it destroys the stream 200 ms after the child's exit, when a slow outer
// terminal may not yet have taken the output's tail; it sets PWD in the child's environment; and without an encoding
// it does not tell the line discipline that input is UTF-8.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { MaskedShellError } from '../config/error.ts';

/** What the native module offers (node-pty 1.1, pinned in package.json). */
export interface NativePty {
  /**
   * @param env `NAME=value` pairs.
   * @param utf8 sets IUTF8, so that erasing a character in cooked mode takes all of its bytes.
   * @param helperPath the program that execs the child on macOS; not used elsewhere.
   * @param onExit called once, with the exit status and the signal's number (0 when there was none).
   */
  fork(
    file: string,
    args: readonly string[],
    env: readonly string[],
    cwd: string,
    cols: number,
    rows: number,
    uid: number,
    gid: number,
    utf8: boolean,
    helperPath: string,
    onExit: (exitCode: number, signal: number) => void,
  ): { readonly fd: number; readonly pid: number; readonly pty: string };
  /** A pseudoterminal without a child; both descriptors don't block. */
  open(cols: number, rows: number): { readonly master: number; readonly slave: number; readonly pty: string };
  resize(fd: number, cols: number, rows: number): void;
}

export interface LoadedPty {
  readonly native: NativePty;
  readonly helperPath: string;
}

/** Where a native module may come from: compiled at installation, or prebuilt. */
interface Source {
  readonly name: string;
  load(require: NodeJS.Require): LoadedPty;
}

const SOURCES: readonly Source[] = [
  {
    name: 'node-pty',
    load(require) {
      const native = require('node-pty').native as NativePty;
      const root = dirname(dirname(require.resolve('node-pty')));
      const built = join(root, 'build', 'Release', 'spawn-helper');
      const prebuilt = join(root, 'prebuilds', `${process.platform}-${process.arch}`, 'spawn-helper');
      return { native, helperPath: existsSync(built) ? built : prebuilt };
    },
  },
  {
    name: '@lydell/node-pty',
    load(require) {
      // Its platform package may be nested below it.
      const nested = createRequire(require.resolve('@lydell/node-pty'));
      const platform = `@lydell/node-pty-${process.platform}-${process.arch}`;
      const helperPath = process.platform === 'darwin' ? nested.resolve(`${platform}/spawn-helper`) : '';
      return { native: nested(`${platform}/pty.node`) as NativePty, helperPath };
    },
  },
];

/**
 * Loads the first native module that works.
 * @throws MaskedShellError `pty-unavailable`, which says what to install.
 */
export function loadNativePty(require: NodeJS.Require = createRequire(import.meta.url)): LoadedPty {
  for (const source of SOURCES) {
    try {
      const loaded = source.load(require);
      if (typeof loaded.native?.fork === 'function') return loaded;
    } catch {
      // Not installed, not compiled, or compiled for another Node: the next one may do.
    }
  }
  throw new MaskedShellError(
    'pty-unavailable',
    `no pseudoterminal module for ${process.platform}-${process.arch} and Node ${process.versions.node}`,
    'Install a C++ compiler, make and python3 and run `npm rebuild node-pty`, or `npm install @lydell/node-pty` (prebuilt).',
  );
}
