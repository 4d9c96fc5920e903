// Masks the secrets in a terminal's output stream. Two regimes share one set of detectors: `plain.ts` for lines of text,
// `live.ts` for everything that addresses the cursor; this file switches between them and keeps the order of bytes.
// Synchronous and pure: no timer, socket, process or clock.
import { TYPED } from '../detectors/command-output/policy.ts';
import type { OutputPolicy } from '../detectors/command-output.ts';
import type { Examiner } from '../detectors/examiner.ts';
import type { Certainty, Finding } from '../detectors/finding.ts';
import { bytesOf, oneByteString } from '../terminal/one-byte.ts';
import { MAX_SEQUENCE, maskControlString, type StringMasking } from './control-string.ts';
import { History } from './history.ts';
import { Live } from './live.ts';
import { FIXED_LENGTH, Masker, type SightingKind } from './masker.ts';
import { Output } from './output.ts';
import { type Handover, Plain } from './plain.ts';
import { Repaint } from './repaint.ts';
import { maskText } from './text-mask.ts';
import { Titles } from './titles.ts';

/** One secret that was masked. */
export interface MaskEvent {
  readonly rule: string;
  readonly certainty: Certainty;
  readonly kind: SightingKind;
  /** How many of its characters stood on the terminal unmasked: before it was known, before it was whole, or while paused. */
  readonly shown: number;
  /** The secret itself, as a one-byte string of its UTF-8 bytes; never to be written anywhere. */
  readonly value: string;
}

export interface RedactorOptions {
  readonly examiner: Examiner;
  /** Size of the terminal in cells; `null` where output goes to a pipe or file, and every line is plain. */
  readonly size: { readonly cols: number; readonly rows: number } | null;
  /** One printable ASCII character; `*` by default. */
  readonly maskChar?: string;
  /** `width`: as wide as the secret on live rows; `fixed`: one length wherever the row's layout allows it. */
  readonly maskStyle?: 'width' | 'fixed';
  readonly onMask?: (event: MaskEvent) => void;
}

/** Longest piece of a chunk that is taken at once: it bounds what is pending. */
const MAX_PIECE = 64 * 1024;

export class Redactor {
  private readonly out: Uint8Array[] = [];
  private readonly plain: Plain;
  private readonly live: Live | null;
  private readonly history = new History();
  private readonly masker: Masker;
  /** The live regime is on. */
  private isLive = false;
  /** The beginning of a sequence or character that has not ended, in the live regime. */
  private carry: Uint8Array = new Uint8Array(0);
  /** How much of it has gone out. */
  private carrySent = 0;
  private reexamineDue = false;
  private readonly masking: StringMasking;
  private readonly titles = new Titles();
  /** A sequence of ours that waits until the terminal stands between those of the program. */
  private due = '';
  /** Columns of the line of our own that covers the cursor's row, or 0. */
  private bannerWidth = 0;
  /** `missed` when the screen was last erased. */
  private missedBefore = 0;
  /** How often the screen was erased because what stood on it could not be painted over. */
  erasures = 0;

  constructor(private readonly options: RedactorOptions) {
    const { examiner, size } = options;
    const maskChar = options.maskChar ?? '*';
    const mask = maskChar.repeat(FIXED_LENGTH);
    const sighted = (finding: Finding, text: string) => this.reportText(finding, text);
    this.masking = {
      text: (text) => maskText(text, examiner, mask, sighted),
      stream: (text) => this.maskStream(text),
    };
    const maskString = (introducer: number, payload: string) => this.maskString(introducer, payload);
    const masker = new Masker(examiner, options.maskStyle === 'fixed', (finding, text, kind, shown) =>
      this.report(finding, text, kind, shown),
    );
    this.masker = masker;
    this.live =
      size === null
        ? null
        : new Live(size.cols, size.rows, new Output(maskChar.charCodeAt(0)), masker, maskString, maskChar);
    this.plain = new Plain(
      {
        examiner,
        masker,
        mask: bytesOf(mask),
        examineString: (introducer, payload) => {
          const text = oneByteString(payload);
          const masked = maskString(introducer, text);
          return masked === text ? null : bytesOf(masked);
        },
        sighted,
        emit: (piece) => {
          this.out.push(piece);
          if (this.live !== null) this.history.add(piece);
        },
        shortened: (rows) => this.history.shortened(rows),
      },
      size === null ? null : size.cols,
    );
  }

