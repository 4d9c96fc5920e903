// Runs a compiled regular expression over one line: Pike's simulation, all threads at once, so that time is bounded by the
// line's length times the program's. What engines don't tell is told here: which matches could still begin or go on where
// the text has ended before the line has.
//
// A line stands between two line feeds, as it does in a file, so `\s` at its end matches there as `$` does.
import type { Program } from '../../config/regex.ts';
import { decode, decoded } from '../../terminal/utf8.ts';
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
   * Looks for the leftmost match in `bytes[from, to)` of a line of UTF-8.
   * @param ended the line ends at `to`; otherwise more may follow
   */
  scan(bytes: Uint8Array, from: number, to: number, ended: boolean): Scan {
    this.current.size = 0;
    let match: Captures | null = null;
    if (from === 0 && this.beginsWithNewline) this.enterLine(bytes, to, ended);
    let pos = from;
    for (;;) {
      if (match === null) {
        if (this.current.size === 0 && this.first !== null) {
          const { first } = this;
          while (pos < to && first[bytes[pos]] === 0) pos++;
        }
        this.working.fill(-1);
        this.working[0] = pos;
        this.add(this.current, this.program.start, pos, before(bytes, pos), after(bytes, pos, to, ended));
      } else if (this.current.size === 0) {
        this.read = pos - from;
        return { match, live: [] };
      }
      // A character whose last bytes are to come isn't there yet.
      if (pos >= to || (!ended && isUnfinished(bytes, pos, to))) {
        this.read = pos - from;
        return this.finish(pos, ended, match);
      }
      decode(bytes, pos, to);
      const { code, length } = decoded;
      const next = pos + (length || 1);
      match = this.step(pos, next, code, after(bytes, next, to, ended)) ?? match;
      pos = next;
    }
  }

  /** The line feed before the line. */
  private enterLine(bytes: Uint8Array, to: number, ended: boolean): void {
    this.working.fill(-1);
    this.working[0] = 0;
    this.add(this.current, this.program.start, 0, NEWLINE, NEWLINE);
    this.step(0, 0, NEWLINE, after(bytes, 0, to, ended));
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

function before(bytes: Uint8Array, pos: number): number {
  return pos > 0 ? bytes[pos - 1] : NONE;
}

function after(bytes: Uint8Array, pos: number, to: number, ended: boolean): number {
  return pos < to ? bytes[pos] : ended ? NONE : UNKNOWN;
}

function isUnfinished(bytes: Uint8Array, pos: number, to: number): boolean {
  if (bytes[pos] < 0x80) return false;
  decode(bytes, pos, to);
  return decoded.length === 0;
}
