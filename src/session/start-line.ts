// The one line that a session starts with.

/**
 * @param known number of values that are masked wherever they show.
 * @param leave how the session ends, such as `leave with exit or Ctrl-D`; empty for a single command.
 */
export function startLine(version: string, known: number, leave: string, env: NodeJS.ProcessEnv): string {
  const values = known === 1 ? '1 known value' : `${known} known values`;
  const text = `masked-shell ${version}: masking is on, ${values}${leave === '' ? '' : `; ${leave}`}`;
  const plain = env.TERM === 'dumb' || Boolean(env.NO_COLOR);
  return plain ? `${text}\n` : `\x1b[2m${text}\x1b[22m\n`;
}
