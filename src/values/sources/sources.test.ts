// The readers of files: what they make of the forms that tools and people write, and that no text makes them slow.
import { describe, expect, it } from 'vitest';
import { growth } from '../../detectors/testing/growth.ts';
import { composeEnvFiles } from './compose.ts';
import { type Format, PARSERS } from './formats.ts';
import { pathsOf } from './places.ts';
import { valuesPrinted } from './printed.ts';
import { selectSecrets } from './secrets.ts';
import { variableFile } from './variable-files.ts';

/** `name.name=value` for each entry. */
const read = (format: Format, text: string) =>
  PARSERS[format](text).map(({ path, value }) => `${path.join('.')}=${value}`);

describe('readers', () => {
  it.each<[Format, string, string[]]>([
    ['dotenv', 'A=1 # one\r\nexport B = two words \n#C=3\nD=a#b', ['A=1', 'B=two words', 'D=a#b']],
    ['dotenv', 'A="x\ny\\n\\"z" # c\nB=\'a "b"\'\nC=`c`\nD=', ['A=x\ny\n"z', 'B=a "b"', 'C=c', 'D=']],
    ['dotenv', 'A="unclosed\nB=1\nnonsense\nC: 2\nD=3', ['A="unclosed', 'B=1', 'D=3']],
    ['shell', 'export A=1 B="2 3"; declare -x C=4&&D=5', ['A=1', 'B=2 3', 'C=4', 'D=5']],
    ['shell', 'if x; then\n  export A=1\nfi\nset -gx B "6"', ['A=1', 'B=6']],
    ['ini', '[a "b"]\nx = 1\ny: 2\n; c = 3\nz=a=b\n', ['a.b.x=1', 'a.b.y=2', 'a.b.z=a=b']],
    ['ini', 'x = q # c', ['x=q', 'x=q # c']],
    ['ini', '//registry.example/:_authToken=t\n_auth=u', ['_authToken=t', '_auth=u']],
    ['ini', 'index =\n  https://u:p@h/x?y=1\nz = 2', ['=https://u:p@h/x?y=1', 'index=https://u:p@h/x?y=1', 'z=2']],
    ['ini', '[url "https://u:p@h"]\n\tx = y', ['=[url "https://u:p@h"]', 'url.https://u:p@h.x=y']],
    [
      'toml',
      '[a.b]\nx = "1 # \\"2\\""\ny = { t = "3" }\nz = ["4"]',
      ['a.b.x=1 # "2"', 'a.b.y.t=3', 'a.b.y=3', 'a.b.z=4'],
    ],
    ['hcl', 'credentials "h" {\n  token = "t"\n}', ['credentials.token=t']],
    ['properties', 'a.b=1\n! c=2\nd : 3', ['a.b=1', 'd=3']],
    [
      'json',
      '{"a": {"b": "1", "c": ["2", {"d": "3"}]}, "e": 4, "f": "\\u00e4\\n\\/"}',
      ['a.b=1', 'a.c=2', 'a.c.d=3', 'f=\u00c3\u00a4\n/'],
    ],
    ['json', '// comment\n{"a": "1", /* "b" */ "c": "2",', ['a=1', '=b', 'c=2']],
    [
      'yaml',
      ":a_key: x\nb:\n- c: \"d\\\"e\"\n  f:\n    g: 'h''i' # c\nj: k",
      ['a_key=x', 'b.c=d"e', "b.f.g=h'i", 'j=k'],
    ],
    ['yaml', 'a:\n  b: |\n    c\n    d\n  e: {"f": "g"}\nh:\n  - i # c\n', ['a.b=c\nd', 'a.e.f=g', 'h=i']],
    ['xml', '<a x="1"><b>2 &amp; 3</b><add key="k" value="v"/></a>', ['b=2 & 3', 'x=1', 'k=v']],
    [
      'netrc',
      'machine h login u password "p \\"q"\n# password x\ndefault password r\nmacdef m\npassword s\n\n',
      ['password=p "q', 'password=r'],
    ],
    ['pgpass', '#h:1:d:u:x\nh:1:d:u:a\\:b\\\\c\nh:1:d:u\n', ['password=a:b\\c']],
    ['urls', 'https://u:p@h\nhttps://h\n', ['=https://u:p@h']],
    ['words', 'password  "a b"\nPass c d\n"//r/:_authToken" t\nalone\n', ['password=a b', 'Pass=c d', '_authToken=t']],
    ['cookies', '.h\tTRUE\t/\tTRUE\t1\to\tt\n# c\n', ['cookie.o=t']],
    ['whole', '\n  t \nx\n', ['secret=t']],
    ['whole', '#!/bin/sh\necho x\n', []],
    ['sqlite', 'x\0{"a": "1", "b": {"c": "2"}}\0"d":"', ['a=1', 'c=2']],
  ])('%s: %j', (format, text, entries) => {
    expect(read(format, text)).toEqual(entries);
  });

  it('Compose names its files in three ways; what needs a variable is left out', () => {
    const text = `services:
  a:
    env_file: ./a.env # the first
  b:
    env_file: [b.env, "c.env"]
  c:
    env_file:
      - d.env
      - path: ./e.env
        required: false
    ports:
      - "80:80"
  d:
    env_file:
    - 'f.env'
    - $${'{X}'}.env
    image: g`;
    expect(composeEnvFiles(text)).toEqual(['./a.env', 'b.env', 'c.env', 'd.env', './e.env', 'f.env']);
  });

  const pieces = [
    'a',
    ' ',
    '\t',
    '"',
    "'",
    '\\',
    '[',
    '{',
    '<a ',
    '<a>',
    '=',
    ':',
    '- ',
    '#',
    '\n',
    'a=',
    'a: ',
    '"a":',
    '<a x=',
    'A="',
    'password ',
    '://@',
    'macdef ',
  ];
  it.each(Object.keys(PARSERS) as Format[])('%s takes linear time, whatever the text is', (format) => {
    for (const piece of pieces)
      expect(
        growth((length) => read(format, piece.repeat(length / piece.length)), 8000),
        piece,
      ).toBeLessThan(30);
  });
});

