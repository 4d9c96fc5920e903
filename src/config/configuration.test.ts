import { expect, test } from 'vitest';
import { parseConfiguration } from './configuration.ts';
import { MaskedShellError } from './error.ts';

const USER = { kind: 'user' } as const;
const PROJECT = { kind: 'project', folder: '/p' } as const;
const HASH = `sha1:${'0a'.repeat(20)}`;

async function refused(text: string, source: typeof USER | typeof PROJECT = USER): Promise<string> {
  const error = await parseConfiguration(text, 'c.toml', source).then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(MaskedShellError);
  expect([error.code, error.exitStatus]).toEqual(['configuration', 2]);
  return error.describe();
}

test('reads every key', async () => {
  const text = `
    profile = "stream"
    mask-style = "fixed"
    mask-char = "#"
    hold-back = 50
    disabled-rules = ["cookie"]
    sensitive-names = "ACME_*_PIN"
    benign-names = ["TOKEN_COUNT"]
    learn = [".env", "~/.netrc"]
    values-from = ["op inject -i 'a b.tpl'",
      ["pass", "show", "a  b", "it's"]]
    title-marker = true
    [[rules]]
    id = "acme"
    description = "Acme's token"
    regex = '''acme_([a-z]{4})'''
    keywords = ["ACME_"]
    group = 1
    mask = "match"
    entropy = 1.5
    path = '\\.log$'
    [[allow]]
    description = "a fixture"
    value = ["${HASH}"]
    regex = "^x"
    target = "line"
    stopwords = ["Sample"]
    path = ["docs/**/*.md", "/build"]
    path-regex = "^y$"
    rule = "jwt"
    [known-values]
    shortest = 8
    words = "everywhere"
    common = ["Acme"]
    files = "ignore"`;
  const read = await parseConfiguration(text, 'c.toml', USER);
  const { rules, allow, disabledRules, learn, ...settings } = read;
  expect(settings).toEqual({
    profile: 'stream',
    maskStyle: 'fixed',
    maskChar: '#',
    holdBack: 50,
    sensitiveNames: ['ACME_*_PIN'],
    benignNames: ['TOKEN_COUNT'],
    titleMarker: true,
    knownValues: { shortest: 8, words: true, common: ['Acme'], files: false },
    valuesFrom: [
      { place: { file: 'c.toml', line: 10 }, name: 'values-from[1]', command: ['op', 'inject', '-i', 'a b.tpl'] },
      { place: { file: 'c.toml', line: 11 }, name: 'values-from[2]', command: ['pass', 'show', 'a  b', "it's"] },
    ],
  });
  expect(disabledRules).toEqual([{ value: 'cookie', place: { file: 'c.toml', line: 6 } }]);
  expect(learn.map(({ path }) => path)).toEqual(['.env', '~/.netrc']);
  expect(rules).toMatchObject([
    { id: 'acme', keywords: ['ACME_'], group: 1, mask: 'match', entropy: 1.5, place: { line: 13 } },
  ]);
  expect(allow).toMatchObject([{ values: [HASH], target: 'line', stopwords: ['sample'], rules: [{ value: 'jwt' }] }]);
  const inPaths = (name: string) => allow[0].paths.some((regex) => regex.test(Buffer.from(name)));
  expect(['docs/a/b.md', 'a/docs/b.md', 'build/a', '/build/a'].map(inPaths)).toEqual([true, true, true, true]);
  expect(['docs/a.mdx', 'a/build/b', 'docsa.md'].map(inPaths)).toEqual([false, false, false]);
});

