// The report of a session: what was masked, what of it was shown, how each kind is revoked, and in which order to work. It is made of
// the journal, which holds no value.
import { describeRule } from '../../detectors/rules.ts';
import type { JournalEntry } from '../journal.ts';
import type { ReportData } from './protocol.ts';

/** All values of one rule. */
export interface Kind {
  readonly rule: string;
  readonly provider: string;
  readonly title: string;
  readonly values: number;
  readonly masks: number;
  /** Values of which something was shown, and the largest part of one that was, in characters. */
  readonly shownValues: number;
  readonly shown: number;
  readonly length: number;
  /** Such as `env (3)`: in the output of which commands. */
  readonly commands: readonly string[];
  readonly revoke: string | undefined;
  readonly revokeCommand: string | undefined;
}

export interface Phase {
  readonly within: 'five minutes' | 'hour' | 'week';
  readonly steps: readonly string[];
}

export interface Report extends ReportData {
  readonly kinds: readonly Kind[];
  readonly work: readonly Phase[];
}

/** Puts the data in order: what was shown first, then what was masked most. */
export function reportOf(data: ReportData): Report {
  const byRule = new Map<string, JournalEntry[]>();
  for (const entry of data.entries) {
    const list = byRule.get(entry.rule);
    if (list === undefined) byRule.set(entry.rule, [entry]);
    else list.push(entry);
  }
  const kinds = [...byRule].map(([rule, entries]) => kindOf(rule, entries));
  kinds.sort((a, b) => b.shownValues - a.shownValues || b.masks - a.masks);
  return { ...data, kinds, work: workFor(kinds, data) };
}

function kindOf(rule: string, entries: readonly JournalEntry[]): Kind {
  const { title, provider = 'no provider', revoke, revokeCommand } = describeRule(rule);
  const most = entries.reduce((a, b) => (b.shown > a.shown ? b : a));
  return {
    rule,
    provider,
    title,
    values: distinct(entries),
    masks: entries.reduce((sum, { times }) => sum + times, 0),
    shownValues: distinct(entries.filter(({ shown }) => shown > 0)),
    shown: most.shown,
    length: most.length,
    commands: commandsOf(entries),
    revoke,
    revokeCommand,
  };
}

function distinct(entries: readonly JournalEntry[]): number {
  return new Set(entries.map(({ fingerprint }) => fingerprint)).size;
}

function commandsOf(entries: readonly JournalEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const { program, command, times } of entries) {
    const name = program !== '' ? program : command === 0 ? 'unknown' : `command ${command}`;
    counts.set(name, (counts.get(name) ?? 0) + Math.max(times, 1));
  }
  return [...counts].map(([name, count]) => `${name} (${count})`);
}

function workFor(kinds: readonly Kind[], { status }: ReportData): Phase[] {
  const shown = kinds.filter(({ shownValues }) => shownValues > 0);
  if (shown.length === 0) {
    return [
      {
        within: 'week',
        steps: [
          'Nothing of a value was shown as far as this session knows. What it does not recognise it can not report: look at a recording before you publish it.',
        ],
      },
    ];
  }
  const paint = status.unpainted > 0 ? ' (some of it could not be painted over)' : '';
  return [
    {
      within: 'five minutes',
      steps: [
        'Stop the stream, the sharing or the recording.',
        `Take it off the screen: masked-shell purge --scrollback${paint}.`,
        ...shown.map(revocation),
      ],
    },
    {
      within: 'hour',
      steps: [
        'Make new values, and put them where the old ones were used; see that what uses them runs.',
        "Look through each provider's audit log for uses since the moment of the showing.",
        'Delete or cut recordings, clips and screenshots; ask viewers and participants to delete theirs.',
        'Tell who answers for security, with this report: it holds no value.',
      ],
    },
    {
      within: 'week',
      steps: [
        'Find out where else the values stand: shell histories, CI variables, wikis, tickets (masked-shell check).',
        'Replace long-lived values by short-lived ones, with as few rights as will do.',
        'Make it known before: learn files or rules in the configuration, --profile stream.',
      ],
    },
  ];
}

function revocation({ title, rule, shown, length, shownValues, revoke, revokeCommand }: Kind): string {
  const how = [revoke, revokeCommand === undefined ? undefined : `or: ${revokeCommand}`].filter(
    (way) => way !== undefined,
  );
  const where = how.length === 0 ? 'change it where it was issued' : how.join(' ');
  const values = shownValues === 1 ? '' : ` (${shownValues} values)`;
  return `Revoke: ${title}${title === rule ? '' : ` [${rule}]`}${values}; ${shown} of ${length} characters were shown; ${where}.`;
}

/** When an entry was masked, in the reader's time zone. */
export function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString('sv');
}
