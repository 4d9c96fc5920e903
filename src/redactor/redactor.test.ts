// What the redactor does, case by case, in bytes. The property tests in test/property say that it always does.
import { describe, expect, it } from 'vitest';
import { Examiner } from '../detectors/examiner.ts';
import type { Detector } from '../detectors/finding.ts';
import { bytesOf, oneByteString } from '../terminal/one-byte.ts';
import { type MaskEvent, Redactor, type RedactorOptions } from './redactor.ts';

/** `key-` and at least eight digits; open until then. */
const keys: Detector = {
  id: 'key',
  literals: [{ text: 'key-', fold: false }],
  find(text, ended, report) {
    for (const match of text.matchAll(/(?<![a-z])key-\d+/g)) {
      const end = match.index + match[0].length;
      const open = text[end] === '\0' || (end === text.length && !ended);
      const whole = match[0].length >= 12;
      if (whole || open) {
        report({ start: match.index, end, rule: 'key', certainty: 'certain', open, shown: whole ? 0 : 4 });
      }
    }
  },
};

const IDLE = Symbol('idle');

function run(input: (string | typeof IDLE)[], options: Partial<RedactorOptions> = {}): string[] {
  const size = { cols: 40, rows: 8 };
  const redactor = new Redactor({ examiner: new Examiner([keys]), size, ...options });
  const output = input.map((each) =>
    oneByteString(each === IDLE ? redactor.flush('idle') : redactor.write(bytesOf(each))),
  );
  return [...output, oneByteString(redactor.flush('end'))];
}

const all = (...args: Parameters<typeof run>) => run(...args).join('');

describe('plain lines', () => {
  it('show *** for each secret, whatever its length', () => {
    expect(all(['a key-12345678 and key-1234567890123 b\r\n'])).toBe('a *** and *** b\r\n');
  });

  it('are one whatever their colours', () => {
    expect(all(['\x1b[1mk\x1b[31mey-1234\x1b[0m5678 b\r\n'])).toBe('\x1b[1m***\x1b[31m\x1b[0m b\r\n');
  });

  it('wait for the rest of a secret, and for nothing else', () => {
    expect(run(['a key-1234', '5678 b\r\n'])).toEqual(['a ', '*** b\r\n', '']);
    expect(run(['$ ', 'l', 's', '\r\n'])).toEqual(['$ ', 'l', 's', '\r\n', '']);
  });

  it('go out as they are when what waited was harmless', () => {
    expect(all(['a key-12', ' b\r\n'])).toBe('a key-12 b\r\n');
  });

  it('keep a bare line feed where it is: the mask is then as wide as the secret', () => {
    expect(all(['key-12345678\nx'])).toBe('************\nx');
  });

  it('are masked on a pipe too, over a pause', () => {
    expect(run(['a key-1234', IDLE, '5678 b\n'], { size: null })).toEqual(['a ', '***', ' b\n', '']);
  });
});

