// How each shell is started with its hooks, without a file of the user's being touched: bash by --rcfile, a login bash by ENV, zsh by
// ZDOTDIR, fish by --init-command. What the hooks need stands in the environment until they have read it.
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from './program.ts';
import type { Command } from './shell.ts';

export const SHELL_KINDS = ['bash', 'zsh', 'fish'] as const;

/** A shell that has hooks. */
export type ShellKind = (typeof SHELL_KINDS)[number];

export interface Integrated {
  readonly command: Command;
  readonly env: NodeJS.ProcessEnv;
}

/** Which shell a command starts interactively, or null where it is another program, or gets more than the flag of a login shell. */
export function shellKindOf({ file, args }: Command, env: NodeJS.ProcessEnv): ShellKind | null {
  if (!args.every((arg) => LOGIN_FLAGS.has(arg) || arg === '-i')) return null;
  const kind = kindOf(basename(file)) ?? kindOf(targetOf(file, env));
  const isLogin = args.some((arg) => LOGIN_FLAGS.has(arg));
  // Apple's bash 3.2 does not read ENV.
  if (kind === 'bash' && isLogin && process.platform === 'darwin' && file === '/bin/bash') return null;
  return kind;
}

const LOGIN_FLAGS: ReadonlySet<string> = new Set(['-l', '--login']);

function kindOf(name: string): ShellKind | null {
  return SHELL_KINDS.find((kind) => kind === name) ?? null;
}

/** A link such as `sh` says nothing: a shell that is called so behaves otherwise. */
function targetOf(file: string, env: NodeJS.ProcessEnv): string {
  if (/^(?:-?r?sh|rbash|rzsh)$/.test(basename(file))) return '';
  try {
    return basename(realpathSync(findProgram(file, env.PATH))).replace(/-?[\d.]+$/, '');
  } catch {
    return '';
  }
}

/**
 * @param channel name of the terminal over which the hooks tell what they know
 * @param folder of the hooks
 */
export function integrate(
  kind: ShellKind,
  command: Command,
  env: NodeJS.ProcessEnv,
  channel: string,
  folder = hooksFolder(),
): Integrated {
  const { file, args } = command;
  switch (kind) {
    case 'bash': {
      const script = `${folder}/bash/integration.bash`;
      if (args.some((arg) => LOGIN_FLAGS.has(arg))) {
        const former = env.ENV === undefined ? '' : env.ENV;
        return {
          command: { file, args: ['--posix', ...args] },
          env: { ...env, ENV: script, MASKED_SHELL_ENV: former, MASKED_SHELL_CHANNEL: channel },
        };
      }
      return {
        command: { file, args: ['--rcfile', script, ...args] },
        env: { ...env, MASKED_SHELL_CHANNEL: channel },
      };
    }
    case 'zsh':
      return {
        command,
        env: {
          ...env,
          ...(env.ZDOTDIR !== undefined && { MASKED_SHELL_ZDOTDIR: env.ZDOTDIR }),
          ZDOTDIR: `${folder}/zsh`,
          MASKED_SHELL_CHANNEL: channel,
        },
      };
    case 'fish': {
      const init = `set -g __masked_shell_channel ${quoted(channel)}; source ${quoted(`${folder}/fish/integration.fish`)}`;
      return { command: { file, args: [...args, '--init-command', init] }, env };
    }
  }
}

/** The bundle stands one folder below the package's root. */
function hooksFolder(): string {
  return fileURLToPath(new URL('../shell-integration', import.meta.url));
}

/** For fish. */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}
