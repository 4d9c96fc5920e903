// The arguments of a session, read without yargs: a shell is started often, and loading a parser would be felt. Whatever
// is not a session (another command, --help, a mistake) is left to yargs, which names the mistake.

export interface SessionArguments {
  readonly shell?: string | undefined;
  readonly login: boolean;
  readonly quiet: boolean;
  /** A configuration file instead of the user's own. */
  readonly config?: string | undefined;
  readonly noConfig: boolean;
  readonly profile?: string | undefined;
  readonly maskChar?: string | undefined;
  readonly maskStyle?: string | undefined;
  readonly holdBack?: string | undefined;
  /** What stands after `--`; empty for a shell. */
  readonly command: readonly string[];
}

type ValueName = 'shell' | 'config' | 'profile' | 'maskChar' | 'maskStyle' | 'holdBack';

const VALUE_OPTIONS: ReadonlyMap<string, ValueName> = new Map([
  ['--shell', 'shell'],
  ['--config', 'config'],
  ['--profile', 'profile'],
  ['--mask-char', 'maskChar'],
  ['--mask-style', 'maskStyle'],
  ['--hold-back', 'holdBack'],
]);

const FLAGS: ReadonlyMap<string, 'login' | 'quiet' | 'noConfig'> = new Map([
  ['--login', 'login'],
  ['--quiet', 'quiet'],
  ['--no-config', 'noConfig'],
]);

/** @returns the session's arguments, or null when yargs has to read them. */
export function parseSessionArguments(argv: readonly string[]): SessionArguments | null {
  const read = readArguments(argv);
  return typeof read === 'string' ? null : read;
}

/** The argument for which these are not the arguments of a session; empty where they are. */
export function notOfASession(argv: readonly string[]): string {
  const read = readArguments(argv);
  return typeof read === 'string' ? read : '';
}

/** The session's arguments, or the one that is not among them. */
function readArguments(argv: readonly string[]): SessionArguments | string {
  const values: { [name in ValueName]?: string } = {};
  const flags = { login: false, quiet: false, noConfig: false };
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] as string;
    if (argument === '--') return { ...values, ...flags, command: argv.slice(i + 1) };
    const equals = argument.indexOf('=');
    const name = equals < 0 ? argument : argument.slice(0, equals);
    const flag = FLAGS.get(argument);
    const option = VALUE_OPTIONS.get(name);
    if (flag !== undefined) flags[flag] = true;
    else if (option === undefined) return argument;
    else if (equals >= 0) values[option] = argument.slice(equals + 1);
    else {
      const value = argv[++i];
      if (value === undefined || (value.startsWith('-') && value !== '-')) return argument;
      values[option] = value;
    }
  }
  return { ...values, ...flags, command: [] };
}
