// Tells how far a stream stays plain: text in lines, with nothing in it that moves, erases or rearranges. Zero-width
// control functions (colours, titles, keyboard modes) may stand in it.
import { ControlFunction, INCOMPLETE, Kind, readControlFunction } from '../terminal/control-function.ts';
import { decode, decoded } from '../terminal/utf8.ts';
import { cellWidth } from '../terminal/width.ts';
import { controlStringEnd, MAX_SEQUENCE } from './control-string.ts';
import { Gaps } from './gaps.ts';

/** What characters without width may begin with, in UTF-8; 0xC2 also begins C1 controls. */
const ZERO_WIDTH_LEADS = [
  0xc2, 0xcc, 0xcd, 0xd2, 0xd6, 0xd7, 0xd8, 0xd9, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xe0, 0xe1, 0xe2, 0xe3, 0xea, 0xef,
  0xf0, 0xf3,
];

/** Bytes that may end the plain part, or are not text: C0 but for LF and HT, DEL, and what may begin C1 or zero width. */
const ATTENTION = (() => {
  const table = new Uint8Array(256);
  table.fill(1, 0, 0x20);
  table[0x0a] = table[0x09] = 0;
  table[0x7f] = 1;
  for (const lead of ZERO_WIDTH_LEADS) table[lead] = 1;
  return table;
})();

const CR = 0x0d;
const LF = 0x0a;
const ESC = 0x1b;
const BEL = 0x07;

/** Private modes that change where text goes: with them a stream is no longer plain. */
const LAYOUT_MODES: ReadonlySet<number> = new Set([3, 6, 7, 45, 47, 69, 1045, 1047, 1048, 1049, 2027]);
/** Bracketed paste: from now on a line editor owns the lines, of which it may have several, and comes back to them. */
const PASTE_MODE = 2004;

/** A control string in plain text, and what it reads once its secrets are masked. */
export interface MaskedString {
  readonly from: number;
  readonly to: number;
  readonly masked: Uint8Array;
}

/** What is asked about each control string: its masked bytes, or `null` where it holds no secret. */
export type StringExaminer = (introducer: number, payload: Uint8Array) => Uint8Array | null;

export class PlainScan {
  /** The scan ended inside a control function, or at a CR whose next byte is not known. */
  incomplete = false;
  /** It ended inside a control string, which shows nothing before it ends. */
  inString = false;
  /** What in the bytes is no text: of zero width. */
  readonly gaps = new Gaps();
  /** Control strings with a secret; only where there is no terminal. */
  readonly strings: MaskedString[] = [];
  private readonly fn = new ControlFunction();
  /** No more bytes are waited for: a control string that has not ended is read as text. */
  private final = false;
  /** The current line holds nothing of any width up to here. */
  private blankTo = 0;

  constructor(
    private readonly terminal: boolean,
    private readonly examineString: StringExaminer,
  ) {}

  /**
   * The index of the first byte in [from, end), a line's beginning, at which the stream is not plain; or `end`.
   * @param final what has not ended is not waited for
   */
  run(bytes: Uint8Array, from: number, end: number, final = false): number {
    this.incomplete = this.inString = false;
    this.final = final;
    this.gaps.clear();
    this.strings.length = 0;
    this.blankTo = from;
    let at = from;
    for (;;) {
      while (at < end && ATTENTION[bytes[at]] === 0) at++;
      if (at >= end) return end;
      const next = this.pass(bytes, at, end);
      if (next < 0) return at;
      at = next;
    }
  }

  /** `bytes[from, to)` has no width. */
  private gap(bytes: Uint8Array, from: number, to: number): number {
    this.gaps.add(from, to);
    if (this.isBlank(bytes, from)) this.blankTo = to;
    return to;
  }

  /** The index after what begins at `at`, or -1 where the plain part ends. */
  private pass(bytes: Uint8Array, at: number, end: number): number {
    const byte = bytes[at];
    if (byte === CR) return this.terminal ? this.passReturn(bytes, at, end) : at + 1;
    if (byte === ESC) {
      const after = afterColour(bytes, at, end);
      return after > at ? this.gap(bytes, at, after) : this.passEscape(bytes, at, end);
    }
    if (byte >= 0x80) return this.passCharacter(bytes, at, end);
    if (byte === BEL || byte === 0) return this.gap(bytes, at, at + 1);
    return this.terminal ? -1 : at + 1;
  }

