import { describe, expect, it } from 'vitest';
import { CHARACTERS } from '../detectors/characters.ts';
import { Examiner } from '../detectors/examiner.ts';
import type { Finding, Literal } from '../detectors/finding.ts';
import { growth, leastTime } from '../detectors/testing/growth.ts';
import { randomText, seeded } from '../detectors/tokens/sample.ts';
import { KnownValues } from './known-values.ts';
import { DEFAULT_STRENGTH } from './strength.ts';

const VALUE = 'k#8s/Vq"2<z&w\'9 P';

function known(...values: string[]): KnownValues {
  const detector = new KnownValues();
  for (const value of values) expect(detector.add(value, 'test')).toBe(true);
  return detector;
}

function find(detector: KnownValues, text: string, ended = true): Finding[] {
  const found: Finding[] = [];
  detector.find(text, ended, (finding) => found.push(finding));
  return found;
}

function masked(detector: KnownValues, text: string): string {
  let out = text;
  for (const { start, end } of find(detector, text).reverse()) out = `${out.slice(0, start)}***${out.slice(end)}`;
  return out;
}

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

describe('forms of a value', () => {
  const detector = known(VALUE);
  it.each([
    ['plain', VALUE],
    ['URL', encodeURIComponent(VALUE)],
    ['URL in lower case', encodeURIComponent(VALUE).replace(/%../g, (escaped) => escaped.toLowerCase())],
    ['a form', new URLSearchParams({ v: VALUE }).toString().slice(2)],
    ['JSON', JSON.stringify(VALUE).slice(1, -1)],
    ['JSON with escaped slashes', JSON.stringify(VALUE).slice(1, -1).replaceAll('/', '\\/')],
    ['JSON in JSON', JSON.stringify(JSON.stringify(VALUE)).slice(3, -3)],
    ['JSON as Go writes it', JSON.stringify(VALUE).slice(1, -1).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026')],
    ['single quotes', VALUE.replaceAll("'", "'\\''")],
    ['double quotes', VALUE.replaceAll('"', '\\"')],
    ['dollar quotes', VALUE.replaceAll("'", "\\'")],
    ['backslashes', VALUE.replace(/[^A-Za-z0-9/]/g, '\\$&')],
    ['hex', Buffer.from(VALUE, 'latin1').toString('hex')],
    ['upper-case hex', Buffer.from(VALUE, 'latin1').toString('hex').toUpperCase()],
    ['HTML', VALUE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')],
    ['XML', VALUE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&#34;').replaceAll("'", '&apos;')],
  ])('%s', (_name, form) => {
    expect(masked(detector, `a=${form}; b`)).toBe('a=***; b');
  });

  it('base64 and base64url, wherever the value begins in the encoded text', () => {
    for (let before = 0; before < 6; before++) {
      for (let after = 0; after < 6; after++) {
        const text = base64('user:!'.slice(0, before) + VALUE + '@host.'.slice(0, after));
        for (const form of [text, text.replaceAll('+', '-').replaceAll('/', '_')]) {
          const left = masked(detector, `x ${form} y`).slice(2, -2);
          // What stays is what the neighbours' bytes decide, and the padding.
          expect(left.replace('***', '').replaceAll('=', '').length).toBeLessThanOrEqual(
            Math.ceil((8 * (before + after)) / 6),
          );
          expect(left).toContain('***');
        }
      }
    }
  });

  it('characters beyond ASCII, which JSON may escape', () => {
    const utf8 = Buffer.from('pä€ss-9wörd7', 'utf8').toString('latin1');
    const other = known(utf8);
    expect(masked(other, `"${utf8}"`)).toBe('"***"');
    expect(masked(other, '"p\\u00e4\\u20acss-9w\\u00f6rd7"')).toBe('"***"');
    expect(masked(other, '"p\\u00E4\\u20ACss-9w\\u00F6rd7"')).toBe('"***"');
  });
});

describe('what is too weak to be masked everywhere', () => {
  it.each([
    '',
    'a',
    'short',
    'true',
    'admin',
    'password',
    'changeme',
    'production',
    '/usr/bin/env',
    'https://example.org/x',
    '20261125',
    '2026-11-25T01:07:11',
    'xxxxxxxxxxxx',
    '$SECRET',
    'localhost:5432',
    'admin123',
    'db.internal.host',
    'db-1.internal.host:5432',
    'ababababab',
    'bob-the-user',
    'postgres',
  ])('%j', (value) => {
    expect(
      new KnownValues({ strength: { ...DEFAULT_STRENGTH, common: new Set(['bob-the-user']) } }).add(value, 'test'),
    ).toBe(false);
  });

  it('learns a value without the blanks around it', () => {
    const values = new KnownValues();
    expect(values.add(' padded9! ', 'test')).toBe(true);
    expect(find(values, 'say padded9! twice')).toMatchObject([{ start: 4, end: 12 }]);
    const accented = Buffer.from('xk9Qm2vW7\u00e0').toString('latin1');
    values.add(accented, 'test');
    expect(masked(values, accented)).toBe('***');
  });

  it.each([
    'hunter2',
    'correcthorse',
    'kd83jd92jsk',
    'P@$$w0rd-x',
    'correct horse battery staple',
    '00000000-1234-4321-aaaa-0123456789ab',
  ])('not %j', (value) => {
    expect(new KnownValues().add(value, 'test')).toBe(true);
  });

  it('the user may move the limit, either way', () => {
    const strict = new KnownValues({ strength: { ...DEFAULT_STRENGTH, shortest: 12 } });
    expect([strict.add('kd83jd92jsk', 'test'), strict.add('kd83jd92jskq', 'test')]).toEqual([false, true]);
    const short = new KnownValues({ strength: { ...DEFAULT_STRENGTH, shortest: 4 } });
    expect([short.add('a9$k', 'test'), short.add('7#q', 'test')]).toEqual([true, false]);
    expect(masked(short, `a9$k, "a9$k", xa9$k, a9$kx, a9$K, 'a9\\$k'`)).toBe(`***, "***", xa9$k, a9$kx, a9$K, '***'`);
    expect(find(short, '$ a9$k', false)).toMatchObject([{ start: 2, end: 6, open: true }]);
    const eager = new KnownValues({ strength: { ...DEFAULT_STRENGTH, words: true } });
    for (const value of ['admin123', 'postgres', 'db.internal.host'])
      expect(eager.add(value, 'test'), value).toBe(true);
    for (const value of ['changeme', 'password', '/usr/bin/env', 'https://h/x'])
      expect(eager.add(value, 'test'), value).toBe(false);
  });

  it('a word needs ends of its own', () => {
    const detector = known('hunter2', 'correcthorse');
    expect(masked(detector, 'hunter2 hunter21 ahunter2 "hunter2" correcthorses correcthorse.')).toBe(
      '*** hunter21 ahunter2 "***" correcthorses ***.',
    );
  });
});

describe('a value that is cut off, or still being written', () => {
  const value = 'kd83jd92jskq01pz';
  const detector = known(value);

  it('counts from eight leading characters on before an ellipsis', () => {
    for (const ellipsis of ['...', '\u00e2\u0080\u00a6']) {
      expect(masked(detector, `| kd83jd92${ellipsis} |`)).toBe(`| ***${ellipsis} |`);
      expect(masked(detector, `| kd83jd9${ellipsis} |`)).toBe(`| kd83jd9${ellipsis} |`);
    }
    expect(masked(detector, 'kd83jd92 and more')).toBe('kd83jd92 and more');
  });

  it('counts from twelve on at the end of a line', () => {
    expect(masked(detector, 'x kd83jd92jskq')).toBe('x ***');
    expect(masked(detector, 'x kd83jd92jsk')).toBe('x kd83jd92jsk');
  });

  it('is open from four leading characters on, of which three may stay visible', () => {
    for (let length = 1; length <= value.length; length++) {
      for (const tail of ['', '\0', '\0\0 more']) {
        const found = find(detector, `$ ${value.slice(0, length)}${tail}`, false);
        if (length < 4) expect(found).toEqual([]);
        else if (length < value.length) {
          expect(found).toEqual([
            { start: 2, end: 2 + length, rule: found[0].rule, certainty: 'likely', open: true, shown: 3 },
          ]);
        } else
          expect(found).toEqual([{ start: 2, end: 18, rule: 'test', certainty: 'certain', open: false, shown: 0 }]);
      }
    }
  });
});

describe('many values', () => {
  it('the longest of several that begin alike is found', () => {
    const detector = known('abcd-efgh-1', 'abcd-efgh-123', 'abcd-efgh-124z9', 'abcd-efgh-9');
    expect(masked(detector, 'abcd-efgh-123 abcd-efgh-124z9 abcd-efgh-1 abcd-efgh-9 abcd-efgh-2')).toBe(
      '*** *** *** *** abcd-efgh-2',
    );
  });

  it('overlapping and long values are covered by one finding', () => {
    const random = seeded(2);
    const long = randomText(random, CHARACTERS.alnum, 5003);
    const detector = known(long, `${long.slice(4970)}tail9Z`);
    expect(find(detector, `a ${long} b`)).toHaveLength(1);
    expect(masked(detector, `a ${long} b`)).toBe('a *** b');
    expect(masked(detector, `a ${long}tail9Z b`)).toBe('a *** b');
  });

  it('each line of a value of several lines is a value', () => {
    const random = seeded(3);
    const lines = [1, 2, 3].map(() => randomText(random, CHARACTERS.base64, 64));
    const begin = `${'-----'}BEGIN X-----`;
    const detector = known([begin, ...lines, 'ab=='].join('\n'));
    expect(detector.size).toBe(3);
    expect(masked(detector, `  ${lines[1]}`)).toBe('  ***');
    expect(masked(detector, begin)).toBe(begin);
  });

  it('the number is bounded; what the environment holds stays', () => {
    const random = seeded(4);
    const detector = new KnownValues();
    const kept = randomText(random, CHARACTERS.alnum, 20);
    detector.add(kept, 'environment', 'environment');
    const values = Array.from({ length: 10_400 }, () => randomText(random, CHARACTERS.alnum, 20));
    for (const value of values) expect(detector.add(value, 'learned')).toBe(true);
    expect(detector.size).toBeLessThanOrEqual(10_000);
    expect(masked(detector, `${kept} ${values.at(-1)} ${values[0]}`)).toBe(`*** *** ${values[0]}`);
  });

  it('ten thousand cost about as much as ten', () => {
    const random = seeded(6);
    const values = Array.from({ length: 9000 }, () => randomText(random, CHARACTERS.alnum, 24));
    const few = known(...values.slice(0, 10));
    const many = known(...values);
    const text = '2026-11-25 01:07:11 INFO request d3adb33f handled in 12ms for user bob at /api/v1/things '.repeat(
      2000,
    );
    const time = (detector: KnownValues) => leastTime(() => expect(find(detector, text)).toEqual([]), 11);
    time(many);
    expect(time(many) / time(few)).toBeLessThan(6);
  });

  it('text made to nearly match is read in linear time', () => {
    const detector = known(`${'ab'.repeat(300)}cd`, `${'ab'.repeat(200)}ce`);
    expect(growth((length) => find(detector, 'ab'.repeat(length), false), 4000, 8)).toBeLessThan(30);
  });
});

describe('the prefilter', () => {
  it('learns each form, and sees a value that is being written', () => {
    const literals: Literal[] = [];
    const detector = new KnownValues({ onLiteral: (literal) => literals.push(literal) });
    const examiner = new Examiner([detector]);
    const suspects = (text: string) => {
      const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
      return examiner.suspects(bytes, 0, bytes.length);
    };
    expect(suspects(VALUE)).toBe(false);
    detector.add(VALUE, 'test');
    expect(literals.length).toBeGreaterThan(8);
    expect(suspects(VALUE)).toBe(false);
    for (const literal of literals) examiner.addLiteral(literal);
    for (const text of [
      VALUE,
      base64(VALUE),
      `x${base64(`ab${VALUE}`)}`,
      encodeURIComponent(VALUE),
      VALUE.slice(0, 4),
      `${VALUE.slice(0, 5)}\0`,
    ]) {
      expect(suspects(`$ ${text}`), text).toBe(true);
      expect(examiner.find(`$ ${text}`, false).length, text).toBeGreaterThan(0);
    }
    expect(suspects('$ k#8')).toBe(false);
    expect(new Examiner([detector]).suspects(Buffer.from(VALUE), 0, VALUE.length)).toBe(true);
  });

  it('version grows with each value, and only then', () => {
    const detector = new KnownValues();
    detector.add('kd83jd92jsk', 'test');
    const { version } = detector;
    detector.add('kd83jd92jsk', 'test');
    detector.add('true', 'test');
    expect(detector.version).toBe(version);
    detector.add('kd83jd92jsl', 'test');
    expect(detector.version).toBeGreaterThan(version);
  });
});

describe('a long value whose beginning is out of sight', () => {
  const value = randomText(seeded(7), 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789', 40);

  it.each([
    ['its tail', `..${value.slice(5)}`, '..***'],
    ['its middle', `< ${value.slice(9, 33)} >`, '< *** >'],
    ['its beginning, cut off by anything', `|${value.slice(0, 20)}|`, '|***|'],
    ['what a wrap leaves of it', `  ${value.slice(-8)} next`, '  *** next'],
    ['less than a piece of it', value.slice(20, 28), value.slice(20, 28)],
  ])('%s', (_name, text, expected) => {
    expect(masked(known(value), text)).toBe(expected);
  });
});
