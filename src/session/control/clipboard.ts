// Where a value can be put on the user's clipboard: a program of the desktop, or the terminal itself by OSC 52.
import { spawn } from 'node:child_process';
import { MaskedShellError } from '../../config/error.ts';
import { findProgram } from '../../shells/program.ts';

export interface Clipboard {
  /** For the question and the answer. */
  readonly name: string;
  /** Resolves when the value was taken. Bytes of the value never stand in arguments. */
  put(value: Buffer): Promise<void>;
}

interface Tool {
  readonly command: readonly [string, ...string[]];
  readonly when: (env: NodeJS.ProcessEnv) => boolean;
}

const TOOLS: readonly Tool[] = [
  { command: ['pbcopy'], when: () => process.platform === 'darwin' },
  { command: ['wl-copy'], when: ({ WAYLAND_DISPLAY }) => Boolean(WAYLAND_DISPLAY) },
  { command: ['xclip', '-selection', 'clipboard'], when: ({ DISPLAY }) => Boolean(DISPLAY) },
  { command: ['xsel', '--clipboard', '--input'], when: ({ DISPLAY }) => Boolean(DISPLAY) },
];

const TOOL_MS = 5000;

/**
 * The clipboard to use: a program where the user sits at this machine, else the terminal's.
 * @param send writes a sequence to the outer terminal.
 */
export function clipboardFor(env: NodeJS.ProcessEnv, send: (sequence: string) => void): Clipboard {
  const remote = Boolean(env.SSH_CONNECTION || env.SSH_TTY);
  const tool = remote ? undefined : TOOLS.find(({ command, when }) => when(env) && isThere(command[0], env.PATH));
  if (tool !== undefined) return { name: tool.command[0], put: (value) => run(tool.command, env, value) };
  return {
    name: 'OSC 52 (a recording keeps it)',
    async put(value) {
      send(`\x1b]52;c;${value.toString('base64')}\x07`);
    },
  };
}

function isThere(name: string, path: string | undefined): boolean {
  try {
    findProgram(name, path);
    return true;
  } catch {
    return false;
  }
}

function run([file, ...args]: readonly [string, ...string[]], env: NodeJS.ProcessEnv, value: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = () => {
      clearTimeout(timer);
      reject(
        new MaskedShellError('no-control', `${file} did not take the value`, 'Is there a desktop that it can reach?'),
      );
    };
    const child = spawn(file, args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), TOOL_MS);
    child.on('error', failed);
    child.stdin.on('error', () => {});
    child.stdin.end(value);
    child.on('exit', (status) => {
      clearTimeout(timer);
      if (status === 0) resolve();
      else failed();
    });
  });
}
