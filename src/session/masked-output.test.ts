import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Redactor } from '../redactor/redactor.ts';
import { MaskedOutput } from './masked-output.ts';
import type { Sink } from './sink.ts';

/** A redactor that holds back every byte until it is flushed, and fails when it reads `!`. */
class HoldingRedactor {
  held = '';
  get pending(): boolean {
    return this.held !== '';
  }
  write(chunk: Uint8Array): Uint8Array {
    this.held += Buffer.from(chunk).toString();
    if (this.held.includes('!')) throw new Error(`cannot read ${this.held}`);
    return new Uint8Array(0);
  }
  flush(reason: string): Uint8Array {
    const bytes = Buffer.from(`${this.held}<${reason}>`);
    this.held = '';
    return bytes;
  }
  resize(): Uint8Array {
    return Buffer.from('<resize>');
  }
}

class MemorySink implements Sink {
  text = '';
  full = false;
  closed = false;
  readonly failure = null;
  onRoom = () => {};
  onClosed = () => {};
  write(bytes: Uint8Array): void {
    this.text += Buffer.from(bytes).toString();
  }
  drained(): Promise<void> {
    return Promise.resolve();
  }
}

function open() {
  const sink = new MemorySink();
  const onFailure = vi.fn();
  const redactor = new HoldingRedactor() as unknown as Redactor;
  return { sink, onFailure, output: new MaskedOutput({ redactor, sink, holdBack: 20, onFailure }) };
}

const bytes = (text: string) => Buffer.from(text);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the hold-back', () => {
  test('ends after quiet, and counts from the last output', () => {
    const { output, sink } = open();
    output.write(bytes('a'));
    vi.advanceTimersByTime(19);
    output.write(bytes('b'));
    vi.advanceTimersByTime(19);
    expect(sink.text).toBe('');
    vi.advanceTimersByTime(1);
    expect(sink.text).toBe('ab<idle>');
    vi.advanceTimersByTime(1000);
    expect(sink.text).toBe('ab<idle>');
  });

  test('is over at the end', async () => {
    const { output, sink } = open();
    output.write(bytes('a'));
    await output.end();
    vi.advanceTimersByTime(1000);
    expect(sink.text).toBe('a<end>');
  });
});

describe('a redactor that fails', () => {
  test('lets nothing more through: not what is held, not what comes, not at the end', async () => {
    const { output, sink, onFailure } = open();
    output.write(bytes('secret'));
    output.write(bytes('!'));
    output.write(bytes('more'));
    output.resize(80, 24);
    vi.advanceTimersByTime(1000);
    await output.end();
    expect(sink.text).toBe('');
    expect(onFailure).toHaveBeenCalledOnce();
  });
});

test('a stopped output drops what is held', () => {
  const { output, sink } = open();
  output.write(bytes('a'));
  output.stop();
  vi.advanceTimersByTime(1000);
  output.write(bytes('b'));
  expect(sink.text).toBe('');
});
