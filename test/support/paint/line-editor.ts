// Secrets typed, pasted, completed and redrawn on a prompt, as readline, zle and fish do it. The line is never finished here.
import { Brush, decoration } from '../brush.ts';
import type { Choices } from '../choices.ts';
import type { Scenario } from '../scenario.ts';
import { KINDS, type Secret } from '../secrets.ts';
import { drawSecret } from './addressed.ts';

const PROMPTS = ['$ ', '% ', '> ', '\x1b[1;32m~\x1b[0m $ ', '❯ ', '\x1b]0;shell\x07$ '];
const COMMANDS = ['', 'curl -u ', 'export ', 'echo "', 'git clone '];

/** What is on the line: characters of the secret by their index, and wrong ones. */
type Item = number | string;

class Line {
  readonly items: Item[] = [];
  /** Where the next key goes. */
  at = 0;

  constructor(
    readonly brush: Brush,
    readonly prompt: string,
    readonly column: number,
    readonly redraw: 'tail' | 'insert' | 'whole',
  ) {}

  #print(from: number, to: number): void {
    for (const item of this.items.slice(from, to)) {
      if (typeof item === 'string') this.brush.text(item);
      else this.brush.slice(0, item, item + 1);
    }
  }

  /** Moves the cursor to the item number `at`. */
  go(at: number): void {
    const [x, y] = this.brush.after(this.column, 0, at);
    const distance = this.at - at;
    const sameRow = y === this.brush.y && !this.brush.pendingWrap;
    if (sameRow && distance > 0 && this.brush.choices.oneIn(2)) this.brush.moveBy('\b'.repeat(distance), x, y);
    else if (distance !== 0 || this.brush.pendingWrap) this.brush.moveTo(x, y);
    this.at = at;
  }

  type(item: Item): void {
    const { brush } = this;
    this.items.splice(this.at, 0, item);
    const atEnd = this.at === this.items.length - 1;
    const fits = brush.y === 0 && this.column + this.items.length < brush.cols;
    if (this.redraw === 'whole') {
      this.#repaint();
      this.#place(this.at + 1);
    } else if (atEnd) this.#print(this.at, this.at + 1);
    else if (this.redraw === 'insert' && fits) {
      brush.raw('\x1b[@');
      this.#print(this.at, this.at + 1);
    } else {
      this.#print(this.at, this.items.length);
      this.#place(this.at + 1);
    }
    this.at += 1;
  }

  /** Backspace: the item before the cursor goes, the rest moves up. */
  rubOut(): void {
    const { brush } = this;
    if (this.at === 0) return;
    this.go(this.at - 1);
    this.items.splice(this.at, 1);
    const fits = brush.y === 0 && this.column + this.items.length + 1 < brush.cols;
    if (this.at === this.items.length && brush.choices.oneIn(2)) {
      brush.text(' ');
      this.#place(this.at);
    } else if (fits && brush.choices.oneIn(2)) brush.raw('\x1b[P');
    else {
      this.#print(this.at, this.items.length);
      if (brush.pendingWrap) brush.text(' ');
      else brush.raw('\x1b[K');
      this.#place(this.at);
    }
  }

  /** The whole line again, as fish does and every editor after a completion list. */
  #repaint(): void {
    this.brush.moveTo(0, 0).raw('\x1b[J').raw(this.prompt);
    this.brush.x = this.column;
    if (this.brush.choices.oneIn(3)) this.brush.raw(decoration(this.brush.choices));
    this.#print(0, this.items.length);
  }

  repaint(): void {
    this.#repaint();
    this.#place(this.at);
  }

  #place(at: number): void {
    const [x, y] = this.brush.after(this.column, 0, at);
    // The end of a full row: editors print a blank and go back, so that the cursor stands on the next row.
    if (this.brush.pendingWrap && x === 0) this.brush.text(' ').moveBy('\b', 0, y);
    else this.brush.moveTo(x, y);
  }
}

export function paintLineEditor(choices: Choices, kinds = KINDS): Scenario {
  const secrets = [drawSecret(choices, kinds)];
  const { length } = (secrets[0] as Secret).text;
  const cols = choices.between(20, 60);
  const prompt = choices.pick(PROMPTS);
  const command = choices.pick(COMMANDS);
  const rows = Math.ceil((length + command.length + 8) / cols) + 2;
  const brush = new Brush(cols, rows, secrets, choices);
  // Editors address rows absolutely only where they know on which row they are.
  brush.raw('\x1b[H\x1b[J').raw(prompt);
  const column = prompt.includes('~') ? 4 : 2;
  brush.x = column;
  const line = new Line(brush, prompt, column, choices.pick(['tail', 'insert', 'whole'] as const));
  for (const letter of command) line.type(letter);
  // One stretch of the secret comes last, so that the line is edited in its middle.
  const hole = choices.oneIn(3) ? choices.bounds(length, 4).slice(0, 3) : [];
  const [, from = length, to = length] = hole;
  const keys = [...Array(length).keys()];
  for (const key of keys.filter((k) => k < from || k >= to)) {
    if (choices.oneIn(12)) {
      line.type('x');
      line.rubOut();
    }
    line.type(key);
    if (choices.oneIn(20)) line.repaint();
  }
  if (from < to) {
    line.go(command.length + from);
    for (const key of keys.slice(from, to)) line.type(key);
    line.go(line.items.length);
  }
  // A value without what ends it takes in what follows, and stays covered.
  const mixed = (secrets[0] as Secret).from > 0;
  return { name: 'line-editor', cols, rows, secrets, pieces: brush.pieces, geometry: 'live', layout: true, mixed };
}

/** A pasted command of several lines, which the editor ends by itself, and to which it comes back. */
export function paintManyLines(choices: Choices): Scenario {
  const secrets = [drawSecret(choices), drawSecret(choices)];
  const cols = Math.max(...secrets.map(({ text }) => text.length)) + choices.between(14, 24);
  const rows = 12;
  const brush = new Brush(cols, rows, secrets, choices);
  const frames: number[] = [];
  if (choices.oneIn(2)) brush.raw('$ ls\r\nlorem ipsum\r\n');
  brush.raw('\x1b[?2004h$ echo "').slice(0).raw('\r\n');
  frames.push(brush.pieces.length);
  brush
    .raw(choices.pick(['> ', '... ', '']))
    .raw('echo two ')
    .slice(1)
    .raw('\r\n');
  frames.push(brush.pieces.length);
  brush.raw('end"');
  frames.push(brush.pieces.length);
  const up = choices.between(1, 2);
  brush.raw(`\x1b[${up}A\r\x1b[${cols - 3}C`).raw('ZZ');
  frames.push(brush.pieces.length);
  brush.raw(`\x1b[${up}B\r\n`);
  if (choices.oneIn(2)) brush.raw('\x1b[?2004l\r');
  brush.raw('lorem');
  const { pieces } = brush;
  const mixed = secrets.some(({ from }) => from > 0);
  return { name: 'many-lines', cols, rows, secrets, pieces, frames, geometry: 'live', layout: true, mixed };
}
