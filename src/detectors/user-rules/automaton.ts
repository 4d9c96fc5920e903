// Runs a compiled regular expression over one line: Pike's simulation, all threads at once, so that time is bounded by the
// line's length times the program's. What engines don't tell is told here: which matches could still begin or go on where
// the text has ended before the line has.
//
// A line stands between two line feeds, as it does in a file, so `\s` at its end matches there as `$` does.
import type { Program } from '../../config/regex.ts';
import { closure, Empty, NEWLINE, Op, takes } from './program.ts';

/** The character behind the text is not known yet. */
const UNKNOWN = -2;
const NONE = -1;

/** What may be there where the text ends: the captures of a thread that could go on to a match. */
export type Captures = Int32Array;

export interface Scan {
  /** Captures of the leftmost match, or null. */
  readonly match: Captures | null;
  /** Captures of the threads that more text could make a match, or a longer one. */
  readonly live: readonly Captures[];
}

/** Threads in the order of their priority, each instruction once. */
class Threads {
  readonly pcs: Int32Array;
  readonly captures: Int32Array;
  private readonly places: Int32Array;
  size = 0;

  constructor(
    instructions: number,
    readonly width: number,
  ) {
    this.pcs = new Int32Array(instructions);
    this.places = new Int32Array(instructions);
    this.captures = new Int32Array(instructions * width);
  }

  has(pc: number): boolean {
    const place = this.places[pc];
    return place < this.size && this.pcs[place] === pc;
  }

  add(pc: number): number {
    this.pcs[this.size] = pc;
    this.places[pc] = this.size;
    return this.size++;
  }

  at(place: number): Captures {
    return this.captures.slice(place * this.width, (place + 1) * this.width);
  }
}

export class Automaton {
  private readonly width: number;
  private current: Threads;
  private next: Threads;
  private readonly working: Int32Array;
  /** Pairs: an instruction to go on with and -1, or a capture's place and its former value, the place negated. */
  private readonly stack: number[] = [];
  /** How many characters the last scan has read. */
  read = 0;
  /** The first bytes that a match may have; null where it may have none. */
  private readonly first: Uint8Array | null;
  private readonly beginsWithNewline: boolean;

  constructor(private readonly program: Program) {
    this.width = Math.max(program.numCap, 2);
    this.current = new Threads(program.inst.length, this.width);
    this.next = new Threads(program.inst.length, this.width);
    this.working = new Int32Array(this.width);
    const first = new Uint8Array(256);
    let empty = false;
    let newline = false;
    closure(program, program.start, (pc) => {
      const instruction = program.inst[pc];
      if (instruction.op === Op.Match) empty = true;
      for (let byte = 0; byte < 256; byte++) if (byte >= 0x80 || takes(instruction, byte)) first[byte] = 1;
      newline ||= takes(instruction, NEWLINE);
    });
    this.first = empty ? null : first;
    this.beginsWithNewline = newline;
  }

  /**
   * Looks for the leftmost match in `text[from, end)`, a one-byte string of UTF-8.
   * @param ended the line ends at `end`; otherwise more may follow
   */
  scan(text: string, from: number, end: number, ended: boolean): Scan {
    const to = ended ? end : Math.max(from, end - unfinishedBytes(text, end));
    this.current.size = 0;
    let match: Captures | null = null;
    if (from === 0 && this.beginsWithNewline) this.enterLine(text, to, ended);
    let pos = from;
    for (;;) {
      if (match === null) {
        if (this.current.size === 0 && this.first !== null) {
          const { first } = this;
          while (pos < to && first[text.charCodeAt(pos)] === 0) pos++;
        }
        this.working.fill(-1);
        this.working[0] = pos;
        this.add(this.current, this.program.start, pos, before(text, pos), after(text, pos, to, ended));
      } else if (this.current.size === 0) {
        this.read = pos - from;
        return { match, live: [] };
      }
      if (pos >= to) {
        this.read = pos - from;
        return this.finish(pos, ended, match);
      }
      const rune = runeAt(text, pos, to);
      const next = pos + widthOf(rune, text.charCodeAt(pos));
      match = this.step(pos, next, rune, after(text, next, to, ended)) ?? match;
      pos = next;
    }
  }

  /** The line feed before the line. */
  private enterLine(text: string, to: number, ended: boolean): void {
    this.working.fill(-1);
    this.working[0] = 0;
    this.add(this.current, this.program.start, 0, NEWLINE, NEWLINE);
    this.step(0, 0, NEWLINE, after(text, 0, to, ended));
  }

  /** Lets each thread read a character; returns the captures where one of them has matched before it. */
  private step(pos: number, end: number, rune: number, following: number): Captures | null {
    const { current, next, program } = this;
    let match: Captures | null = null;
    for (let place = 0; place < current.size; place++) {
      const instruction = program.inst[current.pcs[place]];
      if (instruction.op === Op.Match) {
        match = current.at(place);
        match[1] = pos;
        // What has less priority is cut off.
        break;
      }
      if (!takes(instruction, rune)) continue;
      const { captures, width } = current;
      for (let i = 0; i < width; i++) this.working[i] = captures[place * width + i];
      this.add(next, instruction.out, end, rune, following);
    }
    current.size = 0;
    this.current = next;
    this.next = current;
    return match;
  }

