// The marks that our hooks print where a prompt begins and ends and where a command's output begins. A mark is an OSC string with
// the session's nonce, which no program knows: without it, it is text like any other. Cuts them out of the stream.
import { oneByteString } from '../terminal/one-byte.ts';

/**
 * `prompt`: the command before has ended, and what the hooks had to tell was told. `prompt-start`, `prompt-end`: around what the
 * shell shows before the cursor. `command`: a command line was read, and its output follows.
 */
export type MarkKind = 'prompt' | 'prompt-start' | 'prompt-end' | 'command';

export interface Mark {
  readonly kind: MarkKind;
  /** Exit status of the last command, where the mark tells it. */
  readonly status: number | null;
}

const KINDS: ReadonlyMap<string, MarkKind> = new Map([
  ['P', 'prompt'],
  ['A', 'prompt-start'],
  ['B', 'prompt-end'],
  ['C', 'command'],
]);

/** The number of our OSC strings; no terminal uses it. */
const NUMBER = '6973';
const BEL = 0x07;
const ESC = 0x1b;
/** Longest mark behind its nonce. */
const LONGEST_REST = 16;

export class MarkReader {
  private readonly opening: Buffer;
  /** What may be the beginning of a mark. */
  private carry: Buffer = Buffer.alloc(0);

  /** @param nonce letters and digits */
  constructor(nonce: string) {
    this.opening = Buffer.from(`\x1b]${NUMBER};${nonce};`, 'latin1');
  }

  /** The stream's next bytes in pieces, with the marks between them in their places. */
  *read(chunk: Uint8Array): Generator<Uint8Array | Mark> {
    const bytes = this.carry.length === 0 ? asBuffer(chunk) : Buffer.concat([this.carry, chunk]);
    this.carry = Buffer.alloc(0);
    let from = 0;
    for (let at = bytes.indexOf(this.opening); at >= 0; at = bytes.indexOf(this.opening, at + 1)) {
      const rest = at + this.opening.length;
      const end = endOfMark(bytes, rest);
      if (end === UNENDED) {
        if (at > from) yield bytes.subarray(from, at);
        this.carry = bytes.subarray(at);
        return;
      }
      const mark = end === NO_MARK ? null : markOf(oneByteString(bytes, rest, end));
      if (mark === null) continue;
      if (at > from) yield bytes.subarray(from, at);
      yield mark;
      from = end + 1;
    }
    const begun = this.beginningAtEnd(bytes, from);
    if (begun > from) yield bytes.subarray(from, begun);
    this.carry = bytes.subarray(begun);
  }

  /** True while bytes wait for what may be the rest of a mark. */
  get pending(): boolean {
    return this.carry.length > 0;
  }

  /** The program went quiet: what waits was no mark. */
  flush(): Uint8Array {
    const { carry } = this;
    this.carry = Buffer.alloc(0);
    return carry;
  }

  /** Where at the end of `bytes` a mark may have begun. */
  private beginningAtEnd(bytes: Buffer, from: number): number {
    const least = Math.max(from, bytes.length - this.opening.length + 1);
    for (let at = bytes.lastIndexOf(ESC); at >= least; at = at === 0 ? -1 : bytes.lastIndexOf(ESC, at - 1)) {
      if (bytes.compare(this.opening, 0, bytes.length - at, at) === 0) return at;
    }
    return bytes.length;
  }
}

const NO_MARK = -1;
const UNENDED = -2;

function endOfMark(bytes: Uint8Array, from: number): number {
  const last = Math.min(bytes.length, from + LONGEST_REST);
  for (let at = from; at < last; at++) {
    if (bytes[at] === BEL) return at;
    if (bytes[at] < 0x20) return NO_MARK;
  }
  return last === bytes.length && last < from + LONGEST_REST ? UNENDED : NO_MARK;
}

function markOf(text: string): Mark | null {
  const [letter, status = ''] = text.split(';');
  const kind = KINDS.get(letter);
  return kind === undefined ? null : { kind, status: /^\d{1,3}$/.test(status) ? Number(status) : null };
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
