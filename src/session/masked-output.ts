// One masked stream: the program's bytes in, masked bytes to a sink, with the hold-back's clock. Fails closed: when the
// redactor throws, nothing more of this stream is written.
import type { Redactor } from '../redactor/redactor.ts';
import type { Sink } from './sink.ts';

export interface MaskedOutputOptions {
  readonly redactor: Redactor;
  readonly sink: Sink;
  /** Milliseconds of quiet after which held bytes are shown, masked where needed. */
  readonly holdBack: number;
  /** Called once when the redactor failed. */
  readonly onFailure: (error: unknown) => void;
}

export class MaskedOutput {
  private timer: NodeJS.Timeout | null = null;
  stopped = false;

  constructor(private readonly options: MaskedOutputOptions) {}

  write(chunk: Uint8Array): void {
    this.pass(() => this.options.redactor.write(chunk));
    this.schedule();
  }

  resize(cols: number, rows: number): void {
    this.apply((redactor) => redactor.resize(cols, rows));
  }

  /** Writes what the redactor makes of something else than output. */
  apply(produce: (redactor: Redactor) => Uint8Array): void {
    this.pass(() => produce(this.options.redactor));
    this.schedule();
  }

  /** No more will come: shows what is held, and resolves when the sink has taken all of it. */
  async end(): Promise<void> {
    this.cancel();
    this.pass(() => this.options.redactor.flush('end'));
    this.stopped = true;
    await this.options.sink.drained();
  }

  /** Nothing more is written, not even what is held. */
  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private pass(produce: () => Uint8Array): void {
    if (this.stopped) return;
    let bytes: Uint8Array;
    try {
      bytes = produce();
    } catch (error) {
      this.stop();
      this.options.onFailure(error);
      return;
    }
    this.options.sink.write(bytes);
  }

  /** The hold-back counts from the last output, so that a program in full flow is never interrupted by a flush. */
  private schedule(): void {
    if (this.stopped || !this.options.redactor.pending) {
      this.cancel();
      return;
    }
    if (this.timer !== null) this.timer.refresh();
    else this.timer = setTimeout(() => this.flushIdle(), this.options.holdBack);
  }

  private flushIdle(): void {
    this.timer = null;
    this.pass(() => this.options.redactor.flush('idle'));
    this.schedule();
  }

  private cancel(): void {
    if (this.timer === null) return;
    clearTimeout(this.timer);
    this.timer = null;
  }
}
