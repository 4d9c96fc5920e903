// All rows, and how one is found for a command.
import type { OutputPolicy } from '../../detectors/command-output/policy.ts';
import { CLOUDS } from './clouds.ts';
import { LISTINGS } from './listings.ts';
import type { Called, PolicyRow } from './row.ts';
import { VAULTS } from './vaults.ts';

export const POLICY_ROWS: readonly PolicyRow[] = [...LISTINGS, ...VAULTS, ...CLOUDS];

/** Rows by each of their programs. */
const byProgram = new Map<string, PolicyRow[]>();
for (const row of POLICY_ROWS) {
  for (const program of programsOf(row)) byProgram.set(program, [...(byProgram.get(program) ?? []), row]);
}

/** The options that stand before a subcommand, with a value behind a blank. */
const VALUED =
  /^(?:-n|--namespace|--context|--kubeconfig|--profile|--region|--output|--query|--project|--config|--account|--vault|--subscription|--app|-a|-p|-c|-f|--file|-H|--host|--address|-address|--env|--path|-u|--user|-R|--repo|-r|--remote|-l|-o|-s|--secret-id|--name|--id|--mount|-mount|-format|-field|--format|--chdir)$/;
/** Words that are looked at for subcommands. */
const MOST_WORDS = 40;

function programsOf({ form }: PolicyRow): readonly string[] {
  return form.split(' ')[0].split('|');
}

/**
 * What of a command's output is secret.
 * @param args its arguments
 * @returns `undefined` where no row is about it
 */
export function policyOfCommand(
  program: string,
  args: readonly string[],
  context: Pick<Called, 'env' | 'fish' | 'judge'>,
): OutputPolicy | null | undefined {
  const row = rowOf(program, args);
  if (row === undefined) return undefined;
  const { shows } = row;
  if (typeof shows !== 'function') return shows;
  return shows({ ...context, args, operands: operandsBehind(row, args) ?? [] });
}

/** The first row that is about such a call. */
export function rowOf(program: string, args: readonly string[]): PolicyRow | undefined {
  const line = args.join(' ');
  return byProgram.get(program)?.find((row) => {
    if (operandsBehind(row, args) === null) return false;
    return (row.with === undefined || row.with.test(line)) && row.without?.test(line) !== true;
  });
}

/** The arguments behind the row's subcommands that are no options; null where these are not there. */
function operandsBehind(row: PolicyRow, args: readonly string[]): readonly string[] | null {
  const subcommands = row.form.split(' ').slice(1);
  const operands: string[] = [];
  let next = 0;
  for (let i = 0; i < args.length && (i < MOST_WORDS || next >= subcommands.length); i++) {
    const arg = args[i];
    if (/^[-+]./.test(arg)) {
      if (next < subcommands.length && VALUED.test(arg) && !subcommands[next].split('|').includes(args[i + 1])) i++;
      continue;
    }
    if (next < subcommands.length) {
      if (subcommands[next].split('|').includes(arg)) next++;
      else if (row.first || (next === 0 && operands.length > 0)) return null;
      else operands.push(arg);
    } else operands.push(arg);
  }
  return next < subcommands.length ? null : operands;
}
