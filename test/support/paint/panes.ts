// Secrets that fold at an edge which is not the terminal's: panes side by side, as tmux and editors paint them, and the
// column of line numbers of an editor.
import { Brush, words } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Scenario } from '../scenario.ts';
import type { Secret } from '../secrets.ts';
import { drawSecret, enterAlternate } from './addressed.ts';

/** Paints the rows of a secret that folds at the columns `from` and `to`. */
function paintFolded(brush: Brush, from: number, to: number, x: number, y: number): void {
  const { choices, secrets } = brush;
  const { length } = (secrets[0] as Secret).text;
  const rows: [row: number, column: number, at: number, end: number][] = [];
  for (let at = 0, row = y, column = x; at < length; row++, column = from) {
    const end = Math.min(length, at + to - column);
    rows.push([row, column, at, end]);
    at = end;
  }
  for (const [row, column, at, end] of choices.oneIn(3) ? choices.shuffled(rows) : rows) {
    brush.moveTo(column, row).decoratedSlice(0, at, end);
  }
}

/** Two panes with a border between them; the secret stands in one, words in the other. */
export function paintPanes(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const { length } = (secrets[0] as Secret).text;
  const cols = choices.between(24, 44);
  const border = choices.between(9, cols - 10);
  const left = choices.oneIn(2);
  const [from, to] = left ? [0, border] : [border + 1, cols];
  const rows = Math.ceil((length + 2) / (to - from)) + 2;
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw(enterAlternate(choices)).moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  const line = choices.pick(['│', '|', '┃']);
  for (let row = 0; row < rows; row++) brush.moveTo(border, row).text(line);
  const other = left ? border + 1 : 0;
  for (let row = 0; row < rows; row++) {
    if (choices.oneIn(2)) brush.moveTo(other, row).text(words(choices, (left ? cols - border : border) - 3));
  }
  paintFolded(brush, from, to, from + 1 + choices.below(Math.min(6, to - from - 2)), 0);
  brush.moveTo(from, rows - 1);
  const { pieces } = brush;
  return { name: 'panes', cols, rows, secrets, pieces, geometry: 'live', layout: true, columns: [from, to] };
}

/** A finder's preview: a box with a free column between border and text, and older blanks in it. */
export function paintPreview(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const { length } = (secrets[0] as Secret).text;
  const cols = choices.between(30, 50);
  const border = choices.between(2, cols - 22);
  const [from, to] = [border + 2, cols - 2];
  const rows = Math.ceil((length + 6) / (to - from)) + 2;
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw(enterAlternate(choices)).moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  const line = choices.pick(['│', '┃']);
  const blanks = choices.oneIn(2) ? ' '.repeat(to - from) : '';
  for (let row = 0; row < rows; row++) {
    brush.moveTo(border, row).text(`${line} ${blanks}`);
    brush.moveTo(cols - 1, row).text(line);
  }
  paintFolded(brush, from, to, from + choices.below(6), 0);
  brush.moveTo(from, rows - 1);
  const { pieces } = brush;
  return { name: 'preview', cols, rows, secrets, pieces, geometry: 'live', layout: true, columns: [from, to] };
}

/** An editor that numbers its lines: a folded line goes on behind blanks. */
export function paintNumbered(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const { length } = (secrets[0] as Secret).text;
  const cols = choices.between(20, 40);
  const margin = choices.between(3, 6);
  const rows = Math.ceil((length + 12) / (cols - margin)) + 3;
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw(enterAlternate(choices)).moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  const blanks = choices.oneIn(2);
  for (let row = 0; row < rows; row++) {
    const number = row < 2 ? `${row + 1}` : '';
    if (number || blanks) brush.moveTo(0, row).text(`${number.padStart(margin - 1)} `);
  }
  brush.moveTo(margin, 0).text('lorem');
  paintFolded(brush, margin, cols, margin + choices.below(8), 1);
  brush.moveTo(margin, 0);
  const { pieces } = brush;
  return { name: 'numbered', cols, rows, secrets, pieces, geometry: 'live', layout: true, columns: [margin, cols] };
}
