// Lengths of time as people write and read them.
import { MaskedShellError } from '../../config/error.ts';
import { LONGEST_PAUSE } from './protocol.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/**
 * Seconds of a length such as `30s`, `5m` or `1h`; a bare number counts seconds.
 * @throws MaskedShellError `usage`.
 */
export function readDuration(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})([smh]?)$/.exec(text) ?? [];
  const seconds = Number(count) * (UNITS[unit] as number);
  if (count !== '' && seconds >= 1 && seconds <= LONGEST_PAUSE) return seconds;
  throw new MaskedShellError('usage', '--for takes a time from 1s to 1h', 'For example: --for 30s, --for 5m.');
}

/** `30 seconds`, `5 minutes`, `1 minute and 30 seconds`. */
export function durationOf(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 60), 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return told.length === 0 ? '0 seconds' : told.join(' and ');
}
