// What is said over the control socket: one line of JSON each way, with notes before the answer. Values travel as one-byte strings.
import type { Profile } from '../../config/settings.ts';
import type { JournalEntry, Totals } from '../journal.ts';

export type Request =
  | { readonly do: 'status' | 'resume' | 'report' | 'copy' }
  | { readonly do: 'last'; readonly count: number }
  | { readonly do: 'purge'; readonly scrollback: boolean }
  | { readonly do: 'pause'; readonly seconds: number; readonly command: boolean }
  | { readonly do: 'add'; readonly value: string }
  /** Without a value the one that was masked last is meant. */
  | { readonly do: 'allow'; readonly value: string | null };

/** `armed`: masking stops when the next command starts. */
export type State = 'on' | 'armed' | 'paused';

export interface Status {
  readonly version: string;
  readonly pid: number;
  readonly state: State;
  /** Until masking is on again. */
  readonly secondsLeft: number | null;
  readonly profile: Profile;
  readonly known: { readonly total: number; readonly sources: Readonly<Record<string, number>> };
  readonly masked: Totals;
  /** Characters that were shown and could not be painted over. */
  readonly unpainted: number;
  /** Whether the shell tells where its commands begin and end. */
  readonly tellsCommands: boolean;
  /** What the shell's hooks cost at the last prompt, in milliseconds; null where there are none. */
  readonly promptCost: number | null;
}

export interface ReportData {
  readonly status: Status;
  readonly entries: readonly JournalEntry[];
  /** When the session began, in milliseconds since 1970. */
  readonly since: number;
  readonly now: number;
}

export interface Answers {
  status: Status;
  resume: { readonly wasPaused: boolean };
  report: ReportData;
  copy: { readonly to: string };
  last: { readonly entries: readonly JournalEntry[] };
  purge: { readonly erased: boolean };
  pause: { readonly state: State; readonly seconds: number };
  add: { readonly known: boolean };
  allow: { readonly file: string };
}

/** What the session sends: a note, after which it waits for any line; the answer; or why there is none. */
export type Reply =
  | { readonly note: string }
  | { readonly answer: Answers[keyof Answers] }
  | {
      readonly error: {
        readonly code: 'not-confirmed' | 'no-control';
        readonly message: string;
        readonly hint: string;
      };
    };

/** Longest value that can be added or let through, and longest request, in bytes. */
export const LONGEST_VALUE = 64 * 1024;
export const LONGEST_REQUEST = 4 * LONGEST_VALUE;

/** A pause is never longer than this, in seconds, and this long where nobody says how long. */
export const LONGEST_PAUSE = 3600;
export const USUAL_PAUSE = 300;

/** @returns null for anything that is no request. */
export function readRequest(line: string): Request | null {
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null) return null;
  const fields = read as Readonly<Record<string, unknown>>;
  switch (fields.do) {
    case 'status':
    case 'resume':
    case 'report':
    case 'copy':
      return { do: fields.do };
    case 'last':
      return isWhole(fields.count, 1, 1000) ? { do: 'last', count: fields.count } : null;
    case 'purge':
      return typeof fields.scrollback === 'boolean' ? { do: 'purge', scrollback: fields.scrollback } : null;
    case 'pause': {
      const { seconds, command } = fields;
      if (!isWhole(seconds, 1, LONGEST_PAUSE) || typeof command !== 'boolean') return null;
      return { do: 'pause', seconds, command };
    }
    case 'add':
      return isValue(fields.value) ? { do: 'add', value: fields.value } : null;
    case 'allow':
      return fields.value === null || isValue(fields.value) ? { do: 'allow', value: fields.value } : null;
    default:
      return null;
  }
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** A one-byte string. */
function isValue(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_VALUE && /^[\0-\xff]*$/.test(value);
}
