// A private key in a pager or editor: behind a margin, cut at the screen's edge or folded there, and page by page, so that its
// beginning is out of sight.
import { Brush } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Piece, Scenario } from '../scenario.ts';
import { makePemBlock, type Secret } from '../secrets.ts';

/** What stands before a line, and behind it. */
const MARGINS: readonly ((line: number) => readonly [string, string])[] = [
  () => ['', ''],
  () => ['+', ''],
  () => ['  ', ''],
  (line) => [`${line + 1} `.padStart(4), ''],
  () => ['web-1  | ', ''],
  () => ['{+', '+}'],
];

/** Body lines as secrets of which no piece may show. */
function keyLines(block: readonly string[]): Secret[] {
  return block.slice(1, -1).map((text, seed): Secret => {
    return { kind: 'pem-line', seed, text, from: 0, to: text.length, shown: 3, wholeAt: 4, anyPiece: true };
  });
}

export function paintKeyPages(choices: Choices): Scenario {
  const block = makePemBlock(choices.below(1000), choices.between(14, 24), 'RSA PRIVATE KEY');
  const secrets = keyLines(block);
  const cols = choices.between(32, 80);
  const rows = choices.between(8, 14);
  const brush = new Brush(cols, rows, secrets, choices);
  const margin = choices.pick(MARGINS);
  const fold = choices.pick(['no', 'wrap', 'indent'] as const);
  const bottom = rows - 2;
  let row = 0;
  /** Paints a line of the block from the row on; answers whether all of it was there. */
  const paint = (line: number): boolean => {
    const [before, after] = margin(line);
    const text = block[line] as string;
    const isBody = line > 0 && line < block.length - 1;
    const put = (from: number, to: number) => {
      if (isBody) brush.slice(line - 1, from, to);
      else brush.text(text.slice(from, to));
    };
    brush.moveTo(0, row).raw('\x1b[K').text(before);
    for (let from = 0; from < text.length; row++) {
      if (row > bottom) return false;
      if (from > 0)
        brush
          .moveTo(0, row)
          .raw('\x1b[K')
          .text(fold === 'indent' ? ' '.repeat(before.length) : '');
      const to = Math.min(text.length, from + cols - (from === 0 || fold === 'indent' ? before.length : 0));
      put(from, to);
      if (to === text.length && cols - before.length > text.length + after.length) brush.text(after);
      if (fold === 'no') {
        row++;
        return row <= bottom;
      }
      from = to;
    }
    return row <= bottom;
  };
  const frames: number[] = [];
  brush.raw('\x1b[?1049h').moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  for (let line = 0; line < block.length; ) {
    row = 0;
    if (line > 0) brush.moveBy('\x1b[H', 0, 0).raw(choices.pick(['\x1b[2J', '\x1b[J']));
    let next = line;
    while (next < block.length && paint(next)) next++;
    brush
      .moveTo(0, rows - 1)
      .raw('\x1b[K')
      .text(':');
    frames.push(brush.pieces.length);
    line = Math.max(next, line + 1);
  }
  // A sign at the beginning of a row may be a diff's: only longer pieces are judged.
  return { name: 'key-pages', cols, rows, secrets, pieces: brush.pieces, frames, geometry: 'plain', layout: false };
}

/** The last lines of a key, printed at once or painted: nothing above tells that it is one. */
export function paintKeyEnd(choices: Choices): Scenario {
  const block = makePemBlock(choices.below(1000), choices.between(4, 12));
  const count = choices.between(1, block.length - 2);
  const painted = choices.oneIn(2);
  const secrets = keyLines(block);
  const cols = painted ? choices.between(40, 80) : 80;
  const pieces: Piece[] = painted ? ['\x1b[?1049h\x1b[H\x1b[2J'] : ['lorem ipsum\r\n'];
  for (let line = block.length - 1 - count; line < block.length - 1; line++) {
    pieces.push({ secret: line - 1, from: 0, to: 64 }, '\r\n');
  }
  pieces.push(block[block.length - 1] as string, '\r\n', 'lorem\r\n');
  return { name: 'key-end', cols, rows: 30, secrets, pieces, geometry: 'plain', layout: false };
}
