// Secrets on screens that change around them: margins, origin mode, two screens, and programs that do anything at all.
import { Brush, decoration, words } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Scenario } from '../scenario.ts';
import type { Secret } from '../secrets.ts';
import { drawSecret, drawSize, elsewhere, paintFragments, places } from './addressed.ts';

/** A secret on the main screen, another one on the alternate screen, and back. */
export function paintTwoScreens(choices: Choices): Scenario {
  const secrets = [drawSecret(choices), drawSecret(choices)];
  const { cols, rows } = drawSize(choices, secrets);
  const brush = new Brush(cols, rows, secrets, choices);
  brush.moveBy('\x1b[H', 0, 0).raw('\x1b[J');
  const at = places(brush);
  const order = choices.pick(['forward', 'any'] as const);
  paintFragments(brush, 0, ...(at[0] as [number, number]), order);
  const mode = choices.pick([1049, 1047, 47]);
  const back = brush.moveTo(0, 0);
  back.raw(`\x1b[?${mode}h`).moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  paintFragments(brush, 1, ...(at[1] as [number, number]), order);
  if (choices.oneIn(3)) elsewhere(brush);
  if (choices.oneIn(2)) brush.raw('\x1b[2J');
  brush.moveBy(`\x1b[?${mode}l\x1b[H`, 0, 0);
  if (choices.oneIn(3)) brush.raw(`\x1b[?${mode}h`);
  return { name: 'two-screens', cols, rows, secrets, pieces: brush.pieces, geometry: 'live', layout: true };
}

/** Log lines that scroll inside margins, with a status line that stays, as tmux and apt print. */
export function paintMargins(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const { length } = (secrets[0] as Secret).text;
  const cols = choices.oneIn(2) ? length + 6 : choices.between(16, 30);
  const height = Math.ceil((length + 2) / cols) + 3;
  const top = choices.below(3);
  const rows = top + height + 1 + choices.below(2);
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw('\x1b[H\x1b[J').raw(`\x1b[${top + 1};${top + height}r`);
  const origin = choices.oneIn(3);
  if (origin) brush.raw('\x1b[?6h');
  const home = origin ? '\x1b[H' : `\x1b[${top + 1};1H`;
  const bottom = origin ? `\x1b[${height};1H` : `\x1b[${top + height};1H`;
  brush.raw(choices.oneIn(2) ? home : bottom);
  for (let i = choices.between(1, 4); i > 0; i--) {
    brush.raw(words(choices, 10)).raw('\r\n');
    brush.raw(decoration(choices));
    if (choices.oneIn(2) || i === 1) {
      brush.raw(' ');
      brush.decoratedSlice(0, 0, length);
      brush.raw(choices.pick(['\r\n', '\r\x1bD', '\x1bE']));
    }
  }
  for (let i = choices.below(4); i > 0; i--) {
    brush.raw(
      choices.pick([
        '\x1b[S',
        '\x1b[T',
        `${home}\x1b[L`,
        `${home}\x1b[M`,
        `${home}\x1bM`,
        `${bottom}\n`,
        '\x1b7',
        // Terminals disagree on whether a link is part of what is restored.
        '\x1b]8;;\x1b\\',
      ]),
    );
  }
  if (choices.oneIn(2)) brush.raw('\x1b[?6l\x1b[r').raw(`\x1b[${rows};1H`).raw(words(choices, 10));
  return { name: 'margins', cols, rows, secrets, pieces: brush.pieces, geometry: 'live', layout: true };
}

const ANYTHING = [
  'A',
  'B',
  'C',
  'D',
  'E',
  'F',
  'G',
  'H',
  'J',
  '1J',
  '2J',
  'K',
  '1K',
  '2K',
  'L',
  'M',
  'P',
  '@',
  'X',
  'S',
  'T',
  'd',
  'I',
  'Z',
  '`',
  'a',
  'e',
];
// No origin mode: xterm.js adds the top margin to relative moves in it.
const MODES = [
  '?7h',
  '4h',
  '4l',
  '?1049h',
  '?1049l',
  '?47h',
  '?47l',
  's',
  'u',
  'r',
  '3;3H',
  '!p',
  '?1048h',
  '?1048l',
  '20h',
  '20l',
];
/** LF is left out: it would end plain lines, on which half a token is harmless. IND moves alike on live rows. */
const CONTROLS = ['\b', '\r', '\t', '\x1bM', '\x1bD', '\x1bE', '\x1b7', '\x1b8', '\x0f', '\x1b(B', '\x1bH', '\x1bc'];

/** Pieces of a secret between any control functions. Only leaks are judged cell by cell; layout where screens agree. */
export function paintAnything(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const { length } = (secrets[0] as Secret).text;
  const cols = choices.between(14, 40);
  // No secret scrolls away whole.
  const rows = Math.max(choices.between(4, 9), Math.ceil((2 * length) / cols) + 1);
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw('\x1b[H\x1b[J');
  let at = 0;
  for (let i = choices.between(2, 24); i > 0; i--) {
    switch (choices.below(5)) {
      case 0: {
        const to = Math.min(length, at + choices.between(1, length));
        brush.slice(0, at, to);
        at = to === length ? 0 : to;
        break;
      }
      case 1: {
        const final = choices.pick(ANYTHING);
        brush.raw(`\x1b[${final.length === 1 ? choices.pick(['', 2, 3, 7]) : ''}${final}`);
        break;
      }
      case 2:
        brush.raw(choices.pick([...MODES.map((mode) => `\x1b[${mode}`), ...CONTROLS]));
        break;
      case 3:
        brush.raw(choices.pick([' ', '"', ` ${words(choices, 12)} `]));
        break;
      default:
        // Links apart: terminals disagree on whether DECRC restores them.
        brush.raw(decoration(choices).replace(/^\x1b\]8;.*$/s, '\x1b[m'));
    }
  }
  const { pieces } = brush;
  return { name: 'anything', cols, rows, secrets, pieces, geometry: 'live', layout: true, mixed: true };
}
