// How many columns a code point takes. East Asian width comes from the Unicode tables of `get-east-asian-width`;
// terminals disagree on emoji and joiners, and `isDoubtful` says where.
import { eastAsianWidth } from 'get-east-asian-width';

const UNKNOWN = 255;
const known = new Uint8Array(0x20000).fill(UNKNOWN);
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]$/u;

/** Columns that a terminal gives a code point: 0 (combining or format character), 1 or 2. */
export function cellWidth(code: number): number {
  if (code < 0x300) return 1;
  if (code >= known.length) return code >= 0xe0000 && code < 0xe1000 ? 0 : eastAsianWidth(code);
  const width = known[code];
  return width === UNKNOWN ? (known[code] = measure(code)) : width;
}

function measure(code: number): number {
  return zeroWidth.test(String.fromCodePoint(code)) ? 0 : eastAsianWidth(code);
}

/** Whether terminals are known to disagree about the width of text in which this code point stands. */
export function isDoubtful(code: number): boolean {
  if (code < 0x200b) return false;
  return (
    code === 0xfffd ||
    code === 0x200d ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    (code >= 0x2600 && code <= 0x27bf) ||
    (code >= 0x1f000 && code <= 0x1faff) ||
    (code >= 0xe000 && code <= 0xf8ff)
  );
}
