// Secrets in full-screen programs, pagers and interpreters.
import { spawnSync } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makePemBlock, makeSecret, type Secret } from '../support/secrets.ts';
import { Home, needs, PROMPT } from './home.ts';
import { closeAll, OuterTerminal } from './outer-terminal.ts';

afterEach(closeAll);

// With a true checksum: what is certain is learned, and then known by its pieces.
const secret = makeSecret('format:github-pat', 51);
const other = makeSecret('stripe-live', 52);
const STARS = /\*{3,}/;
let file = '';

beforeAll(() => {
  const filler = Array.from({ length: 60 }, (_, i) => `line ${i + 1} of the filler`);
  const lines = [...filler.slice(0, 10), `first token = ${secret.text} here`, ...filler.slice(10, 50)];
  file = Home.current().write('notes.txt', `${[...lines, `second ${other.text}`, 'the last line'].join('\n')}\n`);
});

const secrets = [secret, other];
const open = (command: string[], options = {}) =>
  OuterTerminal.masked(['--quiet', '--', ...command], { secrets, ...options });

describe('editors', () => {
  test('vim shows, scrolls, searches, edits and leaves without a leak', async () => {
    needs('vim');
    const terminal = open(['vim', '-u', 'NONE', '-N', file]);
    await terminal.see('first token =');
    await terminal.see(STARS);
    terminal.send('G');
    await terminal.see('the last line');
    terminal.send(':set number hlsearch\r');
    terminal.send('gg/token\r');
    await terminal.see(/11 first token = \*{3,}/);
    // Insert in the middle of the token, then undo; then push the token over the edge.
    terminal.send('f=wlllllix\x1bu');
    terminal.send(`0i${'pad '.repeat(16)}\x1b`);
    await terminal.see('pad pad');
    terminal.resize(50, 15);
    // vim that learns its size while it leaves does not leave.
    await terminal.quiet();
    terminal.send('\x0c');
    await terminal.see(STARS);
    terminal.send(':q!\r');
    expect((await terminal.end()).exitCode).toBe(0);
    expect(terminal.alternateScreen).toBe(false);
    await terminal.assertNoLeak();
  });

  test('vim with a colour scheme paints no token that is typed', async () => {
    needs('vim');
    const terminal = open([
      'vim',
      '-u',
      'NONE',
      '-N',
      '-c',
      'syntax on',
      '-c',
      'set filetype=sh',
      `${Home.current().path}/new.sh`,
    ]);
    await terminal.see('new.sh');
    terminal.send('i');
    await terminal.type(`curl -H "Authorization: Bearer ${secret.text}" x`);
    await terminal.see(STARS);
    terminal.send('\x1b:wq\r');
    expect((await terminal.end()).exitCode).toBe(0);
    expect(spawnSync('grep', ['-c', secret.text, `${Home.current().path}/new.sh`], { encoding: 'utf8' }).stdout).toBe(
      '1\n',
    );
    await terminal.assertNoLeak();
  });

  test('nano shows, scrolls and cuts without a leak', async () => {
    needs('nano');
    const terminal = open(['nano', '--ignorercfiles', '--view', file]);
    await terminal.see('first token =');
    await terminal.see(STARS);
    terminal.send('\x16');
    terminal.send('\x1b/');
    await terminal.see('the last line');
    terminal.send('\x18');
    expect((await terminal.end()).exitCode).toBe(0);
    await terminal.assertNoLeak();
  });
});

