// What stands around a session and matters to it: the locale, the terminal's name, the shell's version, other wrappers.
import { spawnSync } from 'node:child_process';
import { isInside } from '../nesting.ts';

export type State = 'ok' | 'note' | 'failed';

export interface Examined {
  readonly title: string;
  readonly state: State;
  /** In a few words. */
  readonly detail: string;
}

const UTF8 = /utf-?8/i;

export function examineSurroundings(shell: string, env: NodeJS.ProcessEnv): Examined[] {
  return [locale(env), terminal(env), version(shell, env), ...wrappers(env)];
}

function locale(env: NodeJS.ProcessEnv): Examined {
  const name = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  if (UTF8.test(name)) return { title: 'locale', state: 'ok', detail: name };
  const detail = `${name === '' ? 'none is set' : name}: text beyond ASCII may be shown in another width than is counted`;
  return { title: 'locale', state: 'note', detail };
}

function terminal(env: NodeJS.ProcessEnv): Examined {
  const name = env.TERM ?? '';
  if (name !== '' && name !== 'dumb') return { title: 'TERM', state: 'ok', detail: name };
  return { title: 'TERM', state: 'note', detail: `${name || 'is not set'}: programs can't paint the screen` };
}

function version(shell: string, env: NodeJS.ProcessEnv): Examined {
  const { stdout, error } = spawnSync(shell, ['--version'], { env, encoding: 'utf8', timeout: 5000, input: '' });
  const first = error === undefined ? stdout.split('\n')[0].trim() : '';
  return { title: 'shell', state: 'ok', detail: first === '' ? shell : `${shell} (${first})` };
}

/** Whatever records outside of masked-shell gets masked bytes; what runs inside is masked with the rest. */
function wrappers(env: NodeJS.ProcessEnv): Examined[] {
  const found: string[] = [];
  if (isInside(env)) found.push('this shell is masked already');
  if (env.TMUX) found.push('tmux: masked windows only where masked-shell runs in them');
  if (env.STY) found.push('GNU screen: masked windows only where masked-shell runs in them');
  if (env.ASCIINEMA_REC || env.ASCIINEMA_SESSION) found.push('asciinema records outside: it gets masked output');
  if (env.SSH_CONNECTION) found.push('this is the far side of an SSH connection: a local masked-shell covers more');
  if (found.length === 0) return [{ title: 'other wrappers', state: 'ok', detail: 'none' }];
  return found.map((detail) => ({ title: 'other wrappers', state: 'note', detail }));
}

/** What no masked shell can cover. */
export const NOT_COVERED: readonly string[] = [
  'a second terminal, and every other window',
  'clipboard managers, and what you paste elsewhere',
  'pop-ups of notifications that other programs show',
  'what stood on the screen before masked-shell started',
];
