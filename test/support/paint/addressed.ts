// Secrets painted by cursor addressing: in fragments, in any order, over the right edge, over old text, on either screen.
import { Brush, decoration, words } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Scenario } from '../scenario.ts';
import { KINDS, makeSecret, type Secret } from '../secrets.ts';

/** How a fragment order is chosen: from the first character on, or any. */
export type Order = 'forward' | 'any';

export function drawSecret(choices: Choices, kinds: readonly string[] = KINDS): Secret {
  return makeSecret(choices.pick(kinds), choices.below(1000));
}

/** A size that holds every secret in full with a row to spare, small enough that edges are met. */
export function drawSize(choices: Choices, secrets: readonly Secret[], most = 40): { cols: number; rows: number } {
  const cols = choices.between(14, most);
  const needed = secrets.reduce((sum, { text }) => sum + Math.ceil((text.length + 2) / cols) + 1, 1);
  return { cols, rows: needed + choices.below(4) };
}

export const enterAlternate = (choices: Choices) =>
  choices.pick(['\x1b[?1049h', '\x1b[?1047h\x1b[H', '\x1b[?47h\x1b[H']);

/** Paints one secret at (x, y), a whole cell of space kept on either side. */
export function paintFragments(brush: Brush, secret: number, x: number, y: number, order: Order): void {
  const { choices, secrets } = brush;
  const { length } = (secrets[secret] as Secret).text;
  const bounds = choices.bounds(length, 6);
  let fragments = bounds.slice(1).map((end, i): [number, number] => [bounds[i] as number, end]);
  if (order === 'any') fragments = choices.shuffled(fragments);
  for (const [from, to] of fragments) {
    brush.moveTo(...brush.after(x, y, from));
    if (choices.oneIn(3)) brush.raw(decoration(choices));
    brush.decoratedSlice(secret, from, to);
    if (choices.oneIn(3)) elsewhere(brush);
  }
}

/** Something else on the screen, on a row that is not reserved; the row's end stays free. */
export function elsewhere(brush: Brush): void {
  const { choices, rows, cols } = brush;
  const free = Array.from({ length: rows }, (_, row) => row).filter((row) => !brush.reserved.has(row));
  if (free.length === 0) return;
  const saved = choices.oneIn(3);
  const { x, y, pendingWrap } = brush;
  if (saved) brush.raw('\x1b7');
  brush.moveTo(choices.below(4), choices.pick(free)).text(words(choices, cols - 9));
  if (choices.oneIn(6)) brush.raw('\x1b(0').text('lqqk').raw('\x1b(B');
  if (choices.oneIn(4)) brush.raw('\x1b[K');
  if (saved) {
    brush.moveBy('\x1b8', x, y);
    brush.pendingWrap = pendingWrap;
  }
}

/** The row and column where each secret stands: one under the other, each with a free cell before it. Reserves their rows. */
export function places({ choices, secrets, cols, rows, reserved }: Brush): [number, number][] {
  let row = 0;
  let spare = rows - secrets.reduce((sum, { text }) => sum + Math.ceil((text.length + 2) / cols) + 1, 0);
  return secrets.map(({ text }) => {
    const skip = choices.below(Math.max(1, spare));
    spare -= skip;
    row += skip;
    const height = Math.ceil((text.length + 2) / cols);
    // Whatever column fits into the rows set aside, one cell kept on either side.
    const x = 1 + choices.below(height * cols - text.length - 1);
    const place: [number, number] = [x % cols, row + Math.floor(x / cols)];
    for (let y = row; y < row + height; y++) reserved.add(y);
    row += height + 1;
    return place;
  });
}

/** Full-screen painting: one or two secrets, fragments in an order, on the main or the alternate screen. */
export function paintAddressed(choices: Choices, order: Order, kinds = KINDS): Scenario {
  const secrets = Array.from({ length: choices.oneIn(4) ? 2 : 1 }, () => drawSecret(choices, kinds));
  const { cols, rows } = drawSize(choices, secrets);
  const brush = new Brush(cols, rows, secrets, choices);
  const alternate = choices.oneIn(2);
  if (alternate) brush.raw(enterAlternate(choices));
  brush.moveBy('\x1b[H', 0, 0).raw('\x1b[J');
  const at = places(brush);
  if (choices.oneIn(3)) elsewhere(brush);
  const overOldText = order === 'forward' && choices.oneIn(3);
  secrets.forEach(({ text }, i) => {
    const [x, y] = at[i] as [number, number];
    if (overOldText) {
      brush.moveTo(x, y).text(choices.pick([' ', '~']).repeat(text.length));
      brush.moveTo(...brush.after(x, y, 0)).raw(choices.pick(['\x1b[K', '\x1b[J', '']));
    }
    paintFragments(brush, i, x, y, order);
    if (choices.oneIn(4)) paintFragments(brush, i, x, y, order);
  });
  brush.moveTo(0, 0);
  if (choices.oneIn(3)) brush.moveTo(choices.below(cols), rows - 1);
  return { name: `addressed-${order}`, cols, rows, secrets, pieces: brush.pieces, geometry: 'live', layout: true };
}