test.each([
  ['profil = "stream"', 'c.toml:1: profil: is no key that is known here\n  Did you mean profile?'],
  ['\n\nholdBack = 3', 'c.toml:3: holdBack: is no key that is known here\n  Did you mean hold-back?'],
  ['xyzzy = 1', 'Known are allow, benign-names, '],
  ['profile = 3', 'c.toml:1: profile: expected standard, stream or strict, got an integer'],
  ['profile = "steam"', 'Did you mean stream?'],
  ['mask-char = "ab"', 'c.toml:1: mask-char: expected one printable ASCII character, got another text'],
  ['hold-back = 1.5', 'hold-back: expected a whole number from 0 to 1000, got a number'],
  ['hold-back = 99999', 'hold-back: expected a whole number from 0 to 1000, got another number'],
  ['learn = [".env",\n 3]', 'c.toml:2: learn: expected texts, got an integer'],
  ['learn = [[]]', 'learn: expected texts, got an array'],
  ['learn = 1979-05-27', 'learn: expected texts, got a date'],
  [
    '[known-values]\nshortest = 3',
    'c.toml:2: known-values.shortest: expected a whole number from 4 to 64, got another',
  ],
  [
    '[known-values]\nwords = "all"',
    'c.toml:2: known-values.words: expected beside-names or everywhere, got another word',
  ],
  ['[known-values]\nfile = "read"', 'c.toml:2: known-values.file: is no key that is known here\n  Did you mean files?'],
  ['known-values = 6', 'c.toml:1: known-values: expected a table, got an integer'],
  ['values-from = ["true",\n3]', 'c.toml:2: values-from[2]: expected a text or a list of texts, got an integer'],
  ['values-from = [["a", 3]]', 'values-from[1]: expected a text or a list of texts, got an integer in a list'],
  ['values-from = [[]]', 'values-from[1]: expected a text or a list of texts, got an empty list'],
  ['values-from = [[""]]', 'values-from[1]: expected a program, got an empty text'],
  ['values-from = " "', 'values-from[1]: expected a command, got an empty text'],
  [
    'values-from = "op read a | head -1"',
    'values-from[1]: expected a command without what only a shell knows, got one',
  ],
  ['values-from = "cat ~/x"', 'values-from[1]: expected a command without what only a shell knows'],
  ['values-from = "echo $X"', 'Let a shell run it: values-from = [["sh", "-c", "..."]]'],
  ['sensitive-names = "*"', 'sensitive-names: expected three letters in a row'],
  ['rules = 3', 'rules: expected tables, got an integer'],
  ['[[rules]]\nid = "a"', 'c.toml:1: rules[1].regex: is missing'],
  ['[[rules]]\nregex = "a"', 'rules[1].id: is missing'],
  ['[[rules]]\nid = "a b"\nregex = "a"', 'c.toml:2: rules[1].id: expected letters, digits'],
  ['[[rules]]\nid = "a"\nregex = "a"\n[[rules]]\nid = "a"\nregex = "b"', 'the id a stands on line 1 already'],
  ['[[rules]]\nid = "a"\nregex = "a"\nkeyword = "x"', 'c.toml:4: rules[1].keyword: is no key'],
  ['[[rules]]\nid = "a"\nregex = "(a)"\ngroup = 2', 'rules[1].group: expected at most 1'],
  ['[[rules]]\nid = "a"\nregex = "(?=a)"', 'c.toml:3: rules[1].regex: expected a regular expression as RE2 has them'],
  ['[[rules]]\nid = "a"\nregex = \'(a)\\1\'', 'refuses: invalid escape sequence: `\\1`'],
  ['[[rules]]\nid = "a"\nregex = "((a{100}){100}){100}"', 'refuses: invalid repeat count'],
  ['[[rules]]\nid = "a"\nregex = ["a", "b"]', 'rules[1].regex: expected a text, got an array'],
  ['[[allow]]', 'c.toml:1: allow[1].value, regex, stopwords, path, path-regex or rule: is missing'],
  ['[[allow]]\nvalue = "hunter2"', 'c.toml:2: allow[1].value: expected the fingerprint of a value, got another text'],
  ['a = ', 'c.toml:1: is no TOML: '],
  ['a = 1\na = 2', 'c.toml:2: is no TOML: '],
  ['[constructor]\nx = 1', 'constructor: is no key'],
  ['__proto__ = 1', '__proto__: is no key'],
])('%j is refused', async (text, message) => {
  expect(await refused(text)).toContain(message);
});

test('what stands in the file is never quoted', async () => {
  for (const text of [
    '[[allow]]\nvalue = "hunter2"',
    'profile = "hunter2"',
    'sensitive-names = "hunter2 x"',
    'a = hunter2',
    'values-from = "x $hunter2"',
  ])
    expect(await refused(text)).not.toContain('hunter2');
});

test.each([
  ['allow'],
  ['disabled-rules'],
  ['benign-names'],
  ['mask-char'],
  ['mask-style'],
  ['hold-back'],
  ['known-values'],
  ['values-from'],
])('a project has no %s, and is told why', async (key) => {
  const text = key === 'allow' ? '[[allow]]\nrule = "jwt"' : `${key} = "x"`;
  expect(await refused(text, PROJECT)).toMatch(
    new RegExp(`^masked-shell: c.toml:1: ${key}: is for your own file only, since`),
  );
});

test.each([['../x'], ['/etc/passwd'], ['~/.netrc'], ['a/../../x'], ['.']])(
  'a project learns nothing from %s',
  async (path) => {
    expect(await refused(`learn = "${path}"`, PROJECT)).toContain('learn: expected a file inside of the project');
  },
);

test('a project adds', async () => {
  const read = await parseConfiguration(
    'profile = "strict"\nlearn = "a/.env"\n[[rules]]\nid = "a"\nregex = "b"',
    'c',
    PROJECT,
  );
  expect(read).toMatchObject({ profile: 'strict', learn: [{ path: 'a/.env', project: '/p' }], rules: [{ id: 'a' }] });
});
