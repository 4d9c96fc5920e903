// A pause of masking, which never lasts unnoticed: it has an end from the start, the window's title says so all the while, a line
// says so every minute, and one says when it is over.
import { durationOf } from './duration.ts';
import type { State } from './protocol.ts';

/** What is done about it. */
export interface PauseEffects {
  /** Masks, or stops to mask. */
  setMasking(on: boolean): void;
  setTitleMark(mark: string): void;
  /** Shows a line of ours for a moment. */
  notice(line: string): void;
}

export const PAUSED_MARK = '[NOT MASKED] ';

const REMINDER_MS = 60_000;
/** A prompt stands there after so long, in milliseconds. */
const PROMPT_MS = 200;

export class Pausing {
  state: State = 'on';
  private until = 0;
  private wholeCommand = false;
  private endTimer: NodeJS.Timeout | null = null;
  private reminder: NodeJS.Timeout | null = null;
  private wordTimer: NodeJS.Timeout | null = null;

  /**
   * @param mark stands in the title while masking is on; may be empty.
   * @param now milliseconds.
   */
  constructor(
    private readonly effects: PauseEffects,
    private readonly mark: string,
    private readonly now: () => number,
  ) {}

  /**
   * @param seconds after which it ends in any case
   * @param command it is for the next command only
   */
  start(seconds: number, command: boolean): void {
    this.stopTimers();
    this.until = this.now() + seconds * 1000;
    this.endTimer = setTimeout(() => this.end(`the ${durationOf(seconds)} are over`), seconds * 1000);
    this.wholeCommand = command;
    if (command) this.arm();
    else this.stopMasking();
  }

  get secondsLeft(): number | null {
    return this.state === 'on' ? null : Math.max(0, Math.ceil((this.until - this.now()) / 1000));
  }

  /** A command's output begins. */
  enterCommand(): void {
    if (this.state === 'armed') this.stopMasking();
  }

  /** A command has ended. */
  leaveCommand(): void {
    if (!this.wholeCommand || this.state !== 'paused') return;
    this.resume();
    // Behind the prompt, which would take the line away.
    this.wordTimer = setTimeout(() => this.tellEnd('the command has ended'), PROMPT_MS);
  }

  /** @returns whether there was a pause. */
  resume(): boolean {
    const { state } = this;
    this.stopTimers();
    this.state = 'on';
    this.effects.setTitleMark(this.mark);
    if (state === 'paused') this.effects.setMasking(true);
    return state !== 'on';
  }

  close(): void {
    this.stopTimers();
  }

  /** Masked again until the next command starts. */
  private arm(): void {
    if (this.state === 'paused') this.effects.setMasking(true);
    this.state = 'armed';
  }

  private stopMasking(): void {
    const { state, effects } = this;
    this.state = 'paused';
    effects.setTitleMark(PAUSED_MARK);
    if (state !== 'paused') effects.setMasking(false);
    this.reminder ??= setInterval(() => this.remind(), REMINDER_MS);
  }

  private remind(): void {
    const left = durationOf(this.secondsLeft ?? 0);
    this.effects.notice(`masked-shell: masking is PAUSED for ${left} more; masked-shell resume ends it`);
  }

  private end(reason: string): void {
    this.resume();
    this.tellEnd(reason);
  }

  private tellEnd(reason: string): void {
    this.effects.notice(`masked-shell: masking is on again: ${reason}`);
  }

  private stopTimers(): void {
    if (this.endTimer !== null) clearTimeout(this.endTimer);
    if (this.reminder !== null) clearInterval(this.reminder);
    if (this.wordTimer !== null) clearTimeout(this.wordTimer);
    this.endTimer = this.reminder = this.wordTimer = null;
  }
}
