// Values that stand on another line than their name, in the notations of configuration files and programs: printed line by line,
// painted from the first row to the last, and in a pane beside another text.
import { Brush, words } from '../brush.ts';
import type { Choices } from '../choices.ts';
import { randomNumbers } from '../choices.ts';
import type { Piece, Scenario } from '../scenario.ts';
import type { Secret } from '../secrets.ts';
import { enterAlternate } from './addressed.ts';

/** One line: text, with the number of a secret in it or none. */
interface Line {
  readonly before: string;
  readonly secret?: number;
  readonly after?: string;
}

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters, digits and capitals, in no order that a word has. */
function secretValue(seed: number, length: number): string {
  const random = randomNumbers(seed);
  let text = 'k7';
  while (text.length < length) text += ALNUM[random(ALNUM.length)];
  return `${text}Q3`;
}

const value = (before: string, secret: number, after = ''): Line => ({ before, secret, after });
const line = (before: string): Line => ({ before });

/** The notations: what they print, with `most` secrets. */
const NOTATIONS: readonly ((choices: Choices) => Line[])[] = [
  (c) => [line(`password: ${c.pick(['|', '>', '|-', '>-', '|2'])}`), value('  ', 0), value('  ', 1), line('user: bob')],
  () => [line('- name: DB_PASSWORD'), value('  value: ', 0), line('- name: LEVEL'), line('  value: info')],
  () => [line('- name: DB_PASSWORD'), line('  level: 3'), value('  value: "', 0, '"'), line('- name: LEVEL')],
  () => [line('"name": "api_token",'), line('"type": "text",'), value('"value": "', 0, '",'), line('"id": 17')],
  () => [line('"api_token": {'), value('  "value": "', 0, '"'), line('}')],
  () => [line('const API_KEY ='), value("  '", 0, "';"), line('run();')],
  () => [line('SECRET_KEY = ('), value('    "', 0, '"'), value('    "', 1, '"'), line(')')],
  () => [line('variable "db_password" {'), value('  default = "', 0, '"'), line('}')],
  () => [line('api_tokens:'), value('  - ', 0), value('  - ', 1), line('next: 1')],
  () => [line('<name>db.password</name>'), value('<value>', 0, '</value>'), line('</property>')],
  () => [line('<password>'), value('  ', 0), line('</password>'), line('<level>3</level>')],
  () => [line('<key>APIKeys</key>'), line('<array>'), value('  <string>', 0, '</string>'), line('</array>')],
  () => [line('tool --password \\'), value('  ', 0), line('plain')],
  () => [line('["api_key"]=>'), value('string(20) "', 0, '"'), line('}')],
  () => [line('kind: Secret'), line('stringData:'), value('  user: ', 0), value('  note: ', 1), line('type: Opaque')],
  () => [line('secret_key = """'), value('', 0, ''), line('"""')],
];

/** Those whose lines stand where they are. */
const TABLES: readonly (() => Line[])[] = [
  () => [line('|  Name   |  /prod/db/password  |'), value('|  Value  |  ', 0, '  |'), line('|  Tier   |  x  |')],
  () => [
    line('Name,Type,Value'),
    value('DB_PASSWORD,String,', 0),
    value('api_token,String,', 1),
    line('PORT,String,80'),
  ],
  () => [line('id  password'), line('--  --------'), value('1   ', 0), value('22  ', 1), line('')],
];

const MARGINS = ['', '  ', '+', '12: ', 'web_1  | ', '2026-01-02T03:04:05Z '];
const TABLE_MARGINS = ['', '  '];

interface Drawn {
  readonly lines: readonly Line[];
  readonly secrets: readonly Secret[];
}

function draw(choices: Choices, margins: readonly string[], isTable: boolean): Drawn {
  const margin = choices.pick(isTable ? TABLE_MARGINS : margins);
  const lines = choices
    .pick(isTable ? TABLES : NOTATIONS)(choices)
    .map((each) => ({ ...each, before: margin + each.before }));
  const count = lines.filter(({ secret }) => secret !== undefined).length;
  const secrets = Array.from({ length: count }, (_, seed): Secret => {
    const text = secretValue(choices.below(1000) + seed * 1000, choices.between(8, 14));
    return { kind: 'value-below', seed, text, from: 0, to: text.length, shown: 3, wholeAt: 4, anyPiece: true };
  });
  return { lines, secrets };
}

/** Printed one after the other. */
export function paintBelow(choices: Choices): Scenario {
  const { lines, secrets } = draw(choices, MARGINS, choices.oneIn(4));
  const pieces: Piece[] = [];
  if (choices.oneIn(2)) pieces.push(words(choices, 30), '\r\n');
  for (const { before, secret, after = '' } of lines) {
    pieces.push(before);
    if (choices.oneIn(4)) pieces.push('\x1b[33m');
    if (secret !== undefined) pieces.push({ secret, from: 0, to: secrets[secret]!.text.length });
    pieces.push(after);
    if (choices.oneIn(4)) pieces.push('\x1b[0m');
    pieces.push('\r\n');
  }
  if (choices.oneIn(2)) pieces.push(words(choices, 30), '\r\n');
  const cols = choices.between(50, 80);
  return { name: 'below', cols, rows: choices.between(4, 12), secrets, pieces, geometry: 'plain', layout: false };
}

/** Painted row by row on a screen, alone or in a pane. */
export function paintBelowOnScreen(choices: Choices): Scenario {
  const parted = choices.oneIn(2);
  // The borders of a table part it as those of panes do.
  const { lines, secrets } = draw(choices, ['', '  ', '12 '], !parted && choices.oneIn(4));
  const left = choices.oneIn(2);
  const cols = 90;
  const border = 45;
  const from = parted && !left ? border + 1 : 0;
  const rows = lines.length + 2;
  const brush = new Brush(cols, rows, secrets, choices);
  brush.raw(enterAlternate(choices)).moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  if (parted) {
    const drawn = choices.pick(['│', '|', '┃']);
    for (let row = 0; row < rows; row++) brush.moveTo(border, row).text(drawn);
    for (let row = 0; row < rows; row++) {
      if (choices.oneIn(2)) brush.moveTo(left ? border + 1 : 0, row).text(words(choices, 30));
    }
  }
  lines.forEach(({ before, secret, after = '' }, i) => {
    brush.moveTo(from, i).text(before);
    if (secret !== undefined) brush.decoratedSlice(secret, 0, secrets[secret]!.text.length);
    brush.text(after);
  });
  brush.moveTo(0, rows - 1);
  const { pieces } = brush;
  return { name: 'below-on-screen', cols, rows, secrets, pieces, geometry: 'live', layout: false };
}
