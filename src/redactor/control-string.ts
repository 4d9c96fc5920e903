// Control strings (OSC, DCS, APC, PM, SOS) carry text that is shown outside cells: titles, link targets, notifications,
// the clipboard. Each is masked inside, by its kind, and stays well-formed. Sources: xterm ctlseqs, the iTerm2, kitty
// and tmux manuals.
import { oneByteString } from '../terminal/one-byte.ts';

const OSC = 0x5d;
const DCS = 0x50;
const APC = 0x5f;

/** What masking a control string needs. All strings are one-byte strings. */
export interface StringMasking {
  /** Masks plain text. */
  text(text: string): string;
  /** Masks a whole terminal stream (what tmux passes through). */
  stream(text: string): string;
}

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
  if (introducer === DCS && payload.startsWith('tmux;')) {
    const inner = payload.slice(5).replaceAll('\x1b\x1b', '\x1b');
    const masked = masking.stream(inner);
    return masked === inner ? payload : `tmux;${masked.replaceAll('\x1b', '\x1b\x1b')}`;
  }
  return masking.text(payload);
}

/** OSC strings whose last field is base64: the pattern captures what stands before it. */
const BASE64_FIELDS: readonly RegExp[] = [
  /^52;[^;]*;/, // xterm: clipboard
  /^1337;SetUserVar=[^=;]*=/, // iTerm2: user variable
  /^1337;Copy=[^:;]*:/, // iTerm2: pasteboard
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
  return masking.text(payload);
}

/** A variable's value is judged beside its name. */
function maskVariable(name: string, value: string, masking: StringMasking): string {
  const line = `${name}=${value}`;
  const masked = masking.text(line);
  return masked === line ? value : masked.slice(name.length + 1);
}
