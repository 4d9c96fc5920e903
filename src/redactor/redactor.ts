import type { Examiner } from '../detectors/examiner.ts';
import type { Certainty } from '../detectors/finding.ts';

/** One secret that was masked (or, `shown`, stood unmasked on the terminal for a moment before it was). */
export interface MaskEvent {
  readonly rule: string;
  readonly certainty: Certainty;
  /** The secret itself, as a one-byte string of its UTF-8 bytes; never to be written anywhere. */
  readonly value: string;
  /** True when part of it beyond the unmistakable prefix had reached the outer terminal. */
  readonly shown: boolean;
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

/** Masks the secrets in a terminal's output stream. Synchronous, pure: no timer, socket, process or clock. */
export class Redactor {
  constructor(readonly options: RedactorOptions) {}

  /** True while bytes are held back, or a repaint is due: call `flush('idle')` when the hold-back has passed. */
  get pending(): boolean {
    return false;
  }

  /** Takes the next bytes of the program's output; returns what may reach the outer terminal now. */
  write(chunk: Uint8Array): Uint8Array {
    return chunk;
  }

  /** `idle`: the program went quiet, show what is held (masked where needed). `end`: no more will come. */
  flush(_reason: 'idle' | 'end'): Uint8Array {
    return new Uint8Array(0);
  }

  /** The terminal's size changed. May return bytes to be shown. */
  resize(_cols: number, _rows: number): Uint8Array {
    return new Uint8Array(0);
  }

  /** The examiner knows new values: what stands on the screen is examined for them at the next flush. */
  reexamine(): void {}
}
