// A question on the outer terminal, in a line of our own, answered at the user's keyboard. Programs inside neither see the line nor
// the keys, and as two letters have to be typed that nobody knows before, no key meant for something else is taken for a yes.
import { MaskedShellError } from '../../config/error.ts';
import { readKeys } from './keys.ts';

/** What the question needs of the terminal. */
export interface Surface {
  /** Draws a line over the cursor's row; false where that is not possible now. */
  show(line: string): boolean;
  clear(): void;
  /** While held, the program's output waits. */
  hold(held: boolean): void;
  readonly columns: number;
}

/** Letters that can't be taken for each other. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const CODE_LENGTH = 2;
/** Narrower terminals can't show what is asked. */
const LEAST_COLUMNS = 40;
/** How long a question stands, in milliseconds. */
const ANSWER_MS = 30_000;
/** After so many questions in a row without a yes the next one has to wait so long. */
const MOST_REFUSALS = 3;
const QUIET_MS = 30_000;

/** The module is loaded when something is asked first: most sessions start without it. */
function randomLetter(): string {
  return LETTERS[process.getBuiltinModule('node:crypto').randomInt(LETTERS.length)] as string;
}

interface Open {
  readonly line: string;
  readonly code: string;
  typed: string;
  readonly timer: NodeJS.Timeout;
  readonly settle: (yes: boolean) => void;
}

export class Question {
  private open: Open | null = null;
  private refusals = 0;
  private quietUntil = 0;

  /** @param now milliseconds. */
  constructor(
    private readonly surface: Surface,
    private readonly now: () => number,
    private readonly letter: () => string = randomLetter,
  ) {}

  get isOpen(): boolean {
    return this.open !== null;
  }

  /**
   * Asks; resolves when the user has said yes.
   * @param what such as `pause masking for 5 minutes`
   * @param withdrawn takes the question back
   * @throws MaskedShellError `not-confirmed`, or `no-control` where it could not be asked.
   */
  async ask(what: string, withdrawn: AbortSignal): Promise<void> {
    this.mayAsk();
    const code = Array.from({ length: CODE_LENGTH }, this.letter).join('');
    const line = `masked-shell: type ${code} to ${what} (any other key: no)`;
    const { surface } = this;
    surface.hold(true);
    if (withdrawn.aborted || !surface.show(line)) {
      surface.hold(false);
      throw unaskable('no line can be drawn on the terminal', 'Try again at an empty line.');
    }
    const cancel = () => this.cancel();
    withdrawn.addEventListener('abort', cancel);
    const yes = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(cancel, ANSWER_MS);
      this.open = { line, code, typed: '', timer, settle: resolve };
    });
    withdrawn.removeEventListener('abort', cancel);
    this.refusals = yes ? 0 : this.refusals + 1;
    if (this.refusals >= MOST_REFUSALS) this.quietUntil = this.now() + QUIET_MS;
    if (!yes) throw new MaskedShellError('not-confirmed', `nothing was changed: you did not say yes to "${what}"`);
  }

  private mayAsk(): void {
    if (this.open !== null) throw unaskable('another question stands on the terminal', 'Answer that one first.');
    if (this.now() < this.quietUntil)
      throw unaskable('too many questions were answered with no', 'Wait half a minute before you try again.');
    if (this.surface.columns < LEAST_COLUMNS)
      throw unaskable(`the terminal has fewer than ${LEAST_COLUMNS} columns`, 'Make it wider, and try again.');
  }

  /**
   * Takes what was typed.
   * @returns what of it is the program's
   */
  takeKeys(keys: Buffer): Buffer {
    if (this.open === null) return keys;
    const passed: string[] = [];
    for (const key of readKeys(keys.toString('latin1'))) {
      if (key.kind === 'pass') passed.push(key.bytes);
      else this.takeKey(key.kind === 'letter' ? key.letter : '');
    }
    return Buffer.from(passed.join(''), 'latin1');
  }

  private takeKey(letter: string): void {
    const { open } = this;
    // What is typed in one go behind an answer belongs to it.
    if (open === null) return;
    open.typed += letter;
    if (letter === '' || !open.code.startsWith(open.typed)) this.close(false);
    else if (open.typed === open.code) this.close(true);
  }

  /** The terminal has another size: the line is drawn anew. */
  redraw(): void {
    if (this.open !== null && !this.surface.show(this.open.line)) this.close(false);
  }

  /** Takes the question back. */
  cancel(): void {
    this.close(false);
  }

  private close(yes: boolean): void {
    const { open } = this;
    if (open === null) return;
    this.open = null;
    clearTimeout(open.timer);
    this.surface.clear();
    open.settle(yes);
    // What waited must not be shown before an answer has taken effect.
    setImmediate(() => {
      if (this.open === null) this.surface.hold(false);
    });
  }
}

function unaskable(reason: string, hint: string): MaskedShellError {
  return new MaskedShellError('no-control', `you can not be asked now: ${reason}`, hint);
}
