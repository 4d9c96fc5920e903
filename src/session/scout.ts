// Looks at files ahead of `check`, on several threads, to tell which hold nothing. The threads share a board: a number per file.
// A verdict names the state of what was known to be secret when it fell, and holds in that state only, so that the report
// is the same as without them, in order and content. Where there is anything to tell, `check` reads the file itself.
import { checkFoundFile } from './check-files.ts';
import { isNotebook } from './check-notebook.ts';
import { isRecording } from './check-recording.ts';
import type { Masking } from './masking.ts';

/** `look`: something is found in it, or it is to be read in another way, or can't be. */
export const VERDICT = { unknown: 0, clean: 1, binary: 2, look: 3 } as const;
export type Verdict = (typeof VERDICT)[keyof typeof VERDICT];

const VERDICT_BITS = 2;

/** The numbers before those of the files. */
const NEXT = 0;
const STATE = 1;
const STOPPED = 2;
const HEAD = 3;

/** Most files that a thread takes at once, and how many parts are left of all that is left. */
const MOST_AT_ONCE = 32;
const PARTS = 32;

/** What all threads see. */
export class Board {
  private readonly numbers: Int32Array;

  constructor(
    readonly files: number,
    readonly memory = new SharedArrayBuffer((HEAD + files) * Int32Array.BYTES_PER_ELEMENT),
  ) {
    this.numbers = new Int32Array(memory);
  }

  /** How many values were learned. */
  get state(): number {
    return Atomics.load(this.numbers, STATE);
  }

  get stopped(): boolean {
    return Atomics.load(this.numbers, STOPPED) === 1;
  }

  stop(): void {
    Atomics.store(this.numbers, STOPPED, 1);
  }

  /** From now on another state holds: what stands on the board from `file` on has to be looked at again. */
  advance(file: number): void {
    Atomics.add(this.numbers, STATE, 1);
    this.begin(file);
  }

  /** Where the next files are taken. */
  begin(file: number): void {
    Atomics.store(this.numbers, NEXT, file);
  }

  /** Takes the next files: the first of them and how many, or none at the end. */
  take(): { first: number; count: number } {
    const left = this.files - Atomics.load(this.numbers, NEXT);
    const count = Math.min(Math.max(Math.ceil(left / PARTS), 1), MOST_AT_ONCE);
    const first = Atomics.add(this.numbers, NEXT, count);
    return { first, count: Math.max(Math.min(count, this.files - first), 0) };
  }

  /** Whether `file` was still nobody's; it is no longer. */
  claim(file: number): boolean {
    return Atomics.compareExchange(this.numbers, NEXT, file, file + 1) === file;
  }

  /** The verdict that holds in the state as it is. */
  verdict(file: number): Verdict {
    const number = Atomics.load(this.numbers, HEAD + file);
    const verdict = (number & ((1 << VERDICT_BITS) - 1)) as Verdict;
    return verdict === VERDICT.look || number >> VERDICT_BITS === this.state ? verdict : VERDICT.unknown;
  }

  /** @param state in which it fell */
  judge(file: number, verdict: Verdict, state: number): void {
    Atomics.store(this.numbers, HEAD + file, (state << VERDICT_BITS) | verdict);
  }
}

/** Reads a file that was found in a folder, up to the first finding. Tells and learns nothing. */
export function scout(path: string, masking: Pick<Masking, 'examiner' | 'enterFile'>): Verdict {
  if (isRecording(path) || isNotebook(path)) return VERDICT.look;
  const stop = () => {
    throw FOUND;
  };
  try {
    const enterFile = (name: string | null) => masking.enterFile(name);
    return checkFoundFile(path, { examiner: masking.examiner, enterFile, learn: stop }, stop)
      ? VERDICT.clean
      : VERDICT.binary;
  } catch {
    // Whoever looks meets the same error, and tells it.
    return VERDICT.look;
  }
}

const FOUND = new Error('found');
