// What a session can ask of a redactor beside masking: to pause, to show a line of its own, to mark the title, to tell what was shown.
import { describe, expect, it } from 'vitest';
import { Examiner } from '../detectors/examiner.ts';
import type { Detector } from '../detectors/finding.ts';
import { type MaskEvent, Redactor } from './redactor.ts';

/** Finds `key-` and at least eight digits. */
const keys: Detector = {
  id: 'key',
  literals: [{ text: 'key-', fold: false }],
  find(text, ended, report) {
    for (const match of text.matchAll(/key-\d*/g)) {
      const end = match.index + match[0].length;
      const open = text[end] === '\0' || (end === text.length && !ended);
      const whole = match[0].length >= 12;
      if (whole || open)
        report({ start: match.index, end, rule: 'key', certainty: 'certain', open, shown: whole ? 0 : 4 });
    }
  },
};

const KEY = `key-${'12345678'}`;

function create() {
  const events: MaskEvent[] = [];
  const redactor = new Redactor({
    examiner: new Examiner([keys]),
    size: { cols: 40, rows: 10 },
    onMask: (event) => events.push(event),
  });
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  return {
    redactor,
    events,
    write: (bytes: string) => text(redactor.write(Buffer.from(bytes, 'latin1'))),
    idle: () => text(redactor.flush('idle')),
    pause: () => text(redactor.pause()),
    resume: () => text(redactor.resume()),
    purge: () => text(redactor.purge()),
    banner: (line: string) => text(redactor.showBanner(line)),
    clear: () => text(redactor.clearBanner()),
  };
}

describe('a pause', () => {
  it('shows what comes, and masks it on the screen when it ends', () => {
    const { write, pause, resume } = create();
    expect(write(`${KEY}\r\n`)).toBe('***\r\n');
    expect(pause()).toBe('');
    expect(write(`a ${KEY} b\r\n`)).toBe(`a ${KEY} b\r\n`);
    expect(resume()).toBe('\x1b[1A\x1b[3G\x1b[0m************\x1b[1B\r');
    expect(write(`${KEY}\r\n`)).toBe('************\r\n');
    expect(write(`${KEY}\r\n`)).toBe('***\r\n');
  });

  it('shows nothing again of what was masked before', () => {
    const { write, pause, idle } = create();
    expect(write(`\x1b[H${KEY}`)).toBe('\x1b[H************');
    expect(pause() + idle()).toBe('');
  });

  it('reports what it shows', () => {
    const { write, pause, events } = create();
    pause();
    write(`\x1b[H${KEY} x`);
    expect(events.at(-1)).toMatchObject({ rule: 'key', value: KEY, shown: KEY.length });
    write(`\x1b]2;${KEY}\x07`);
    expect(events.at(-1)).toMatchObject({ shown: KEY.length });
  });

  it('covers what stands on the other screen once that is back', () => {
    const { write, pause, resume } = create();
    pause();
    write(`\x1b[H${KEY}\x1b[?1049h\x1b[H`);
    expect(resume()).not.toContain('*');
    expect(write('\x1b[?1049l')).toContain('************');
  });

  it('erases the screen where it can not tell where a secret stands', () => {
    const { redactor, write, pause, resume } = create();
    pause();
    write(`\x1b[H${KEY} x`);
    redactor.resize(30, 10);
    expect(resume()).toContain('\x1b[2J');
  });

  it('waits for the end of a sequence before it paints', () => {
    const { write, idle, pause, resume } = create();
    pause();
    write(`\x1b[H${KEY} x\x1b[3`);
    expect(idle()).toBe('\x1b[3');
    expect(resume()).toBe('');
    expect(write('1m')).toBe('1m\r\x1b[0m************\x1b[15G\x1b[0;31m');
  });

  it('passes a title, which is masked when it ends', () => {
    const { write, pause, resume } = create();
    pause();
    expect(write(`\x1b]2;${KEY}\x07`)).toBe(`\x1b]2;${KEY}\x07`);
    expect(resume()).toContain('\x1b]2;***\x07');
  });
});

