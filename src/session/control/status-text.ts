// The session's state in words.
import { durationOf } from './duration.ts';
import type { Status } from './protocol.ts';

/** What the sources of known values are called. */
const SOURCES: Readonly<Record<string, string>> = {
  environment: 'from the environment',
  file: 'from files',
  added: 'added by you',
  seen: 'recognised on the way',
};

/** Several lines for people. */
export function statusText(status: Status): string {
  const { known, masked, profile, tellsCommands, promptCost, unpainted } = status;
  const sources = Object.entries(known.sources).map(
    ([source, count]) => `${count} ${SOURCES[source] ?? `by ${source}`}`,
  );
  const rows: [string, string][] = [
    ['masking', stateText(status)],
    ['profile', profile],
    ['known', sources.length === 0 ? '0 values' : `${counted(known.total, 'value')}: ${sources.join(', ')}`],
    ['masked', `${counted(masked.masks, 'time')}, ${counted(masked.values, 'value')}`],
    [
      'shown',
      masked.shown === 0 ? 'nothing' : `something of ${counted(masked.shown, 'value')}: see masked-shell report`,
    ],
  ];
  if (unpainted > 0)
    rows.push(['', `${counted(unpainted, 'character')} could not be painted over: masked-shell purge`]);
  rows.push(['commands', tellsCommands ? 'told by the shell' : 'not told by the shell']);
  if (promptCost !== null) rows.push(['prompt', `hooks took ${promptCost.toFixed(1)} ms`]);
  return rows.map(([name, value]) => `${name.padEnd(8)}  ${value}\n`).join('');
}

function stateText({ state, secondsLeft }: Status): string {
  if (state === 'on') return 'on';
  const left = durationOf(secondsLeft ?? 0);
  return state === 'paused' ? `PAUSED for ${left} more` : `on; the next command is shown unmasked (for ${left} more)`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A word for a prompt: short, and the one that matters. */
export function promptSegment({ state, secondsLeft }: Status): string {
  if (state === 'on') return 'masked';
  return state === 'paused' ? `NOT MASKED ${shortTime(secondsLeft ?? 0)}` : 'masked, next not';
}

function shortTime(seconds: number): string {
  return seconds >= 60 ? `${Math.ceil(seconds / 60)}m` : `${seconds}s`;
}
