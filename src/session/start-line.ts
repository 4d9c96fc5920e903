// The one line that a session starts with.
import type { Profile } from '../config/settings.ts';

export interface Start {
  readonly version: string;
  readonly profile: Profile;
  /** Number of values that are masked wherever they show. */
  readonly known: number;
  /** How the session ends, such as `leave with exit or Ctrl-D`; empty for a single command. */
  readonly leave: string;
}

export function startLine({ version, profile, known, leave }: Start, env: NodeJS.ProcessEnv): string {
  const masking = profile === 'standard' ? 'masking is on' : `masking is on (${profile})`;
  const values = known === 1 ? '1 known value' : `${known} known values`;
  const text = `masked-shell ${version}: ${masking}, ${values}${leave === '' ? '' : `; ${leave}`}`;
  const plain = env.TERM === 'dumb' || Boolean(env.NO_COLOR);
  return plain ? `${text}\n` : `\x1b[2m${text}\x1b[22m\n`;
}
