import { describe, expect, it } from 'vitest';
import { ControlFunction, INCOMPLETE, Kind, readControlFunction } from './control-function.ts';
import { bytesOf } from './one-byte.ts';

function read(text: string): { fn: ControlFunction; next: number } {
  const fn = new ControlFunction();
  const bytes = bytesOf(text);
  return { fn, next: readControlFunction(bytes, 0, bytes.length, fn) };
}

const params = ({ fn }: { fn: ControlFunction }) => [...fn.params.subarray(0, fn.count)];

describe('control sequences', () => {
  it.each([
    ['\x1b[m', [], 0x6d],
    ['\x1b[5m', [5], 0x6d],
    ['\x1b[;5H', [-1, 5], 0x48],
    ['\x1b[5;H', [5, -1], 0x48],
    ['\x1b[38;2;1;22;255m', [38, 2, 1, 22, 255], 0x6d],
    ['\x1b[4:3;58:2::1:2:3m', [4, 58], 0x6d],
    ['\x1b[99999999A', [65535], 0x41],
    ['\xc2\x9b3J', [3], 0x4a],
  ])('%j', (text, expected, final) => {
    const result = read(text);
    expect(params(result)).toEqual(expected);
    expect([result.fn.kind, result.fn.final, result.next]).toEqual([Kind.Csi, final, text.length]);
  });

  it('keeps markers and intermediates', () => {
    const { fn } = read('\x1b[?2026$p');
    expect([fn.prefix, fn.intermediates, fn.final]).toEqual([0x3f, 0x24, 0x70]);
  });

  it('lists the controls that stand inside', () => {
    const result = read('\x1b[1\n2\x07m');
    expect(result.fn.embedded).toEqual([0x0a, 0x07]);
    expect(params(result)).toEqual([12]);
  });

  it.each(['\x1b', '\x1b[', '\x1b[1;', '\x1b(', '\xc2\x9b1'])('waits for the end of %j', (text) => {
    expect(read(text).next).toBe(INCOMPLETE);
  });

  it.each([
    ['\x1b[1\x1b[m', 3], // ESC begins anew
    ['\x1b[1\x18m', 4], // CAN is swallowed
    ['\x1b[1\xe9m', 4], // so is a byte that can't stand here
  ])('gives up %j after %i bytes', (text, length) => {
    const { fn, next } = read(text);
    expect([fn.kind, next]).toEqual([Kind.Aborted, length]);
  });
});

describe('escapes', () => {
  it.each([
    ['\x1bM', Kind.Escape, 0x4d],
    ['\x1b(0', Kind.Escape, 0x30],
    ['\xc2\x85', Kind.Escape, 0x45],
    ['\x1b]', Kind.StringStart, 0x5d],
    ['\x1bP', Kind.StringStart, 0x50],
    ['\xc2\x9d', Kind.StringStart, 0x5d],
  ])('%j', (text, kind, final) => {
    const { fn, next } = read(text);
    expect([fn.kind, fn.final, next]).toEqual([kind, final, text.length]);
  });
});
