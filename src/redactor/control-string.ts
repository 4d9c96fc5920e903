// Control strings (OSC, DCS, APC, PM, SOS) carry text that is shown outside cells: titles, link targets, notifications,
// the clipboard. Each is masked inside, by its kind, and stays well-formed. Sources: xterm ctlseqs, the iTerm2, kitty
// and tmux manuals.
import { oneByteString } from '../terminal/one-byte.ts';

export const OSC = 0x5d;
export const DCS = 0x50;
const APC = 0x5f;

/** Begins what tmux passes on to its own terminal: a stream in which each ESC is doubled. */
export const TMUX = 'tmux;';

/** Answers of `controlStringEnd` that are no place. */
export const UNENDED = -1;
export const CUT = -2;

/**
 * Where the control string whose payload is `bytes[from, end)` ends: at the ESC of ST (or of what aborts it), at BEL for
 * OSC, at CAN, SUB or the C1 ST. `UNENDED` when it does not end here, `CUT` when the last byte may be half of its end.
 * @param passed what came before makes it tmux's, in which a doubled ESC ends nothing
 */
export function controlStringEnd(
  bytes: Uint8Array,
  from: number,
  end: number,
  introducer: number,
  passed: boolean,
): number {
  const doubled = passed || (introducer === DCS && beginsWith(bytes, from, end, TMUX));
  for (let at = from; at < end; at++) {
    const byte = bytes[at];
    if (byte > 0x1b && byte !== 0xc2) continue;
    if (byte === 0x1b) {
      if (!doubled) return at;
      if (at + 1 === end) return CUT;
      if (bytes[at + 1] !== 0x1b) return at;
      at++;
    } else if (byte === 0x18 || byte === 0x1a || (byte === 0x07 && introducer === OSC)) return at;
    else if (byte === 0xc2 && at + 1 === end) return CUT;
    else if (byte === 0xc2 && bytes[at + 1] === 0x9c) return at;
  }
  return UNENDED;
}

function beginsWith(bytes: Uint8Array, from: number, end: number, text: string): boolean {
  if (end - from < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[from + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Longest control function that is waited for, in bytes; a longer one is taken for text. */
export const MAX_SEQUENCE = 4096;

/** What masking a control string needs. All strings are one-byte strings. */
export interface StringMasking {
  /** Masks plain text. */
  text(text: string): string;
  /** Masks a whole terminal stream (what tmux passes through). */
  stream(text: string): string;
}

/** Masks a control string by its introducer's final byte and its payload; the very same payload where there is nothing to mask. */
export type StringMask = (introducer: number, payload: string) => string;

/** Whether a string that begins so carries data in which nobody reads text: it passes at full speed. */
export function isOpaque(introducer: number, beginning: string): boolean {
  if (introducer === APC) return beginning.startsWith('G');
  if (introducer === DCS) return /^[\d;]*q|^[$+]q/.test(beginning);
  return introducer === OSC && /^1337;(?:Multipart)?File/.test(beginning);
}

/** How much of a string's beginning `isOpaque` must see. */
export const OPAQUE_BEGINNING = 24;

/** The payload with its secrets masked; the very same string where there are none. */
export function maskControlString(introducer: number, payload: string, masking: StringMasking): string {
  if (isOpaque(introducer, payload.slice(0, OPAQUE_BEGINNING))) return payload;
  if (introducer === OSC) return maskOsc(payload, masking);
  if (introducer === DCS && payload.startsWith(TMUX)) {
    const inner = payload.slice(TMUX.length).replaceAll('\x1b\x1b', '\x1b');
    const masked = masking.stream(inner);
    return masked === inner ? payload : `${TMUX}${masked.replaceAll('\x1b', '\x1b\x1b')}`;
  }
  return masking.text(payload);
}

/** OSC strings whose last field is base64: the pattern captures what stands before it. */
const BASE64_FIELDS: readonly RegExp[] = [
  /^52;[^;]*;/, // xterm: clipboard
  /^1337;SetUserVar=[^=;]*=/, // iTerm2: user variable
  /^1337;Copy=[^:;]*:/, // iTerm2: pasteboard
  /^1337;SetBadgeFormat=/, // iTerm2: badge
  /^5522;[^;]*;/, // kitty: clipboard
  /^99;(?:[^;]*:)?e=1[^;]*;/, // kitty: notification with an encoded payload
];

function maskOsc(payload: string, masking: StringMasking): string {
  for (const pattern of BASE64_FIELDS) {
    const head = pattern.exec(payload)?.[0];
    if (head === undefined) continue;
    const encoded = payload.slice(head.length);
    const decoded = oneByteString(Buffer.from(encoded, 'base64'));
    const variable = /SetUserVar=([^=]*)=$/.exec(head)?.[1];
    const masked = variable === undefined ? masking.text(decoded) : maskVariable(variable, decoded, masking);
    return masked === decoded ? payload : head + Buffer.from(masked, 'latin1').toString('base64');
  }
  // `l` and `L` set titles, too (Sun, and xterm after them), with nothing between the letter and the text.
  if (/^[IlL]/.test(payload)) return payload[0] + maskTitle(payload.slice(1), masking);
  if (/^[012];/.test(payload)) return maskTitle(payload, masking);
  const masked = masking.text(payload);
  return masked === payload && /^[78];/.test(payload) ? maskAddress(payload, masking) : masked;
}

/** Terminals leave out control characters in a title. */
function maskTitle(title: string, masking: StringMasking): string {
  const shown = title.replace(/[\x00-\x1f]/g, '');
  const masked = masking.text(shown);
  return masked === shown ? title : masked;
}

/** A file or link whose secret can only be read once its escapes (`%41`) are decoded. */
function maskAddress(payload: string, masking: StringMasking): string {
  const decoded = payload.replace(/%([2-7][\da-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  const masked = masking.text(decoded);
  if (masked === decoded) return payload;
  return masked.replace(/[\x00-\x20\x7f-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A variable's value is judged beside its name. */
function maskVariable(name: string, value: string, masking: StringMasking): string {
  const line = `${name}=${value}`;
  const masked = masking.text(line);
  return masked === line ? value : masked.slice(name.length + 1);
}
