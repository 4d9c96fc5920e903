// Makes docs/demo.svg: a real session of masked-shell, played in a pty and drawn from the screen of a terminal emulator.
//
//     node docs/make-picture.mjs
//
// The secrets are made up here, at run time, and differ each time. Before anything is written, every byte that the
// session sent is searched for them: a picture with a leak can't be made. Needs bash, grep and vim.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import headless from '@xterm/headless';

const COLS = 88;
const ROWS = 22;
const KEYSTROKE_MS = 45;
const QUIET_MS = 500;

const root = fileURLToPath(new URL('..', import.meta.url));
const pty = await loadPty();
for (const program of ['bash', 'grep', 'vim']) {
  if (spawnSync(program, ['--version']).error) throw new Error(`${program} is needed to make the picture`);
}

// 1. Secrets that look real, and a home in which they lie about.
const secrets = {
  openai: `sk-proj${'-'}${letters(44)}`,
  github: `ghp${'_'}${letters(36)}`,
  password: `${letters(7)}-${letters(8)}`,
};
const home = mkdtempSync(join(tmpdir(), 'masked-shell-picture-'));
const project = join(home, 'shop');
mkdirSync(project);
mkdirSync(join(home, 'bin'));
writeFileSync(join(home, '.bashrc'), "PS1='\\[\\e[1;36m\\]\\w\\[\\e[0m\\] \\[\\e[1;35m\\]❯\\[\\e[0m\\] '\n");
writeFileSync(join(home, '.vimrc'), 'set nocompatible number noswapfile viminfo= shortmess+=F\nsyntax on\n');
writeFileSync(
  join(project, '.env'),
  [
    '# settings of the shop',
    'PORT=8080',
    `OPENAI_API_KEY=${secrets.openai}`,
    `DATABASE_URL=postgres://shop:${secrets.password}@db.internal:5432/shop`,
    'LOG_LEVEL=debug',
    '',
  ].join('\n'),
);
const launcher = join(home, 'bin', 'masked-shell');
writeFileSync(launcher, `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'bin', 'masked-shell.js')}' "$@"\n`);
chmodSync(launcher, 0o755);

// 2. The session: what is typed, and for how many seconds the picture shows what came of it.
const story = [
  { type: 'masked-shell', seconds: 2 },
  { type: 'cat .env', seconds: 2.5 },
  { type: 'echo "at $DB_PASSWORD, or $(printf %s "$DB_PASSWORD" | base64)"', seconds: 3 },
  { type: `git clone https://ada:${secrets.github}`, enter: false, seconds: 2 },
  { type: '@github.com/acme/shop', enter: false, seconds: 2 },
  { type: '\x03', enter: false, pause: true },
  { type: 'grep -n --color=always API .env', seconds: 2.5 },
  { type: 'vim .env', seconds: 3.5 },
  { type: ':q!', pause: true },
  { type: 'exit', pause: true },
  { type: 'exit', pause: true },
];

const terminal = new headless.Terminal({ cols: COLS, rows: ROWS, allowProposedApi: true });
const raw = [];
const frames = [];
let lastOutput = Date.now();
try {
  const shell = pty.spawn('bash', ['--noprofile', '--norc'], {
    name: 'xterm-256color',
    cols: COLS,
    rows: ROWS,
    cwd: project,
    encoding: null,
    env: {
      PATH: `${join(home, 'bin')}:${process.env.PATH}`,
      HOME: home,
      SHELL: spawnSync('sh', ['-c', 'command -v bash'], { encoding: 'utf8' }).stdout.trim(),
      TERM: 'xterm-256color',
      LANG: 'C.UTF-8',
      HISTFILE: '/dev/null',
      PS1: '\\[\\e[1;36m\\]\\w\\[\\e[0m\\] $ ',
      DB_PASSWORD: secrets.password,
    },
  });
  terminal.onData((answer) => shell.write(answer));
  const ended = new Promise((resolve) => shell.onExit(resolve));
  shell.onData((data) => {
    raw.push(Buffer.from(data));
    lastOutput = Date.now();
    terminal.write(data);
  });

  await quiet();
  for (const { type, enter = true, pause = false, seconds = 0 } of story) {
    for (const key of type) {
      shell.write(key);
      await sleep(KEYSTROKE_MS);
    }
    if (enter) shell.write('\r');
    await quiet();
    if (!pause) frames.push({ seconds, lines: readScreen() });
  }
  await ended;
} finally {
  rmSync(home, { recursive: true, force: true });
}

// 3. No picture with a leak: neither whole nor the half of it, in no frame and nowhere in the raw stream.
const stream = Buffer.concat(raw).toString('latin1');
for (const [name, secret] of Object.entries(secrets)) {
  for (const part of [secret, secret.slice(-8), Buffer.from(secret).toString('base64').slice(0, 12)]) {
    if (stream.includes(part)) throw new Error(`the ${name} secret leaked; no picture was made`);
  }
}
if (!frames.some((frame) => JSON.stringify(frame.lines).includes('***'))) throw new Error('nothing was masked');
writeFileSync(join(root, 'docs', 'demo.svg'), draw(frames));
process.stdout.write(`docs/demo.svg: ${frames.length} frames, ${stream.length} bytes of output, no leak\n`);
process.exit(0);

