// UTF-8 as terminals read it: one code point at a time, and a broken sequence as one replacement character per byte.

/** Code point of a byte that is no valid UTF-8. */
export const REPLACEMENT = 0xfffd;

/** Reused result of `decode`: the code point, and its length in bytes (0: the bytes end inside a valid beginning). */
export const decoded = { code: 0, length: 0 };

/**
 * Decodes the code point at `at` into `decoded`. Overlong forms, surrogates and stray bytes give `REPLACEMENT` with
 * length 1.
 */
export function decode(bytes: Uint8Array, at: number, end: number): void {
  const first = bytes[at];
  if (first < 0x80) return result(first, 1);
  if (first < 0xc2 || first > 0xf4) return result(REPLACEMENT, 1);
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  let code = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    if (at + i >= end) return result(REPLACEMENT, 0);
    const byte = bytes[at + i];
    if ((byte & 0xc0) !== 0x80) return result(REPLACEMENT, 1);
    if (i === 1 && outOfRange(first, byte)) return result(REPLACEMENT, 1);
    code = (code << 6) | (byte & 0x3f);
  }
  result(code, length);
}

function result(code: number, length: number): void {
  decoded.code = code;
  decoded.length = length;
}

/** Second bytes that make an overlong form, a surrogate or a code point beyond U+10FFFF (Unicode, table 3-7). */
function outOfRange(first: number, second: number): boolean {
  if (first === 0xe0) return second < 0xa0;
  if (first === 0xed) return second > 0x9f;
  if (first === 0xf0) return second < 0x90;
  return first === 0xf4 && second > 0x8f;
}

/** Length in bytes of a code point's UTF-8 form. */
export function encodedLength(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** A code point's UTF-8 bytes as a one-byte string. */
export function encode(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(code, 0));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
  return String.fromCharCode(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
}

function tail(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}
