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
  brush.moveTo(0, 0);
  return { name: 'near-miss', cols, rows, secrets, pieces: brush.pieces, geometry: 'live', layout: true };
}
