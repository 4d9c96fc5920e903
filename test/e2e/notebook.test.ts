// `check` on Jupyter notebooks: what is found in them, and where it is told to be. The command itself once, at the end.
import { describe, expect, test } from 'vitest';
import type { Located } from '../../src/session/check-files.ts';
import { checkNotebookBytes } from '../../src/session/check-notebook.ts';
import { Masking } from '../../src/session/masking.ts';
import { makePemBlock, makeSecret } from '../support/secrets.ts';
import { Home } from './home.ts';
import { run } from './run.ts';

const { text: secret } = makeSecret('github-pat', 41);
const half = secret.length >> 1;
/** A value that only its name gives away. */
const assigned = makeSecret('assignment', 43);
const password = assigned.text.slice(assigned.from, assigned.to);

async function check(text: string): Promise<Located[]> {
  const found: Located[] = [];
  await checkNotebookBytes('x.ipynb', Buffer.from(text), new Masking({}), (located) => found.push(located));
  return found;
}

/** What the file holds where a finding is told to be: lines and columns count characters. */
function pointedAt(text: string, { line, column, length }: Located): string {
  return [...text.split('\n')[line - 1]].slice(column - 1, column - 1 + length).join('');
}

const code = (source: unknown, outputs: unknown[] = [], rest: object = {}) => ({
  cell_type: 'code',
  execution_count: 1,
  metadata: {},
  ...rest,
  source,
  outputs,
});
const stream = (text: unknown, name = 'stdout') => ({ output_type: 'stream', name, text });
const notebook = (...cells: unknown[]) =>
  JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);

