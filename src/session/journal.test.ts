// The journal knows what was masked, how often, by which command and how much of it was shown; it keeps no value, and is bounded.
import { describe, expect, it } from 'vitest';
import type { MaskEvent } from '../redactor/redactor.ts';
import { Journal } from './journal.ts';

const event = (value: string, more: Partial<MaskEvent> = {}): MaskEvent => ({
  rule: 'a-rule',
  certainty: 'certain',
  kind: 'new',
  shown: 0,
  value,
  ...more,
});

function create() {
  let time = 1000;
  return new Journal(() => time++);
}

describe('a value', () => {
  it('is one entry by command, however often it was masked', () => {
    const journal = create();
    journal.take(event('one'));
    journal.take(event('one'));
    journal.enterCommand('env');
    journal.take(event('one'));
    journal.take(event('two'));
    expect(journal.all().map(({ times, command, program }) => [times, command, program])).toEqual([
      [2, 0, ''],
      [1, 1, 'env'],
      [1, 1, 'env'],
    ]);
    expect(journal.totals()).toEqual({ masks: 4, values: 2, shown: 0, dropped: 0 });
  });

  it('has one fingerprint in a session, and another in the next', () => {
    const [journal, other] = [create(), create()];
    journal.take(event('one'));
    journal.enterCommand('');
    journal.take(event('one'));
    other.take(event('one'));
    const [a, b] = journal.all();
    expect(a?.fingerprint).toBe(b?.fingerprint);
    expect(other.all()[0]?.fingerprint).not.toBe(a?.fingerprint);
  });

  it('that is looked at again is not counted again', () => {
    const journal = create();
    journal.take(event('one'));
    journal.take(event('one', { kind: 'again' }));
    expect(journal.all()).toMatchObject([{ times: 1 }]);
  });

  it('is in no entry', () => {
    const journal = create();
    const value = `hunter${2}hunter`;
    journal.take(event(value));
    expect(JSON.stringify([journal.all(), journal.totals()])).not.toContain('hunter');
  });
});

describe('what was shown', () => {
  it('is the most that stood there', () => {
    const journal = create();
    journal.take(event('abcdef', { shown: 2 }));
    journal.take(event('abcdef', { kind: 'again', shown: 6 }));
    journal.take(event('abcdef', { shown: 0 }));
    expect(journal.all()).toMatchObject([{ shown: 6, length: 6 }]);
    expect(journal.totals().shown).toBe(1);
  });

  it('goes from what had begun to what became of it', () => {
    const journal = create();
    journal.take(event('abc', { kind: 'begun', shown: 3 }));
    journal.take(event('abcd', { kind: 'begun', shown: 3 }));
    journal.take(event('abcdefgh'));
    expect(journal.all()).toMatchObject([{ shown: 3, length: 8, times: 1 }]);
  });

  it('stays where nothing became of it', () => {
    const journal = create();
    journal.take(event('abc', { kind: 'begun', shown: 3 }));
    journal.take(event('other-value'));
    expect(journal.all()).toMatchObject([
      { shown: 3, length: 3, times: 0 },
      { shown: 0, length: 11, times: 1 },
    ]);
  });
});

it('leaves out pieces, which were never masked by themselves', () => {
  const journal = create();
  journal.take(event('piece', { kind: 'piece' }));
  expect(journal.all()).toEqual([]);
  expect(journal.lastValue).toBe(null);
});

it('tells the latest first', () => {
  const journal = create();
  for (const value of ['one', 'two', 'one']) journal.take(event(value, { rule: value }));
  expect(journal.latestEntries(2).map(({ rule }) => rule)).toEqual(['one', 'two']);
  expect(journal.latestEntries(1)).toHaveLength(1);
  expect(journal.lastValue).toBe('one');
});

it('is bounded, in entries and in what it remembers of values', () => {
  const journal = create();
  for (let i = 0; i < 5000; i++) journal.take(event(`value-${i}`.padEnd(20_000, 'x')));
  expect(journal.all()).toHaveLength(2000);
  expect(journal.totals().dropped).toBe(3000);
  const recent = (journal as unknown as { recent: Map<string, unknown> }).recent;
  const kept = [...recent.keys()].reduce((sum, value) => sum + value.length, 0);
  expect(kept).toBeLessThanOrEqual(1 << 20);
  expect(recent.size).toBeGreaterThan(10);
});
