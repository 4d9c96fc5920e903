// Pens: the graphic rendition (SGR, ECMA-48 8.3.117) and the open hyperlink (OSC 8) with which cells are written. A pen
// is kept as the raw parameters that set it, attribute by attribute, so that parameters unknown to us survive a repaint.

/** Attribute slots of a pen; `Other` collects what no table row names. */
const enum Slot {
  Foreground,
  Background,
  Bold,
  Faint,
  Italic,
  Underline,
  Blink,
  Inverse,
  Conceal,
  Strike,
  Font,
  Frame,
  Overline,
  UnderlineColor,
  Script,
  Spacing,
  Other,
  Link,
}

const SLOTS = Slot.Link + 1;
/** Longest `Other` slot that is kept, in characters. */
const MAX_OTHER = 64;
/** Pens kept before those that no cell uses are dropped. */
const MAX_PENS = 1024;
const MAX_TRANSITIONS = 4096;

/** SGR parameters that set a slot: single ones and ranges. */
const SETS: readonly (readonly [from: number, to: number, slot: Slot])[] = [
  [1, 1, Slot.Bold],
  [2, 2, Slot.Faint],
  [3, 3, Slot.Italic],
  [4, 4, Slot.Underline],
  [5, 6, Slot.Blink],
  [7, 7, Slot.Inverse],
  [8, 8, Slot.Conceal],
  [9, 9, Slot.Strike],
  [11, 20, Slot.Font],
  [21, 21, Slot.Underline],
  [26, 26, Slot.Spacing],
  [30, 38, Slot.Foreground],
  [40, 48, Slot.Background],
  [51, 52, Slot.Frame],
  [53, 53, Slot.Overline],
  [58, 58, Slot.UnderlineColor],
  [73, 74, Slot.Script],
  [90, 97, Slot.Foreground],
  [100, 107, Slot.Background],
];

/** SGR parameters that reset slots. */
const RESETS: Readonly<Record<number, readonly Slot[]>> = {
  10: [Slot.Font],
  22: [Slot.Bold, Slot.Faint],
  23: [Slot.Italic, Slot.Font],
  24: [Slot.Underline],
  25: [Slot.Blink],
  27: [Slot.Inverse],
  28: [Slot.Conceal],
  29: [Slot.Strike],
  39: [Slot.Foreground],
  49: [Slot.Background],
  50: [Slot.Spacing],
  54: [Slot.Frame],
  55: [Slot.Overline],
  59: [Slot.UnderlineColor],
  75: [Slot.Script],
};

const slotOf = new Map<number, Slot>();
for (const [from, to, slot] of SETS) for (let n = from; n <= to; n++) slotOf.set(n, slot);

type Pen = readonly string[];

const DEFAULT: Pen = new Array<string>(SLOTS).fill('');

/** Most parameters, and the bound of each, that fit into a key. */
const KEY_PARAMS = 4;
const KEY_RANGE = 1024;

/** A number that tells an SGR's parameters apart from all others, or -1 where they don't fit into one. */
export function sgrKey(params: Int32Array, count: number): number {
  if (count > KEY_PARAMS) return -1;
  let key = count;
  for (let i = 0; i < count; i++) {
    if (params[i] >= KEY_RANGE - 1) return -1;
    key = key * KEY_RANGE + params[i] + 1;
  }
  return key;
}

/** Interned pens; a pen is a small integer, 0 the default rendition. */
export class Pens {
  private pens: Pen[] = [DEFAULT];
  private ids = new Map<string, number>([[DEFAULT.join(';'), 0]]);
  private transitions: (Map<string | number, number> | undefined)[] = [];
  private transitionCount = 0;

  /** Whether it's time to `prune`. */
  get crowded(): boolean {
    return this.pens.length > MAX_PENS;
  }

  /** The pen after `CSI params m` is applied to `pen`. */
  afterSgr(pen: number, params: string, key: string | number = params): number {
    return this.cached(pen, params, key);
  }

  /** The pen after the hyperlink `sequence` (a whole OSC 8, or '' for no link) is opened. */
  afterLink(pen: number, sequence: string): number {
    const next = [...this.pens[pen]];
    next[Slot.Link] = sequence;
    return this.intern(next);
  }

  /** The whole OSC 8 sequence that opened the pen's link, or ''. */
  link(pen: number): string {
    return this.pens[pen][Slot.Link];
  }

  /** The control sequence that sets the pen's rendition from any other. */
  sgr(pen: number): string {
    let params = '0';
    const slots = this.pens[pen];
    for (let slot = 0; slot < Slot.Link; slot++) if (slots[slot] !== '') params += `;${slots[slot]}`;
    return `\x1b[${params}m`;
  }

  /** Keeps only the pens in `used`; returns the new id of each kept one. */
  prune(used: ReadonlySet<number>): Map<number, number> {
    const old = this.pens;
    this.pens = [DEFAULT];
    this.ids = new Map([[DEFAULT.join(';'), 0]]);
    this.transitions = [];
    this.transitionCount = 0;
    const moved = new Map<number, number>();
    for (const id of used) moved.set(id, this.intern(old[id]));
    return moved;
  }

  /**
   * The pen after an SGR whose parameters give `key` (see `sgrKey`), or -1 where that has not been asked before: then
   * `afterSgr` tells, and notes it under the key.
   */
  afterKey(pen: number, key: number): number {
    return this.transitions[pen]?.get(key) ?? -1;
  }

  private cached(pen: number, params: string, key: string | number = params): number {
    const known = this.transitions[pen]?.get(key);
    if (known !== undefined) return known;
    const next = this.intern(applied(this.pens[pen], params));
    if (++this.transitionCount > MAX_TRANSITIONS) {
      this.transitions = [];
      this.transitionCount = 1;
    }
    let from = this.transitions[pen];
    if (from === undefined) this.transitions[pen] = from = new Map();
    from.set(key, next);
    return next;
  }

  private intern(pen: Pen): number {
    const key = pen.join(';');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = this.pens.push(pen) - 1;
    this.ids.set(key, id);
    return id;
  }
}

function applied(pen: Pen, params: string): Pen {
  const next = [...pen];
  const parts = params.split(';');
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const number = Number.parseInt(part, 10);
    if (part === '' || number === 0) {
      const link = next[Slot.Link];
      next.fill('');
      next[Slot.Link] = link;
      continue;
    }
    const resets = RESETS[number];
    const slot = slotOf.get(number);
    if (part === '4:0') next[Slot.Underline] = '';
    else if (resets !== undefined) for (const each of resets) next[each] = '';
    else if (slot === undefined) next[Slot.Other] = appended(next[Slot.Other], part);
    else if (part === '38' || part === '48' || part === '58') {
      const length = parts[i + 1] === '5' ? 3 : parts[i + 1] === '2' ? 5 : 1;
      next[slot] = parts.slice(i, i + length).join(';');
      i += length - 1;
    } else next[slot] = part;
  }
  return next;
}

function appended(other: string, part: string): string {
  const joined = other === '' ? part : `${other};${part}`;
  return joined.length > MAX_OTHER ? other : joined;
}
