// Checksums that providers put into their tokens. Each says whether a whole token carries the right one.
import { CHARACTERS } from './characters.ts';

/** The order of digits in which GitHub, npm and others write a checksum. */
const BASE62 = CHARACTERS.alnum;
const BASE36 = CHARACTERS.lowernum;

let crcTable: Uint32Array | null = null;

/** CRC-32 (IEEE 802.3) of a one-byte string. */
export function crc32(text: string): number {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ text.charCodeAt(i)) & 255];
  return (crc ^ 0xffffffff) >>> 0;
}

function inBase(digits: string, value: number, width: number): string {
  let rest = value;
  let written = '';
  while (written.length < width) {
    written = digits[rest % digits.length] + written;
    rest = Math.floor(rest / digits.length);
  }
  return written;
}

/** Generators of BIP 173's checksum. */
const BECH32_GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function bech32Polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < 5; i++) if ((top >>> i) & 1) check ^= BECH32_GENERATORS[i];
  }
  return check >>> 0;
}

function bech32Values(prefix: string, data: string): number[] {
  const codes = [...prefix.toLowerCase()].map((character) => character.charCodeAt(0));
  const values = [...data.toUpperCase()].map((character) => CHARACTERS.bech32.indexOf(character));
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values];
}

function bech32Checksum(prefix: string, data: string): string {
  const polymod = bech32Polymod([...bech32Values(prefix, data), 0, 0, 0, 0, 0, 0]) ^ 1;
  return Array.from({ length: 6 }, (_, i) => CHARACTERS.bech32[(polymod >>> (5 * (5 - i))) & 31]).join('');
}

/** The text before the last `length` characters, and those. */
function cut(token: string, length: number): [string, string] {
  return [token.slice(0, -length), token.slice(-length)];
}

/** Each: writes the right checksum over the end of a token of the right length. `prefix` is the row's literal. */
export const CHECKSUMS = {
  /** The last six: CRC-32 in base 62 of what stands between the prefix and them (GitHub, npm, NetBird). */
  'crc32-base62': (token: string, prefix: string): string => {
    const [head] = cut(token, 6);
    return head + inBase(BASE62, crc32(head.slice(prefix.length)), 6);
  },
  /** The last eight: CRC-32 in hex of the 32 characters before the `_` (Grafana). */
  'crc32-hex': (token: string, prefix: string): string => {
    const [head] = cut(token, 8);
    return head + crc32(head.slice(prefix.length, -1)).toString(16).padStart(8, '0');
  },
  /** The last seven: CRC-32 in base 36 of all before them (GitLab's routable tokens). */
  'crc32-base36': (token: string, _prefix: string): string => {
    const [head] = cut(token, 7);
    return head + inBase(BASE36, crc32(head), 7);
  },
  /** The last six: bech32 (age). */
  bech32: (token: string, prefix: string): string => {
    const [head] = cut(token, 6);
    return head + bech32Checksum(prefix.slice(0, -1), head.slice(prefix.length));
  },
} as const;

export type Checksum = keyof typeof CHECKSUMS;

/** Whether `token` ends in the checksum of what stands before it. */
export function hasChecksum(token: string, prefix: string, checksum: Checksum): boolean {
  const right = CHECKSUMS[checksum](token, prefix);
  return checksum === 'crc32-hex' ? right.toLowerCase() === token.toLowerCase() : right === token;
}
