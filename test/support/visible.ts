// Bytes as readable text and back: control characters stand as their pictures (␛ ␍ ␊), bytes that are no UTF-8 as ‹ff›.
// Case files and failure messages are written in it. Bytes are one-byte strings (latin1).

const decoder = new TextDecoder('utf-8', { fatal: true });

export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
export const toBytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
export const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

export function toVisible(bytes: string): string {
  let out = '';
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    if (code < 0x20) out += String.fromCharCode(0x2400 + code);
    else if (code === 0x7f) out += '␡';
    else if (code < 0x7f) out += bytes[i];
    else {
      const length = code >= 0xf0 ? 4 : code >= 0xe0 ? 3 : 2;
      const character = decode(bytes.slice(i, i + length));
      if (character === undefined) out += `‹${code.toString(16)}›`;
      else {
        out += character;
        i += length - 1;
      }
    }
  }
  return out;
}

function decode(bytes: string): string | undefined {
  try {
    const text = decoder.decode(toBytes(bytes));
    // One character only; C1 controls and what reads like the notation itself stand as bytes.
    return [...text].length === 1 && !/[\u0080-\u009f\u2400-\u2421‹›¦⏲⇲«»⟪⟫]/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}

export function fromVisible(text: string): string {
  let out = '';
  const characters = /‹([0-9a-f]{2})›|[\s\S]/gu;
  for (const [character, hex] of text.matchAll(characters)) {
    const code = character.codePointAt(0) as number;
    if (hex) out += String.fromCharCode(Number.parseInt(hex, 16));
    else if (code >= 0x2400 && code < 0x2420) out += String.fromCharCode(code - 0x2400);
    else if (code === 0x2421) out += '\x7f';
    else out += utf8(character);
  }
  return out;
}