  /** True while bytes are held back, or a repaint is due: call `flush('idle')` when the hold-back has passed. */
  get pending(): boolean {
    if (this.bannerWidth > 0) return false;
    if (this.reexamineDue || this.out.length > 0 || this.due !== '' || this.live?.revealDue === true) return true;
    if (this.isLive && this.live !== null) return !this.live.inString && this.carrySent < this.carry.length;
    return this.plain.holding;
  }

  /** Cells that stood unmasked on the terminal and could not be repainted. */
  get missed(): number {
    return this.live === null ? 0 : this.live.missed;
  }

  /** The program has switched to the alternate screen. */
  get alternateScreen(): boolean {
    return this.isLive && this.live?.screen.onAlternate === true;
  }

  /** Takes the next bytes of the program's output; returns what may reach the outer terminal now. */
  write(chunk: Uint8Array): Uint8Array {
    this.endBanner();
    for (let from = 0; from < chunk.length; from += MAX_PIECE) {
      this.take(chunk.length <= MAX_PIECE ? chunk : chunk.subarray(from, from + MAX_PIECE));
    }
    return this.collect();
  }

  /** `idle`: the program went quiet, show what is held (masked where needed). `end`: no more will come. */
  flush(reason: 'idle' | 'end'): Uint8Array {
    if (reason === 'end') this.endBanner();
    if (this.bannerWidth === 0) this.release(reason);
    // What a control string holds shows only when it ends: it can wait.
    if (this.bannerWidth === 0 && this.isLive && this.live?.inString === false) {
      if (this.carrySent < this.carry.length) this.out.push(this.carry.slice(this.carrySent));
      this.carrySent = this.carry.length;
    }
    return this.collect();
  }

  /** Puts out what is held, but for the beginning of a sequence. */
  private release(reason: 'idle' | 'end'): void {
    if (!this.isLive) {
      const handover = this.plain.flush(reason === 'end');
      if (handover !== null) this.goLive(handover);
    }
    if (this.due !== '' && this.live !== null) this.enterLive();
    const due = this.reexamineDue || this.live?.revealDue === true;
    if (due && this.live !== null) {
      this.enterLive();
      // Not within a sequence that has gone out in part.
      if (this.carrySent === 0) {
        this.live.settle(this.reexamineDue, true);
        this.reexamineDue = false;
      }
    }
    if (this.isLive && this.live !== null) {
      if (reason === 'end') this.live.endInput(this.carry);
      this.out.push(this.live.release());
      if (this.due !== '' && this.isBetween) {
        this.out.push(bytesOf(this.due));
        this.due = '';
      }
    }
  }

  /** Everything is shown as it is. */
  get paused(): boolean {
    return this.live?.paused === true;
  }

  /**
   * From now on bytes pass as they come; what is secret in them is still learned and reported as shown. Only the session asks
   * for it: there is no byte that does. Without a terminal it does nothing.
   */
  pause(): Uint8Array {
    if (this.live === null || this.paused) return new Uint8Array(0);
    this.endBanner();
    this.release('idle');
    this.enterLive();
    this.live.paused = true;
    return this.collect();
  }

  /** Masks again, also what stands on the screen. */
  resume(): Uint8Array {
    if (this.live === null || !this.paused) return new Uint8Array(0);
    this.missedBefore = this.missed;
    this.live.paused = false;
    this.due += this.titles.cover();
    return this.purge();
  }