describe('what was shown', () => {
  it('is nothing of what is masked at once', () => {
    const { write, events } = create();
    write(`${KEY}\r\n`);
    write(`\x1b[H${KEY} x`);
    expect(events.map(({ kind, shown }) => [kind, shown])).toEqual([
      ['new', 0],
      ['new', 0],
    ]);
  });

  it('is the beginning of what is typed slowly', () => {
    const { write, idle, events } = create();
    for (const key of `$ ${KEY} `) {
      write(key);
      idle();
    }
    expect(Math.max(...events.filter(({ value }) => value === KEY).map(({ shown }) => shown))).toBe(4);
  });

  it('is all of what became known later', () => {
    const values: string[] = [];
    const late: Detector = {
      id: 'late',
      literals: [{ text: 'hunter', fold: false }],
      find(text, _ended, report) {
        const start = text.indexOf('hunter');
        if (start < 0 || values.length === 0) return;
        report({ start, end: start + 8, rule: 'late', certainty: 'certain', open: false, shown: 0 });
      },
    };
    const events: MaskEvent[] = [];
    const redactor = new Redactor({
      examiner: new Examiner([late]),
      size: { cols: 40, rows: 10 },
      onMask: (event) => events.push(event),
    });
    redactor.write(Buffer.from('a hunter22 b\r\n'));
    values.push('known');
    expect(Buffer.from(redactor.purge()).toString('latin1')).toContain('********');
    expect(events).toMatchObject([{ kind: 'new', shown: 8 }]);
  });
});

describe('a line of our own', () => {
  it('covers the beginning of the row and goes when the program writes on', () => {
    const { write, banner, redactor } = create();
    write('$ ls -la');
    expect(banner('a line')).toBe('\r\x1b[m\x1b[7ma line\x1b[m');
    expect(redactor.hasBanner).toBe(true);
    expect(write('x')).toBe('\r\x1b[m\x1b[6X\r\x1b[0m$ ls -\x1b[9Gx');
    expect(redactor.hasBanner).toBe(false);
  });

  it('shows no secret when it goes', () => {
    const { write, banner, clear } = create();
    write(`\x1b[H${KEY}`);
    banner('a line');
    expect(clear()).toContain('******');
    expect(clear()).toBe('');
  });

  it('is refused inside of a sequence', () => {
    const { write, idle, banner, redactor } = create();
    write('\x1b[H\x1b[3');
    idle();
    expect(banner('a line')).toBe('');
    expect(redactor.hasBanner).toBe(false);
  });

  it('keeps what is held until it has gone', () => {
    const { write, idle, banner, clear, redactor } = create();
    write('\x1b[Ha\x1b[3');
    expect(banner('a line')).not.toBe('');
    expect(redactor.pending).toBe(false);
    expect(idle()).toBe('');
    clear();
    expect(redactor.pending).toBe(true);
    expect(idle()).toBe('\x1b[3');
  });
});

describe('a mark in the title', () => {
  it('stands before what the program sets, and goes', () => {
    const { redactor, write, idle } = create();
    write('\x1b]0;vim\x07');
    redactor.markTitle('! ');
    expect(idle()).toBe('\x1b]2;! vim\x07');
    expect(write('\x1b]2;less\x07')).toBe('\x1b]2;! less\x07');
    redactor.markTitle('');
    expect(idle()).toBe('\x1b]2;less\x07');
  });

  it('gives back a title that nobody has set', () => {
    const { redactor, idle } = create();
    redactor.markTitle('! ');
    expect(idle()).toBe('\x1b[22;2t\x1b]2;! \x07');
    redactor.markTitle('');
    expect(idle()).toBe('\x1b[23;2t');
  });

  it('waits for the end of a sequence', () => {
    const { redactor, write, idle } = create();
    write('\x1b[H\x1b[3');
    idle();
    redactor.markTitle('! ');
    expect(idle()).toBe('');
    write('1m');
    expect(idle()).toBe('\x1b[22;2t\x1b]2;! \x07');
  });
});
