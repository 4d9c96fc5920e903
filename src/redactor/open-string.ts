// A control string that has begun and not ended. It is kept until its end, so that it can be masked as a whole, and goes
// out then: a terminal shows nothing of it before.
import { oneByteString } from '../terminal/one-byte.ts';
import { CUT, controlStringEnd, DCS, isOpaque, OPAQUE_BEGINNING, type StringMask, TMUX } from './control-string.ts';

/** Longest control string that is kept to be masked as a whole, in bytes; what is longer is masked in parts. */
const LONGEST = 1 << 20;

export class OpenString {
  private readonly parts: string[] = [];
  private length = 0;
  private beginning = '';
  private opaque = false;

  /**
   * @param introducer final byte of its introducer
   * @param head what has not gone out of the introducer: it goes with the first of the payload
   * @param started a part has gone out: the terminal stands inside the string
   * @param emit takes what may go out
   */
  constructor(
    readonly introducer: number,
    private head: string,
    public started: boolean,
    private readonly mask: StringMask,
    private readonly emit: (text: string) => void,
  ) {}

  /**
   * Reads on.
   * @returns where the string ends (its terminator begins), or the complement of the index of the first byte not taken
   */
  read(bytes: Uint8Array, from: number, end: number): number {
    let { beginning } = this;
    if (this.introducer === DCS && beginning.length < TMUX.length) {
      beginning += oneByteString(bytes, from, Math.min(from + TMUX.length, end));
    }
    const at = controlStringEnd(bytes, from, end, this.introducer, beginning.startsWith(TMUX));
    if (at >= 0) {
      this.take(oneByteString(bytes, from, at));
      return at;
    }
    const to = at === CUT ? end - 1 : end;
    this.take(oneByteString(bytes, from, to));
    return ~to;
  }

  /** Takes a piece of the payload. */
  take(piece: string): void {
    if (this.opaque) return this.emit(piece);
    if (this.beginning.length < OPAQUE_BEGINNING) {
      this.beginning = (this.beginning + piece).slice(0, OPAQUE_BEGINNING);
      this.opaque = this.beginning.length === OPAQUE_BEGINNING && isOpaque(this.introducer, this.beginning);
    }
    this.parts.push(piece);
    this.length += piece.length;
    if (this.opaque) this.send(this.payload());
    else if (this.length > LONGEST) this.flush();
  }

  /** Gives out what has come, masked; what follows is masked by itself. Returns it. */
  flush(): string {
    const payload = this.payload();
    const masked = this.opaque ? payload : this.mask(this.introducer, payload);
    this.send(masked);
    return masked;
  }

  /** What has come so far was shown before. */
  forget(): void {
    this.payload();
    this.head = '';
    this.started = true;
  }

  private payload(): string {
    const payload = this.parts.join('');
    this.parts.length = 0;
    this.length = 0;
    return payload;
  }

  private send(text: string): void {
    this.emit(this.head + text);
    this.head = '';
    this.started = true;
  }
}
