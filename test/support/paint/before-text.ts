// Secrets that grow character by character although something stands behind them: inserted into a line, typed into boxes
// that are padded or bordered, counted up in brackets, wrapped by a blank of the editor's own.
import { Brush, decoration } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Scenario } from '../scenario.ts';
import { KINDS, type Secret } from '../secrets.ts';
import { drawSecret } from './addressed.ts';

/** What stands behind the cursor; none of it goes on with a token. */
const BEHIND = ['"', "'", ') x', ' | less', '$', '"]}', ' --verbose', '│'];

/** How a program shows the secret's first `count` characters. Cursor and all are where the last one left them. */
type Show = (brush: Brush, count: number, before: string, behind: string) => void;

const back = ({ choices }: Brush, cells: number): string => {
  if (cells === 0) return '';
  return choices.oneIn(2) ? '\b'.repeat(cells) : `\x1b[${cells}D`;
};

/** readline: the new character and all that follows, and back. */
const tail: Show = (brush, count, before, behind) => {
  if (count === 0) brush.raw(`\r${before}${behind}`).raw(back(brush, behind.length));
  else
    brush
      .slice(0, count - 1, count)
      .raw(behind)
      .raw(back(brush, behind.length));
};

/** Insert mode, or a cell made free. */
const inserted: Show = (brush, count, before, behind) => {
  if (count === 0) return tail(brush, 0, before, behind);
  if (brush.choices.oneIn(2)) brush.raw('\x1b[@').slice(0, count - 1, count);
  else
    brush
      .raw('\x1b[4h')
      .slice(0, count - 1, count)
      .raw('\x1b[4l');
};

/** The whole line anew, as interpreters and fish do. */
const line: Show = (brush, count, before, behind) => {
  brush.raw(brush.choices.pick(['\r', '\r\x1b[K', '\r\x1b[2K', '\x1b[1G']) + before);
  if (brush.choices.oneIn(3)) brush.raw(decoration(brush.choices));
  brush.slice(0, 0, count).raw(behind);
  const width = before.length + count;
  brush.raw(brush.choices.oneIn(2) ? `\r\x1b[${width}C` : `\x1b[${width + 1}G`);
};

/** A box with a painted cursor; the real one waits below it. */
const box: Show = (brush, count, before) => {
  const pad = brush.cols - 4 - before.length - count - 2;
  const edge = brush.choices.pick(['│', '|', '┃']);
  if (count > 0) brush.raw(brush.choices.pick(['\x1b[1A\x1b[2K\r', '\x1b[1A\r', '\x1b[1F\x1b[K', '\x1b[1F']));
  brush.raw(`\x1b[2m${edge}\x1b[22m ${before}`).slice(0, 0, count);
  brush.raw(`\x1b[7m \x1b[27m${' '.repeat(Math.max(pad - 1, 0))} ${edge}\r\n`);
};

/** A status line's prompt: the row is painted in full, the cursor goes back to where it was. */
const status: Show = (brush, count, before) => {
  const pad = brush.cols - before.length - count - 1;
  brush.raw(`\x1b7\x1b[${brush.rows};1H\x1b[42m${before}`).slice(0, 0, count);
  brush.raw(`\x1b[7m \x1b[27m${' '.repeat(Math.max(pad, 0))}\x1b8`);
};

/** Progress in brackets. */
const brackets: Show = (brush, count, before) => {
  const pad = (brush.secrets[0] as Secret).text.length - count;
  brush
    .raw(`\r${before}[`)
    .slice(0, 0, count)
    .raw(`${' '.repeat(pad)}]`);
};

const WAYS: readonly Show[] = [tail, inserted, line, box, status, brackets];
const BEFORE = ['', '$ echo "', '> ', 'x = ', 'rename-window '];

/** A secret that is typed, or comes in pieces, before other text. */
export function paintBeforeText(choices: Choices, kinds = KINDS): Scenario {
  const secrets = [{ ...drawSecret(choices, kinds), typed: true }];
  const secret = secrets[0] as Secret;
  const { length } = secret.text;
  const before = choices.pick(BEFORE);
  const behind = choices.pick(BEHIND);
  const cols = before.length + length + behind.length + 8 + choices.below(9);
  const rows = 5;
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw('\x1b[H\x1b[J');
  const show = choices.pick(WAYS);
  const most = show === tail || show === inserted ? 1 : choices.pick([1, 1, 2, 5]);
  // What nobody has seen begin is no beginning: the prefix comes first.
  const first = secret.from + secret.shown;
  const frames: number[] = [];
  for (let count = 0; count < length; ) {
    show(brush, count, before, behind);
    const next = Math.min(count + choices.between(1, most), length);
    count = count < first ? Math.min(next, first) : next;
    if (choices.oneIn(8)) brush.raw(`\x1b7\x1b[${rows - 1};2H${choices.pick(['-', '\\', '|', '/'])}\x1b8`);
    frames.push(brush.pieces.length);
  }
  show(brush, length, before, behind);
  // Values without an end of their own take in what follows.
  const { pieces } = brush;
  return { name: 'before-text', cols, rows, secrets, pieces, frames, geometry: 'live', layout: true, mixed: true };
}

/** A token of which so much was typed that it is one beyond doubt, and then a blank, or a wrap that an editor makes. */
export function paintStopped(choices: Choices): Scenario {
  const kinds = ['github-pat', 'gitlab-pat', 'stripe-live', 'openai-project', 'anthropic-api'];
  const whole = drawSecret(choices, kinds);
  const to = choices.between(whole.shown + 12, Math.min(whole.text.length, 32));
  const secrets = [{ ...whole, typed: true }];
  const before = choices.pick(BEFORE);
  const wraps = choices.oneIn(2);
  const cols = wraps ? before.length + to - choices.below(to - 4) : before.length + to + 12;
  const rows = 6;
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw(`\x1b[H\x1b[J${before}`);
  brush.x = before.length;
  const frames: number[] = [];
  for (let i = 0; i < to; i++) {
    brush.slice(0, i, i + 1);
    // The cursor shall stand on the next row: readline prints a blank there, zle the character that will stand there.
    if (brush.pendingWrap) brush.text(' ').moveBy('\r', 0, brush.y);
    frames.push(brush.pieces.length);
  }
  brush.text(choices.pick([' ', ' -', '"', ' x'])).moveTo(0, rows - 1);
  const { pieces } = brush;
  return { name: 'stopped', cols, rows, secrets, pieces, frames, geometry: 'live', layout: true, mixed: true };
}
