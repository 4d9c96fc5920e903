import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { loadRegexEngine } from '../../config/regex.ts';
import { bytesOf, oneByteString } from '../../terminal/one-byte.ts';
import { Automaton } from './automaton.ts';
import { matchesWithinLine, reachOf } from './reach.ts';

const compile = await loadRegexEngine();
const latin1 = (text: string) => oneByteString(Buffer.from(text));

/** Regular expressions over a small alphabet, so that they often match. */
const pattern = fc.letrec((tie) => ({
  atom: fc.oneof(
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\b', '^', '$', '\\s', 'é', '(?i:A)', '\\B'),
    fc.tuple(fc.constantFrom('(', '(?:'), tie('any')).map(([open, inner]) => `${open}${inner})`),
  ),
  piece: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '*?', '{1,3}', '+?'))
    .map(([atom, times]) => (/^(?:\\[bB]|\^|\$)$/.test(atom as string) ? atom : `${atom}${times}`)),
  any: fc.oneof(
    { depthSize: 'small' },
    tie('piece'),
    fc.tuple(tie('piece'), tie('any')).map((both) => both.join('')),
    fc.tuple(tie('any'), tie('any')).map((both) => both.join('|')),
  ),
})).any as fc.Arbitrary<string>;

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', 'é', 'A'), maxLength: 14 });

/** The engine's own leftmost match from `from` on, as places of bytes. */
function wanted(source: string, bytes: Uint8Array): number[] | null {
  const matcher = RE2JS.compile(source).matcher(bytes);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, i) => [matcher.start(i), matcher.end(i)]).flat();
}

describe('scan', () => {
  test('finds in a line what the engine finds', () => {
    fc.assert(
      fc.property(pattern, text, (source, written) => {
        fc.pre(!/\\s|\[\^a\]|\\B|\*\)?[*+]/.test(source));
        const line = latin1(written);
        const { match } = new Automaton(compile(source).program).scan(bytesOf(line), 0, line.length, true);
        expect(match === null ? null : Array.from(match)).toEqual(wanted(source, bytesOf(line)));
      }),
      { numRuns: 2000 },
    );
  });

  test('a match of the whole line was live, or found already, in each of its beginnings', () => {
    fc.assert(
      fc.property(pattern, text, (source, written) => {
        const line = latin1(written);
        const automaton = new Automaton(compile(source).program);
        const { match } = automaton.scan(bytesOf(line), 0, line.length, true);
        fc.pre(match !== null && match[1] > match[0]);
        for (let end = match![0] + 1; end < match![1]; end++) {
          const { live, match: found } = automaton.scan(bytesOf(line), 0, end, false);
          const starts = [...live, ...(found === null ? [] : [found])].map((captures) => captures[0]);
          expect(starts.some((start) => start <= match![0])).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a line ends as one does in a file', () => {
    const found = (source: string, line: string) => {
      const { match } = new Automaton(compile(source).program).scan(bytesOf(line), 0, line.length, true);
      return match === null ? null : line.slice(match[0], match[1]);
    };
    expect(found('key=(\\w+)\\s', 'key=abc')).toBe('key=abc');
    expect(found('\\skey=\\w+', 'key=abc')).toBe('key=abc');
    expect(found('[^x]key=\\w+$', 'key=abc')).toBe('key=abc');
    expect(found('key\\skey', 'key')).toBeNull();
  });
});

test('the probe never says no where there is a match', () => {
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 4 }), (source, lines) => {
      const regex = compile(source);
      const bytes = Buffer.from(lines.join('\n'));
      const matches = lines.some((line) => {
        const bytes = latin1(line);
        return new Automaton(regex.program).scan(bytesOf(bytes), 0, bytes.length, true).match !== null;
      });
      if (matches) expect(regex.probe(bytes)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['acme_[a-z]{8}', ['acme_'], 0, true, true],
  ['\\b(acme_[a-z]{8})', ['acme_'], 1, true, true],
  ['(?i)[\\w.-]{0,9}?(?:acme)[ =:]{1,3}([a-z]{8})', ['acme'], 1, true, true],
  ['([a-z]{8})@acme', ['acme'], 1, true, false],
  ['([a-z]{8})acme', ['acme'], 1, true, false],
  ['key=([a-z]{8})', ['acme'], 1, false, false],
  ['(?:acme|ajax)_([a-z]{8})', ['acme', 'AJAX'], -1, true, true],
  ['(?:acme|ajax)_([a-z]{8})', ['acme'], -1, false, false],
  ['(x)?acme_([a-z]{8})', ['acme'], -1, true, false],
])('%s with %j', (source, keywords, group, implied, led) => {
  expect(reachOf(compile(source).program, keywords, group)).toEqual({ implied, led });
});

test.each([
  ['a', true],
  ['a\\nb', false],
  ['a\\s+b', true],
  ['a\\r?\\n', true],
  ['\\na', true],
  ['a\\n\\n', false],
  ['(?s)a.b', true],
])('%s within a line: %s', (source, wanted) => {
  expect(matchesWithinLine(compile(source).program)).toBe(wanted);
});
