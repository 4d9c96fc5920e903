// The rival: what every tool does that replaces patterns chunk by chunk. The oracles must catch it in each class of painting.
import type { Detector } from '../../src/detectors/finding.ts';
import type { Masking } from './script.ts';
import { latin1, toBytes } from './visible.ts';

/** `fixed` prints `***`, `width` one star per character. */
export function leakyRedactor(detectors: readonly Detector[], style: 'fixed' | 'width'): Masking {
  return {
    write(chunk) {
      let text = latin1(chunk);
      for (const detector of detectors) {
        const found: [number, number][] = [];
        detector.find(text, true, ({ start, end }) => found.push([start, end]));
        for (const [start, end] of found.reverse()) {
          const mask = style === 'fixed' ? '***' : '*'.repeat(end - start);
          text = text.slice(0, start) + mask + text.slice(end);
        }
      }
      return toBytes(text);
    },
    flush: () => new Uint8Array(0),
    resize: () => new Uint8Array(0),
  };
}
