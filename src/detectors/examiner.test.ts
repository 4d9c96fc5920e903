import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Examiner, merge } from './examiner.ts';
import type { Detector, Finding } from './finding.ts';
import { createExaminer } from './index.ts';
import { leastTime } from './testing/growth.ts';
import { HARMLESS, HARMLESS_ELSEWHERE } from './testing/harmless-lines.ts';
import { marked, markFound } from './testing/marked.ts';
import { ASSIGNED, COMMANDS, HEADERS, JWTS, URLS } from './testing/secret-lines.ts';
import { sampleToken, seeded } from './tokens/sample.ts';
import { TOKEN_FORMATS } from './tokens/table.ts';

const examiner = createExaminer();
const LINES = [...Object.values(ASSIGNED).flat(), ...HEADERS, ...URLS, ...COMMANDS, ...JWTS];
const BENIGN = readFileSync(new URL('testdata/benign.txt', import.meta.url));

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function suspects(text: string): boolean {
  const bytes = bytesOf(text);
  return examiner.suspects(bytes, 0, bytes.length);
}

describe('all detectors together', () => {
  it.each(LINES)('%s', (line) => {
    const { text, secrets } = marked(line, 8);
    const found = examiner.find(text, true);
    for (const { start, end } of secrets) {
      expect(
        found.some((finding) => finding.start <= start && finding.end >= end),
        markFound(examinerAsDetector, text),
      ).toBe(true);
    }
  });

  it.each([...HARMLESS, ...HARMLESS_ELSEWHERE])('let pass: %s', (line) => {
    const text = Buffer.from(line).toString('latin1');
    expect(markFound(examinerAsDetector, text)).toBe(text);
  });
});

const examinerAsDetector: Pick<Detector, 'find'> = {
  find(text, ended, report) {
    for (const finding of examiner.find(text, ended)) report(finding);
  },
};

describe('suspects', () => {
  it('is true wherever something is found: every line cut at every place, ended or not, with NUL behind it', () => {
    const random = seeded(9);
    const tokens = TOKEN_FORMATS.map((format) => `${format.context?.[0] ?? ''} ${sampleToken(format, random)}`);
    for (const line of [...LINES.map((each) => marked(each, 9).text), ...tokens]) {
      for (let end = 1; end <= line.length; end++) {
        for (const tail of ['', '\0\0x']) {
          const text = line.slice(0, end) + tail;
          if (suspects(text)) continue;
          expect(
            examiner.detectors.flatMap((detector) => listed(detector, text)),
            text,
          ).toEqual([]);
        }
      }
    }
  });

  it('finds the line in a text of many', () => {
    const benign = [...BENIGN.toString('latin1').split('\n').slice(0, 40), ''].join('\n');
    for (const line of LINES) {
      const { text } = marked(line, 10);
      const bytes = bytesOf(`${benign}${text}\n${benign}`);
      for (let at = 0, hit = false; !hit; ) {
        const found = examiner.firstSuspect(bytes, at, bytes.length);
        expect(found, line).toBeGreaterThanOrEqual(0);
        hit = found >= benign.length && found <= benign.length + text.length;
        at = bytes.indexOf(10, found) + 1;
      }
    }
  });

  it('is seldom true of ordinary text, and then nothing is found', () => {
    const lines = BENIGN.toString('latin1').split('\n');
    expect(lines.length).toBeGreaterThan(400);
    // A fifth of these lines speak of passwords, tokens and keys; of ordinary logs and source fewer than one in a hundred.
    expect(lines.filter(suspects).length / lines.length).toBeLessThan(0.08);
    for (const line of lines) expect(markFound(examinerAsDetector, line)).toBe(line);
  });

  it('costs little at the start, and little per byte', () => {
    expect(leastTime(() => createExaminer(), 5)).toBeLessThan(3);
    const text = new Uint8Array(Buffer.concat(Array.from({ length: 40 }, () => BENIGN)));
    const time = leastTime(() => {
      for (let at = 0; at < text.length; ) {
        const found = examiner.firstSuspect(text, at, text.length);
        if (found < 0) break;
        at = text.indexOf(10, found) + 1;
      }
    }, 9);
    // A bound for slow machines under load; `npm run bench` measures.
    expect(text.length / 1000 / time, 'MB/s').toBeGreaterThan(40);
  });
});

function listed(detector: Detector, text: string): Finding[] {
  const found: Finding[] = [];
  for (const ended of [true, false]) detector.find(text, ended, (finding) => found.push(finding));
  return found;
}

describe('merge', () => {
  const finding = (start: number, end: number, rest: Partial<Finding> = {}): Finding => ({
    start,
    end,
    rule: 'a',
    certainty: 'likely',
    open: false,
    shown: 0,
    ...rest,
  });

  it('keeps findings apart that do not overlap, in order', () => {
    expect(merge([finding(5, 8), finding(0, 5)])).toEqual([finding(0, 5), finding(5, 8)]);
  });

  it('the one that covers most names the rule', () => {
    expect(merge([finding(0, 10, { rule: 'wide' }), finding(2, 6, { rule: 'narrow', certainty: 'certain' })])).toEqual([
      finding(0, 10, { rule: 'wide' }),
    ]);
    expect(
      merge([
        finding(0, 4, { rule: 'left', certainty: 'certain' }),
        finding(2, 9, { rule: 'right', certainty: 'certain' }),
      ]),
    ).toEqual([finding(0, 9, { rule: 'right' })]);
  });

  it('of two with the same bounds the first names the rule, and one that is certain makes it so', () => {
    const certain = finding(0, 4, { rule: 'later', certainty: 'certain' });
    expect(merge([finding(0, 4), certain])).toEqual([finding(0, 4, { certainty: 'certain' })]);
    expect(merge([certain, finding(0, 4)])).toEqual([certain]);
  });

  it('is open when the one that reaches its end is, and shows no more than each allows', () => {
    const typed = finding(0, 8, { open: true, shown: 4 });
    expect(merge([typed, finding(0, 8, { open: true, shown: 7 })])).toMatchObject([{ open: true, shown: 4 }]);
    expect(merge([typed, finding(2, 8, { open: true, shown: 0 })])).toMatchObject([{ open: true, shown: 2 }]);
    expect(merge([finding(0, 8, { open: true, shown: 4 }), finding(0, 10)])).toMatchObject([
      { end: 10, open: false, shown: 0 },
    ]);
  });
});

describe('literals that come later', () => {
  it('are found from then on, and those of dropped values are swept out', () => {
    const words: string[] = [];
    const detector: Detector = {
      id: 'later',
      get literals() {
        return words.map((text) => ({ text, fold: false }));
      },
      find: (text, _ended, report) => {
        for (const word of words) {
          const start = text.indexOf(word);
          if (start >= 0)
            report({ start, end: start + word.length, rule: 'later', certainty: 'certain', open: false, shown: 0 });
        }
      },
    };
    const later = new Examiner([detector]);
    const sees = (text: string) => later.suspects(bytesOf(text), 0, text.length);
    expect(sees('a zq7-zq7-zq7 b')).toBe(false);
    words.push('zq7-zq7-zq7');
    later.addLiteral({ text: words[0], fold: false });
    expect(sees('a zq7-zq7-zq7 b')).toBe(true);
    expect(later.find('a zq7-zq7-zq7 b', true)).toMatchObject([{ start: 2, end: 13 }]);
    for (let i = 0; i < 25_000; i++) later.addLiteral({ text: `dropped-${i}`, fold: false });
    expect(sees('a zq7-zq7-zq7 b')).toBe(true);
    expect(sees('dropped-7')).toBe(false);
  });
});
