// The leak oracle of the end-to-end tests: no piece of a secret in what a person, or a recorder, could read.
import { beginsSecret, exposed, runsOf } from '../support/secret-runs.ts';
import type { Secret } from '../support/secrets.ts';

/** Shorter pieces also stand by chance in what real programs print: of a secret's inside, and of its beginning. */
const LEAST = 6;
const LEAST_BEGIN = 4;

/** @returns what of the secret the text gives away beyond I1's exception, or null. */
function leakIn(secret: Secret, text: string): string | null {
  for (const run of runsOf(secret, text, LEAST)) {
    const seen = exposed(secret, run);
    const leaks = run.from === 0 ? beginsSecret(secret, run) && seen >= LEAST_BEGIN : seen >= LEAST;
    if (leaks) return `[${run.from}, ${run.to}) of the ${secret.kind} with seed ${secret.seed}`;
  }
  return null;
}

export function leakOnScreen(secret: Secret, text: string): string | null {
  const leak = leakIn(secret, text.replaceAll('\n', ' '));
  return leak === null ? null : `the screen showed ${leak}`;
}

/** Throws when the raw output gives the secret away, as it is or without its escape sequences. */
export function assertHidden(secret: Secret, raw: string): void {
  const plain = raw
    .replace(/\x1b[\]PX^_][^\x07\x1b\x18\x1a]*(?:\x07|\x1b\\)?/g, '')
    .replace(/\x1b\[[0-?]*[ -/]*[@-~]|\x1b[ -/]*[0-~]/g, '')
    .replace(/[\x00-\x07\x0e-\x1f\x7f]/g, '');
  const leak = leakIn(secret, raw) ?? leakIn(secret, plain);
  if (leak !== null) throw new Error(`the raw output holds ${leak}`);
}
