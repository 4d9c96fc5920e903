// The lines that open and close an armoured secret. Sources: RFC 7468 (PEM), RFC 4880 section 6.2 (PGP armour), RFC 4716
// (`---- BEGIN SSH2 ...`), OpenVPN's static key file, PuTTY's PPK format.

import type { Literal } from '../finding.ts';

/** What kind of body stands between the markers; also the id of the rule. */
export type BlockKind = 'private-key' | 'pgp-private-key' | 'openvpn-static-key' | 'putty-private-key';

export interface Marker {
  readonly kind: BlockKind;
  /** Index of the marker's first character. */
  readonly start: number;
  /** Index after its last character. */
  readonly end: number;
  /** How many lines the body has where the marker says so, else 0. */
  readonly lines: number;
}

/** A label is short; what is longer is no marker. */
const LONGEST_LABEL = 64;

const BEGINNINGS = ['-----BEGIN ', '---- BEGIN '] as const;
const ENDS = ['-----END ', '---- END '] as const;
const PRIVATE_LINES = 'Private-Lines: ';
const PRIVATE_MAC = 'Private-MAC: ';
/** Every block begins with one of these. */
const BLOCK_LITERALS: readonly string[] = [...BEGINNINGS, PRIVATE_LINES, PRIVATE_MAC];
const PRIVATE_KEY = Buffer.from('PRIVATE KEY');

/** What leads to a block: its beginning, and the end of a private key, above which the key stands. */
export const blockLiterals: readonly Literal[] = [
  ...BLOCK_LITERALS.map((text) => ({ text, fold: false })),
  ...ENDS.map((text) => ({ text, fold: false, confirm: endsPrivate })),
];

function endsPrivate(bytes: Uint8Array, _at: number, end: number, _from: number, to: number): boolean {
  const label = bytes.subarray(end, Math.min(to, end + LONGEST_LABEL));
  return Buffer.from(label.buffer, label.byteOffset, label.length).includes(PRIVATE_KEY);
}

/** The next marker at or after `from` that opens a secret; certificates, public keys and messages do not. */
export function findBegin(text: string, from: number): Marker | null {
  for (let at = text.indexOf('BEGIN ', from); at >= 0; at = text.indexOf('BEGIN ', at + 6)) {
    const after = at + 6;
    const beginning = BEGINNINGS.find((literal) => text.startsWith(literal, after - literal.length));
    if (beginning === undefined || after - beginning.length < from) continue;
    const closing = beginning[4] === '-' ? '-----' : ' ----';
    const head = text.slice(after, after + LONGEST_LABEL + closing.length);
    const length = head.indexOf(closing);
    const kind = length < 0 ? kindOfCut(head) : kindOf(head.slice(0, length));
    if (kind === null) continue;
    if (length < 0) return { kind, start: after - beginning.length, end: after + head.length, lines: 0 };
    return { kind, start: after - beginning.length, end: after + length + closing.length, lines: 0 };
  }
  return null;
}

function kindOf(label: string): BlockKind | null {
  if (!/^[A-Za-z0-9 ]+$/.test(label)) return null;
  if (label.endsWith('PGP PRIVATE KEY BLOCK')) return 'pgp-private-key';
  if (label.endsWith('PRIVATE KEY')) return 'private-key';
  return label.startsWith('OpenVPN Static key') ? 'openvpn-static-key' : null;
}

/** A marker that an edge cut off, at the text's end. */
function kindOfCut(head: string): BlockKind | null {
  if (!/^(?:[A-Z0-9]{2,9} ){0,2}PRIV[A-Z ]*-{0,4}$/.test(head)) return null;
  return head.startsWith('PGP') ? 'pgp-private-key' : 'private-key';
}

/** PuTTY's `Private-Lines: 14`, which says how many lines of private body follow. */
export function findPrivateLines(text: string): Marker | null {
  const start = text.indexOf(PRIVATE_LINES);
  if (start < 0) return null;
  const digits = /^\d{1,3}/.exec(text.slice(start + PRIVATE_LINES.length, start + PRIVATE_LINES.length + 3));
  if (digits === null || Number(digits[0]) === 0) return null;
  const end = start + PRIVATE_LINES.length + digits[0].length;
  return { kind: 'putty-private-key', start, end, lines: Number(digits[0]) };
}

/** PuTTY's `Private-MAC: ...`: where its value stands. It lets a passphrase be guessed. */
export function findPrivateMac(text: string): { start: number; end: number } | null {
  const at = text.indexOf(PRIVATE_MAC);
  if (at < 0) return null;
  const start = at + PRIVATE_MAC.length;
  const value = /^[0-9a-f]{40,64}/.exec(text.slice(start, start + 64));
  return value === null ? null : { start, end: start + value[0].length };
}

/** Whether an END marker stands at `at`. */
export function isEnd(text: string, at: number): boolean {
  return ENDS.some((literal) => text.startsWith(literal, at));
}

/** Whether an END marker stands anywhere. */
export function holdsEnd(text: string): boolean {
  return ENDS.some((literal) => text.includes(literal));
}

/** Index after the END marker that stands at `at`. */
export function skipEnd(text: string, at: number): number {
  const label = text.slice(at + 9, at + 9 + LONGEST_LABEL + 5);
  const length = label.indexOf('----');
  if (length < 0) return at + 9;
  return at + 9 + length + (label[length + 4] === '-' ? 5 : 4);
}
