// The name by which a command is told of later. A command line may hold secrets, and a word typed at the prompt may be one: only
// the name of a program that exists, or of a builtin that prints, is kept.

/** Builtins of the shells that show values. */
const BUILTINS: ReadonlySet<string> = new Set([
  'alias',
  'compgen',
  'declare',
  'echo',
  'export',
  'fc',
  'history',
  'local',
  'print',
  'printf',
  'read',
  'readonly',
  'set',
  'source',
  'type',
  'typeset',
]);

/** Words before a command that are none themselves. */
const PREFIXES: ReadonlySet<string> = new Set(['builtin', 'command', 'env', 'exec', 'nohup', 'sudo', 'time']);

/** Assignments, options and redirections before it. */
const NO_NAME = /^(?:[A-Za-z_]\w*\+?=|-|\d*[<>])/;

/** How many words are looked at. */
const MOST_WORDS = 16;

/**
 * @param line a command line as it was typed.
 * @param exists whether there is a program of that name.
 * @returns such as `kubectl`; empty where it is not sure to be a name.
 */
export function commandName(line: string, exists: (name: string) => boolean): string {
  const words = line.slice(0, 4096).trim().split(/\s+/, MOST_WORDS);
  const first =
    words.find((word) => !NO_NAME.test(word) && !PREFIXES.has(word)) ?? words.find((word) => word === 'env');
  if (first === undefined) return '';
  const name = first.slice(first.lastIndexOf('/') + 1);
  if (!/^[\w.+-]{1,40}$/.test(name)) return '';
  return BUILTINS.has(name) || exists(first) ? name : '';
}
