// The one line that a session starts with.
import { PROJECT_FILE } from '../config/load.ts';
import type { Profile } from '../config/settings.ts';

export interface Start {
  readonly version: string;
  readonly profile: Profile;
  /** Number of values that are masked wherever they show. */
  readonly known: number;
  /** How the session ends, such as `leave with exit or Ctrl-D`; empty for a single command. */
  readonly leave: string;
  /** Name of a shell for which there are no hooks; empty for one that has them, and for a command. */
  readonly unhooked: string;
  /** A project's file adds to what is masked. */
  readonly project: boolean;
}

export function startLine(
  { version, profile, known, leave, unhooked, project }: Start,
  env: NodeJS.ProcessEnv,
  columns = Number.POSITIVE_INFINITY,
): string {
  const masking = profile === 'standard' ? 'masking is on' : `masking is on (${profile})`;
  const values = known === 1 ? '1 known value' : `${known} known values`;
  const lineWith = (added: string) =>
    `masked-shell ${version}: ${masking}, ${values}${added}${leave === '' ? '' : `; ${leave}`}`;
  const hooks = unhooked === '' ? '' : `, no hooks for ${unhooked}`;
  const long = lineWith(`${hooks}${project ? `, with ${PROJECT_FILE}` : ''}`);
  // It stays one line.
  const text = long.length <= columns ? long : lineWith(hooks);
  const plain = env.TERM === 'dumb' || Boolean(env.NO_COLOR);
  return plain ? `${text}\n` : `\x1b[2m${text}\x1b[22m\n`;
}
