import { describe, expect, it } from 'vitest';
import { CHARACTERS } from './characters.ts';
import type { Finding } from './finding.ts';
import { growth } from './testing/growth.ts';
import type { Part, TokenFormat } from './tokens/format.ts';
import { sampleToken, seeded } from './tokens/sample.ts';
import { TOKEN_FORMATS } from './tokens/table.ts';
import { TokenDetector } from './tokens.ts';

const detector = new TokenDetector(TOKEN_FORMATS);

function find(text: string, ended = true): Finding[] {
  const found: Finding[] = [];
  detector.find(text, ended, (finding) => found.push(finding));
  return found;
}

const masked = (text: string) => find(text).map(({ start, end }) => text.slice(start, end));

/** What stands before and after a token on a terminal. */
const CONTEXTS: readonly (readonly [string, string, string])[] = [
  ['alone', '', ''],
  ['at the start', '', ' is it'],
  ['at the end', 'it is ', ''],
  ['double quotes', 'x "', '" y'],
  ['single quotes', "x '", "' y"],
  ['escaped quotes', '{\\"k\\":\\"', '\\"}'],
  ['equals', 'KEY=', ''],
  ['colon', 'key: ', ''],
  ['colon without a blank', 'key:', ''],
  ['JSON', '{"k":"', '","l":1}'],
  ['a URL', 'https://host/path?k=', '&l=1'],
  ['a URL path', 'https://host/', '/send'],
  ['user info', 'https://', '@host/'],
  ['parentheses', 'f(', ')'],
  ['brackets', '[', ']'],
  ['angle brackets', '<', '>'],
  ['a comma', '', ', then'],
  ['a full stop', 'It is ', '.'],
  ['an emoji', '\u00f0\u009f\u0094\u0091', '\u00e2\u0080\u00a6'],
  ['a diff', '+', ''],
  ['an escaped line end', 'a\\n', '\\nb'],
  ['an escaped escape', '\\u001b[31m', '\\u001b[0m'],
  ['an encoded equals', 'k%3D', '%26'],
  ['a tab', 'a\t', '\tb'],
  ['a backtick', '`', '`'],
  ['markdown', '**', '**'],
];

/** Whether a format's own characters would run into what stands around it. */
function runsInto(format: TokenFormat, before: string, after: string): boolean {
  const holds = (part: Part | undefined, character: string | undefined) =>
    typeof part === 'object' && character !== undefined && CHARACTERS[part.of].includes(character);
  const last = [format.parts.at(-1), ...(format.tail ?? [])];
  const sentence = after === '.' || after.startsWith(', ');
  return holds(format.before, /\W$/.exec(before)?.[0]) || (!sentence && last.some((part) => holds(part, after[0])));
}

/** The shortest of its prefixes that the token begins with. */
const prefixOf = (format: TokenFormat, token: string) =>
  [...format.prefixes].sort((a, b) => a.length - b.length).find((literal) => token.startsWith(literal)) ?? '';

/** Words that a format needs on the line. */
const introduction = (format: TokenFormat) => (format.context === undefined ? '' : `${format.context[0]} `);

