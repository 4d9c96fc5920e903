import { describe, expect, it } from 'vitest';
import { assignmentDetector } from './assignment.ts';
import { growth } from './testing/growth.ts';
import { HARMLESS } from './testing/harmless-lines.ts';
import { filled, findings, marked, markFound } from './testing/marked.ts';
import { ASSIGNED } from './testing/secret-lines.ts';

describe.each(Object.entries(ASSIGNED))('in %s', (_kind, lines) => {
  it.each(lines)('%s', (line) => {
    const { text } = marked(line);
    expect(markFound(assignmentDetector, text)).toBe(filled(line));
  });

  it('the same at the end of other text', () => {
    for (const line of lines.filter((each) => !each.startsWith('{"'))) {
      const { text, secrets } = marked(line, 2);
      const [first] = findings(assignmentDetector, text);
      expect([first.start, first.end], text).toEqual([secrets[0].start, secrets[0].end]);
    }
  });
});

describe('lets pass', () => {
  it.each(HARMLESS)('%s', (line) => {
    const text = Buffer.from(line).toString('latin1');
    expect(markFound(assignmentDetector, text)).toBe(text);
  });
});

describe('certainty', () => {
  it.each([
    ['API_KEY=«{20}»', 'certain'],
    ['DB_PASSWORD=«correcthorse»', 'likely'],
    ['DB_PASSWORD=«hunter2»', 'likely'],
    ['DB_PASSWORD=«12345678»', 'likely'],
    ['DB_PASSWORD=«a1!bC2?dE3»', 'certain'],
    ['STRIPE_KEY=«{24}»', 'likely'],
  ])('%s is %s', (line, certainty) => {
    expect(findings(assignmentDetector, marked(line).text)[0].certainty).toBe(certainty);
  });
});

describe('a value that is being written', () => {
  it.each([
    'export API_KEY=«{16}»',
    'DB_PASSWORD=«hunter2»',
    'export DB_PASSWORD="«hunter 2»',
    '  "password": "«hunter2»',
    "token = '«{16}»",
    'password: «hunter2»',
    'tool --password «hunter2»',
    '<password>«hunter2»',
    '"auth": "«{base64:24}»',
  ])('%s is open from its first character', (line) => {
    const { text, secrets } = marked(line, 3);
    const [{ start }] = secrets;
    for (let end = start + 1; end <= text.length; end++) {
      for (const tail of ['', '\0', '\0\0\0']) {
        const found = findings(assignmentDetector, text.slice(0, end) + tail, false);
        expect(found, text.slice(0, end)).toEqual([
          { start, end, rule: 'assignment', certainty: 'likely', open: true, shown: 0 },
        ]);
      }
    }
  });

  it.each(['API Key: «{20}»', 'https://host/?api_key=«{20}»', 'STRIPE_KEY=«{24}»'])(
    '%s is open once it is no word',
    (line) => {
      const { text, secrets } = marked(line, 4);
      const [{ start }] = secrets;
      for (let end = start + 1; end <= text.length; end++) {
        const written = text.slice(start, end);
        if (written.length < 3 || !/\d/.test(written) || !/[A-Za-z]/.test(written)) continue;
        expect(findings(assignmentDetector, text.slice(0, end), false), written).toMatchObject([
          { start, end, open: true },
        ]);
      }
    },
  );

  it('code is open only where it would be a finding', () => {
    expect(findings(assignmentDetector, 'token = n', false)).toEqual([]);
    expect(findings(assignmentDetector, 'const token = nextTok', false)).toEqual([]);
    expect(findings(assignmentDetector, 'password = hunter2', false)).toMatchObject([
      { start: 11, end: 18, open: true },
    ]);
  });

  it('a reference is not open', () => {
    for (const text of ['export API_KEY=$', 'export API_KEY=${', 'password: {{', 'token: <', 'TOKEN=%']) {
      expect(findings(assignmentDetector, text, false), text).toEqual([]);
    }
  });

  it('a quoted value is no longer open behind its quote', () => {
    expect(findings(assignmentDetector, 'DB_PASSWORD="hunter2"', false)).toMatchObject([
      { start: 13, end: 20, open: false },
    ]);
  });
});

describe('hostile text', () => {
  it.each([
    'password',
    'password=',
    'token="',
    'token=\'a token="b ',
    'x_secret: \\"',
    'pass',
    'key key ',
    '"password":',
    '--token ',
    '<token>',
    '| token ',
    '1=1 ',
    'a=1 password',
  ])('of nothing but %j is read in linear time', (piece) => {
    const texts = [16_384, 16_384 * 8].map((length) => piece.repeat(Math.ceil(length / piece.length)));
    const run = (length: number) => findings(assignmentDetector, texts[length > 16_384 ? 1 : 0], false);
    expect(growth(run, 16_384, 8)).toBeLessThan(30);
  });
});
