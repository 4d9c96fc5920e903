// Secrets in control strings: titles, links, notifications, the clipboard, user variables, pass-through.
import { decoration, words } from '../brush.ts';
import type { Choices } from '../choices.ts';
import { bytesOf, type Piece, type Scenario } from '../scenario.ts';
import { type Secret, SHORT_KINDS } from '../secrets.ts';
import { drawSecret } from './addressed.ts';

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

/** Builds the string's body (without introducer and terminator) around the secret number 0. */
const KINDS: readonly ((choices: Choices, secret: Secret, whole: Piece) => Piece[])[] = [
  (c, _s, whole) => [`${c.pick([0, 1, 2])};ssh `, whole],
  (_c, _s, whole) => ['2;', whole, ' - vim'],
  (_c, _s, whole) => ['7;file://host/home/', whole],
  (_c, _s, whole) => ['8;id=1;https://example.org/', whole],
  (_c, _s, whole) => ['8;;https://example.org/?q=', whole, '&r=1'],
  (_c, _s, whole) => ['9;', whole],
  (_c, _s, whole) => ['777;notify;done;', whole],
  (_c, _s, whole) => ['99;i=1:p=body;', whole],
  (c, s) => [
    `52;${c.pick(['c', 'p', 's0', ''])};${base64(`${c.pick(['', 'x ', 'ab '])}${s.text}${c.pick(['', ' y'])}`)}`,
  ],
  (_c, s) => [`1337;SetUserVar=name=${base64(s.text)}`],
];

export function paintStrings(choices: Choices): Scenario {
  const secrets = [drawSecret(choices, choices.oneIn(2) ? SHORT_KINDS : undefined)];
  const secret = secrets[0] as Secret;
  const whole: Piece = { secret: 0, from: 0, to: secret.text.length };
  const pieces: Piece[] = [];
  for (let i = choices.between(1, 3); i > 0; i--) {
    pieces.push(words(choices, 12), choices.pick(['', '\r\n', decoration(choices)]));
    const body = choices.pick(KINDS)(choices, secret, whole);
    const terminator = choices.pick(['\x07', '\x1b\\']);
    pieces.push('\x1b]', ...body, terminator);
    // A link is closed again, with its text between.
    if (String(body[0]).startsWith('8;')) pieces.push('link', '\x1b]8;;', terminator);
  }
  pieces.push(' end');
  return { name: 'strings', cols: 60, rows: 6, secrets, pieces, geometry: 'live', layout: true };
}

/** A title that grows as a token is typed, or is broken by a control character, which terminals leave out. */
export function paintGrowingTitle(choices: Choices): Scenario {
  const secrets = [drawSecret(choices, ['github-pat', 'gitlab-pat', 'stripe-live', 'openai-project'])];
  const { length } = (secrets[0] as Secret).text;
  const pieces: Piece[] = [];
  const before = choices.pick(['', 'echo ', 'vim - ']);
  const end = choices.pick(['\x07', '\x1b\\']);
  for (let to = 1; to < length; to += choices.between(1, 3)) {
    pieces.push(`\x1b]0;${before}`, { secret: 0, from: 0, to }, end);
  }
  const half = choices.below(length);
  const broken = choices.pick(['', '\n', '\t']);
  pieces.push(`\x1b]2;${before}`, { secret: 0, from: 0, to: half }, broken, { secret: 0, from: half, to: length }, end);
  return { name: 'growing-title', cols: 60, rows: 6, secrets, pieces, geometry: 'plain', layout: false, mixed: true };
}

/** tmux passes through to the outer terminal what stands in `DCS tmux;` with its ESC doubled. */
export function paintPassThrough(choices: Choices): Scenario {
  const secrets = [drawSecret(choices)];
  const secret = secrets[0] as Secret;
  const half = choices.below(secret.text.length);
  const inner = choices.pick<readonly Piece[]>([
    ['\x1b]2;', { secret: 0, from: 0, to: secret.text.length }, '\x07'],
    [' ', { secret: 0, from: 0, to: half }, '\x1b[31m', { secret: 0, from: half, to: secret.text.length }, ' '],
    [`\x1b]52;c;${base64(secret.text)}\x07`],
  ]);
  const doubled = inner.map((piece) => (typeof piece === 'string' ? piece.replaceAll('\x1b', '\x1b\x1b') : piece));
  const pieces: Piece[] = [words(choices, 12), '\x1bPtmux;', ...doubled, '\x1b\\', words(choices, 12), '\r\n'];
  return { name: 'pass-through', cols: 60, rows: 6, secrets, pieces, geometry: 'plain', layout: false };
}

/** Bytes without any secret: text, sequences whole and broken, invalid UTF-8. */
export function hostileBytes(choices: Choices): string {
  const parts = [
    () => bytesOf({ pieces: [words(choices, 60)], secrets: [] }),
    () => bytesOf({ pieces: [decoration(choices)], secrets: [] }),
    () => '\r\n',
    () => String.fromCharCode(choices.below(256)),
    () =>
      choices.pick([
        '\x1b',
        '\x1b[',
        '\x1b]',
        '\x1bP',
        '\x1b_',
        '\x1bX',
        '\x1b^',
        '\x18',
        '\x1a',
        '\x1b\\',
        '\x9b',
        '\x9d',
        '\x90',
        '\x9c',
      ]),
    () => `\x1b[${String.fromCharCode(...Array.from({ length: choices.below(6) }, () => choices.between(0x20, 0x40)))}`,
    () => String.fromCharCode(choices.between(0x40, 0x7e)),
    () =>
      choices.pick([
        '\xc3',
        '\xe6\x97',
        '\xf0\x9f\x99',
        '\xff',
        '\xc0\x80',
        '\xed\xa0\x80',
        '\xf5\x80\x80\x80',
        '\xc2\x9b31m',
      ]),
    () =>
      `\x1b[${choices.below(12)};${choices.below(40)}${choices.pick(['H', 'm', 'r', 'K', 'J', 'A', 'P', '@', 'L', 'M', 'X', 'b', 'S', 'T'])}`,
    () =>
      choices.pick([
        '\x1b[?1049h',
        '\x1b[?1049l',
        '\x1b[4h',
        '\x1b[4l',
        '\x1b[?6h',
        '\x1b[?7l',
        '\x1b[?7h',
        '\x1b(0',
        '\x1b(B',
        '\x0e',
        '\x0f',
        '\x1b7',
        '\x1b8',
        '\x1bc',
        '\x1b#8',
        '\x1b[?69h',
        '\x1b[3;9s',
      ]),
    () => choices.pick(['\b', '\t', '\x0b', '\x0c', '\x00', '\x05', '\x7f', '\x1b[3g', '\x1bH', '\x1b[2I', '\x1b[Z']),
    () => 'x'.repeat(choices.below(200)),
    () =>
      `\x1b]${choices.pick(['0;title', '52;c;aGVsbG8=', '52;c;?', '8;;http://x/', '1337;File=:AAAA', '9;hi', 'nonsense'])}${choices.pick(['\x07', '\x1b\\', '', '\x1b', '\x18'])}`,
    () =>
      `\x1bP${choices.pick(['q#0', '$qm', '+q544e', 'tmux;\x1b\x1b]0;t\x07', '1;2|17/ab'])}${choices.pick(['\x1b\\', '', '\x1b', '\x07'])}`,
  ];
  let bytes = '';
  for (let i = choices.between(1, 40); i > 0; i--) bytes += choices.pick(parts)();
  return bytes;
}
