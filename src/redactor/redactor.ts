// Masks the secrets in a terminal's output stream. Two regimes share one set of detectors: `plain.ts` for lines of text,
// `live.ts` for everything that addresses the cursor; this file switches between them and keeps the order of bytes.
// Synchronous and pure: no timer, socket, process or clock.
import type { Examiner } from '../detectors/examiner.ts';
import type { Certainty, Finding } from '../detectors/finding.ts';
import { bytesOf, oneByteString } from '../terminal/one-byte.ts';
import { MAX_SEQUENCE, maskControlString, type StringMasking } from './control-string.ts';
import { History } from './history.ts';
import { Live } from './live.ts';
import { FIXED_LENGTH, Masker } from './masker.ts';
import { Output } from './output.ts';
import { type Handover, Plain } from './plain.ts';
import { maskText } from './text-mask.ts';

/** One secret that was masked (or, `shown`, stood unmasked on the terminal for a moment before it was). */
export interface MaskEvent {
  readonly rule: string;
  readonly certainty: Certainty;
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

  constructor(private readonly options: RedactorOptions) {
    const { examiner, size } = options;
    const maskChar = options.maskChar ?? '*';
    const mask = maskChar.repeat(FIXED_LENGTH);
    const sighted = (finding: Finding, text: string) => this.report(finding, text);
    const masking: StringMasking = {
      text: (text) => maskText(text, examiner, mask, sighted),
      stream: (text) => this.maskStream(text),
    };
    const masker = new Masker(examiner, options.maskStyle === 'fixed', sighted);
    this.masker = masker;
    this.live =
      size === null
        ? null
        : new Live(size.cols, size.rows, new Output(maskChar.charCodeAt(0)), masker, masking, maskChar);
    this.plain = new Plain(
      {
        examiner,
        masker,
        mask: bytesOf(mask),
        examineString: (introducer, payload) => {
          const text = oneByteString(payload);
          const masked = maskControlString(introducer, text, masking);
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
    if (this.reexamineDue || this.live?.revealDue === true) return true;
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
    for (let from = 0; from < chunk.length; from += MAX_PIECE) {
      this.take(chunk.length <= MAX_PIECE ? chunk : chunk.subarray(from, from + MAX_PIECE));
    }
    return this.collect();
  }

  /** `idle`: the program went quiet, show what is held (masked where needed). `end`: no more will come. */
  flush(reason: 'idle' | 'end'): Uint8Array {
    if (!this.isLive) {
      const handover = this.plain.flush(reason === 'end');
      if (handover !== null) this.goLive(handover);
    }
    const due = this.reexamineDue || this.live?.revealDue === true;
    if (due && this.live !== null && this.carrySent === 0) {
      if (!this.isLive) this.goLive(this.plain.giveUp());
      this.live.settle(this.reexamineDue, true);
      this.reexamineDue = false;
    }
    if (this.isLive && this.live !== null) {
      if (reason === 'end') this.live.endInput(this.carry);
      this.out.push(this.live.release());
      // What a control string holds shows only when it ends: it can wait.
      if (!this.live.inString) {
        if (this.carrySent < this.carry.length) this.out.push(this.carry.slice(this.carrySent));
        this.carrySent = this.carry.length;
      }
    }
    return this.collect();
  }

  /** The terminal's size changed. May return bytes to be shown. */
  resize(cols: number, rows: number): Uint8Array {
    const { live } = this;
    if (live === null || cols < 1 || rows < 1) return new Uint8Array(0);
    const shown = this.flush('idle');
    if (!this.isLive) this.goLive(this.plain.giveUp());
    live.screen.resize(cols, rows);
    this.plain.cols = cols;
    this.out.push(shown, live.release());
    return this.collect();
  }

  /** The examiner knows new values: what stands on the screen is examined for them at the next flush. */
  reexamine(): void {
    this.reexamineDue = this.live !== null;
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
    this.masker.enter(live.screen.rows[live.screen.row]);
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
      leaves = screen.isFresh && !live.inString;
      return leaves;
    });
    this.carry = new Uint8Array(0);
    this.carrySent = 0;
    live.settle();
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
    const nested = new Redactor({ ...this.options, size: null });
    const masked = [nested.write(bytesOf(text)), nested.flush('end')];
    return oneByteString(Buffer.concat(masked));
  }

  private report(finding: Finding, text: string): void {
    const { rule, certainty } = finding;
    this.options.onMask?.({ rule, certainty, value: text.slice(finding.start, finding.end) });
  }
}
