// Output of commands that print secrets, between what stood there before and what comes after: printed line by line, at a cursor
// that moves, and painted on the alternate screen. Only the command tells what is secret in it.
import type { OutputPolicy } from '../../../src/detectors/command-output.ts';
import { policyFor } from '../../../src/shells/policies.ts';
import { Brush, words } from '../brush.ts';
import { type Choices, randomNumbers } from '../choices.ts';
import { bytesOf, type Piece, type Scenario } from '../scenario.ts';
import type { Secret } from '../secrets.ts';

/** A scenario in which a command runs from one byte to another. */
export interface CommandScenario extends Scenario {
  readonly policy: OutputPolicy | null;
  readonly from: number;
  readonly to: number;
}

/** One line; where a secret stands in it, what gives it away belongs to the secret. */
type Line = string | { readonly name: string; readonly after?: string };

interface Notation {
  readonly command: string;
  readonly shell?: string;
  readonly lines: readonly Line[];
}

const secret = (name: string, after = ''): Line => ({ name, after });

const NOTATIONS: readonly Notation[] = [
  {
    command: 'env',
    lines: ['HOME=/home/me', secret('API_TOKEN='), secret(''), 'LANG=C', secret('DB_PASSWORD='), '_=/bin/env'],
  },
  { command: 'env | sort', lines: [secret('API_TOKEN='), 'EMPTY_TOKEN=', 'MODE=test', 'LESS=-R'] },
  {
    command: 'export -p',
    lines: [
      secret('declare -x API_TOKEN="', '"'),
      'declare -x HOME="/home/me"',
      secret('declare -x B_SECRET="'),
      secret('', '"'),
      'declare -x LANG="C"',
    ],
  },
  {
    command: 'set -x',
    shell: 'fish',
    lines: ['HOME /home/me', secret('API_TOKEN '), secret("DB_PASSWORD '", "'"), 'PATH /bin  /usr/bin'],
  },
  { command: 'docker inspect web', lines: ['"Env": [', secret('  "API_TOKEN=', '",'), '  "MODE=test"', ']'] },
  { command: 'pass show mail', lines: [secret(''), secret('')] },
  { command: 'gh auth token', lines: [secret('')] },
  { command: 'op read op://a/b/c', lines: ['Error: could not read the secret', secret('')] },
  {
    command: 'kubectl get secret db -o yaml',
    lines: ['apiVersion: v1', 'data:', secret('  user: '), secret('  tls.key: '), 'metadata:', '  name: db'],
  },
  {
    command: 'vault kv get secret/db',
    lines: ['Key         Value', '---         -----', secret('password    '), secret('user        ')],
  },
  {
    command: 'aws sts get-session-token',
    lines: [
      '{',
      '    "Credentials": {',
      secret('        "SecretAccessKey": "', '",'),
      '        "Expiration": "2026-01-02"',
      '    }',
      '}',
    ],
  },
];

/** Lines of which nobody would mask anything but by the command's policy. */
const HARMLESS = [
  'API_TOKEN=sunday',
  'sunday',
  'password: monday',
  'HOME=/home/me',
  '"value": "tuesday"',
  'DB_PASSWORD friday',
];

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function draw(choices: Choices): { policy: OutputPolicy | null; lines: readonly Line[]; secrets: Secret[] } {
  const { command, shell = 'bash', lines } = choices.pick(NOTATIONS);
  const policy = policyFor(command, { shell });
  const secrets: Secret[] = [];
  for (const line of lines) {
    if (typeof line === 'string') continue;
    const { name, after = '' } = line;
    const seed = choices.below(1000) + secrets.length * 1000;
    const random = randomNumbers(seed);
    const value = `k7${Array.from({ length: choices.between(4, 10) }, () => ALNUM[random(ALNUM.length)]).join('')}Q`;
    const from = name.length;
    secrets.push({
      kind: 'printed',
      seed,
      text: name + value + after,
      from,
      to: from + value.length,
      shown: 0,
      wholeAt: from + 1,
    });
  }
  return { policy, lines, secrets };
}

const lengthOf = (pieces: readonly Piece[], secrets: readonly Secret[]) => bytesOf({ pieces, secrets }).length;

/** Harmless lines, the command's output, harmless lines again. `open`: the last line of the output has no line feed. */
export function paintCommand(choices: Choices): CommandScenario {
  const { policy, lines, secrets } = draw(choices);
  const pieces: Piece[] = [];
  for (let i = choices.below(3); i > 0; i--) pieces.push(choices.pick(HARMLESS), '\r\n');
  const from = lengthOf(pieces, secrets);
  let next = 0;
  for (const line of lines) {
    if (choices.oneIn(4)) pieces.push('\x1b[33m');
    if (typeof line === 'string') pieces.push(line);
    else pieces.push({ secret: next, from: 0, to: secrets[next++]!.text.length });
    if (choices.oneIn(4)) pieces.push('\x1b[0m');
    pieces.push('\r\n');
  }
  const to = lengthOf(pieces, secrets);
  // Right below a table with a heading such a line would be a row of it.
  pieces.push('$ true\r\n');
  for (let i = choices.below(3); i > 0; i--) pieces.push(choices.pick(HARMLESS), '\r\n');
  pieces.push('$ ');
  return {
    name: 'command',
    cols: choices.between(60, 80),
    // What was covered too early is shown again as long as it is on the screen.
    rows: 20,
    secrets,
    pieces,
    geometry: 'plain',
    layout: true,
    policy,
    from,
    to,
  };
}

