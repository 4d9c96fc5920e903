// The streams that throughput is measured with, made by generators: nothing recorded, nothing secret, any size.
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A small seeded generator (mulberry32): the same stream in every run. */
export function randomNumbers(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const LEVELS = ['INFO', 'INFO', 'INFO', 'DEBUG', 'WARN', 'ERROR'];
const WORDS = 'request handled cache miss for user session opened closed queue drained retry after timeout in'.split(
  ' ',
);
const FILES = ['server.ts', 'client.ts', 'index.ts', 'parser.rs', 'main.go', 'README.md', 'lib', 'package.json'];
const HEX = '0123456789abcdef';

const pick = (random, list) => list[random(list.length)];
const hex = (random, length) => Array.from({ length }, () => HEX[random(16)]).join('');

/** A line of a service's log: dates, identifiers, key=value pairs, digests. */
function logLine(random) {
  const words = Array.from({ length: 3 + random(8) }, () => pick(random, WORDS)).join(' ');
  const time = `2026-03-${10 + random(20)}T${10 + random(14)}:${10 + random(50)}:${10 + random(50)}.${100 + random(900)}Z`;
  return `${time} ${pick(random, LEVELS)} api[${random(9999)}] ${words} id=${hex(random, 16)} status=${200 + random(4)} ms=${random(900)}\n`;
}

/** What compilers, `ls --color` and `grep --color` print. */
function colouredLine(random) {
  switch (random(4)) {
    case 0:
      return `\x1b[1msrc/${pick(random, FILES)}:${random(900)}:${random(80)}: \x1b[0m\x1b[1;35mwarning: \x1b[0munused variable \x1b[1m'${pick(random, WORDS)}'\x1b[0m [\x1b[1;35m-Wunused\x1b[0m]\n`;
    case 1:
      return `${Array.from({ length: 5 }, () => `\x1b[0m\x1b[01;3${2 + random(5)}m${pick(random, FILES)}\x1b[0m`).join('  ')}\n`;
    case 2:
      return `\x1b[35m\x1b[Ksrc/${pick(random, FILES)}\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K\x1b[32m\x1b[K${random(999)}\x1b[m\x1b[K  const \x1b[01;31m\x1b[K${pick(random, WORDS)}\x1b[m\x1b[K = ${random(99)};\n`;
    default:
      return `\x1b[38;5;${random(255)}m${pick(random, LEVELS)}\x1b[0m \x1b[2m${random(99999)}\x1b[22m ${pick(random, WORDS)} ${pick(random, WORDS)} \x1b[4m${hex(random, 8)}\x1b[24m\n`;
  }
}

/** One refresh of a full-screen program on 80x24: a process table, an editor that scrolls, a status line. */
function screenFrame(random) {
  let frame = '\x1b[?25l';
  if (random(2) === 0) {
    for (let row = 1; row <= 4; row++) {
      const bars = random(40);
      frame += `\x1b[${row};3H\x1b[1;36m${row}\x1b[39m[\x1b[22;32m${'|'.repeat(bars)}\x1b[${row};56H\x1b[1;90m${random(100)}.${random(10)}%\x1b[39m]`;
    }
    for (let row = 7; row <= 23; row++) {
      if (random(3) === 0) continue;
      frame += `\x1b[${row};1H\x1b[22;39m${String(random(99999)).padStart(7)} \x1b[32mroot\x1b[39m      20   0 \x1b[36m${random(9)}\x1b[39m${String(random(999)).padStart(3, '0')}M ${random(100)}.${random(10)}  0:${10 + random(50)}.${10 + random(90)} \x1b[32m/usr/bin/${pick(random, WORDS)}\x1b[39m -${pick(random, WORDS)}\x1b[K`;
    }
  } else {
    for (let i = 0; i < 8; i++) {
      frame += `\x1b[1;23r\x1b[23;1H\n\x1b[1;24r\x1b[23;1H\x1b[38;5;130m${String(random(9999)).padStart(5)} \x1b[m\x1b[32mconst\x1b[m ${pick(random, WORDS)} = \x1b[31m"${pick(random, WORDS)} ${pick(random, WORDS)}"\x1b[m; \x1b[34m// ${pick(random, WORDS)}\x1b[m`;
      frame += `\x1b[24;63H${random(9999)},${random(80)}\x1b[7C${random(100)}%`;
    }
  }
  return `${frame}\x1b[${1 + random(23)};${1 + random(79)}H\x1b[?25h`;
}

export const STREAMS = { plain: logLine, coloured: colouredLine, 'full-screen': screenFrame };

/** Writes a stream of at least `bytes` bytes to a file. */
export function writeStream(kind, path, bytes) {
  const random = randomNumbers(7);
  const file = openSync(path, 'w');
  let written = 0;
  while (written < bytes) {
    let piece = '';
    while (piece.length < 1 << 20) piece += STREAMS[kind](random);
    written += writeSync(file, piece);
  }
  closeSync(file);
  return written;
}

/** Writes a folder of `files` logs of `bytes` bytes each, a hundred to a folder. */
export function writeTree(path, files, bytes) {
  const random = randomNumbers(7);
  let text = '';
  while (text.length < bytes + (1 << 20)) text += STREAMS.plain(random);
  for (let i = 0; i < files; i++) {
    const folder = join(path, String(Math.floor(i / 100)));
    if (i % 100 === 0) mkdirSync(folder, { recursive: true });
    const from = random(1 << 20);
    writeFileSync(join(folder, `${i}.log`), text.slice(from, from + bytes));
  }
}
