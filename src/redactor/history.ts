// What the terminal was shown in plain lines since the screen was last in step: enough of it to put the screen in step
// again when a program begins to address the cursor.
import type { Live } from './live.ts';

/** Bytes kept: more than any terminal shows at once. */
const KEPT = 256 * 1024;
const LF = 0x0a;
const RESETS = ['\x1b[0m', '\x1b[m'];

interface Lost {
  readonly at: number;
  readonly rows: number;
}

export class History {
  private bytes = new Uint8Array(8192);
  private length = 0;
  /** Older bytes were dropped: what is kept is more than a screenful. */
  private cut = false;
  private lost: Lost[] = [];

  clear(): void {
    this.length = 0;
    this.cut = false;
    this.lost = [];
  }

  add(piece: Uint8Array): void {
    let from = 0;
    if (piece.length > KEPT) {
      from = piece.length - KEPT;
      this.clear();
      this.cut = true;
    }
    const count = piece.length - from;
    if (this.length + count > this.bytes.length) this.makeRoom(count);
    this.bytes.set(from === 0 ? piece : piece.subarray(from), this.length);
    this.length += count;
  }

  /** The line that ends here takes `rows` rows less than the program believes. */
  shortened(rows: number): void {
    this.lost.push({ at: this.length, rows });
  }

  private makeRoom(count: number): void {
    if (this.length + count <= 2 * KEPT) {
      const grown = new Uint8Array(Math.min(2 * KEPT, Math.max(this.bytes.length * 2, this.length + count)));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
      return;
    }
    const dropped = this.length - KEPT;
    this.bytes.copyWithin(0, dropped, this.length);
    this.length = KEPT;
    this.cut = true;
    this.lost = this.lost.filter((each) => each.at >= dropped).map((each) => ({ ...each, at: each.at - dropped }));
  }

  /**
   * Puts the screen in step.
   * @returns how many bytes at the end are the beginning of a sequence that has not ended
   */
  replay(live: Live): number {
    const { screen } = live;
    let at = this.startOfScreen(screen.height);
    if (at > 0 || this.cut) {
      screen.detach();
      screen.grid.anchored = true;
      screen.row = screen.height - 1;
      screen.col = 0;
      at = this.lastReset(at);
    }
    for (const { at: end, rows } of this.lost) {
      if (end < at) continue;
      at = live.replay(this.bytes, at, end);
      screen.rows[screen.row].lost = rows;
    }
    at = live.replay(this.bytes, at, this.length);
    return this.length - at;
  }

  /** Where the last screenful of lines begins, or 0. */
  private startOfScreen(height: number): number {
    let at = this.length;
    for (let lines = 0; lines <= height; lines++) {
      if (at <= 0) return this.cut ? this.bytes.indexOf(LF) + 1 : 0;
      at = this.bytes.lastIndexOf(LF, at - 1);
      if (at < 0) return this.cut ? this.bytes.indexOf(LF) + 1 : 0;
    }
    return at + 1;
  }

  /** The last place before `at` where the pen was reset, or the first where it may have been set: the replay has it right. */
  private lastReset(at: number): number {
    const text = Buffer.from(this.bytes.buffer, 0, at);
    const last = Math.max(...RESETS.map((reset) => text.lastIndexOf(reset)));
    if (last >= 0) return last;
    const first = text.indexOf('\x1b[');
    return first < 0 ? at : first;
  }
}
