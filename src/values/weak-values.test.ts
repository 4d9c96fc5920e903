import { describe, expect, it } from 'vitest';
import type { Finding } from '../detectors/finding.ts';
import { growth } from '../detectors/testing/growth.ts';
import { WeakValues } from './weak-values.ts';

function known(pairs: Readonly<Record<string, string>>): WeakValues {
  const weak = new WeakValues();
  for (const [name, value] of Object.entries(pairs)) expect(weak.add(name, value, 'test')).toBe(true);
  return weak;
}

function find(weak: WeakValues, text: string, ended = true): Finding[] {
  const found: Finding[] = [];
  weak.find(text, ended, (finding) => found.push(finding));
  return found;
}

function masked(weak: WeakValues, text: string): string {
  let out = text;
  for (const { start, end } of find(weak, text).reverse()) out = `${out.slice(0, start)}***${out.slice(end)}`;
  return out;
}

const weak = known({ DB_PASSWORD: 'dev', dbPass: 'admin', 'registry/:_auth': '4711' });

describe('a weak value is masked beside its own name', () => {
  it.each([
    ['DB_PASSWORD=dev', 'DB_PASSWORD=***'],
    ['export DB_PASSWORD="dev"; run', 'export DB_PASSWORD="***"; run'],
    ["declare -x DB_PASSWORD=$'dev'", "declare -x DB_PASSWORD=$'***'"],
    ['{"DB_PASSWORD": "dev", "x": 1}', '{"DB_PASSWORD": "***", "x": 1}'],
    ['DB_PASSWORD:   dev', 'DB_PASSWORD:   ***'],
    ["'DB_PASSWORD' => 'dev',", "'DB_PASSWORD' => '***',"],
    ['| DB_PASSWORD | dev |', '| DB_PASSWORD | *** |'],
    ['DB_PASSWORD          dev', 'DB_PASSWORD          ***'],
    ['process.env.DB_PASSWORD = "dev"', 'process.env.DB_PASSWORD = "***"'],
    ['--from-literal=DB_PASSWORD=dev', '--from-literal=DB_PASSWORD=***'],
    ['os.environ["DB_PASSWORD"] = "dev"', 'os.environ["DB_PASSWORD"] = "***"'],
    ['DB_PASSWORD=dev', 'DB_PASSWORD=***'],
    ['dbPass: admin', 'dbPass: ***'],
    ['//registry/:_auth=4711', '//registry/:_auth=***'],
  ])('%s', (text, expected) => {
    expect(masked(weak, text)).toBe(expected);
  });
});

describe('and nowhere else', () => {
  it.each([
    'dev',
    'the dev server',
    'OTHER_PASSWORD=dev',
    'DB_PASSWORD=development',
    'DB_PASSWORD=dev-2',
    'DB_PASSWORD is dev',
    'DB_PASSWORD_FILE=dev',
    'MY_DB_PASSWORD=dev',
    'dbPass admin',
    'dev=DB_PASSWORD',
    '_auth 4711',
  ])('%s', (text) => {
    expect(masked(weak, text)).toBe(text);
  });
});

describe('what says nothing is no value', () => {
  it.each([
    '',
    'true',
    'Off',
    '0',
    '1',
    'null',
    '$OTHER',
    'changeme',
    '<your password>',
    '/etc/secret',
    'https://h/x',
    'a\nb',
  ])('%j', (value) => {
    expect(new WeakValues().add('DB_PASSWORD', value, 'test')).toBe(false);
  });

  it('nor is one without a name', () => {
    expect(new WeakValues().add('', 'dev', 'test')).toBe(false);
    expect(new WeakValues().add('pw', 'dev', 'test')).toBe(false);
  });
});

describe('a value that is being written', () => {
  it('is covered from its first character, until it proves to be another', () => {
    for (const tail of ['', '\0\0']) {
      for (const written of ['d', 'de', 'dev'])
        expect(find(weak, `DB_PASSWORD=${written}${tail}`, false)).toEqual([
          { start: 12, end: 12 + written.length, rule: 'test', certainty: 'likely', open: true, shown: 0 },
        ]);
      expect(find(weak, `DB_PASSWORD=den${tail}`, false)).toEqual([]);
      expect(find(weak, `DB_PASSWORD=${tail}`, false)).toEqual([]);
    }
  });
});

it('several values of one name are all masked', () => {
  const both = known({ DB_PASSWORD: 'dev' });
  both.add('DB_PASSWORD', 'test', 'test');
  expect(masked(both, 'DB_PASSWORD=dev DB_PASSWORD=test')).toBe('DB_PASSWORD=*** DB_PASSWORD=***');
});

it('the number is bounded, the oldest go first', () => {
  const many = new WeakValues();
  for (let i = 0; i < 2500; i++) many.add(`NAME_${i}`, 'dev', 'test');
  expect(many.literals.length).toBe(2000);
  expect(masked(many, 'NAME_0=dev NAME_2499=dev')).toBe('NAME_0=dev NAME_2499=***');
});

it('takes linear time, whatever the text is', () => {
  for (const unit of ['DB_PASSWORD', 'DB_PASSWORD=', 'DB_PASSWORD ', 'a.', 'a-', ' ', 'DB_PASSWORD=dev '])
    expect(growth((length) => find(weak, unit.repeat(length / unit.length), false), 4000)).toBeLessThan(30);
});
