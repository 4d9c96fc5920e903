// The screen against a terminal emulator of another house: the same bytes must leave the same text and cursor.
import { Terminal } from '@xterm/headless';
import { describe, expect, it } from 'vitest';
import { beginsControlFunction, ControlFunction, readControlFunction } from './control-function.ts';
import { execute } from './execute.ts';
import { bytesOf } from './one-byte.ts';
import { print } from './print.ts';
import { SENT } from './row.ts';
import { Screen } from './screen.ts';

const COLS = 12;
const ROWS = 5;

function ours(text: string): { rows: string[]; cursor: [number, number] } {
  const screen = new Screen(COLS, ROWS, { beforeLoss() {}, stray() {} });
  const bytes = Buffer.from(text);
  const fn = new ControlFunction();
  for (let at = 0; at < bytes.length; ) {
    if (beginsControlFunction(bytes, at, bytes.length)) {
      at = readControlFunction(bytes, at, bytes.length, fn);
      execute(screen, fn);
    } else {
      let to = at + 1;
      while (to < bytes.length && !beginsControlFunction(bytes, to, bytes.length)) to++;
      at = print(screen, bytes, at, to, SENT);
    }
  }
  const rows = screen.rows.map((row) => {
    let line = '';
    for (let col = 0; col < row.used; col++) {
      const character = Buffer.from(bytesOf(screen.textOf(row.code(col)))).toString();
      if ((row.bits[col] & 2) === 0) line += character === '' ? ' ' : character;
    }
    return line.trimEnd();
  });
  return { rows, cursor: [screen.row, screen.col] };
}

async function theirs(text: string): Promise<{ rows: string[]; cursor: [number, number] }> {
  const terminal = new Terminal({ cols: COLS, rows: ROWS, allowProposedApi: true, scrollback: 0 });
  await new Promise<void>((done) => terminal.write(text, done));
  const buffer = terminal.buffer.active;
  const rows = Array.from({ length: ROWS }, (_, row) =>
    buffer
      .getLine(buffer.baseY + row)!
      .translateToString(true)
      .trimEnd(),
  );
  return { rows, cursor: [buffer.cursorY, buffer.cursorX] };
}

const HOME = '\x1b[H\x1b[J';
const FILL = `${HOME}first\r\nsecond\r\nthird\r\nfourth\r\nfifth`;

describe.each([
  ['text', 'hello'],
  ['a wrap', 'hello hello hello'],
  ['a pending wrap', 'abcdefghijkl'],
  ['a pending wrap and CR', 'abcdefghijkl\rX'],
  ['a pending wrap and BS', 'abcdefghijkl\bX'],
  ['a wide character at the edge', 'abcdefghijk漢x'],
  ['half a wide character overwritten', '漢字\x1b[2GX'],
  ['combining characters', 'e\u0301tude'],
  ['no autowrap', '\x1b[?7labcdefghijklmno'],
  ['insert mode', 'world\r\x1b[4hhello \x1b[4l'],
  ['ICH', 'abcdef\x1b[3G\x1b[2@X'],
  ['DCH', 'abcdef\x1b[3G\x1b[2P'],
  ['ECH', 'abcdef\x1b[3G\x1b[2X'],
  ['EL 0, 1, 2', `${FILL}\x1b[2;3H\x1b[K\x1b[3;3H\x1b[1K\x1b[4;3H\x1b[2K`],
  ['ED 0', `${FILL}\x1b[3;3H\x1b[J`],
  ['ED 1', `${FILL}\x1b[3;3H\x1b[1J`],
  ['ED 2', `${FILL}\x1b[3;3H\x1b[2J`],
  ['IL', `${FILL}\x1b[2;3H\x1b[2L`],
  ['DL', `${FILL}\x1b[2;3H\x1b[2M`],
  ['SU', `${FILL}\x1b[2S`],
  ['SD', `${FILL}\x1b[2T`],
  ['margins and LF', `${FILL}\x1b[2;4r\x1b[4;1H\nnew`],
  ['margins and RI', `${FILL}\x1b[2;4r\x1b[2;1H\x1bMnew`],
  ['margins and CUU', `${FILL}\x1b[2;4r\x1b[3;1H\x1b[9AX`],
  ['margins and CUD', `${FILL}\x1b[2;4r\x1b[3;1H\x1b[9BX`],
  ['origin mode', `${FILL}\x1b[2;4r\x1b[?6h\x1b[2;2HX\x1b[99;1HY`],
  ['tabs', 'a\tb\x1b[1;4H\x1bH\x1b[1;1H\x1b[IX'],
  ['CBT', 'abcdefghij\x1b[ZX'],
  ['REP', 'ab\x1b[3bc'],
  ['saved cursor', `${FILL}\x1b[2;3H\x1b7\x1b[5;1Hx\x1b8X`],
  ['alternate screen', `${FILL}\x1b[?1049h\x1b[Hother\x1b[?1049lX`],
  ['line drawing', '\x1b(0lqk\x1b(Babc'],
  ['SO and SI', '\x1b)0\x0elqk\x0fabc'],
  ['NEL and IND', `${HOME}ab\x1bEcd\x1bDef`],
  ['CNL and CPL', `${FILL}\x1b[2;3H\x1b[2EX\x1b[3FY`],
  ['CHA, VPA, HPA', `${FILL}\x1b[4GA\x1b[2dB\x1b[7\`C`],
  ['DECALN', '\x1b#8'],
  ['scrolling', 'a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng'],
  ['RIS', `${FILL}\x1bcX`],
  ['DECSTR', `${FILL}\x1b[2;4r\x1b[?6h\x1b[!p\x1b[1;1HX`],
])('%s', (_name, text) => {
  it('is as another terminal has it', async () => {
    expect(ours(`${HOME}${text}`)).toEqual(await theirs(`${HOME}${text}`));
  });
});
