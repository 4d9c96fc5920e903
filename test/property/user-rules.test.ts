// I1, I4: what a user's regular expressions find, painted in every way: as the rules that people write for gitleaks look, with
// the forms of the samples. What has no form of its own is left to the sample detectors.
import { it } from 'vitest';
import { parseConfiguration } from '../../src/config/configuration.ts';
import { Examiner } from '../../src/detectors/examiner.ts';
import { UserRulesDetector } from '../../src/detectors/user-rules.ts';
import { paintAddressed } from '../support/paint/addressed.ts';
import { paintPlain } from '../support/paint/plain.ts';
import { checkPainting, type Examining, wholeLines } from '../support/property.ts';
import { sampleDetectors } from '../support/sample-detectors.ts';

const WORD = 'A-Za-z0-9';

/** Prefix, alphabet, least length. */
const TOKENS: Readonly<Record<string, [prefix: string[], alphabet: string, least: number]>> = {
  'aws-access-key-id': [['AKIA'], 'A-Z2-7', 16],
  'github-pat': [['gh', 'p_'], WORD, 36],
  'gitlab-pat': [['gl', 'pat-'], `${WORD}_-`, 20],
  'stripe-live': [['sk_', 'live_'], WORD, 24],
  'anthropic-api': [['sk-', 'ant-', 'api03-'], `${WORD}_-`, 95],
  'openai-project': [['sk-', 'proj-'], `${WORD}_-`, 40],
  'digitalocean-pat': [['dop_', 'v1_'], 'a-f0-9', 64],
};

/** The value, and what stands before it, as regular expressions; the keyword. */
const CONTEXTS: Readonly<Record<string, [value: string, before: string, keyword: string]>> = {
  assignment: [`[^\\s"'~&;)]+`, '\\bDB_PASSWORD=', 'DB_PASSWORD='],
  'json-assignment': ['[^\\s"]+', '"password": "', '"password": "'],
  'yaml-assignment': [`[^\\s"'~&;)]+`, 'api_key: ', 'api_key: '],
};

const toml = [
  ...Object.entries(TOKENS).map(([id, [prefix, alphabet, least]]) => [
    id,
    `\\b${prefix.join('')}[${alphabet}]{${least},}`,
    prefix.join(''),
  ]),
  ...Object.entries(CONTEXTS).map(([id, [value, before, keyword]]) => [id, `${before}(${value})`, keyword]),
]
  .map(([id, regex, keyword]) => `[[rules]]\nid = '${id}'\nregex = '''${regex}'''\nkeywords = ['''${keyword}''']\n`)
  .join('');

const { rules } = await parseConfiguration(toml, 'c.toml', { kind: 'user' });
const detector = new UserRulesDetector(rules);
const own = new Set(rules.map(({ id }) => id));

const examining: Examining = (secrets) =>
  new Examiner([detector, ...sampleDetectors(secrets).filter(({ id }) => !own.has(id))]);

it('plain lines, any cut', () => {
  checkPainting((c) => paintPlain(c), { runs: 500, examining });
});

it('plain lines that come whole', () => {
  checkPainting((c) => paintPlain(c, ' .\r\n'), { runs: 300, cutting: wholeLines, onlyFixed: true, examining });
});

it('painted by cursor addressing, from the first fragment to the last', () => {
  checkPainting((c) => paintAddressed(c, 'forward'), { runs: 500, examining });
});

it('painted by cursor addressing, in any order', () => {
  checkPainting((c) => paintAddressed(c, 'any'), { runs: 500, examining });
});