/** The screen as runs of equally dressed text. */
function readScreen() {
  const { active } = terminal.buffer;
  const lines = [];
  for (let row = 0; row < ROWS; row++) {
    const line = active.getLine(active.viewportY + row);
    const runs = [];
    for (let col = 0; col < COLS; col++) {
      const cell = line.getCell(col);
      if (cell.getWidth() === 0) continue;
      const style = styleOf(cell);
      const text = cell.getChars() || ' ';
      const last = runs.at(-1);
      if (last && last.style === style) last.text += text;
      else runs.push({ col, style, text });
    }
    lines.push(runs);
  }
  lines.cursor = { row: active.cursorY, col: active.cursorX };
  return lines;
}

function styleOf(cell) {
  let fill = cell.isFgDefault() ? '' : colour(cell.getFgColor(), cell.isFgRGB(), cell.isBold());
  let back = cell.isBgDefault() ? '' : colour(cell.getBgColor(), cell.isBgRGB(), false);
  if (cell.isInverse()) [fill, back] = [back || '#1a1b26', fill || '#c0caf5'];
  const weight = cell.isBold() ? 'b' : cell.isDim() ? 'd' : '';
  return `${fill}|${back}|${weight}`;
}

function colour(value, isRgb, bold) {
  if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
  const base = '#414868 #f7768e #9ece6a #e0af68 #7aa2f7 #bb9af7 #7dcfff #a9b1d6'.split(' ');
  if (value < 8) return bold && value === 0 ? '#565f89' : base[value];
  if (value < 16) return base[value - 8];
  if (value >= 232) return `#${(8 + (value - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`;
  const level = (step) => (step === 0 ? 0 : 55 + step * 40).toString(16).padStart(2, '0');
  const cube = value - 16;
  return `#${level(Math.floor(cube / 36))}${level(Math.floor(cube / 6) % 6)}${level(cube % 6)}`;
}

/** Frames one above the other, each shown for its time by an animation in CSS; without animation the last one stays. */
function draw(all) {
  const cell = { width: 8.4, height: 18 };
  const margin = { left: 16, top: 44, bottom: 16 };
  const width = Math.ceil(COLS * cell.width + 2 * margin.left);
  const height = margin.top + ROWS * cell.height + margin.bottom;
  const total = all.reduce((sum, frame) => sum + frame.seconds, 0);
  let begin = 0;
  const rules = [];
  const groups = all.map((frame, index) => {
    const from = percent(begin / total);
    begin += frame.seconds;
    const to = percent(begin / total);
    const first = index === 0 ? '' : '0%{visibility:hidden}';
    const last = index === all.length - 1 ? '' : `${to}{visibility:hidden}`;
    rules.push(`@keyframes f${index}{${first}${from}{visibility:visible}${last}}`);
    rules.push(`.f${index}{animation:f${index} ${total}s step-end infinite}`);
    const hidden = index === all.length - 1 ? '' : ' visibility="hidden"';
    return `<g class="f${index}"${hidden}>${frame.lines.map(drawLine).join('')}${drawCursor(frame.lines.cursor)}</g>`;
  });

  function drawLine(runs, row) {
    const y = margin.top + row * cell.height;
    return runs
      .map(({ col, style, text }) => {
        const [fill, back, weight] = style.split('|');
        const x = (margin.left + col * cell.width).toFixed(1);
        const box = back
          ? `<rect x="${x}" y="${y}" width="${(text.length * cell.width).toFixed(1)}" height="${cell.height}" fill="${back}"/>`
          : '';
        if (text.trim() === '') return box;
        const kept = text.trimEnd();
        const dress = `${fill ? ` fill="${fill}"` : ''}${weight ? ` class="${weight}"` : ''}`;
        const length = (kept.length * cell.width).toFixed(1);
        return `${box}<text x="${x}" y="${y + 13.5}" textLength="${length}"${dress}>${escapeXml(kept)}</text>`;
      })
      .join('');
  }

  function drawCursor({ row, col }) {
    const x = (margin.left + col * cell.width).toFixed(1);
    return `<rect x="${x}" y="${margin.top + row * cell.height}" width="${cell.width}" height="${cell.height}" fill="#c0caf5" opacity=".55"/>`;
  }

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" fill="#c0caf5" role="img" aria-label="A session of masked-shell: secrets printed, typed, searched for and edited all show as stars">
<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}.b{font-weight:700}.d{opacity:.6}
@media (prefers-reduced-motion:no-preference){
${rules.join('\n')}
}</style>
<rect width="${width}" height="${height}" rx="10" fill="#1a1b26"/>
<circle cx="22" cy="21" r="6" fill="#f7768e"/><circle cx="42" cy="21" r="6" fill="#e0af68"/><circle cx="62" cy="21" r="6" fill="#9ece6a"/>
${groups.join('\n')}
</svg>
`;
}

function percent(share) {
  return `${(share * 100).toFixed(2)}%`;
}

function escapeXml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll(' ', '\u00a0');
}

function letters(length) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}

function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Waits until the session has printed nothing for a while. */
async function quiet() {
  lastOutput = Date.now();
  while (Date.now() - lastOutput < QUIET_MS) await sleep(20);
}

async function loadPty() {
  try {
    return (await import('@lydell/node-pty')).default;
  } catch {
    return (await import('node-pty')).default;
  }
}