describe('pagers', () => {
  test('less pages forward and back, searches and resizes without a leak', async () => {
    needs('less');
    const terminal = open(['less', file]);
    await terminal.see('first token = *');
    terminal.send(' ');
    await terminal.see('line 30 of');
    terminal.send('G');
    await terminal.see('the last line');
    terminal.send('?token\r');
    await terminal.see('first token =');
    terminal.resize(40, 12);
    // less loses a key that comes together with the signal.
    await terminal.quiet();
    terminal.send('g');
    await terminal.see('line 1 of');
    terminal.send('q');
    expect((await terminal.end()).exitCode).toBe(0);
    await terminal.assertNoLeak();
  });

  test('less shows no line of a key, from its middle either', async () => {
    needs('less');
    const block = makePemBlock(53, 30);
    const key = Home.current().write('key.pem', `${['head', ...block, 'tail of the file'].join('\n')}\n`);
    const lines = block.slice(1, -1).map(
      (text, seed): Secret => ({
        kind: 'pem-line',
        seed,
        text,
        from: 0,
        to: text.length,
        shown: 0,
        wholeAt: text.length,
      }),
    );
    const terminal = OuterTerminal.masked(['--quiet', '--', 'less', key], { secrets: lines, rows: 12 });
    await terminal.see('BEGIN');
    for (let i = 0; i < 12; i++) terminal.send('j');
    terminal.send('d');
    terminal.send('G');
    await terminal.see('tail of the file');
    terminal.send('b');
    terminal.send('q');
    expect((await terminal.end()).exitCode).toBe(0);
    await terminal.assertNoLeak();
  });

  test('colours inside a token hide nothing: grep', async () => {
    const middle = secret.text.slice(12, 18);
    const terminal = open(['grep', '--color=always', middle, file]);
    await terminal.end();
    expect(terminal.text()).toBe('first token = *** here');
    await terminal.assertNoLeak();
  });

  test('a coloured pager: ls into less -R', async () => {
    needs('less');
    Home.current().write(`listing/${secret.text}`, '', 0o755);
    Home.current().write('listing/plain', '');
    const terminal = open(['sh', '-c', `ls -l --color=always '${Home.current().path}/listing' | less -R`]);
    await terminal.see('plain');
    await terminal.see(STARS);
    terminal.send('q');
    await terminal.end();
    await terminal.assertNoLeak();
  });
});

describe('multiplexers and pickers', () => {
  test('tmux inside a masked shell', async () => {
    needs('tmux');
    const socket = `masked-shell-test-${process.pid}`;
    const terminal = open(['tmux', '-L', socket, '-f', '/dev/null', 'new-session', 'bash'], {
      env: { HOLDER: secret.text },
    });
    await terminal.see(PROMPT);
    terminal.send('echo "in tmux $HOLDER"\r');
    await terminal.see(/in tmux \*{3,}/);
    terminal.send(`tmux -L ${socket} split-window -h bash\r`);
    await terminal.see((screen) => screen.text().split(PROMPT).length > 3, 'a second pane');
    terminal.send('echo "in a pane $HOLDER"\r');
    await terminal.see(/\*{3,}/);
    terminal.send(`tmux -L ${socket} kill-server\r`);
    await terminal.end();
    await terminal.assertNoLeak();
  });

  test('fzf lists and narrows without a leak, and gives the choice', async () => {
    needs('fzf');
    const terminal = open(['sh', '-c', `fzf < '${file}' | wc -c`]);
    await terminal.see('line 9 of');
    await terminal.see(STARS);
    terminal.send('tokenhere');
    await terminal.see(/first token =/);
    await terminal.see(/1\/\d+/);
    terminal.send('\r');
    await terminal.see(new RegExp(`^${`first token = ${secret.text} here`.length + 1}$`, 'm'));
    await terminal.assertNoLeak();
  });
});

describe('interpreters', () => {
  test.each([
    ['python3', ['-q', '-i'], '>>>', (text: string) => `len("${text}")`],
    ['node', ['-i'], '>', (text: string) => `"${text}".length`],
  ] as const)('%s shows no token that is typed or printed', async (program, args, prompt, length) => {
    needs(program);
    const terminal = open([program, ...args], { env: { HOLDER: other.text, NODE_REPL_HISTORY: '' } });
    await terminal.see(prompt);
    await terminal.type(length(secret.text));
    await terminal.see(STARS);
    terminal.send('\r');
    await terminal.see(new RegExp(`^${secret.text.length}$`, 'm'));
    terminal.send(
      program === 'node' ? 'console.log(process.env.HOLDER)\r' : 'import os; print(os.environ["HOLDER"])\r',
    );
    await terminal.see(/^\*{3,}$/m);
    terminal.send('\x04');
    expect((await terminal.end()).exitCode).toBe(0);
    await terminal.assertNoLeak();
  });
});
