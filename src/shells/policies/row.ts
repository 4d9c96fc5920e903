// One row of the tables of command policies: a command, and what of its output is secret.
import type { OutputPolicy } from '../../detectors/command-output/policy.ts';
import type { Sensitivity } from '../../detectors/names.ts';

export interface PolicyRow {
  /** The program and its subcommands, those that are alike parted by `|`. */
  readonly form: string;
  /** A call of it of which something is secret. */
  readonly example: string;
  /** What its arguments, joined by blanks, must match. */
  readonly with?: RegExp;
  /** What they must not match. */
  readonly without?: RegExp;
  /** The subcommands must be the first arguments: elsewhere the same words are names. */
  readonly first?: true;
  /** Null where nothing of it is secret: rows below are not asked. */
  readonly shows: OutputPolicy | null | ((called: Called) => OutputPolicy | null);
  /** What is secret, in a reader's words, where the policy alone does not tell. */
  readonly what?: string;
  /** The documentation of what is printed. */
  readonly source: string;
}

/** A command as it was called. */
export interface Called {
  /** All its arguments. */
  readonly args: readonly string[];
  /** Those behind the subcommands that are no options. */
  readonly operands: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fish: boolean;
  readonly judge: (name: string) => Sensitivity | null;
}

/** The value of the last of these options: `-o json`, `-ojson`, `-o=json`, `--output json`, `--output=json`. */
export function optionOf({ args }: Called, ...names: readonly string[]): string | null {
  for (let i = args.length - 1; i >= 0; i--) {
    for (const name of names) {
      const arg = args[i];
      if (arg === name) return args[i + 1] ?? '';
      if (arg.startsWith(`${name}=`)) return arg.slice(name.length + 1);
      if (/^-[a-zA-Z]$/.test(name) && arg.startsWith(name)) return arg.slice(name.length);
    }
  }
  return null;
}
