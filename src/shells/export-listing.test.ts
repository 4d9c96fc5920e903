// The listings as the real shells print them.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readAliases, readExports } from './export-listing.ts';
import { SHELL_KINDS } from './integration.ts';

const VALUES: Readonly<Record<string, string>> = {
  PLAIN: 'value',
  EMPTY: '',
  BLANKS: ' two  words ',
  OVER_LINES: 'first\nSECOND=not one\n\nlast',
  QUOTES: `it's "quoted" \`so\` $HOME \\ \\n`,
  CONTROLS: 'tab\tbell\x07escape\x1b[0m return\r',
  LETTERS: 'grün 漢字 🔑',
  SIGNS: '!#%&*()[]{}<>|;~=?^',
  DASH: '-n',
  LONG: 'x'.repeat(5000),
  AFTER: 'the end',
};

const LISTING = { bash: 'export -p', zsh: 'typeset -px', fish: 'set --export --long' } as const;

describe.each(SHELL_KINDS)('%s', (kind) => {
  // fish writes UTF-8 whatever the locale.
  test.each(kind === 'fish' ? ['C.UTF-8'] : ['C.UTF-8', 'C'])(
    'exports are read as they are in the locale %s',
    (LANG) => {
      const { stdout } = spawnSync(kind, ['-c', LISTING[kind]], {
        env: { PATH: process.env.PATH, HOME: '/nowhere', LANG, ...VALUES },
        encoding: 'latin1',
      });
      const exports = readExports(kind, stdout);
      for (const [name, value] of Object.entries(VALUES))
        expect(Buffer.from(exports.get(name) ?? '(missing)', 'latin1').toString(), name).toBe(value);
      expect([...exports.keys()].filter((name) => /SECOND|first/.test(name))).toEqual([]);
    },
  );
});

test('aliases of bash and zsh are read as they are', () => {
  const script = `alias a='one two'; alias b="it's"; alias c=plain; `;
  const bash = spawnSync('bash', ['-c', `${script}alias -p`], { encoding: 'latin1' }).stdout;
  const zsh = spawnSync('zsh', ['-fc', `${script}alias -L`], { encoding: 'latin1' }).stdout;
  for (const [kind, listing] of [
    ['bash', bash],
    ['zsh', zsh],
  ] as const) {
    const aliases = readAliases(kind, listing);
    expect([aliases.get('a'), aliases.get('b'), aliases.get('c')]).toEqual(['one two', "it's", 'plain']);
  }
});