  /** Examines the screen as it stands and paints over what is secret; where that is not possible, the screen is erased. */
  purge(): Uint8Array {
    if (this.live === null) return new Uint8Array(0);
    this.endBanner();
    this.reexamine();
    this.release('idle');
    if (this.missed > this.missedBefore && this.isBetween) {
      this.live.wipe();
      this.erasures++;
      this.out.push(this.live.release());
      this.missedBefore = this.missed;
    }
    return this.collect();
  }

  /** Puts a mark of ours before the window's title; an empty one takes it away. It is shown at the next flush. */
  markTitle(mark: string): void {
    if (this.live !== null) this.due += this.titles.setMark(mark);
  }

  /** A sequence of ours that changes no cell and no cursor. It goes out at the next flush between two of the program's. */
  insert(sequence: string): void {
    if (this.live !== null && !this.due.includes(sequence)) this.due += sequence;
  }

  /**
   * Shows a line of our own over the beginning of the cursor's row, until the program writes on or `clearBanner` is called.
   * It is not shown (see `hasBanner`) where the terminal would not take it, or could not be put back.
   * @param text of printable ASCII; what the row can't hold is left out
   */
  showBanner(text: string): Uint8Array {
    const { live } = this;
    if (live === null) return new Uint8Array(0);
    this.endBanner();
    this.release('idle');
    this.enterLive();
    const { screen } = live;
    // In the first column it is certain where the row begins, whatever the terminal did to it.
    const reachable = Repaint.reaches(screen, screen.row) || (screen.col === 0 && Repaint.canReturn(screen));
    if (!this.isBetween || !reachable) return this.collect();
    const line = text.slice(0, screen.cols - 1);
    this.out.push(bytesOf(new Repaint(screen, this.options.maskChar ?? '*').banner(line)));
    this.bannerWidth = line.length;
    return this.collect();
  }

  get hasBanner(): boolean {
    return this.bannerWidth > 0;
  }

  /** Shows again what stood under the banner. */
  clearBanner(): Uint8Array {
    this.endBanner();
    return this.collect();
  }

  private endBanner(): void {
    if (this.bannerWidth === 0 || this.live === null) return;
    const repaint = new Repaint(this.live.screen, this.options.maskChar ?? '*');
    this.out.push(bytesOf(repaint.unbanner(this.bannerWidth)));
    this.bannerWidth = 0;
  }

  /** The terminal stands between two of the program's sequences: one of ours may go out. */
  private get isBetween(): boolean {
    return !this.isLive || (this.carrySent === 0 && this.live?.insideString !== true);
  }

  private enterLive(): void {
    if (!this.isLive) this.goLive(this.plain.giveUp());
  }

  /** The terminal's size changed. May return bytes to be shown. */
  resize(cols: number, rows: number): Uint8Array {
    const { live } = this;
    if (live === null || cols < 1 || rows < 1) return new Uint8Array(0);
    // What the terminal made of a banner nobody knows.
    this.bannerWidth = 0;
    const shown = this.flush('idle');
    this.enterLive();
    live.screen.resize(cols, rows);
    this.plain.cols = cols;
    this.out.push(shown, live.release());
    return this.collect();
  }

  /** The examiner knows new values: what stands on the screen is examined for them at the next flush. */
  reexamine(): void {
    this.reexamineDue = this.live !== null;
  }

  /**
   * From here in the stream on comes the output of a command of which that is known; with null nothing is. What is to be
   * shown for it goes out with the next bytes, or the next flush.
   */
  enterCommand(policy: OutputPolicy | null): void {
    this.endOutput();
    if (policy !== null) this.beginOutput(policy);
  }

  /** The command has ended: its masks stay, and what comes is judged as always. */
  leaveCommand(): void {
    this.endOutput();
  }

  /** From here on the user types a command line: behind a sensitive name anything is secret, from its first character on. */
  enterPrompt(): void {
    this.endOutput();
    this.beginOutput(TYPED);
  }