/** The same where the cursor moves, and the last line of the output may have no line feed. */
export function paintCommandLive(choices: Choices): CommandScenario {
  const { policy, lines, secrets } = draw(choices);
  const rows = lines.length + 8;
  const brush = new Brush(70, rows, secrets, choices);
  // A line that stands below keeps the redactor from reading lines one by one.
  brush
    .moveBy('\x1b[H', 0, 0)
    .raw('\x1b[J')
    .moveTo(0, rows - 1)
    .text('[1/3] sunday')
    .moveTo(0, 0);
  let row = 0;
  const end = () => brush.moveBy('\r\n', 0, ++row);
  for (let i = choices.below(3); i > 0; i--) {
    brush.text(choices.pick(HARMLESS));
    end();
  }
  brush.text('$ ').moveTo(0, row).text('% run').raw('\x1b[K');
  end();
  const from = lengthOf(brush.pieces, secrets);
  let next = 0;
  lines.forEach((line, i) => {
    if (choices.oneIn(2)) brush.raw('\x1b[1G');
    if (typeof line === 'string') brush.text(line);
    else {
      brush.decoratedSlice(next, 0, secrets[next]!.text.length);
      next++;
    }
    if (i < lines.length - 1 || choices.oneIn(2)) end();
  });
  const to = lengthOf(brush.pieces, secrets);
  if (brush.x > 0) end();
  brush.text(choices.pick(HARMLESS));
  end();
  brush.raw('\x1b[1G').text('$ ');
  return {
    name: 'command-live',
    cols: 70,
    rows,
    secrets,
    pieces: brush.pieces,
    geometry: 'live',
    layout: true,
    policy,
    from,
    to,
  };
}

/** Painted on the alternate screen, as a pager does, twice perhaps; then the main screen is back. */
export function paintCommandPaged(choices: Choices): CommandScenario {
  const { policy, lines, secrets } = draw(choices);
  const rows = lines.length + 3;
  const brush = new Brush(70, rows, secrets, choices);
  brush.raw('\x1b[H\x1b[J').text(choices.pick(HARMLESS)).moveBy('\r\n', 0, 1);
  const from = lengthOf(brush.pieces, secrets);
  brush.raw('\x1b[?1049h').moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  for (let times = choices.between(1, 2); times > 0; times--) {
    let next = 0;
    lines.forEach((line, row) => {
      brush.moveTo(0, row);
      if (typeof line === 'string') brush.text(line);
      else {
        brush.decoratedSlice(next, 0, secrets[next]!.text.length);
        next++;
      }
    });
    brush
      .moveTo(0, rows - 1)
      .text(choices.pick([':', '(END)']))
      .raw('\x1b[K');
  }
  const left = choices.oneIn(2);
  if (left) brush.raw('\x1b[?1049l');
  const to = lengthOf(brush.pieces, secrets);
  if (left) brush.raw('\x1b[2;1H').text(words(choices, 20));
  return {
    name: 'command-paged',
    cols: 70,
    rows,
    secrets,
    pieces: brush.pieces,
    geometry: 'live',
    layout: true,
    policy,
    from,
    to,
  };
}

/** Shown line by line at the foot of the alternate screen, where it scrolls, as a pager does that is asked for more. */
export function paintCommandScrolled(choices: Choices): CommandScenario {
  const { policy, lines, secrets } = draw(choices);
  const rows = choices.between(3, lines.length + 2);
  const brush = new Brush(70, rows, secrets, choices);
  brush.raw('\x1b[?1049h').moveBy('\x1b[H', 0, 0).raw('\x1b[2J');
  let next = 0;
  for (const line of lines) {
    brush.moveBy('\r', 0, brush.y).raw('\x1b[K');
    if (typeof line === 'string') brush.text(line);
    else {
      brush.decoratedSlice(next, 0, secrets[next]!.text.length);
      next++;
    }
    brush.moveBy('\r\n', 0, Math.min(brush.y + 1, rows - 1)).text(':');
  }
  const to = lengthOf(brush.pieces, secrets);
  brush.raw('\x1b[?1049l');
  const { pieces } = brush;
  return {
    name: 'command-scrolled',
    cols: 70,
    rows,
    secrets,
    pieces,
    geometry: 'live',
    layout: true,
    policy,
    from: 0,
    to,
  };
}
