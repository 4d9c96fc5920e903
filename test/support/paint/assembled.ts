// Secrets that come together by editing the screen: inserted, deleted, overwritten and scrolled into place, repeated by REP.
import { Brush, decoration } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Scenario } from '../scenario.ts';
import { type Secret, SHORT_KINDS } from '../secrets.ts';
import { drawSecret, enterAlternate } from './addressed.ts';

/** One way in which the secret number 0 comes to stand at (x, y), in one row. */
type Assembly = (brush: Brush, secret: Secret, x: number, y: number) => void;

/** A stretch [i, j) inside the secret. */
function middle({ choices }: Brush, { text }: Secret): [number, number] {
  const i = choices.below(text.length - 1);
  return [i, choices.between(i + 1, Math.min(text.length, i + 12))];
}

/** Both ends are there, the middle is inserted: blanks made by ICH, insert mode, or the tail printed again. */
const inserted: Assembly = (brush, secret, x, y) => {
  const [i, j] = middle(brush, secret);
  brush.moveTo(x, y).slice(0, 0, i).decoratedSlice(0, j, secret.text.length);
  brush.moveTo(x + i, y);
  const way = brush.choices.below(4);
  if (way === 0) brush.raw(`\x1b[${j - i}@`).slice(0, i, j);
  else if (way === 1) brush.raw('\x1b[4h').slice(0, i, j).raw('\x1b[4l');
  else if (way === 2) brush.slice(0, i, j).slice(0, j, secret.text.length);
  else for (let k = i; k < j; k++) brush.raw('\x1b[@').slice(0, k, k + 1);
};

/** Something stands between both ends, and is deleted. */
const deleted: Assembly = (brush, secret, x, y) => {
  const [i, j] = middle(brush, secret);
  const between = brush.choices.pick([' ', '~~', 'xx', ' lorem ', '日本']);
  const width = between === '日本' ? 4 : between.length;
  brush.moveTo(x, y).slice(0, 0, i).text(between).slice(0, i, j).slice(0, j, secret.text.length);
  brush.moveTo(x + i, y).raw(brush.choices.oneIn(2) ? '\x1b[P'.repeat(width) : `\x1b[${width}P`);
};

/** Wrong characters first, then the right ones over them. */
const overwritten: Assembly = (brush, secret, x, y) => {
  const [i, j] = middle(brush, secret);
  const wrong = brush.choices.pick(['~', ' ', 'x', '!']);
  brush
    .moveTo(x, y)
    .slice(0, 0, i)
    .text(wrong.repeat(j - i))
    .slice(0, j, secret.text.length);
  brush.moveTo(x + i, y).decoratedSlice(0, i, j);
};

/** The cells in the middle are erased and painted again. */
const erased: Assembly = (brush, secret, x, y) => {
  const [i, j] = middle(brush, secret);
  brush.moveTo(x, y).slice(0);
  brush.moveTo(x + i, y).raw(`\x1b[${j - i}X`);
  if (brush.choices.oneIn(2)) brush.moveTo(x, y).moveTo(x + i, y);
  brush.slice(0, i, j);
};

/** Equal neighbours come from REP. */
const repeated: Assembly = (brush, { text }, x, y) => {
  brush.moveTo(x, y);
  for (let i = 0; i < text.length; ) {
    let j = i + 1;
    while (j < text.length && text[j] === text[i]) j++;
    brush.slice(0, i, i + 1);
    if (j > i + 1) brush.moveBy(`\x1b[${j - i - 1}b`, brush.x + j - i - 1, brush.y);
    i = j;
  }
};

/** Parts jump over cells that are right already, as ncurses does. */
const patched: Assembly = (brush, secret, x, y) => {
  const [i, j] = middle(brush, secret);
  brush.moveTo(x + i, y).slice(0, i, j);
  brush.moveTo(x, y).slice(0, 0, i);
  brush.moveBy(`\x1b[${j - i}C`, x + j, y).slice(0, j, secret.text.length);
};

/** Pushed from the left by inserted text, then pulled back. */
const pushed: Assembly = (brush, _secret, x, y) => {
  brush.moveTo(x, y).slice(0);
  brush
    .moveTo(x - 1, y)
    .raw('\x1b[2@')
    .raw(decoration(brush.choices))
    .raw('\x1b[2P');
};

const ASSEMBLIES: readonly Assembly[] = [inserted, deleted, overwritten, erased, repeated, patched, pushed];

export function paintAssembled(choices: Choices): Scenario {
  const secrets = [drawSecret(choices, SHORT_KINDS)];
  const { length } = (secrets[0] as Secret).text;
  const cols = length + 10 + choices.below(10);
  const rows = 4;
  const brush = new Brush(cols, rows, secrets, choices);
  if (choices.oneIn(3)) brush.raw(enterAlternate(choices));
  brush.moveBy('\x1b[H', 0, 0).raw('\x1b[J');
  const y = choices.below(rows);
  const assembly = choices.pick(ASSEMBLIES);
  assembly(brush, secrets[0] as Secret, 1 + choices.below(3), y);
  brush.moveTo(0, choices.below(rows));
  return {
    name: `assembled-${ASSEMBLIES.indexOf(assembly)}`,
    cols,
    rows,
    secrets,
    pieces: brush.pieces,
    geometry: 'live',
    layout: true,
  };
}

/** The two rows of a secret that runs over the right edge are brought together by scrolling or by deleting lines. */
export function paintScrolledTogether(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const { length } = (secrets[0] as Secret).text;
  const cols = Math.ceil(length / 2) + choices.between(2, 6);
  const rows = 7;
  const first = choices.between(Math.max(1, length - cols + 1), Math.min(cols - 2, length - 1));
  const brush = new Brush(cols, rows, secrets, choices);
  if (choices.oneIn(2)) brush.raw(enterAlternate(choices));
  brush.moveBy('\x1b[H', 0, 0).raw('\x1b[J');
  const y = choices.between(1, 3);
  const junk = choices.pick(['', ' ', 'lorem', '~']);
  const head = () => brush.moveTo(cols - first, y).decoratedSlice(0, 0, first);
  const tail = (row: number) => brush.moveTo(0, row).decoratedSlice(0, first, length);
  switch (choices.below(5)) {
    case 0:
      head()
        .moveTo(0, y + 1)
        .text(junk);
      tail(y + 2)
        .moveTo(0, y + 1)
        .raw('\x1b[M');
      break;
    case 1:
      tail(y).moveTo(0, y).raw('\x1b[L');
      head();
      break;
    case 2:
      head()
        .moveTo(0, y + 1)
        .text(junk);
      tail(y + 2)
        .moveBy(`\x1b[${y + 2};${y + 4}r`, 0, 0)
        .raw(choices.pick(['\x1b[S', `\x1b[${y + 4};1H\n`, `\x1b[${y + 4}d\x1bD`]));
      brush.moveBy('\x1b[r', 0, 0);
      break;
    case 3:
      tail(y)
        .moveBy(`\x1b[${y + 1};${y + 3}r`, 0, 0)
        .raw(choices.pick(['\x1b[T', `\x1b[${y + 1};1H\x1bM`]));
      brush.moveBy('\x1b[r', 0, 0);
      head();
      break;
    default:
      // Written whole, then carried around.
      head();
      tail(y + 1)
        .moveTo(0, 0)
        .raw(choices.pick(['\x1b[L', '\x1b[M', '\x1b[T', '\x1b[S', '\x1b[2L\x1b[2M']));
  }
  brush.moveTo(0, 0);
  return { name: 'scrolled-together', cols, rows, secrets, pieces: brush.pieces, geometry: 'live', layout: true };
}
