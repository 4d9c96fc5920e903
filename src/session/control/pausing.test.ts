// A pause has an end, and says so as long as it lasts.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { durationOf, readDuration } from './duration.ts';
import { PAUSED_MARK, Pausing } from './pausing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function create(mark = '') {
  const done: string[] = [];
  const effects = {
    setMasking: (on: boolean) => void done.push(on ? 'mask' : 'show'),
    setTitleMark: (title: string) => void done.push(`title ${title}`),
    notice: (line: string) => void done.push(line),
  };
  return { pausing: new Pausing(effects, mark, () => Date.now()), done };
}

describe('a pause for a time', () => {
  it('ends by itself, with a word', () => {
    const { pausing, done } = create();
    pausing.start(30, false);
    expect(done).toEqual([`title ${PAUSED_MARK}`, 'show']);
    vi.advanceTimersByTime(29_000);
    expect([pausing.state, pausing.secondsLeft]).toEqual(['paused', 1]);
    vi.advanceTimersByTime(1000);
    expect(pausing.state).toBe('on');
    expect(done.slice(2)).toEqual(['title ', 'mask', 'masked-shell: masking is on again: the 30 seconds are over']);
  });

  it('reminds every minute, and not after its end', () => {
    const { pausing, done } = create();
    pausing.start(150, false);
    vi.advanceTimersByTime(600_000);
    expect(done.filter((line) => line.includes('PAUSED for')).map((line) => /for (.*) more/.exec(line)?.[1])).toEqual([
      '1 minute and 30 seconds',
      '30 seconds',
    ]);
  });

  it('ends when it is asked to, with the usual title', () => {
    const { pausing, done } = create('[masked] ');
    pausing.start(30, false);
    expect(pausing.resume()).toBe(true);
    expect(done.slice(2)).toEqual(['title [masked] ', 'mask']);
    expect(pausing.resume()).toBe(false);
    vi.advanceTimersByTime(600_000);
    expect(done.filter((each) => each === 'show')).toHaveLength(1);
    expect(done.some((line) => line.includes('are over'))).toBe(false);
  });

  it('that is begun again has the new end', () => {
    const { pausing, done } = create();
    pausing.start(10, false);
    vi.advanceTimersByTime(9000);
    pausing.start(10, false);
    vi.advanceTimersByTime(9000);
    expect(pausing.state).toBe('paused');
    expect(done.filter((each) => each === 'show')).toHaveLength(1);
  });

  it('does not mind where commands begin and end', () => {
    const { pausing } = create();
    pausing.start(30, false);
    pausing.leaveCommand();
    pausing.enterCommand();
    pausing.leaveCommand();
    expect(pausing.state).toBe('paused');
  });
});

describe('a pause for a command', () => {
  it('is that of the next one only', () => {
    const { pausing, done } = create();
    pausing.start(300, true);
    // The command that asked for it ends.
    pausing.leaveCommand();
    expect([pausing.state, done]).toEqual(['armed', []]);
    pausing.enterCommand();
    expect(pausing.state).toBe('paused');
    pausing.leaveCommand();
    expect(pausing.state).toBe('on');
    pausing.enterCommand();
    expect(pausing.state).toBe('on');
    expect(done.filter((each) => each === 'show' || each === 'mask')).toEqual(['show', 'mask']);
    vi.advanceTimersByTime(1000);
    expect(done.at(-1)).toContain('the command has ended');
  });

  it('ends in time, whether the command has begun or not', () => {
    for (const begun of [false, true]) {
      const { pausing } = create();
      pausing.start(300, true);
      if (begun) pausing.enterCommand();
      vi.advanceTimersByTime(300_000);
      expect(pausing.state).toBe('on');
      pausing.enterCommand();
      expect(pausing.state).toBe('on');
    }
  });

  it('ends a pause that was on', () => {
    const { pausing, done } = create();
    pausing.start(300, false);
    pausing.start(300, true);
    expect(pausing.state).toBe('armed');
    expect(done.at(-1)).not.toBe('show');
    expect(done).toContain('mask');
  });
});

it.each([
  ['30s', 30],
  ['45', 45],
  ['5m', 300],
  ['1h', 3600],
])('%s is a time', (text, seconds) => {
  expect(readDuration(text)).toBe(seconds);
});

it.each(['', '0', '0s', '2h', '3601', '-1s', '1.5m', '5 m', 'm', '5d'])('%j is none', (text) => {
  expect(() => readDuration(text)).toThrow('--for takes a time');
});

it('tells times in words', () => {
  expect([1, 60, 90, 300].map(durationOf)).toEqual(['1 second', '1 minute', '1 minute and 30 seconds', '5 minutes']);
});