  /** A character beyond ASCII, which may have no width: then nobody sees it inside a secret. */
  private passCharacter(bytes: Uint8Array, at: number, end: number): number {
    if (bytes[at] === 0xc2 && at + 1 < end && bytes[at + 1] < 0xa0) return this.terminal ? -1 : at + 2;
    decode(bytes, at, end);
    const { code, length } = decoded;
    if (length < 2) return at + 1;
    // A soft hyphen is shown by some terminals only.
    return code === 0xad || cellWidth(code) === 0 ? this.gap(bytes, at, at + length) : at + length;
  }

  private passReturn(bytes: Uint8Array, at: number, end: number): number {
    let next = at + 1;
    while (next < end && bytes[next] === CR) next++;
    if (next >= end) {
      this.incomplete = true;
      return -1;
    }
    if (bytes[next] === LF) return next;
    if (!this.isBlank(bytes, at)) return -1;
    this.blankTo = next;
    return next;
  }

  private isBlank(bytes: Uint8Array, at: number): boolean {
    return at === this.blankTo || bytes[at - 1] === LF;
  }

  private passEscape(bytes: Uint8Array, at: number, end: number): number {
    const { fn } = this;
    const next = readControlFunction(bytes, at, end, fn);
    if (next === INCOMPLETE) {
      // A sequence too long to be one is text.
      if (end - at > MAX_SEQUENCE) return this.terminal ? -1 : this.gap(bytes, at, at + 1);
      this.incomplete = true;
      return -1;
    }
    let after = next;
    if (fn.kind === Kind.StringStart) {
      after = this.passString(bytes, next, end);
      if (after < 0) return -1;
    } else if (this.terminal && !keepsPlain(fn)) return -1;
    return this.gap(bytes, at, after);
  }

  private passString(bytes: Uint8Array, from: number, end: number): number {
    const to = stringEnd(bytes, from, end, this.fn.final);
    if (to < 0) {
      if (this.terminal) return -1;
      if (this.final || end - from > MAX_SEQUENCE || bytes.indexOf(LF, from) >= 0) return from;
      this.incomplete = this.inString = true;
      return -1;
    }
    if (to + 1 === end && bytes[to] === ESC && !this.final) {
      // Whether the string ends here is for the live regime to wait for, which shows nothing of it before.
      if (this.terminal) return -1;
      this.incomplete = this.inString = true;
      return -1;
    }
    const masked = this.examineString(this.fn.final, bytes.subarray(from, to));
    if (masked === null) return to;
    if (this.terminal) return -1;
    this.strings.push({ from, to, masked });
    return to;
  }
}

/** The index after an SGR of digits alone, or an EL without any, which most colours are; `at` for anything else. */
function afterColour(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at + 1] !== 0x5b) return at;
  let index = at + 2;
  while (index < end && bytes[index] >= 0x30 && bytes[index] <= 0x3b) index++;
  if (index >= end) return at;
  return bytes[index] === 0x6d || (bytes[index] === 0x4b && index === at + 2) ? index + 1 : at;
}

/** Where a control string in a plain line ends (its terminator begins), or -1 where the line ends before it. */
export function stringEnd(bytes: Uint8Array, from: number, end: number, introducer: number): number {
  const to = controlStringEnd(bytes, from, end, introducer, false);
  return to < 0 || bytes.subarray(from, to).includes(LF) ? -1 : to;
}

/** Whether a control function leaves text in lines as it is, and asks the terminal nothing. */
function keepsPlain(fn: ControlFunction): boolean {
  if (fn.embedded.length > 0) return false;
  if (fn.kind === Kind.Aborted) return true;
  if (fn.kind === Kind.Escape) {
    if (fn.intermediates === 0x28) return fn.final === 0x42; // G0 is ASCII
    return fn.intermediates === 0 && (fn.final === 0x5c || fn.final === 0x3d || fn.final === 0x3e); // ST, DECKPAM, DECKPNM
  }
  if (fn.final === 0x6d) return true; // SGR, XTMODKEYS
  if (fn.prefix === 0) {
    if (fn.intermediates === 0x20) return fn.final === 0x71; // DECSCUSR
    return fn.intermediates === 0 && fn.final === 0x4b && fn.selector(0) === 0; // EL to the right of the text
  }
  if (fn.intermediates !== 0) return false;
  if (fn.prefix !== 0x3f) return fn.final === 0x75; // kitty keyboard
  if (fn.final !== 0x68 && fn.final !== 0x6c) return false;
  const edits = fn.final === 0x68;
  for (let i = 0; i < fn.count; i++) {
    if (LAYOUT_MODES.has(fn.params[i]) || (edits && fn.params[i] === PASTE_MODE)) return false;
  }
  return true;
}
