// Made-up secrets, and the ways in which a shell is made to show them. Each is random, so that nothing but the masking can know it.
import { randomBytes, randomInt } from 'node:crypto';
import type { ShellKind } from '../../shells/integration.ts';
import { COLUMNS } from './trial.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function randomText(length: number): string {
  let text = '';
  while (text.length < length) text += LETTERS[randomInt(LETTERS.length)];
  return text;
}

export interface Canaries {
  /** Has the form of a provider's token. */
  readonly token: string;
  /** Has no form: only its name tells. */
  readonly password: string;
  /** Is exported only when the shell runs. */
  readonly later: readonly [string, string];
}

export function makeCanaries(): Canaries {
  const later: [string, string] = [randomBytes(5).toString('hex'), randomBytes(5).toString('hex')];
  return { token: ['ghp', randomText(36)].join('_'), password: `canary-${randomText(12)}`, later };
}

/** What the shell gets, so that no line that is typed holds a canary. */
export function environmentOf({ token, password, later }: Canaries): Record<string, string> {
  return {
    CANARY: token,
    CANARY_HEAD: token.slice(0, 17),
    CANARY_TAIL: token.slice(17),
    CANARY_PASSWORD: password,
    CANARY_ONE: later[0],
    CANARY_TWO: later[1],
  };
}

export interface Showing {
  /** What is done with the canary. */
  readonly title: string;
  /** Typed as one; null where the keys come one by one. */
  readonly line: string;
  readonly slowly?: true;
  readonly secret: string;
  /** Its mask stands in the output. */
  readonly masked: boolean;
  /** Only the hooks can know it. */
  readonly needsHooks?: true;
}

/** Lines that bash, zsh, fish and POSIX shells understand alike. */
export function showingsOf({ token, password, later }: Canaries, kind: ShellKind | null): readonly Showing[] {
  const printed = (title: string, line: string): Showing => ({ title, line, secret: token, masked: true });
  const joined = later.join('.');
  const exported =
    kind === 'fish' ? 'set -x CANARY_TOKEN "$CANARY_ONE.$CANARY_TWO"' : 'export CANARY_TOKEN="$CANARY_ONE.$CANARY_TWO"';
  return [
    printed('printed', String.raw`printf '%s\n' "$CANARY"`),
    printed('coloured', String.raw`printf '\033[31m%s\033[32m%s\033[0m\n' "$CANARY_HEAD" "$CANARY_TAIL"`),
    printed('wrapped', String.raw`printf '%${COLUMNS - 12}s%s\n' '' "$CANARY"`),
    printed('in the title', String.raw`printf '\033]0;%s\007' "$CANARY"`),
    printed('painted', String.raw`printf '\033[20;9H%s\033[20;1Hbefore\033[22;1H' "$CANARY"`),
    { title: 'listed', line: 'env | grep CANARY_PASSWORD', secret: password, masked: true },
    { title: 'alone', line: String.raw`printf '%s\n' "$CANARY_PASSWORD"`, secret: password, masked: true },
    { title: 'typed', line: `: ${token}`, slowly: true, secret: token, masked: true },
    {
      title: 'exported a moment ago',
      line: `${exported}\r${String.raw`printf '%s\n' "$CANARY_ONE.$CANARY_TWO"`}`,
      secret: joined,
      masked: true,
      needsHooks: true,
    },
  ];
}
