// A brush prints as a program does and knows where the cursor is, so that it can move there in any of the ways programs use.
import type { Choices } from './choices.ts';
import type { Piece } from './scenario.ts';
import type { Secret } from './secrets.ts';

const CSI = '\x1b[';

const number = (n: number) => (n === 1 ? '' : `${n}`);

export class Brush {
  readonly pieces: Piece[] = [];
  x = 0;
  y = 0;
  /** The last column was printed: the next character wraps first. */
  pendingWrap = false;
  /** Rows that `elsewhere` leaves alone. */
  readonly reserved = new Set<number>();

  constructor(
    readonly cols: number,
    readonly rows: number,
    readonly secrets: readonly Secret[],
    readonly choices: Choices,
  ) {}

  /** Bytes that leave the cursor where it is. */
  raw(text: string): this {
    this.pieces.push(text);
    return this;
  }

  /** Printable text of known width; wraps, never scrolls. */
  text(text: string): this {
    this.pieces.push(text);
    for (const character of text) this.#advance(widthOf(character));
    return this;
  }

  slice(secret: number, from = 0, to = this.secrets[secret]?.text.length ?? 0): this {
    if (to > from) this.pieces.push({ secret, from, to });
    for (let i = from; i < to; i++) this.#advance(1);
    return this;
  }

  /** A slice with colours, modes and other sequences of no width inside. */
  decoratedSlice(secret: number, from: number, to: number, most = 4): this {
    const bounds = this.choices.bounds(to - from, most);
    bounds.slice(1).forEach((end, i) => {
      if (i > 0) this.raw(decoration(this.choices));
      this.slice(secret, from + (bounds[i] as number), from + end);
    });
    return this;
  }

  #advance(width: number): void {
    if (width === 0) return;
    if (this.pendingWrap || this.x + width > this.cols) {
      this.x = 0;
      this.y = Math.min(this.y + 1, this.rows - 1);
    }
    this.x += width;
    this.pendingWrap = this.x === this.cols;
    if (this.pendingWrap) this.x = this.cols - 1;
  }

  /** Moves to column x, row y (from 0) in one of the ways there are. */
  moveTo(x: number, y: number): this {
    const dx = x - this.x;
    const dy = y - this.y;
    const vertical = dy === 0 ? '' : `${CSI}${number(Math.abs(dy))}${dy < 0 ? 'A' : 'B'}`;
    const forward = x > 0 ? `${CSI}${number(x)}C` : '';
    const sideways = dx === 0 ? '' : `${CSI}${number(Math.abs(dx))}${dx < 0 ? 'D' : 'C'}`;
    const lines = dy === 0 ? '\r' : `${CSI}${number(Math.abs(dy))}${dy < 0 ? 'F' : 'E'}`;
    const ways = [
      `${CSI}${number(y + 1)};${number(x + 1)}H`,
      `${CSI}${y + 1};${x + 1}f`,
      `${CSI}${y + 1}d${CSI}${x + 1}G`,
      `${CSI}${x + 1}\`${CSI}${y + 1}d`,
      `\r${vertical}${forward}`,
      `${vertical}${CSI}${x + 1}G`,
      `${lines}${forward}`,
    ];
    // Moves from a pending wrap clear the flag, but terminals disagree on the column then.
    if (!this.pendingWrap) ways.push(vertical + sideways, vertical + (dx < 0 ? '\b'.repeat(-dx) : sideways));
    if (dy > 0)
      ways.push(
        `\r${'\n'.repeat(dy)}${forward}`,
        `\r${'\x1bD'.repeat(dy)}${forward}`,
        `${'\x1bE'.repeat(dy)}${forward}`,
      );
    if (dy < 0) ways.push(`\r${'\x1bM'.repeat(-dy)}${forward}`);
    if (x % 8 === 0 && x > 0) ways.push(`\r${vertical}${'\t'.repeat(x / 8)}`);
    return this.moveBy(this.choices.pick(ways), x, y);
  }

  /** Moves with bytes of one's own. */
  moveBy(bytes: string, x: number, y: number): this {
    this.pieces.push(bytes);
    this.x = x;
    this.y = y;
    this.pendingWrap = false;
    return this;
  }

  /** The cell that stands `cells` cells after (x, y) in reading order. */
  after(x: number, y: number, cells: number): [number, number] {
    const at = y * this.cols + x + cells;
    return [at % this.cols, Math.floor(at / this.cols)];
  }
}

/** Underline styles and colours are left out: the judge does not restore them with DECRC, as terminals do. */
const SGR = [
  '31',
  '1',
  '0',
  '',
  '32;1',
  '38;5;208',
  '38;2;1;2;3',
  '48:5:17',
  '7',
  '27',
  '39;49',
  '3',
  '22;23',
  '53',
  '99',
];

/** A sequence without width: colours, cursor shape, modes, titles, marks. */
export function decoration(choices: Choices): string {
  const other = [
    `${CSI}?25l`,
    `${CSI}?25h`,
    `${CSI}?2026h`,
    `${CSI}?2026l`,
    `${CSI}?2004h`,
    `${CSI}2 q`,
    `${CSI}>4;2m`,
    '\x1b]0;a title\x07',
    '\x1b]133;C\x1b\\',
    '\x1b]9;4;1;20\x07',
    '\x1b]8;;https://example.org/\x1b\\',
    '\x1b]8;;\x1b\\',
    '\x1b=',
    '\x07',
    '\x0f',
    '\x1b(B',
    '\x1bP$qm\x1b\\',
    `${CSI}c`,
    `${CSI}6n`,
    '\x1b_Gi=1;AAAA\x1b\\',
  ];
  return choices.oneIn(3) ? choices.pick(other) : `${CSI}${choices.pick(SGR)}m`;
}

const WORDS = [
  'lorem',
  'ipsum',
  'dolor',
  'sit',
  'amet',
  'ls',
  '-la',
  '12',
  '(ok)',
  '->',
  '$',
  '#',
  'for',
  'x;',
  '[1/3]',
  '~',
];
const WIDE = ['日本', '語', '🙂', 'é', 'e\u0301', 'ß', '한', '…', '★'];

/** Some words, never longer than `most` cells, no secret among them. */
export function words(choices: Choices, most: number): string {
  let text = '';
  for (let i = choices.below(4); i > 0; i--) {
    const word = choices.oneIn(4) ? choices.pick(WIDE) : choices.pick(WORDS);
    const longer = text ? `${text} ${word}` : word;
    if (textWidth(longer) > most) break;
    text = longer;
  }
  return text;
}

export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** Right for the characters above and for line drawing. */
function widthOf(character: string): number {
  const code = character.codePointAt(0) as number;
  if (code >= 0x300 && code < 0x370) return 0;
  return (code >= 0x2e80 && code < 0xd800) || code >= 0x1f300 ? 2 : 1;
}
