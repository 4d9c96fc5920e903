// `masked-shell doctor`: starts the user's shell under masking, has it show made-up secrets in every way, and says what was seen.
import { basename } from 'node:path';
import { type ShellKind, shellKindOf } from '../../shells/integration.ts';
import { shellCommand } from '../../shells/shell.ts';
import { environmentOf, makeCanaries, type Showing, showingsOf } from './canaries.ts';
import { type Examined, examineSurroundings } from './surroundings.ts';
import { delay, Trial } from './trial.ts';
import { controlFunctionsRemoved } from './visible.ts';

export interface DoctorOptions {
  /** Value of `--shell`. */
  readonly shell: string | undefined;
  /** How masked-shell is started: a program and its first arguments. */
  readonly self: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Told of each result as it comes. */
  readonly tell: (examined: Examined) => void;
}

/** So many leading characters of a canary give it away; a token's public prefix does not count. */
const TELLING = 9;
const PROMPTS = 15;
/** A prompt that costs more is told, in milliseconds. */
const MOST_COST_MS = 5;
const KEY_MS = 12;

/** @returns false when something that should be masked was seen, or the shell did not start. */
export async function examine({ shell, self, env, tell }: DoctorOptions): Promise<boolean> {
  const command = shellCommand(shell, false, env);
  const kind = shellKindOf(command, env);
  for (const examined of examineSurroundings(command.file, env)) tell(examined);
  const canaries = makeCanaries();
  const trial = new Trial(
    { file: self[0], args: [...self.slice(1), '--quiet', '--shell', command.file] },
    outside(env, environmentOf(canaries)),
  );
  try {
    await trial.ready();
    if (!trial.alive) {
      tell({ title: 'start', state: 'failed', detail: 'the masked shell ended at once' });
      return false;
    }
    if (!(await trial.answers())) {
      tell({ title: 'start', state: 'failed', detail: 'the shell does not run what is typed: does it ask something?' });
      return false;
    }
    tell(hooksOf(trial, kind, basename(command.file)));
    let passed = true;
    for (const showing of showingsOf(canaries, kind)) {
      if (showing.needsHooks && !trial.hooked) continue;
      const examined = await show(trial, showing);
      passed &&= examined.state !== 'failed';
      tell(examined);
    }
    if (trial.hooked) tell(await costOf(trial));
    return passed;
  } finally {
    trial.close();
  }
}

/** A session of its own, whatever this one is. */
function outside(env: NodeJS.ProcessEnv, canaries: Record<string, string>): NodeJS.ProcessEnv {
  const { MASKED_SHELL: _, MASKED_SHELL_PID: __, MASKED_SHELL_AUTO: ___, ...rest } = env;
  return { ...rest, ...canaries };
}

function hooksOf({ hooked }: Trial, kind: ShellKind | null, name: string): Examined {
  const title = 'hooks';
  if (hooked) return { title, state: 'ok', detail: `${kind ?? name} tells what it exports` };
  const detail =
    kind === null
      ? `there are none for ${name}: what it exports is known by its form only`
      : `${kind} did not load them: does its start-up file end it, or start another shell?`;
  return { title, state: 'note', detail };
}

async function show(trial: Trial, { title, line, slowly, secret, masked }: Showing): Promise<Examined> {
  const from = trial.length;
  for (const part of line.split('\r')) {
    if (slowly) {
      for (const key of part) {
        trial.send(key);
        await delay(KEY_MS);
      }
    } else trial.send(part);
    trial.send('\r');
  }
  await trial.answers();
  const output = trial.output(from);
  const seen = controlFunctionsRemoved(output);
  const telling = secret.slice(0, secret.indexOf('_') + 1 + TELLING);
  const whole = output.includes(telling) || seen.includes(telling) || seen.includes(secret.slice(-TELLING));
  if (whole) return { title, state: 'failed', detail: 'the canary was SEEN' };
  if (masked && !output.includes('***'))
    return { title, state: 'failed', detail: 'neither the canary nor its mask came out' };
  return { title, state: 'ok', detail: 'masked' };
}

async function costOf(trial: Trial): Promise<Examined> {
  const times: number[] = [];
  for (let i = 0; i < PROMPTS; i++) {
    const time = await trial.timePrompt();
    if (time !== null) times.push(time);
    await trial.quiet(30);
  }
  if (times.length === 0) return { title: 'a prompt', state: 'note', detail: 'none came' };
  const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  const detail = `${median.toFixed(1)} ms from the Enter key to the next one, with its hooks and your own`;
  return { title: 'a prompt', state: median > 10 * MOST_COST_MS ? 'note' : 'ok', detail };
}
