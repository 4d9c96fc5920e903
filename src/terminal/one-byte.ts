// One-byte strings: bytes as code units 0-255, the form in which text is examined (V8 keeps them at a byte each).

/** `bytes[from, to)` as a one-byte string. */
export function oneByteString(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
}

/** The bytes of a one-byte string. */
export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
