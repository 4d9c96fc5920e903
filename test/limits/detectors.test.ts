// I6: text made to hurt a rule costs every detector time that is linear in its length.
import { describe, expect, it } from 'vitest';
import { createExaminer } from '../../src/detectors/index.ts';
import { makeSecret } from '../support/secrets.ts';
import { growthOfTime, LINEAR } from './growth.ts';

const token = makeSecret('github-pat', 5).text;
const jwt = makeSecret('jwt', 5).text;

/** Repeated to the length that is asked for, with an end that may make a rule go back. */
const HOSTILE: Record<string, [repeated: string, end?: string]> = {
  'prefixes of tokens': [token.slice(0, 4)],
  'beginnings of tokens': [token.slice(0, 20)],
  'beginnings of tokens with blanks': [`${token.slice(0, 20)} `],
  'whole tokens': [`${token} `],
  'prefixes that overlap': ['sk-sk-ant-sk-proj-'],
  'beginnings of JWT': [jwt.slice(0, 6)],
  'parts of JWT': [`${jwt.slice(0, 40)}.`],
  'dots after a JWT': ['.', jwt],
  'names of secrets': ['PASSWORD'],
  'names that are assigned': ['password='],
  'names with spaces': ['password  '],
  'equal signs': ['='],
  colons: [':'],
  'equal signs after a name': ['=', 'password'],
  'quotes that nest': ['"\'`'],
  'quotes after a name': ['password="'],
  'escaped quotes': ['password=\\"'],
  backslashes: ['\\'],
  'brackets that nest': ['{"password":'],
  'tags that nest': ['<password>'],
  'attributes of tags': ['<a password="'],
  'flags of commands': ['--password '],
  'schemes of URLs': ['http://'],
  'user infos': ['http://a:'],
  'at signs': ['@', 'http://a:'],
  'queries of URLs': ['?token=&'],
  'connection strings': ['Server=a;Password='],
  headers: ['Authorization: Bearer '],
  cookies: ['Set-Cookie: a=b; '],
  'openings of blocks': ['-----BEGIN PRIVATE KEY-----'],
  'ends of blocks': ['-----END PRIVATE KEY-----'],
  dashes: ['-', '-----BEGIN'],
  blanks: [' ', 'password ='],
  tabs: ['\t'],
  'cells never written': ['\0'],
  'cells never written in tokens': [`${token.slice(0, 9)}\0`],
  'one letter': ['a'],
  'letters and digits': ['a1B2'],
  base64: ['QUJD'],
  'hexadecimal digits': ['deadbeef'],
  'bytes beyond ASCII': ['\xc3\xa9'],
  underscores: ['_'],
  'at signs between letters': ['a@'],
  'domains without end': ['a.', 'b@'],
  'escaped at signs': ['a%40'],
  'numbers with full stops': ['1.'],
  'addresses of IPv4': ['203.0.113.7-'],
  'groups of IPv6': ['2001:'],
  'pairs of colons': ['::1'],
  digits: ['4'],
  'groups of digits': ['4444 '],
  'digits with dashes': ['4-'],
  'beginnings of accounts': ['DE12 '],
  'accounts without end': ['DE12'],
  'plus signs with digits': ['+1'],
  'numbers of telephones': ['+1 (555) '],
  'words before numbers': ['tel: ('],
  'blanks and brackets behind one': ['( ', 'tel: '],
  'names of somebody': ['alice/'],
  'beginnings of a name': ['ali\0'],
  'random characters': ['x9Kq2Lw7/'],
  'pairs of a name and a value': ['x9Kq2=Lw7'],
  UUIDs: ['01234567-89ab-cdef-0123-456789abcdef-'],
  ellipses: [`${token.slice(0, 12)}…`],
};

const identity = { users: ['alice'], hosts: ['zenbook.example.org'] };
const PROFILES = ['standard', 'strict'] as const;
const TEXTS = Object.entries(HOSTILE).flatMap(([name, text]) => PROFILES.map((profile) => ({ name, profile, text })));

describe.each(TEXTS)('$name, $profile', ({ profile, text: [repeated, end = ''] }) => {
  const examiner = createExaminer([], { profile, identity });
  const texts = new Map<number, [string, Uint8Array]>();
  const textOf = (size: number) => {
    let text = texts.get(size);
    if (!text) {
      const bytes = Buffer.from(end + repeated.repeat(Math.ceil(size / repeated.length)) + end, 'latin1');
      texts.set(size, (text = [bytes.toString('latin1'), new Uint8Array(bytes)]));
    }
    return text;
  };

  it.each([true, false])('takes linear time, ended: %s', (ended) => {
    expect(growthOfTime((size) => examiner.find(textOf(size)[0], ended), 16_384)).toBeLessThan(LINEAR);
  });

  it('is prefiltered in linear time', () => {
    const look = (size: number) => {
      const [, bytes] = textOf(size);
      examiner.suspects(bytes, 0, bytes.length);
    };
    expect(growthOfTime(look, 65_536)).toBeLessThan(LINEAR);
  });
});
