// What the profiles find together, and that none of it is overlooked before it is looked for.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createExaminer } from './index.ts';
import { HARMLESS, HARMLESS_ELSEWHERE } from './testing/harmless-lines.ts';
import { marked, markFound } from './testing/marked.ts';
import { randomText, seeded } from './tokens/sample.ts';

const identity = { users: ['alice'], hosts: ['zenbook.example.org'] };
const standard = createExaminer([], { identity });
const stream = createExaminer([], { profile: 'stream', identity });
const strict = createExaminer([], { profile: 'strict', identity });
const BENIGN = readFileSync(new URL('testdata/benign.txt', import.meta.url), 'latin1').split('\n');

const found = (examiner: typeof stream, text: string) =>
  markFound({ find: (line, end, report) => examiner.find(line, end).forEach(report) }, text);

const PERSONAL = [
  'mail «bob@example.org»',
  'from «203.0.113.7» port 22',
  'inet6 «fe80::5054:ff:fe12:3456»/64',
  'call «+49 30 1234567» now',
  'Tel: «0171 2345678»',
  '«alice»@«zenbook»:/home/«alice»$ ls',
  'got «{32}» from it',
];

const UNCERTAIN = [
  'commit «{hex:40}»',
  'id «{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}»',
  'PASSWORD=«changeme»',
  'password: «your-password»',
  'token: «48210937465512»',
];

describe('profiles', () => {
  it.each(PERSONAL)('stream and strict hide: %s', (line) => {
    const { text } = marked(line, 3);
    const secret = marked(line, 3).secrets.map(({ start, end }) => text.slice(start, end));
    for (const examiner of [stream, strict])
      expect(examiner.find(text, true).map(({ start, end }) => text.slice(start, end))).toEqual(secret);
    expect(standard.find(text, true)).toEqual([]);
  });

  it.each(UNCERTAIN)('only strict hides: %s', (line) => {
    const { text, secrets } = marked(line, 3);
    expect(strict.find(text, true)).toMatchObject(secrets);
    if (!line.startsWith('token')) expect(stream.find(text, true)).toEqual([]);
  });

  it.each([
    'password=$PASSWORD',
    'password: <your password>',
    'password: ********',
    'password: ""',
    'PASSWORD=',
    'token: true',
    'token = null',
    'password = getpass()',
    'TOKEN=$(cat x)',
  ])('strict lets pass: %s', (line) => expect(found(strict, line)).toBe(line));

  // Base64 of words looks drawn: to hide it is what the profile is for.
  const harmless = [...HARMLESS, ...HARMLESS_ELSEWHERE].filter((line) => !/dGhl|eyJ/.test(line));

  it.each(harmless)('stream lets pass: %s', (line) => {
    const text = Buffer.from(line).toString('latin1');
    expect(found(stream, text)).toBe(text);
  });

  it('every line cut at every place is looked at where something is found, and findings keep their bounds', () => {
    const random = seeded(21);
    const noise = Array.from({ length: 60 }, () =>
      randomText(random, '0149aAfFxX@.:+-/= ()%\0\xc3\xa9\n'.replace('\n', ''), 50),
    );
    const lines = [
      ...[...PERSONAL, ...UNCERTAIN].map((line) => marked(line, 5).text),
      ...noise,
      ...BENIGN.slice(0, 60),
    ];
    for (const examiner of [stream, strict]) {
      for (const line of lines) {
        for (let end = 1; end <= line.length; end++) {
          for (const ended of [true, false]) {
            const text = line.slice(0, end);
            const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
            for (const detector of examiner.detectors) {
              detector.find(text, ended, (finding) => {
                expect(finding.start, text).toBeGreaterThanOrEqual(0);
                expect(finding.end, text).toBeGreaterThan(finding.start);
                expect(finding.end, text).toBeLessThanOrEqual(text.length);
                expect(finding.shown, text).toBeLessThanOrEqual(finding.end - finding.start);
                expect(examiner.suspects(bytes, 0, bytes.length), `${detector.id}: ${JSON.stringify(text)}`).toBe(true);
              });
            }
          }
        }
      }
    }
  });

  it('finds the line in a text of many', () => {
    const benign = Array.from({ length: 200 }, (_, i) => `nothing on line ${i} of it`).join('\n');
    for (const line of PERSONAL) {
      const { text } = marked(line, 6);
      const bytes = Buffer.from(`${benign}\n${text}\n${benign}`, 'latin1');
      const at = stream.firstSuspect(bytes, 0, bytes.length);
      expect(at, line).toBeGreaterThan(benign.length);
      expect(at, line).toBeLessThan(benign.length + text.length + 2);
    }
  });
});
