import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Configuration, parseConfiguration } from '../../config/configuration.ts';
import { Examiner } from '../../detectors/examiner.ts';
import { BUILT_IN_NAMES } from '../../detectors/own-names.ts';
import { UserRulesDetector } from '../../detectors/user-rules.ts';
import { UserExemptions } from '../../values/exemptions.ts';
import { importDetectSecrets } from './detect-secrets.ts';
import { importGitleaks } from './gitleaks.ts';

const BUILT_IN = new Set(['jwt', 'private-key']);

async function gitleaks(
  text: string,
): Promise<{ configuration: Configuration; notes: readonly string[]; toml: string }> {
  const { toml, notes } = await importGitleaks(text, '.gitleaks.toml', BUILT_IN);
  return { configuration: await parseConfiguration(toml, 'c', { kind: 'user' }), notes, toml };
}

/** What the imported rules find in the lines of a file. */
async function found(config: string, text: string, file: string | null = 'a.txt'): Promise<string[]> {
  const { rules, allow } = (await gitleaks(config)).configuration;
  const detector = new UserRulesDetector(rules);
  const exemptions = new UserExemptions([], allow, BUILT_IN_NAMES);
  detector.enterFile(file);
  exemptions.enterFile(file);
  const examiner = new Examiner([detector], exemptions);
  return text.split('\n').flatMap((line) => examiner.find(line, true).map(({ start, end }) => line.slice(start, end)));
}

const RULE = `[[rules]]\nid = "acme"\ndescription = "Acme"\nregex = '''acme-key[ =]+([a-z0-9]{8})\\b'''\nkeywords = ["ACME-KEY"]\n`;
const TEXT = 'acme-key = q7w8e9r0\nacme-key=aaaaaaaa';

describe('gitleaks', () => {
  test('a rule: regex, keywords, group, entropy, path', async () => {
    expect(await found(RULE, TEXT)).toEqual(['q7w8e9r0', 'aaaaaaaa']);
    expect(await found(`${RULE}entropy = 2.5`, TEXT)).toEqual(['q7w8e9r0']);
    expect(await found(`${RULE}path = '''\\.env$'''`, TEXT)).toEqual([]);
    expect(await found(`${RULE}path = '''\\.env$'''`, TEXT, 'x/.env')).toEqual(['q7w8e9r0', 'aaaaaaaa']);
    const second = RULE.replace('acme-key[ =]+(', '(acme)-key[ =]+(');
    expect(await found(second, TEXT)).toEqual(['acme', 'acme']);
    expect(await found(`${second}secretGroup = 2`, TEXT)).toEqual(['q7w8e9r0', 'aaaaaaaa']);
  });

  test.each([
    ['the new form', '[[rules.allowlists]]'],
    ['the old form', '[rules.allowlist]'],
  ])("a rule's allowlist, in %s", async (_what, head) => {
    const lists = (keys: string) => `${RULE}${head}\n${keys}`;
    expect(await found(lists(`regexes = ['''^a+$''']`), TEXT)).toEqual(['q7w8e9r0']);
    expect(await found(lists(`regexTarget = "match"\nregexes = ['''=a''']`), TEXT)).toEqual(['q7w8e9r0']);
    expect(await found(lists(`regexTarget = "line"\nregexes = ['''^acme-key=''']`), TEXT)).toEqual(['q7w8e9r0']);
    expect(await found(lists(`stopwords = ["Q7W"]`), TEXT)).toEqual(['aaaaaaaa']);
    expect(await found(lists(`paths = ['''\\.txt$''']`), TEXT)).toEqual([]);
  });

  test('criteria are alternatives, or all of them must hold', async () => {
    const lists = (condition: string, paths: string) =>
      `${RULE}[[rules.allowlists]]\n${condition}paths = ['''${paths}''']\nregexes = ['''^a+$''']`;
    expect(await found(lists('', 'txt'), TEXT)).toEqual([]);
    expect(await found(lists('condition = "AND"\n', 'txt'), TEXT)).toEqual(['q7w8e9r0']);
    expect(await found(lists('condition = "AND"\n', 'md'), TEXT)).toEqual(['q7w8e9r0', 'aaaaaaaa']);
  });

  test('global lists are for the rules of that file, with useDefault for all', async () => {
    for (const head of ['[allowlist]', '[[allowlists]]']) {
      const own = await gitleaks(`${RULE}${head}\nstopwords = ["q7w"]`);
      expect(own.configuration.allow).toMatchObject([{ stopwords: ['q7w'], rules: [{ value: 'acme' }] }]);
      const all = await gitleaks(`[extend]\nuseDefault = true\n${head}\nstopwords = ["q7w"]`);
      expect(all.configuration.allow).toMatchObject([{ stopwords: ['q7w'], rules: [] }]);
    }
    // A list for rules that are not there is not for all the others.
    const gone = await gitleaks('[extend]\nuseDefault = true\n[[allowlists]]\ntargetRules = ["gone"]\nregexes = ["x"]');
    expect(gone.configuration.allow).toEqual([]);
    const targeted = await gitleaks(`${RULE}[[allowlists]]\ntargetRules = ["acme", "gone"]\nregexes = ["x"]`);
    expect(targeted.configuration.allow).toMatchObject([{ rules: [{ value: 'acme' }] }]);
    expect(targeted.notes).toEqual([
      expect.stringMatching(/^\.gitleaks\.toml:\d+: allowlists\[1\]\.targetRules: names a rule/),
    ]);
  });

  test('rules that are switched off, where they are built in', async () => {
    const text = '[extend]\nuseDefault = true\ndisabledRules = ["jwt", "private-key", "other"]';
    const { configuration, notes } = await gitleaks(text);
    expect(configuration.allow).toMatchObject([{ rules: [{ value: 'jwt' }, { value: 'private-key' }] }]);
    expect(notes.map((note) => note.replace(/^[^ ]+ /, ''))).toEqual([
      'extend.disabledRules: names a rule that is not built in',
      "extend.useDefault: in the place of gitleaks' own rules stand the built-in ones",
    ]);
  });

  test('an id that is built in, or taken, gets another one; lists follow it', async () => {
    const rule = RULE.replace('"acme"', '"jwt"');
    const { configuration } = await gitleaks(`${rule}[[rules.allowlists]]\nregexes = ["x"]`);
    expect(configuration.rules.map(({ id }) => id)).toEqual(['gitleaks-jwt']);
    expect(configuration.allow[0].rules[0].value).toBe('gitleaks-jwt');
  });

  test.each([
    ['regex = "(?=x)"', 'regex: the engine refuses'],
    ['regex = "a\\\\nb"', 'regex: can only match over several lines'],
    ['path = "x"', 'path: finds files by their name'],
    ['', 'regex: extends a rule of gitleaks that is not built in'],
    ['regex = "x"\nskipReport = true', 'skipReport: counts only beside other rules'],
    ['regex = "x"\n[[rules.required]]\nid = "b"', 'required: counts here without'],
    ['regex = "x"\nfancy = 1', 'fancy: is not known here'],
    ['regex = "x"\n[[rules.allowlists]]\ncommits = ["a"]\npaths = ["x"]', 'commits: nothing here belongs to a commit'],
  ])('says what it could not take over: %j', async (keys, message) => {
    const { notes } = await gitleaks(`[[rules]]\nid = "a"\n${keys}`);
    expect(notes.join('\n')).toContain(message);
    expect(notes[0]).toMatch(/^\.gitleaks\.toml:\d+: rules\[1\]\./);
  });

  test.each([['regexTarget = "commit"'], ['condition = "xor"']])(
    'a list that gitleaks refuses is refused: %s',
    async (key) => {
      const text = `${RULE}[[rules.allowlists]]\nregexes = ["x"]\n${key}`;
      await expect(gitleaks(text)).rejects.toThrow(/^\.gitleaks\.toml:8: rules\[1\]\.allowlists\[1\]\.\w+: expected /);
    },
  );

  test('a list of conditions that can not all be kept lets nothing through', async () => {
    const list = `[[rules.allowlists]]\ncondition = "AND"\nregexes = ["(?=x)"]\npaths = ["txt"]`;
    expect((await gitleaks(`${RULE}${list}`)).configuration.allow).toEqual([]);
  });

  test('a regex with every kind of quote comes through', async () => {
    const regex = `['"\\x60]{0,3}key'''"""\\t([a-z]{4})`;
    const { configuration } = await gitleaks(`[[rules]]\nid = "a"\nregex = ${JSON.stringify(regex)}`);
    expect(configuration.rules[0].regex.source).toBe(regex);
  });
});

