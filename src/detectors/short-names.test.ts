import { describe, expect, it } from 'vitest';
import { createExaminer } from './index.ts';
import { BUILT_IN_NAMES, namesWith } from './own-names.ts';
import { createShortNameDetector } from './short-names.ts';
import { filled, findings, markFound } from './testing/marked.ts';

const detector = createShortNameDetector(BUILT_IN_NAMES);
const examiner = createExaminer();

describe('names too short for a stem', () => {
  it.each([
    'PIN=«4711»',
    'pin: «482133»',
    '{"pin": "«4711»", "card_pin":«48213377»}',
    "simPin: '«4711»'",
    'x-pw: «{20}»',
    'pw=«{20}»',
    '"pw": "«{20}»"',
  ])('%s', (line) => {
    const wanted = filled(line);
    const text = wanted.replace(/[«»]/g, '');
    expect(markFound(detector, text)).toBe(wanted);
    expect(examiner.suspects(Buffer.from(text, 'latin1'), 0, text.length)).toBe(true);
  });

  it.each([
    'pin: 12',
    'led_pin = 13',
    'pin: yes',
    'PIN=$PIN',
    'mapping: 4711',
    'spin=4711',
    'pin: 2026-01-02',
    'pin: 4711abc',
    'pin=0x4711',
    '"pin": "4711 times"',
    'pw: password',
    'pw = getpwuid(1000)',
  ])('%s stays readable', (line) => {
    expect(findings(detector, line)).toEqual([]);
  });

  it('leaves one open that is being written', () => {
    expect(findings(detector, 'PIN=4711', false)).toMatchObject([{ start: 4, end: 8, open: true }]);
  });

  it('heeds a benign name', () => {
    expect(findings(createShortNameDetector(namesWith([], ['pin'])), 'PIN=4711')).toEqual([]);
  });
});