describe('a notebook', () => {
  test('sources: cell and line there, line and column of the file', async () => {
    const text = notebook(code('import os'), code(['x = 1\n', `é🙂 = "${secret}"\n`, 'y']));
    const [found, ...more] = await check(text);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ rule: 'github-pat', cell: { number: 2, part: 'source', line: 2 } });
    expect(pointedAt(text, found)).toBe(secret);
    expect(found.excerpt).toBe('é🙂 = "***"');
  });

  test('a source of one string, and escapes before and inside the secret', async () => {
    const value = `${password.slice(0, 4)}\\"${password.slice(4)}`;
    const text = notebook(code(`a = "é"\n\tPASSWORD='${value}'\n`));
    const [found] = await check(text);
    expect(found.cell).toEqual({ number: 1, part: 'source', line: 2 });
    expect(JSON.parse(`"${pointedAt(text, found)}"`)).toBe(value);
  });

  test('a value in quotes is judged as it is read, not as JSON writes it', async () => {
    const text = notebook(code(['headers = {\n', `  "client_secret": "${password}"\n`, '}']));
    expect((await check(text)).map((found) => pointedAt(text, found))).toEqual([password]);
  });

  test('a key block over the lines of a source', async () => {
    const pem = makePemBlock(7);
    const found = await check(notebook(code(pem.map((line) => `${line}\n`))));
    expect(found.map(({ cell }) => cell?.line)).toEqual(pem.slice(1, -1).map((_, i) => i + 2));
  });

  test('a secret that two chunks of a stream hold, with another stream between', async () => {
    const text = notebook(
      code('go()', [
        stream(['start\n', `key ${secret.slice(0, half)}`]),
        stream(['warning\n'], 'stderr'),
        stream([`${secret.slice(half)} end\n`, 'ok\n', `again ${makeSecret('github-pat', 42).text}\n`]),
      ]),
    );
    const found = await check(text);
    expect(found.map(({ cell }) => cell)).toEqual([
      { number: 1, part: 'output', output: 1, line: 2 },
      { number: 1, part: 'output', output: 3, line: 3 },
    ]);
    expect(pointedAt(text, found[0])).toBe(secret.slice(0, half));
  });

  test('tracebacks with colours inside the secret, data, HTML with tags inside it, attributes', async () => {
    const colours = `\x1b[0;31mKeyError\x1b[0m: ${secret.slice(0, half)}\x1b[1m${secret.slice(half)}\x1b[0m`;
    const html = `<p>${secret.slice(0, 9)}<span class="hl">${secret.slice(9)}</span></p>\n`;
    const text = notebook(
      code('', [
        { output_type: 'error', ename: 'E', evalue: 'no', traceback: ['first', colours] },
        { output_type: 'execute_result', data: { 'text/plain': ["'x'\n", secret] }, metadata: {}, execution_count: 1 },
        { output_type: 'display_data', data: { 'text/html': ['<b>\n', html] }, metadata: {} },
        { output_type: 'display_data', data: { 'text/html': `<a data-api-key="${secret}">x</a>` }, metadata: {} },
      ]),
    );
    const found = await check(text);
    expect(found.map(({ cell }) => [cell?.output, cell?.line])).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
      [4, 1],
    ]);
    expect(pointedAt(text, found[0])).toBe(JSON.stringify(colours).slice(1).split(': ')[1].replace('\\u001b[0m"', ''));
  });

  test('metadata keeps its names, and its strings are read as well', async () => {
    const metadata = { settings: { db_password: password }, env: `A=1\nB="x"\nC=${secret}` };
    const text = notebook(code('x', [], { metadata }));
    const found = await check(text);
    expect(found.map((each) => pointedAt(text, each))).toEqual([password, secret]);
    expect(found[0].cell).toEqual({ number: 1, part: 'metadata' });
  });

  test('structured data keeps its names; pictures are not read', async () => {
    const picture = Buffer.from(`\0${secret}`).toString('base64');
    const text = notebook(
      code('x', [
        { output_type: 'display_data', data: { 'application/json': { api_token: password } }, metadata: {} },
        { output_type: 'display_data', data: { 'image/png': `${picture}\n`, 'text/plain': secret }, metadata: {} },
      ]),
    );
    expect((await check(text)).map((each) => pointedAt(text, each))).toEqual([password, secret]);
  });

  test('version 3', async () => {
    const cells = [{ cell_type: 'code', input: [`k = "${secret}"`], outputs: [stream([secret])] }];
    const found = await check(JSON.stringify({ nbformat: 3, worksheets: [{ cells }] }));
    expect(found.map(({ cell }) => cell?.part)).toEqual(['source', 'output']);
  });

  test('all on one line of the file', async () => {
    const text = JSON.stringify(JSON.parse(notebook(code([`a ${secret}\n`, `b ${secret}`]), code(secret))));
    const found = await check(text);
    expect(found.map((each) => pointedAt(text, each))).toEqual([secret, secret, secret]);
    expect(found.map(({ cell }) => cell?.line)).toEqual([1, 2, 1]);
  });

  test.each([
    ['no JSON', (text: string) => text.slice(0, -1)],
    ['JSON, but no notebook', (text: string) => text.replace('nbformat', 'format')],
    ['nested too deep', (text: string) => `${'['.repeat(50_000)}\n${text}`],
  ])('what is %s is read as text', async (_name, broken) => {
    const text = broken(notebook(code(`x = '${secret}'`)));
    const found = await check(text);
    expect(found.map((each) => pointedAt(text, each))).toEqual([secret]);
    expect(found[0].cell).toBeUndefined();
  });

  test('the command tells the cell in words, with the file and its lines', async () => {
    const text = notebook(code(['a\n', `k = "${secret}"`]), code('', [stream(secret)]));
    const file = Home.current().write('analysis.ipynb', text);
    const human = await run(['check', file]);
    const places = await check(text);
    expect(human.stdout.toString()).toContain(
      `${file}:${places[0].line}:${places[0].column}: github-pat\n    GitHub: personal access token (classic) (likely), in cell 1, line 2\n`,
    );
    expect(human.stdout.toString()).toContain(', in cell 2, output 1, line 1\n');
    const github = await run(['check', '--format', 'github', file]);
    expect(github.stdout.toString()).toMatch(new RegExp(`line=${places[1].line},col=${places[1].column},`));
    expect(human.status).toBe(1);
  });
});
