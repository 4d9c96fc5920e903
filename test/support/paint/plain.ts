// Lines as compilers, loggers and `cat` print them: words, colours, titles, tabs, secrets; each line ended, none addressed.
import { decoration, textWidth, words } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Piece, Scenario } from '../scenario.ts';
import { KINDS, makePemBlock, type Secret } from '../secrets.ts';
import { drawSecret } from './addressed.ts';

/** Sequences that may stand in a plain line without making it an addressed one. */
function plainDecoration(choices: Choices): string {
  const sequence = decoration(choices);
  return /^\x1b(\[[0-9;:]*m|\])/.test(sequence) ? sequence : '\x1b[36m';
}

/** A secret with colours inside, as `grep --color` prints it. */
function coloured(choices: Choices, secret: number, { text }: Secret): Piece[] {
  const pieces: Piece[] = [];
  const bounds = choices.bounds(text.length, 4);
  bounds.slice(1).forEach((to, i) => {
    if (i > 0) pieces.push(plainDecoration(choices));
    pieces.push({ secret, from: bounds[i] as number, to });
  });
  return pieces;
}

/** Whether a secret ends in a row's last column: it goes on in the next row, for all one can know. */
function fillsRow(pieces: readonly Piece[], secrets: readonly Secret[], cols: number): boolean {
  let columns = 0;
  return pieces.some((piece) => {
    if (typeof piece !== 'string') {
      columns += piece.to - piece.from;
      return piece.to === secrets[piece.secret]?.text.length && columns % cols === 0;
    }
    for (const character of piece.replace(/\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[0-?]*[ -/]*[@-~]/g, '')) {
      if (character === '\n') columns = 0;
      else columns = character === '\t' ? (columns + 8) & ~7 : columns + textWidth(character);
    }
    return false;
  });
}

/** Whole lines. On a pipe they end with LF alone. */
export function paintPlain(choices: Choices, end = '\r\n', kinds = KINDS): Scenario {
  const secrets = Array.from({ length: choices.between(1, 3) }, () => drawSecret(choices, kinds));
  let cols = choices.between(16, 60);
  const rows = choices.between(3, 10);
  const pieces: Piece[] = [];
  let next = 0;
  while (next < secrets.length || choices.oneIn(3)) {
    const separator = choices.pick([' ', '  ', ' \t', ' "', ' (']);
    const before = words(choices, 30);
    if (before) pieces.push(before + separator);
    if (choices.oneIn(4)) pieces.push(plainDecoration(choices));
    if (next < secrets.length && !choices.oneIn(3)) {
      pieces.push(...coloured(choices, next, secrets[next] as Secret));
      next += 1;
      const after = words(choices, 20);
      if (after) pieces.push(choices.pick([' ', ' \t', '  ']) + after);
      if (next < secrets.length && choices.oneIn(3))
        pieces.push(' ', ...coloured(choices, next, secrets[next++] as Secret));
    }
    if (choices.oneIn(4)) pieces.push('\x1b[0m');
    pieces.push(end);
  }
  while (fillsRow(pieces, secrets, cols)) cols += 1;
  return { name: 'plain', cols, rows, secrets, pieces, geometry: 'plain', layout: true };
}

/** A line drawn again and again from its first column, a secret in it: a progress bar. */
export function paintProgress(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const { length } = (secrets[0] as Secret).text;
  const cols = length + 12;
  const pieces: Piece[] = [];
  const redraws = choices.between(1, 6);
  for (let i = 0; i < redraws; i++) {
    pieces.push(
      choices.pick(['\r', '\r\x1b[K', '\r\x1b[2K', '\x1b[1G']),
      `${i * 10 + 10}% `,
      ...coloured(choices, 0, secrets[0] as Secret),
    );
    if (choices.oneIn(3)) pieces.push(' ok');
  }
  return { name: 'progress', cols, rows: 3, secrets, pieces, geometry: 'live', layout: true };
}

/** A secret over several lines, each of which must stay unseen once the block has begun. */
export function paintPemBlock(choices: Choices): Scenario {
  const lines = makePemBlock(
    choices.below(1000),
    choices.between(2, 5),
    choices.pick(['PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY']),
  );
  const body = lines.slice(1, -1);
  const secrets = body.map((text, seed): Secret => {
    return { kind: 'pem-line', seed, text, from: 0, to: text.length, shown: 3, wholeAt: 4, anyPiece: true };
  });
  const indent = choices.pick(['', '  ', '    ', '\t', '> ', '| ', '12: ']);
  const pieces: Piece[] = [];
  if (choices.oneIn(2)) pieces.push(words(choices, 30), '\r\n');
  lines.forEach((line, i) => {
    pieces.push(indent);
    if (i === 0 || i === lines.length - 1) pieces.push(line);
    else pieces.push(...coloured(choices, i - 1, secrets[i - 1] as Secret));
    pieces.push('\r\n');
  });
  if (choices.oneIn(2)) pieces.push(words(choices, 30), '\r\n');
  return {
    name: 'pem-block',
    cols: choices.between(30, 80),
    rows: choices.between(4, 12),
    secrets,
    pieces,
    geometry: 'plain',
    layout: false,
  };
}
