// Reads one control function from bytes, by the rules of ECMA-48 and of xterm's ctlseqs. Knows no screen: it says what
// stands in the stream, not what it does. States follow Paul Williams' DEC parser (vt100.net/emu/dec_ansi_parser).

/** What kind of control function was read. */
export const enum Kind {
  /** A C0 control, or DEL. */
  Control,
  /** ESC, optional intermediates, a final byte; C1 controls that are no introducers arrive as their 7-bit form. */
  Escape,
  /** A complete control sequence (CSI). */
  Csi,
  /** The introducer of a control string; `final` tells which: `]` OSC, `P` DCS, `_` APC, `^` PM, `X` SOS. */
  StringStart,
  /** Bytes that a terminal drops: a sequence cut off by CAN, SUB, ESC or a byte that can't stand in it. */
  Aborted,
}

/** Returned by `readControlFunction` when the bytes end before the control function does. */
export const INCOMPLETE = -1;

const MAX_PARAMS = 32;
const MAX_PARAM = 65_535;

/** A control function, read into a reused object: no allocation per sequence. */
export class ControlFunction {
  kind: Kind = Kind.Control;
  /** Final byte, or the control itself for `Kind.Control`. */
  final = 0;
  /** Private marker `<`, `=`, `>`, `?` of a control sequence; 0 for none. */
  prefix = 0;
  /** Intermediate bytes packed, the last one lowest; 0 for none. */
  intermediates = 0;
  /** Parameters; -1 where omitted. Sub-parameters (after a colon) are left out. */
  readonly params = new Int32Array(MAX_PARAMS);
  count = 0;
  /** Some parameter has sub-parameters. */
  hasSub = false;
  /** C0 controls that stand inside the sequence: a terminal executes them first. */
  readonly embedded: number[] = [];

  /** Parameter `index`, or `fallback` where it's omitted or 0. */
  positive(index: number, fallback = 1): number {
    const value = index < this.count ? this.params[index] : -1;
    return value > 0 ? value : fallback;
  }

  /** Parameter `index`, or 0 where it's omitted. */
  selector(index: number): number {
    const value = index < this.count ? this.params[index] : -1;
    return Math.max(value, 0);
  }

  reset(kind: Kind, final: number): void {
    this.kind = kind;
    this.final = final;
    this.prefix = 0;
    this.intermediates = 0;
    this.count = 0;
    this.hasSub = false;
    if (this.embedded.length > 0) this.embedded.length = 0;
  }
}

const ESC = 0x1b;
const CAN = 0x18;
const SUB = 0x1a;
const DEL = 0x7f;

/** Whether a control string is introduced by `ESC byte`. */
function introducesString(byte: number): boolean {
  return byte === 0x5d || byte === 0x50 || byte === 0x5f || byte === 0x5e || byte === 0x58;
}

/**
 * Whether a control function begins at `at`: C0, DEL, or an encoded C1 control (U+0080-009F as two UTF-8 bytes; a lone
 * byte 80-9F is invalid UTF-8 and therefore text).
 */
export function beginsControlFunction(bytes: Uint8Array, at: number, end: number): boolean {
  const byte = bytes[at];
  return (
    byte < 0x20 || byte === DEL || (byte === 0xc2 && at + 1 < end && bytes[at + 1] >= 0x80 && bytes[at + 1] < 0xa0)
  );
}

/**
 * Reads the control function that begins at `at`.
 * @returns the index after it, or `INCOMPLETE`.
 */
export function readControlFunction(bytes: Uint8Array, at: number, end: number, into: ControlFunction): number {
  const byte = bytes[at];
  if (byte === ESC) return readEscape(bytes, at + 1, end, into);
  if (byte === 0xc2) {
    const c1 = bytes[at + 1] - 0x40;
    if (c1 === 0x5b) return readCsi(bytes, at + 2, end, into);
    into.reset(introducesString(c1) ? Kind.StringStart : Kind.Escape, c1);
    return at + 2;
  }
  into.reset(Kind.Control, byte);
  return at + 1;
}

function readEscape(bytes: Uint8Array, from: number, end: number, into: ControlFunction): number {
  into.reset(Kind.Escape, 0);
  for (let at = from; at < end; at++) {
    const byte = bytes[at];
    if (byte >= 0x30 && byte < DEL) {
      if (into.intermediates === 0) {
        if (byte === 0x5b) return readCsi(bytes, at + 1, end, into, true);
        if (introducesString(byte)) into.kind = Kind.StringStart;
      }
      into.final = byte;
      return at + 1;
    }
    if (byte >= 0x20 && byte < 0x30) into.intermediates = ((into.intermediates << 8) | byte) & 0xffff;
    else if (!passes(byte, into)) return abort(byte, at, into);
  }
  return INCOMPLETE;
}

function readCsi(bytes: Uint8Array, from: number, end: number, into: ControlFunction, keepEmbedded = false): number {
  if (keepEmbedded) {
    into.kind = Kind.Csi;
    into.prefix = into.intermediates = into.count = 0;
  } else into.reset(Kind.Csi, 0);
  let value = -1;
  let separated = false;
  let inSub = false;
  let broken = false;
  for (let at = from; at < end; at++) {
    const byte = bytes[at];
    if (byte >= 0x30 && byte < 0x3a) {
      if (!inSub) value = Math.min((value < 0 ? 0 : value * 10) + byte - 0x30, MAX_PARAM);
    } else if (byte >= 0x40 && byte < DEL) {
      if (value >= 0 || separated) pushParam(into, value);
      into.final = byte;
      if (broken) into.kind = Kind.Aborted;
      return at + 1;
    } else if (byte === 0x3b) {
      pushParam(into, value);
      value = -1;
      separated = true;
      inSub = false;
    } else if (byte === 0x3a) inSub = into.hasSub = true;
    else if (byte >= 0x3c && byte <= 0x3f) {
      if (at === from) into.prefix = byte;
      else broken = true;
    } else if (byte >= 0x20 && byte < 0x30) into.intermediates = ((into.intermediates << 8) | byte) & 0xffff;
    else if (!passes(byte, into)) return abort(byte, at, into);
  }
  return INCOMPLETE;
}

function pushParam(into: ControlFunction, value: number): void {
  if (into.count < MAX_PARAMS) into.params[into.count++] = value;
}

/** A byte inside a sequence that does not end it: a C0 control is executed at once, DEL is dropped. */
function passes(byte: number, into: ControlFunction): boolean {
  if (byte === DEL) return true;
  if (byte >= 0x20 || byte === ESC || byte === CAN || byte === SUB) return false;
  into.embedded.push(byte);
  return true;
}

/** ESC begins anew; CAN, SUB and bytes beyond ASCII are swallowed with what they cut off. */
function abort(byte: number, at: number, into: ControlFunction): number {
  into.kind = Kind.Aborted;
  return byte === ESC ? at : at + 1;
}
