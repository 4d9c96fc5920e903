// I6: whatever the regular expression and the text are, a user's rules cost time that is linear in the text's length.
import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../src/config/configuration.ts';
import { Examiner } from '../../src/detectors/examiner.ts';
import { UserRulesDetector } from '../../src/detectors/user-rules.ts';
import { growthOfTime, LINEAR } from './growth.ts';

/** A regular expression that makes other engines go back without end, or read all of the rest for each match; a text for it. */
const HOSTILE: [regex: string, repeated: string][] = [
  ['(a*)*b', 'a'],
  ['(x+x+)+y', 'x'],
  ['(?:a|a|aa)+$', 'a'],
  ['.*.*=.*', 'a'],
  ['a[^b]*b|a', 'a'],
  ['(\\w+\\s?)+!', 'word '],
  ['([a-z]+)+[0-9]', 'abc '],
  ['(?:a?){50}a{50}', 'a'],
  ['\\b\\w{1,100}@', 'aa '],
  ['k=([a-z]*)', 'k='],
];

describe.each(HOSTILE)('%s', (regex, repeated) => {
  it.each([true, false])('takes linear time, ended: %s', async (ended) => {
    const { rules } = await parseConfiguration(`[[rules]]\nid = "a"\nregex = '''${regex}'''`, 'c', { kind: 'user' });
    const detector = new UserRulesDetector(rules);
    const examiner = new Examiner([detector]);
    const textOf = (size: number) => repeated.repeat(Math.ceil(size / repeated.length));
    const find = (size: number) => {
      const text = textOf(size);
      examiner.suspects(Buffer.from(text), 0, text.length);
      examiner.find(text, ended);
    };
    expect(growthOfTime(find, 4096)).toBeLessThan(LINEAR);
  });
});
