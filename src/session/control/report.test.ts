// The report puts what was shown first, tells where it is revoked, and holds no value.
import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../journal.ts';
import type { ReportData, Status } from './protocol.ts';
import { reportOf } from './report.ts';
import { REPORT_FORMATS } from './report-text.ts';

const status: Status = {
  version: '1.2.3',
  pid: 42,
  state: 'on',
  secondsLeft: null,
  profile: 'standard',
  known: { total: 1, sources: { environment: 1 } },
  masked: { masks: 6, values: 3, shown: 1, dropped: 0 },
  unpainted: 0,
  tellsCommands: true,
  promptCost: null,
};

const entry = (more: Partial<JournalEntry>): JournalEntry => ({
  rule: 'github-pat',
  certainty: 'certain',
  fingerprint: 'aa',
  length: 40,
  command: 1,
  program: 'cat',
  first: 0,
  last: 0,
  times: 1,
  shown: 0,
  ...more,
});

const data = (entries: JournalEntry[], more: Partial<Status> = {}): ReportData => ({
  status: { ...status, ...more },
  entries,
  since: 0,
  now: 60_000,
});

const ENTRIES = [
  entry({ rule: 'assignment', fingerprint: 'bb', times: 4, program: '', command: 0 }),
  entry({ shown: 4 }),
  entry({ command: 2, program: 'git', times: 2 }),
  entry({ command: 3, program: '', fingerprint: 'cc' }),
];

describe('the report', () => {
  it('counts by kind, what was shown first', () => {
    const [first, second] = reportOf(data(ENTRIES)).kinds;
    expect(first).toMatchObject({
      rule: 'github-pat',
      provider: 'GitHub',
      values: 2,
      masks: 4,
      shownValues: 1,
      shown: 4,
      commands: ['cat (1)', 'git (2)', 'command 3 (1)'],
      revoke: 'https://github.com/settings/tokens',
    });
    expect(second).toMatchObject({ rule: 'assignment', masks: 4, shownValues: 0, commands: ['unknown (4)'] });
  });

  it('has an order of work, with what was shown to be revoked first', () => {
    const { work } = reportOf(data(ENTRIES));
    expect(work.map(({ within }) => within)).toEqual(['five minutes', 'hour', 'week']);
    const steps = work[0]?.steps.join('\n');
    expect(steps).toContain('4 of 40 characters were shown; https://github.com/settings/tokens');
    expect(steps).not.toContain('assignment');
  });

  it('has none where nothing was shown', () => {
    const { work } = reportOf(data([entry({})]));
    expect(work).toHaveLength(1);
    expect(work[0]?.steps.join()).toContain('Nothing of a value was shown');
  });

  it('tells what could not be painted over', () => {
    expect(JSON.stringify(reportOf(data(ENTRIES, { unpainted: 3 })).work)).toContain('could not be painted over');
  });

  it('has a way to revoke for a rule without a provider', () => {
    const { work } = reportOf(data([entry({ rule: 'assignment', shown: 2 })]));
    expect(work[0]?.steps.join()).toContain('change it where it was issued');
  });
});

describe('its forms', () => {
  const report = reportOf(data(ENTRIES));

  it('are text', () => {
    const text = REPORT_FORMATS.human(report);
    expect(text).toContain('GitHub: GitHub: personal access token (classic) [github-pat]');
    expect(text).toContain('In the first five minutes:');
  });

  it('are JSON', () => {
    expect(JSON.parse(REPORT_FORMATS.json(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('are a page without scripts, in which nothing of a name is markup', () => {
    const odd = reportOf(data([entry({ rule: '<script>x</script>', program: 'a&b', shown: 1 })]));
    const page = REPORT_FORMATS.html(odd);
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain('a&amp;b');
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/\b(?:src|@import|url\()/);
  });
});
