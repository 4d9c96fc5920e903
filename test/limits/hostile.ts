// Texts made to hurt a rule, from the rule itself: its beginnings over and over, almost whole, runs that never end, the words
// it looks for. Without line feeds. Each is a way to make a text of any length.
import { CHARACTERS, type CharacterClass } from '../../src/detectors/characters.ts';
import type { Detector } from '../../src/detectors/finding.ts';
import type { Part, TokenFormat } from '../../src/detectors/tokens/format.ts';
import { type Random, randomText, sampleToken } from '../../src/detectors/tokens/sample.ts';

export type Hostile = Readonly<Record<string, (length: number) => string>>;

/** How much of a run is random before it repeats. */
const VARIETY = 997;

const repeated = (text: string) => (length: number) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const behind = (head: string, text: string) => (length: number) => head + repeated(text)(length);

function runOf(random: Random, of: CharacterClass): string {
  return randomText(random, CHARACTERS[of], VARIETY);
}

/** The texts of a row of the table. */
export function hostileTokens(format: TokenFormat, random: Random): Hostile {
  const { prefixes, parts, before, context } = format;
  const [prefix] = prefixes;
  const run = parts.find((part) => typeof part !== 'string');
  const body = runOf(random, run === undefined ? 'alnum' : run.of);
  const token = sampleToken(format, random);
  const almost = prefix + parts.map((part) => almostWhole(part, random)).join('');
  const texts: Record<string, (length: number) => string> = {
    'its beginning': repeated(prefix),
    'all beginnings': repeated(prefixes.slice(0, VARIETY).join('')),
    'its beginning with two characters': repeated(prefix + body.slice(0, 2)),
    'almost whole': repeated(almost),
    'almost whole, with blanks': repeated(`${almost} `),
    whole: repeated(token),
    'whole, with full stops': repeated(`${token}.`),
    'cut off': repeated(`${token.slice(0, -1)}\u00e2\u0080\u00a6`),
    'cells never written': repeated(`${token.slice(0, prefix.length + 3)}\0`),
    'a run that never ends': behind(prefix, body),
    'dots behind it': behind(token, '.'),
  };
  if (before !== undefined)
    texts['a run before its mark'] = repeated(runOf(random, before.of).slice(0, before.max) + almost);
  if (context !== undefined) {
    texts['its words'] = repeated(`${context[0]} `);
    texts['its words and beginnings'] = repeated(`${context[0]} ${prefix}`);
  }
  return texts;
}

function almostWhole(part: Part, random: Random): string {
  return typeof part === 'string' ? part : randomText(random, CHARACTERS[part.of], Math.max(part.min - 1, 0));
}

/** What leads to the rules that no literal leads to. */
const SOUGHT: Readonly<Record<string, readonly string[]>> = {
  'ip-address': ['203.0.113.7', '2001:db8:', '::', '1.'],
  'email-address': ['a@', 'a.b@c.', 'a%40b.'],
  'card-number': ['4', '4111 ', '4111-'],
  iban: ['DE12', 'DE12 3456 '],
  'phone-number': ['+1 (555) ', '+49', 'tel: 0'],
  identity: ['alice', 'zenbook.', 'ALICE/'],
  encoded: ['VGhlIHRva2VuIGlzIGhlcmUsIGFuZCBzbyBpcyBtb3Jl', `${'VGhlIHRv'.repeat(8)} `],
  entropy: ['x9Kq2Lw7', 'x9Kq2Lw7+/', 'Zq8-'],
  identifier: ['deadbeef', '01234567-89ab-', '0123456789abcdef0123456789abcdef'],
};

/** What may stand behind what leads to a rule. */
const BEHIND: Readonly<Record<string, string>> = {
  nothing: '',
  'an equals sign': '=',
  'a colon': ': ',
  'a quote': '="',
  'an open bracket': '{"',
  'a word': '=a1B2c3 ',
  'two characters': 'Q7',
  'a user': '://a:',
  'a flag': ' --',
  'a cell never written': '=x\0',
};

/** Lines that leave their value to the next one, of each kind. */
export const OPENINGS: Readonly<Record<string, readonly string[]>> = {
  'a block scalar': ['password: |'],
  'a name beside it': ['- name: DB_PASSWORD'],
  'a list': ['api_tokens:'],
  'a string': ['SECRET_KEY ='],
  'a here document': ['password = <<EOT'],
  'the data of a Secret': ['kind: Secret', 'data:'],
  'a scalar in a Secret': ['kind: Secret', 'data:', '  x: |'],
  'a table': ['| id | password |', '|---|---|'],
  CSV: ['id,password'],
};

/** What a line may begin with that follows one of them, and what it may go on with. */
export function hostileLines(random: Random): Hostile {
  const texts: Record<string, (length: number) => string> = {};
  for (const head of ['  ', '  value: ', '  "value": "', '  - ', '    "', '  x: ', '| 1 | ', '1,"', '<value>']) {
    for (const piece of [
      ' ',
      '-',
      '|',
      ',',
      '"',
      "'",
      '\\',
      ' #',
      '\0',
      '=',
      ': ',
      '{{',
      '<',
      '\u00e2\u0094\u0082',
      'a,',
      'x ',
      ' -',
    ])
      texts[`${head}, ${JSON.stringify(piece)}`] = (length) => `${head}${repeated(piece)(length)}x`;
    texts[`${head}, a run`] = behind(head, runOf(random, 'base64'));
  }
  return texts;
}

/** The texts of a family: each of what leads to it, with each of what may follow, and runs behind and before it. */
export function hostileFamily({ id, literals }: Detector, random: Random): Hostile {
  const texts: Record<string, (length: number) => string> = {};
  for (const lead of new Set([...literals.map(({ text }) => text), ...(SOUGHT[id] ?? [])])) {
    for (const [name, text] of Object.entries(BEHIND)) texts[`${lead}, ${name}`] = repeated(lead + text);
    texts[`${lead}, a run`] = behind(`${lead}=`, runOf(random, 'base64'));
    texts[`${lead}, blanks`] = behind(`${lead} =`, ' ');
    texts[`a run, ${lead}`] = (length) => repeated(runOf(random, 'alnum'))(length) + lead;
  }
  return texts;
}