describe.each(TOKEN_FORMATS.map((format) => [format.id, format] as const))('%s', (id, format) => {
  const random = seeded(id.length * 7919 + id.charCodeAt(0));
  const samples = Array.from({ length: 12 }, () => sampleToken(format, random));
  const intro = introduction(format);

  it('is found whole in every context', () => {
    for (const token of samples) {
      for (const [name, before, after] of CONTEXTS) {
        if (runsInto(format, before, after)) continue;
        const text = intro + before + token + after;
        expect(masked(text), `${name}: ${text}`).toEqual([token]);
      }
    }
  });

  it('is found by its own rule, with its certainty', () => {
    for (const token of samples) {
      const [finding] = find(intro + token);
      expect(finding.rule).toBe(id);
      expect(finding.certainty).toBe(format.certainty);
    }
  });

  it('is found in a word only where its beginning is unmistakable, and not when it is too short, or as a dummy', () => {
    const [token] = samples;
    const prefix = prefixOf(format, token);
    const glued = format.checksum === undefined ? `n${token}` : '';
    const unmistakable =
      glued !== '' && format.opens === 1 && format.before === undefined && /[_.-]/.test(prefix) && prefix.length > 3;
    if (unmistakable) expect(masked(intro + glued)).toHaveLength(1);
    for (const text of [unmistakable ? '' : glued, prefix, ...(format.unlike ?? [])]) {
      expect(
        find(intro + text).filter((finding) => finding.rule === id),
        text,
      ).toEqual([]);
    }
    if (format.before === undefined) {
      const first = format.parts.find((part) => typeof part === 'object')!;
      const dummy = prefix + 'x'.repeat((first as { min: number }).min + 60);
      expect(masked(intro + dummy), dummy).toEqual([]);
      expect(masked(intro + token.slice(0, prefix.length + 1)), 'one character').toEqual([]);
    }
  });

  it('is open while it is typed, and shows no more than its prefix', () => {
    const [token] = samples;
    const prefix = prefixOf(format, token);
    if (format.before !== undefined) return;
    const from = prefix.length + format.opens;
    for (let length = 1; length <= token.length; length++) {
      for (const tail of ['', '\0\0']) {
        const found = find(intro + token.slice(0, length) + tail, false);
        if (length < from)
          expect(
            found.filter((finding) => finding.rule === id),
            token.slice(0, length),
          ).toEqual([]);
        else {
          if (format.opens > 1 && found.length === 0) continue;
          expect(found, token.slice(0, length)).toHaveLength(1);
          const [{ start, end, open, shown }] = found;
          expect([start, end, open]).toEqual([intro.length, intro.length + length, true]);
          expect(
            shown === 0 || token.slice(0, shown) === prefix || format.prefixes.includes(token.slice(0, shown)),
          ).toBe(true);
        }
      }
    }
    expect(find(intro + token, false)[0]).toMatchObject({ open: true, shown: 0 });
  });

  it('is found when an ellipsis cuts it off', () => {
    const [token] = samples;
    const prefix = prefixOf(format, token);
    if (format.before !== undefined || format.opens > 1) return;
    const cut = token.slice(0, prefix.length + 10);
    for (const ellipsis of ['...', '\u00e2\u0080\u00a6']) expect(masked(`${intro + cut + ellipsis} x`)).toEqual([cut]);
  });
});

describe('the table', () => {
  it('has unique ids, an owner and a source in every row', () => {
    const ids = TOKEN_FORMATS.map((format) => format.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, source, prefixes } of TOKEN_FORMATS) {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(source).toMatch(/^https:\/\/\S+$/);
      for (const prefix of prefixes) expect(prefix.length, id).toBeGreaterThan(1);
    }
  });

  it('knows a wrong checksum, and masks all the same', () => {
    const format = TOKEN_FORMATS.find(({ id }) => id === 'github-pat')!;
    const token = sampleToken(format, seeded(3));
    const wrong = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
    expect(find(wrong)).toEqual([
      { start: 0, end: 40, rule: 'github-pat', certainty: 'likely', open: false, shown: 0 },
    ]);
    // A right checksum tells a token even within a word.
    expect(masked(`x${token}`)).toEqual([token]);
  });
});

describe('Base64 of a binary', () => {
  /** A table of small numbers of eight bytes each, as an executable holds them. */
  const numbers = Array.from({ length: 200 }, (_, i) => [i % 251, (i * 7) % 59, 0, 0, 0, 0, 0, 0]);
  const table = Buffer.from(numbers.flat()).toString('base64');

  it.each(['EAAAE', 'EAAAl', 'EAABA', 'AKCp', 'A'.repeat(21)])('is none, where it begins with %s', (beginning) => {
    for (let from = 0; from < 40; from++) {
      const text = beginning + table.slice(from);
      for (const length of [64, 73, 76, 120, 200])
        expect(masked(text.slice(0, length)), `${from} ${length}`).toEqual([]);
    }
  });
});

describe('hostile text', () => {
  const hostile = ['ghp_', 'sk-', 'sk-proj-', 'glpat-', 'AKIA', 'xoxb-1-', 'a', 'sk_live_', 'eyJ', '.atlasv1.', '7Q~'];
  it.each(hostile)('a text of nothing but %j is read in linear time', (piece) => {
    const texts = [65_536, 65_536 * 8].map((length) => piece.repeat(Math.ceil(length / piece.length)));
    const run = (length: number) => find(texts[length > 65_536 ? 1 : 0], false);
    expect(growth(run, 65_536, 8)).toBeLessThan(30);
  });
});

it('finds a token that is printed several times without a break', () => {
  const github = TOKEN_FORMATS.find(({ id }) => id === 'github-pat')!;
  const token = sampleToken(github, seeded(3));
  expect(masked(token.repeat(3))).toEqual([token, token, token]);
});