describe('live rows', () => {
  it('show a mask as wide as the secret', () => {
    expect(all(['\x1b[2;3Hkey-12345678\x1b[H'])).toBe('\x1b[2;3H************\x1b[H');
  });

  it('cover from the first character after the prefix, then the prefix, and put the cursor back', () => {
    expect(run(['\x1b[Hkey-1', IDLE, '2345678'])).toEqual(['\x1b[Hkey-*', '', '*******\r\x1b[0m****\x1b[13G', '']);
  });

  it('take back what proves harmless, when the program is quiet', () => {
    expect(run(['\x1b[Hkey-1', ' x', IDLE])).toEqual(['\x1b[Hkey-*', ' x', '\x1b[5G\x1b[0m1\x1b[8G', '']);
  });

  it('examine before they erase', () => {
    expect(all(['\x1b[Hkey-12345678\r\x1b[Kok'])).toBe('\x1b[H************\r\x1b[Kok');
  });

  it('read over a soft wrap and over a hard one', () => {
    expect(all(['\x1b[2;35Hkey-12345678'])).toBe('\x1b[2;35H************');
    expect(all(['\x1b[2;37Hkey-\x1b[3;1H12345678'])).toBe('\x1b[2;37H****\x1b[3;1H********');
  });

  it('read on in the same pane', () => {
    const pane = '\x1b[2;9H|\x1b[3;9H|\x1b[2;11Hother\x1b[3;11Htext';
    expect(all([`\x1b[H${pane}\x1b[2;3Hkey-12\x1b[3;1H345678`])).toContain('******\x1b[3;1H******');
  });

  it('read what runs over the right edge without autowrap, and is gone at once', () => {
    expect(all(['\x1b[?7l\x1b[1;36Hkey-12345678'])).toBe('\x1b[?7l\x1b[1;36H************');
  });

  it('take what ends at a cut mark in the last column for half a secret', () => {
    expect(all(['\x1b[1;32Hkey-1234>\x1b[H'])).toBe('\x1b[1;32Hkey-****>\x1b[H');
  });

  it('keep the cover of a whole secret when a part of it is overwritten', () => {
    expect(all(['\x1b[Hkey-12345678\x1b[Hxx'])).toBe('\x1b[H************\x1b[Hxx');
  });

  it('show three mask characters and blanks in the fixed style, where nothing follows', () => {
    const fixed = { maskStyle: 'fixed' } as const;
    expect(all(['\x1b[Hkey-12345678\x1b[5;1Hx'], fixed)).toBe('\x1b[H***         \x1b[5;1Hx');
    expect(all(['\x1b[Hkey-12345678 x'], fixed)).toBe('\x1b[H************ x');
  });

  it('show the mask character that was asked for', () => {
    expect(all(['\x1b[Hkey-12345678 x\r\n'], { maskChar: '#' })).toBe('\x1b[H############ x\r\n');
  });
});

describe('text outside cells', () => {
  it.each([
    ['a title', '\x1b]0;a key-12345678\x07', '\x1b]0;a ***\x07'],
    ['a link', '\x1b]8;;https://x.org/?k=key-12345678\x1b\\', '\x1b]8;;https://x.org/?k=***\x1b\\'],
    ['a notification', '\x1b]777;notify;t;key-12345678\x1b\\', '\x1b]777;notify;t;***\x1b\\'],
    ['what tmux passes on', '\x1bPtmux;\x1b\x1b]2;key-12345678\x07\x1b\\', '\x1bPtmux;\x1b\x1b]2;***\x07\x1b\\'],
  ])('%s', (_name, input, output) => {
    expect(all([input])).toBe(output);
    expect(all([...input])).toBe(output);
  });

  it('the clipboard, decoded and encoded again', () => {
    const encoded = Buffer.from('a key-12345678').toString('base64');
    expect(all([`\x1b]52;c;${encoded}\x07`])).toBe(`\x1b]52;c;${Buffer.from('a ***').toString('base64')}\x07`);
  });

  it('pixels pass, whatever they look like', () => {
    const pixels = '\x1b_Gf=24;key-12345678\x1b\\\x1bPq#0key-12345678\x1b\\';
    expect(all([pixels])).toBe(pixels);
  });
});

describe('events', () => {
  it('tell each secret once it is whole', () => {
    const values: string[] = [];
    const onMask = ({ kind, value }: MaskEvent) => kind === 'begun' || values.push(value);
    all(['\x1b[H', ...'key-1234567890', '\r\n', 'key-22222222\r\n'], { onMask });
    expect(new Set(values)).toEqual(new Set(['key-1234567890', 'key-22222222']));
  });
});

it('says whether something is pending', () => {
  const redactor = new Redactor({ examiner: new Examiner([keys]), size: { cols: 40, rows: 8 } });
  redactor.write(bytesOf('a key-12'));
  expect(redactor.pending).toBe(true);
  redactor.flush('idle');
  expect(redactor.pending).toBe(false);
});