describe('what is secret', () => {
  const judge = (name: string) => (name === 'token' || name === 'api_key' ? 'secret' : null);
  const select = (value: string, path: string[], secrets: string[] = []) =>
    selectSecrets([{ path, value }], { judge, secrets, rule: 'r' }).secret.map((each) => each.value);

  it.each<[string, string, string[], string[], string[]]>([
    ['a name that says so', 'v', ['token'], [], ['v']],
    ['a name that says so with the one above it', 'v', ['api', 'key'], [], ['v']],
    ['a name that does not', 'v', ['user'], [], []],
    ['a name of the row', 'v', ['user'], ['user'], ['v']],
    ['what stands below one', 'v', ['bearer', 'h.example'], ['bearer.*'], ['v']],
    ['a name with a star', 'v', ['BUNDLE_H__COM'], ['BUNDLE_*__COM'], ['v']],
    ['a sentence of a file of secrets', 'Do not share this', ['note'], ['*'], []],
    ['user and password', 'u:pass', ['token'], [], ['u:pass', 'pass']],
    ['the same in Base64', 'dXNlcjpzM2NyZXQ=', ['token'], [], ['dXNlcjpzM2NyZXQ=', 's3cret', 'user:s3cret']],
    ['JSON in a value', '{"token":"v","x":"y"}', ['x'], [], ['v']],
  ])('%s', (_what, value, path, secrets, expected) => {
    expect(select(value, path, secrets)).toEqual(expected);
  });
});

it('what a command prints is read by names or by lines', () => {
  const judge = (name: string) => (name === 'A' ? ('password' as const) : null);
  const values = (text: string) => valuesPrinted(text, judge, 'r').map(({ value }) => value);
  expect(values('A=v\n# c\nexport B=w\n')).toEqual(['v']);
  expect(values('A="v\nw"\nB=x\n')).toEqual(['v\nw']);
  expect(values('v\n\n w \n')).toEqual(['v', 'w']);
  expect(values('dXNlcg==\n')).toEqual(['dXNlcg==']);
  expect(values('A=v\nw\n')).toEqual(['v', 'A=v', 'w']);
});

it.each([
  ['~/.x/y', ['/h/.x/y']],
  ['~/.config/x', ['/xdg/x', '/h/.config/x']],
  ['$ONE', ['/one']],
  ['$ONE/x', ['/one/x']],
  ['$LIST', ['/a', '/b']],
  ['$UNSET', []],
  ['$RELATIVE', []],
])('%s means %j', (place, paths) => {
  const env = { XDG_CONFIG_HOME: '/xdg', ONE: '/one', LIST: '/a:/b:', RELATIVE: 'x' };
  expect(pathsOf(place, env, '/h')).toEqual(paths);
});

it.each([
  ['.env', 'dotenv'],
  ['.env.production.local', 'dotenv'],
  ['.env-staging', 'dotenv'],
  ['.env.example', 'template'],
  ['.env.local.sample', 'template'],
  ['.env.dist', 'template'],
  ['.envrc', 'shell'],
  ['.envrc.example', null],
  ['.environment', null],
  ['env', null],
  ['docker-compose.override.yml', 'compose'],
  ['compose.yaml', 'compose'],
  ['composer.yml', null],
])('%s is %s', (name, kind) => {
  expect(variableFile(name)).toBe(kind);
});