describe('detect-secrets', () => {
  const hash = (value: string) => createHash('sha1').update(value).digest('hex');
  const baseline = {
    version: '1.5.0',
    filters_used: [
      { path: 'detect_secrets.filters.heuristic.is_uuid' },
      { path: 'detect_secrets.filters.regex.should_exclude_file', pattern: ['\\.lock$'] },
      { path: 'detect_secrets.filters.regex.should_exclude_line', pattern: ['fixture'] },
      { path: 'detect_secrets.filters.regex.should_exclude_secret', pattern: ['^test', '(?<=x)'] },
    ],
    results: {
      'a (1).py': [
        { type: 'Secret Keyword', hashed_secret: hash('harmless1'), is_secret: false, line_number: 1 },
        { type: 'Secret Keyword', hashed_secret: hash('unjudged1'), line_number: 2 },
        { type: 'Secret Keyword', hashed_secret: hash('realone11'), is_secret: true, line_number: 3 },
        { type: 'Secret Keyword' },
      ],
    },
  };

  test('what was judged harmless is let through, what nobody judged in its file only, what is real nowhere', async () => {
    const { toml, notes } = await importDetectSecrets(JSON.stringify(baseline), 'b');
    const { allow } = await parseConfiguration(toml, 'c', { kind: 'user' });
    const exemptions = new UserExemptions([], allow, BUILT_IN_NAMES);
    const lets = (value: string) => exemptions.exemptsValue(value, 'assignment');
    expect(['harmless1', 'unjudged1', 'realone11', 'testing', 'other'].map(lets)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
    exemptions.enterFile('a (1).py');
    expect(['harmless1', 'unjudged1', 'realone11'].map(lets)).toEqual([true, true, false]);
    exemptions.enterFile('x.lock');
    expect(lets('other')).toBe(true);
    expect(notes.join('\n')).toMatch(
      /engine refuses(.|\n)*1 were audited(.|\n)*1 have no SHA-1(.|\n)*in its file only/,
    );
  });

  test.each([['{'], ['[]'], ['{"results": 3}'], ['null']])('%s is no baseline', async (text) => {
    await expect(importDetectSecrets(text, 'b')).rejects.toThrow('b: expected a baseline of detect-secrets');
  });
});