  private beginOutput(policy: OutputPolicy): void {
    const { live, plain, masker } = this;
    // Where in a line it begins only the screen can tell.
    if (live !== null && !this.isLive && plain.hasText) this.goLive(plain.giveUp());
    masker.beginOutput(policy, live !== null && this.isLive ? live.screen : null);
  }

  private endOutput(): void {
    const { live, plain, masker } = this;
    if (!masker.inOutput) return;
    if (!this.isLive && plain.holding) this.out.push(this.flush('idle'));
    if (live !== null && this.isLive) {
      this.settleAll();
      this.out.push(live.release());
    }
    masker.endOutput(live?.screen ?? null);
  }

  /** Decides for the lines of an output as they are: they are complete. */
  private settleAll(): void {
    this.masker.complete = this.masker.inOutput;
    this.live?.settle();
    this.masker.complete = false;
  }

  private take(chunk: Uint8Array): void {
    let rest: Uint8Array | null = chunk;
    while (rest !== null) {
      if (this.isLive) rest = this.takeLive(rest);
      else {
        const handover = this.plain.write(rest);
        rest = handover === null ? null : this.goLive(handover);
      }
    }
  }

  /** Switches to the live regime; returns what is left when it has ended again. */
  private goLive(handover: Handover): Uint8Array | null {
    const live = this.live!;
    const unread = this.history.replay(live);
    this.masker.enter(live.screen);
    this.history.clear();
    this.isLive = true;
    const from = Math.max(handover.sent - unread, 0);
    this.carry = handover.bytes.subarray(from, handover.sent);
    this.carrySent = this.carry.length;
    return this.takeLive(handover.bytes.subarray(handover.sent));
  }

  private takeLive(chunk: Uint8Array): Uint8Array | null {
    const live = this.live!;
    const { carry, carrySent } = this;
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const { screen } = live;
    this.masker.begin(chunk.length);
    let leaves = false;
    const stopped = live.run(bytes, 0, bytes.length, carrySent, () => {
      leaves = screen.isFresh && !live.inString && !live.paused;
      return leaves;
    });
    this.carry = new Uint8Array(0);
    this.carrySent = 0;
    if (leaves) this.settleAll();
    // Inside a sequence that has gone out in part nothing can be painted.
    else if (stopped >= carrySent) live.settle();
    this.out.push(live.release());
    if (leaves) {
      this.isLive = false;
      return stopped < bytes.length ? bytes.subarray(stopped) : null;
    }
    if (stopped === bytes.length) return null;
    this.carry = bytes.slice(stopped);
    this.carrySent = Math.max(carrySent - stopped, 0);
    if (this.carry.length > MAX_SEQUENCE) {
      this.out.push(this.carry.subarray(this.carrySent));
      this.carry = new Uint8Array(0);
      this.carrySent = 0;
    }
    return null;
  }

  private collect(): Uint8Array {
    const { out } = this;
    const pieces = out.filter((piece) => piece.length > 0);
    out.length = 0;
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  }

  private maskStream(text: string): string {
    const onMask = (event: MaskEvent) =>
      this.options.onMask?.(this.paused ? { ...event, shown: event.value.length } : event);
    const nested = new Redactor({ ...this.options, size: null, onMask });
    const masked = [nested.write(bytesOf(text)), nested.flush('end')];
    return oneByteString(Buffer.concat(masked));
  }

  private maskString(introducer: number, payload: string): string {
    const masked = maskControlString(introducer, payload, this.masking);
    return this.titles.take(introducer, this.paused ? payload : masked, masked);
  }

  /** What stands in no cell is new each time. */
  private reportText(finding: Finding, text: string): void {
    this.report(finding, text, 'new', this.paused ? finding.end - finding.start : 0);
  }

  private report({ rule, certainty, start, end }: Finding, text: string, kind: SightingKind, shown: number): void {
    this.options.onMask?.({ rule, certainty, kind, shown, value: text.slice(start, end) });
  }
}