  private finish(pos: number, ended: boolean, found: Captures | null): Scan {
    const { current, program } = this;
    let match = found;
    const live: Captures[] = [];
    for (let place = 0; place < current.size; place++) {
      const { op } = program.inst[current.pcs[place]];
      if (op === Op.Match) {
        match = current.at(place);
        match[1] = pos;
        break;
      }
      // An assertion waits here for the character that decides it.
      const waits = op === Op.EmptyWidth && current.captures[place * this.width] >= 0;
      if (!ended && (op >= Op.Rune || waits)) live.push(current.at(place));
    }
    if (ended && match === null) {
      this.step(pos, pos, NEWLINE, NONE);
      for (let place = 0; place < this.current.size && match === null; place++) {
        if (program.inst[this.current.pcs[place]].op !== Op.Match) continue;
        match = this.current.at(place);
        match[1] = pos;
      }
    }
    return { match, live };
  }

  /** Adds the thread at `pc` with the working captures, and all that it leads to without reading. */
  private add(threads: Threads, from: number, pos: number, preceding: number, following: number): void {
    const { stack, working, program } = this;
    stack.push(from, -1);
    while (stack.length > 0) {
      const value = stack.pop()!;
      const pc = stack.pop()!;
      if (pc < 0) {
        working[-pc] = value;
        continue;
      }
      if (threads.has(pc)) continue;
      const place = threads.add(pc);
      const { op, out, arg } = program.inst[pc];
      switch (op) {
        case Op.Alt:
        case Op.AltMatch:
          stack.push(arg, -1, out, -1);
          break;
        case Op.Nop:
          stack.push(out, -1);
          break;
        case Op.EmptyWidth:
          if (holds(arg, preceding, following)) stack.push(out, -1);
          threads.captures.set(working, place * this.width);
          if (!isUndecided(arg, preceding, following)) threads.captures[place * this.width] = -1;
          break;
        case Op.Capture:
          if (arg > 0 && arg < this.width) {
            stack.push(-arg, working[arg]);
            working[arg] = pos;
          }
          stack.push(out, -1);
          break;
        default:
          threads.captures.set(working, place * this.width);
      }
    }
  }
}

/** Whether an assertion holds between two characters; -1 stands for none. */
function holds(arg: number, preceding: number, following: number): boolean {
  if (following === UNKNOWN && needsNext(arg)) return false;
  if ((arg & Empty.BeginLine) !== 0 && preceding !== NONE && preceding !== NEWLINE) return false;
  if ((arg & Empty.BeginText) !== 0 && preceding !== NONE) return false;
  if ((arg & Empty.EndLine) !== 0 && following !== NONE && following !== NEWLINE) return false;
  if ((arg & Empty.EndText) !== 0 && following !== NONE) return false;
  const boundary = isWord(preceding) !== isWord(following);
  return !((arg & Empty.WordBoundary) !== 0 && !boundary) && !((arg & Empty.NoWordBoundary) !== 0 && boundary);
}

/** Whether only the next character tells. */
function isUndecided(arg: number, preceding: number, following: number): boolean {
  if (following !== UNKNOWN || !needsNext(arg)) return false;
  if ((arg & Empty.BeginText) !== 0 && preceding !== NONE) return false;
  return (arg & Empty.BeginLine) === 0 || preceding === NONE || preceding === NEWLINE;
}

function needsNext(arg: number): boolean {
  return (arg & (Empty.EndLine | Empty.EndText | Empty.WordBoundary | Empty.NoWordBoundary)) !== 0;
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

function before(text: string, pos: number): number {
  return pos > 0 ? text.charCodeAt(pos - 1) : NONE;
}

function after(text: string, pos: number, to: number, ended: boolean): number {
  return pos < to ? text.charCodeAt(pos) : ended ? NONE : UNKNOWN;
}

/** The character at `pos`; U+FFFD for a byte that belongs to none. */
function runeAt(text: string, pos: number, to: number): number {
  const lead = text.charCodeAt(pos);
  if (lead < 0x80) return lead;
  const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
  if (length === 1 || lead >= 0xf5 || pos + length > to) return INVALID;
  let rune = lead & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const code = text.charCodeAt(pos + i);
    if ((code & 0xc0) !== 0x80) return INVALID;
    rune = (rune << 6) | (code & 0x3f);
  }
  return rune;
}

const INVALID = 0xfffd;

/** How many bytes before `end` are the beginning of a character whose rest is to come. */
function unfinishedBytes(text: string, end: number): number {
  for (let count = 1; count <= 3 && count <= end; count++) {
    const lead = text.charCodeAt(end - count);
    if ((lead & 0xc0) === 0x80) continue;
    const length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
    return count < length ? count : 0;
  }
  return 0;
}

function widthOf(rune: number, lead: number): number {
  if (rune < 0x80) return 1;
  if (rune === INVALID && lead !== 0xef) return 1;
  return rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
}
