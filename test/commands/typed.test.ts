// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold shell references.
// What is typed at a shell's prompt behind a sensitive name is masked from its first character on, and nothing else.
import { expect, test } from 'vitest';
import { createExaminer } from '../../src/detectors/index.ts';
import { type MaskEvent, Redactor } from '../../src/redactor/redactor.ts';
import { Judge } from '../support/judge.ts';
import { latin1, toBytes } from '../support/visible.ts';

/** A terminal on which someone types. */
class Desk {
  readonly judge = new Judge(60, 6);
  readonly events: MaskEvent[] = [];
  readonly redactor = new Redactor({
    examiner: createExaminer(),
    size: { cols: 60, rows: 6 },
    onMask: (event) => this.events.push(event),
  });
  /** Every row that stood there at a quiet moment. */
  readonly seen = new Set<string>();

  constructor() {
    this.print('$ ');
    this.redactor.enterPrompt();
  }

  print(bytes: string): this {
    this.judge.write(latin1(this.redactor.write(toBytes(bytes))));
    this.note();
    this.judge.write(latin1(this.redactor.flush('idle')));
    this.note();
    return this;
  }

  /** One key at a time. */
  type(text: string): this {
    for (const key of text) this.print(key);
    return this;
  }

  get line(): string {
    return (this.judge.screen()[0] as string).trimEnd();
  }

  private note(): void {
    for (const row of this.judge.screen()) this.seen.add(row.trimEnd());
  }
}

const stars = (text: string) => text.replaceAll(/«([^»]*)»/g, (_, secret: string) => '*'.repeat(secret.length));
const plain = (text: string) => text.replaceAll(/[«»]/g, '');

const LINES = [
  'export API_TOKEN=«a»',
  'export API_TOKEN=«sunday»',
  'API_TOKEN=«1» DB_PASSWORD="«my dog»" make',
  "export DB_PASSWORD='«x»'",
  'set -gx API_TOKEN «abc»',
  'tool --password «hunter»',
  'tool --api-key=«12» --user me',
  "curl -H 'Authorization: Bearer «abc»' url",
  'curl -H "X-Api-Key: «abc»" url',
  'env DB_PASSWORD=«abc» make',
] as const;

test.each(LINES)('typed: %s', (line) => {
  const desk = new Desk().type(plain(line));
  expect(desk.line).toBe(`$ ${stars(line)}`);
  // At no moment more was shown; what may still become a value is masked until it is none.
  const readable = `$ ${stars(line)}`;
  for (const row of desk.seen) {
    expect([...row].filter((character, at) => character !== '*' && character !== readable[at])).toEqual([]);
  }
});

test.each(LINES)('pasted: %s', (line) => {
  const desk = new Desk().print(plain(line));
  expect(desk.line).toBe(`$ ${stars(line)}`);
});

test.each([
  'export API_TOKEN=$(pass show x)',
  'export API_TOKEN=`pass show x`',
  'export API_TOKEN=$OTHER',
  'export API_TOKEN="$OTHER"',
  'export HOME=sunday',
  'tool --password --verbose',
  'tool --password-file secrets.txt',
  'docker login --password-stdin',
  'curl -H "Accept: text/html" url',
  'curl -H "Authorization: Bearer $API_TOKEN" url',
  'echo API_TOKEN',
  'grep -r password src',
  'man token',
])('stays readable: %s', (line) => {
  expect(new Desk().type(line).line).toBe(`$ ${line}`);
});

test('a name that is rubbed out takes its mask with it', () => {
  const desk = new Desk().type('API_TOKEN=abc');
  expect(desk.line).toBe('$ API_TOKEN=***');
  // As readline does it: to the beginning, the name's last letters out.
  desk.print('\b'.repeat(4)).print('\b\x1b[P').print('\b\x1b[P');
  expect(desk.line).toBe('$ API_TOK=abc');
  // And back in again.
  desk.print('\x1b[@E').print('\x1b[@N');
  expect(desk.line).toBe('$ API_TOKEN=***');
});

test('a value that is edited stays masked', () => {
  const desk = new Desk().type('API_TOKEN=abcd').print('\b\b\x1b[@x').print('\b\x1b[P');
  expect(desk.line).toBe('$ API_TOKEN=****');
});

test('a line from the history, and a suggestion behind the cursor', () => {
  const desk = new Desk().print('\r$ export API_TOKEN=abc\x1b[K');
  expect(desk.line).toBe('$ export API_TOKEN=***');
  const suggested = new Desk().type('exp').print('\x1b[90mort API_TOKEN=abc\x1b[m\x1b[17D');
  expect(suggested.line).toBe('$ export API_TOKEN=***');
});

test('when the command starts the mask stays, and the value is told once', () => {
  const desk = new Desk().type('export API_TOKEN=abc').print('\r\n');
  desk.redactor.enterCommand(null);
  desk.print('API_TOKEN is abc\r\nsunday abc\r\n');
  expect(
    desk.judge
      .screen()
      .slice(0, 3)
      .map((row) => row.trimEnd()),
  ).toEqual(['$ export API_TOKEN=***', 'API_TOKEN is abc', 'sunday abc']);
  const typed = desk.events.filter(({ rule }) => rule === 'typed-secret');
  expect(typed.map(({ value }) => value)).toContain('abc');
  expect(typed.every(({ value }) => value === 'abc')).toBe(true);
});

test('a line in the same form in the output of a command is no command line', () => {
  const desk = new Desk().print('\r\n');
  desk.redactor.enterCommand(null);
  desk.print('run tool --password x now\r\n');
  expect((desk.judge.screen()[1] as string).trimEnd()).toBe('run tool --password x now');
});
