// Text that begins like a secret and proves harmless: in the end the screen must read as the program printed it.
import { Brush, words } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Scenario } from '../scenario.ts';
import { makeSecret, type Secret } from '../secrets.ts';
import { drawSize, enterAlternate, paintFragments, places } from './addressed.ts';

/** Kinds whose incomplete tokens are nothing. */
const KINDS = ['github-pat', 'gitlab-pat', 'stripe-live', 'hugging-face', 'aws-access-key-id'];

function nearMiss(choices: Choices): Secret {
  const secret = makeSecret(choices.pick(KINDS), choices.below(1000));
  const text = secret.text.slice(0, secret.shown + choices.below(5));
  // Nothing of it is secret: `from` and `to` are equal, so no oracle asks for a mask.
  return { ...secret, text, from: 0, to: 0 };
}

/** On complete lines: nothing may change, byte for byte. */
export function plainNearMisses(choices: Choices): Scenario {
  const secrets = [nearMiss(choices), nearMiss(choices)];
  const pieces = secrets.flatMap(({ text }, secret) => [
    `${words(choices, 40)} `,
    { secret, from: 0, to: text.length },
    choices.pick([' ', '"', ')', ', ', '']) + choices.pick(['\r\n', '', ' lorem']),
  ]);
  return {
    name: 'plain-near-miss',
    cols: 60,
    rows: 5,
    secrets,
    pieces: [...pieces, '\r\n'],
    geometry: 'plain',
    layout: true,
  };
}

/** Typed before other text, and typed on: nothing of it stays masked. */
export function typedNearMisses(choices: Choices): Scenario {
  const secrets = [nearMiss(choices)];
  const { length } = (secrets[0] as Secret).text;
  const brush = new Brush(60, 4, secrets, choices);
  const behind = choices.pick(['"', ' | less', ')', '│']);
  const back = choices.oneIn(2) ? '\b'.repeat(behind.length) : `\x1b[${behind.length}D`;
  brush.raw(`\x1b[H\x1b[J$ echo "${behind}${back}`);
  const frames: number[] = [];
  const typed = (show: () => void) => {
    show();
    brush.raw(behind).raw(back);
    if (choices.oneIn(6)) brush.raw('\b\b\x1b[2C');
    frames.push(brush.pieces.length);
  };
  for (let i = 0; i < length; i++) typed(() => brush.slice(0, i, i + 1));
  for (const letter of ' and more') typed(() => brush.raw(letter));
  const { pieces } = brush;
  return { name: 'typed-near-miss', cols: 60, rows: 4, secrets, pieces, frames, geometry: 'live', layout: true };
}

/** On live rows: what was masked while it was incomplete is shown again. */
export function addressedNearMisses(choices: Choices): Scenario {
  const secrets = [nearMiss(choices)];
  const { cols, rows } = drawSize(choices, secrets);
  const brush = new Brush(cols, rows, secrets, choices);
  if (choices.oneIn(2)) brush.raw(enterAlternate(choices));
  brush.moveBy('\x1b[H', 0, 0).raw('\x1b[J');
  const [x, y] = places(brush)[0] as [number, number];
  paintFragments(brush, 0, x, y, choices.pick(['forward', 'any'] as const));
  brush.moveTo(...brush.after(x, y, (secrets[0] as Secret).text.length)).text(choices.pick([' ', '"', ')', '日']));
  // At once: a cursor that comes by right behind the text, and waits there, is one that types before other text.
  brush.moveBy('\x1b[H', 0, 0);
  return { name: 'near-miss', cols, rows, secrets, pieces: brush.pieces, geometry: 'live', layout: true };
}
