// Only the letters that the question shows are a yes; everything else is a no, and leaves everything as it was.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Question } from './question.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function create({ columns = 80, drawable = true } = {}) {
  const shown: string[] = [];
  const holds: boolean[] = [];
  let time = 0;
  let next = 0;
  const surface = {
    columns,
    show: (line: string) => drawable && shown.push(line) > 0,
    clear: () => void shown.push(''),
    hold: (held: boolean) => void holds.push(held),
  };
  const question = new Question(
    surface,
    () => time,
    () => 'kf'[next++ % 2] as string,
  );
  const ask = (signal = new AbortController().signal) => {
    const asked = question.ask('do it', signal).then(
      () => 'yes',
      (error: Error) => error.message,
    );
    return asked;
  };
  const type = (keys: string) => question.takeKeys(Buffer.from(keys, 'latin1')).toString('latin1');
  const wait = (milliseconds: number) => {
    time += milliseconds;
    vi.advanceTimersByTime(milliseconds);
  };
  return { question, ask, type, wait, shown, holds };
}

describe('a yes', () => {
  it('is both letters, in one go or one after the other, in either case', async () => {
    for (const keys of [['kf'], ['k', 'f'], ['K', 'F'], ['k', '\x1b[A', 'f']]) {
      const { ask, type } = create();
      const asked = ask();
      for (const each of keys) type(each);
      expect(await asked).toBe('yes');
    }
  });

  it('holds the output back until it has taken effect', async () => {
    const { ask, type, holds, shown } = create();
    const asked = ask();
    expect(holds).toEqual([true]);
    type('kf');
    await asked;
    expect(holds).toEqual([true]);
    vi.runAllTimers();
    expect(holds).toEqual([true, false]);
    expect(shown).toEqual(['masked-shell: type kf to do it (any other key: no)', '']);
  });
});

describe('a no', () => {
  it.each(['x', 'fk', 'kk', '\x03', '\x1b', '\r', '\x1b[200~kf\x1b[201~'])('is %j', async (keys) => {
    const { ask, type } = create();
    const asked = ask();
    type(keys);
    expect(await asked).toContain('you did not say yes');
  });

  it('is silence', async () => {
    const { ask, wait } = create();
    const asked = ask();
    wait(30_000);
    expect(await asked).toContain('you did not say yes');
  });

  it('is the going of who asked', async () => {
    const { ask } = create();
    const gone = new AbortController();
    const asked = ask(gone.signal);
    gone.abort();
    expect(await asked).toContain('you did not say yes');
  });

  it('three times in a row is an end of questions for a while', async () => {
    const { ask, type, wait } = create();
    for (let i = 0; i < 3; i++) {
      const asked = ask();
      type('x');
      await asked;
    }
    expect(await ask()).toContain('too many questions');
    wait(30_000);
    const asked = ask();
    type('kf');
    expect(await asked).toBe('yes');
  });
});

describe('keys', () => {
  it('are the program’s while there is no question', () => {
    expect(create().type('abc')).toBe('abc');
  });

  it('that answer are not, and what the terminal sends is', () => {
    const { ask, type } = create();
    void ask();
    expect(type('k\x1b[?62c')).toBe('\x1b[?62c');
    expect(type('fxyz\x1b[<0;1;1M')).toBe('\x1b[<0;1;1M');
    expect(type('x')).toBe('x');
  });
});

describe('nothing is asked', () => {
  it('while another question stands', async () => {
    const { ask } = create();
    void ask();
    expect(await ask()).toContain('another question');
  });

  it('where the line would not fit', async () => {
    expect(await create({ columns: 39 }).ask()).toContain('fewer than 40 columns');
  });

  it('where it can not be drawn; the output goes on', async () => {
    const { ask, holds } = create({ drawable: false });
    expect(await ask()).toContain('no line can be drawn');
    expect(holds).toEqual([true, false]);
  });
});

it('is drawn anew when the size changes', () => {
  const { ask, question, shown } = create();
  void ask();
  question.redraw();
  expect(shown).toHaveLength(2);
  expect(shown[1]).toBe(shown[0]);
});
