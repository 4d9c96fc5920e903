// The judge: a real terminal model (xterm.js, headless) with what the oracles ask of it. It knows nothing of masking.
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { toBytes } from './visible.ts';

/** Character of a cell that was never written or that was erased. */
export const UNWRITTEN = '\0';
/** Character of the second cell of a wide character. */
export const SECOND_HALF = '\x01';
const SECOND_HALF_CODE = 1;

/** Control strings whose payload people see or that programs act on. */
const OSC_KINDS = [0, 1, 2, 7, 8, 9, 52, 99, 777, 1337];

/** What stands on a terminal, one character per cell, rows one after another, scrollback first. */
export interface Text {
  readonly characters: string | readonly string[];
  readonly cols: number;
  /** Rows of scrollback. */
  readonly above: number;
  /** Per row: it goes on from the row above by a soft wrap. */
  readonly wrapped: readonly boolean[];
}

/** The same with characters as they are (combining ones are longer than one), and the pen of each cell. */
export interface Cells extends Text {
  readonly characters: readonly string[];
  readonly pens: readonly string[];
}

export interface OscEvent {
  readonly kind: number;
  readonly payload: string;
}

/** The judge itself failed. */
export class Unjudged extends Error {}

export class Judge {
  readonly #terminal: InstanceType<typeof headless.Terminal>;
  readonly osc: OscEvent[] = [];
  #split = '';

  constructor(cols: number, rows: number) {
    this.#terminal = new headless.Terminal({
      cols,
      rows,
      allowProposedApi: true,
      scrollback: 200,
      logLevel: 'off',
      vtExtensions: { kittyKeyboard: false },
    } as ConstructorParameters<typeof headless.Terminal>[0]);
    this.#terminal.loadAddon(new unicode11.Unicode11Addon() as never);
    this.#terminal.unicode.activeVersion = '11';
    for (const kind of OSC_KINDS) {
      this.#terminal.parser.registerOscHandler(kind, (payload) => {
        this.osc.push({ kind, payload });
        return false;
      });
    }
  }

  write(bytes: string): void {
    // xterm.js loses count of a character that is split before a byte 0x80: it gets whole ones.
    const all = this.#split + bytes;
    const cut = /(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})$/.exec(all)?.index ?? all.length;
    this.#split = all.slice(cut);
    if (cut === 0) return;
    try {
      this.#core._writeBuffer.writeSync(toBytes(all.slice(0, cut)));
    } catch (error) {
      // xterm.js loses rows in rare sequences of scrolling; it can't be a judge of these.
      throw new Unjudged(String(error));
    }
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows);
  }

  /** Every character of the buffer in use (or of some columns), in the fastest way: what is beyond the basic plane stands as U+FFFD. */
  text([from, to]: readonly [number, number] = [0, this.#terminal.cols]): Text {
    const { active } = this.#terminal.buffer;
    const codes = new Uint16Array(active.length * (to - from));
    let length = 0;
    const wrapped: boolean[] = [];
    const { lines } = this.#core._inputHandler._activeBuffer;
    for (let y = 0; y < active.length; y++) {
      const { _data, _combined, isWrapped } = lines.get(y);
      wrapped.push(isWrapped);
      // Three words per cell; the first holds the code point, a flag for combined characters and the width.
      for (let at = 3 * from; at < 3 * to; at += 3) {
        const content = _data[at] as number;
        // Of a character and the marks on it the character is read.
        const code = (content & 0x200000) === 0 ? content & 0x1fffff : (_combined[at / 3]?.codePointAt(0) ?? 0);
        codes[length++] = content >>> 22 === 0 && code === 0 ? SECOND_HALF_CODE : code > 0xffff ? 0xfffd : code;
      }
    }
    const characters = Buffer.from(codes.buffer).toString('utf16le');
    return { characters, cols: to - from, above: active.baseY, wrapped };
  }

  /** Every cell of the buffer in use. */
  cells(): Cells {
    const buffer = this.#terminal.buffer.active;
    const { cols } = this.#terminal;
    const characters: string[] = [];
    const pens: string[] = [];
    const wrapped: boolean[] = [];
    const cell = buffer.getNullCell();
    for (let y = 0; y < buffer.length; y++) {
      const line = buffer.getLine(y);
      wrapped.push(line?.isWrapped ?? false);
      for (let x = 0; x < cols; x++) {
        line?.getCell(x, cell);
        characters.push(cell.getWidth() === 0 ? SECOND_HALF : cell.getChars() || UNWRITTEN);
        pens.push(penOf(cell as unknown as AttributeData));
      }
    }
    return { characters, pens, cols, above: buffer.baseY, wrapped };
  }

  /** The visible rows, unwritten cells as blanks. */
  screen(): string[] {
    const { characters, cols, above } = this.cells();
    const rows: string[] = [];
    for (let at = above * cols; at < characters.length; at += cols) {
      rows.push(
        characters
          .slice(at, at + cols)
          .map(printed)
          .join(''),
      );
    }
    return rows;
  }

  /** Cursor, modes, margins, charsets, saved cursor and pen: all that must be as the program believes it to be. */
  state(): Record<string, unknown> {
    const { active } = this.#terminal.buffer;
    const handler = this.#core._inputHandler;
    const inner = handler._activeBuffer;
    return {
      buffer: active.type,
      cursor: `${active.cursorX},${active.cursorY}`,
      savedCursor: `${inner.savedX},${inner.savedY - inner.ybase}`,
      margins: `${inner.scrollTop},${inner.scrollBottom}`,
      cursorHidden: this.#core.coreService.isCursorHidden,
      charset: `${this.#core._charsetService.glevel}:${JSON.stringify(this.#core._charsetService.charset ?? null)}`,
      pen: penOf(handler._curAttrData),
      link: handler._curAttrData.extended.urlId ? 'open' : 'none',
      ...this.#terminal.modes,
    };
  }

  get #core(): Core {
    return (this.#terminal as unknown as { _core: Core })._core;
  }
}

/** What a person sees of a cell's character. */
export function printed(character: string): string {
  if (character === UNWRITTEN) return ' ';
  return character === SECOND_HALF ? '' : character;
}

/** Colours and attributes; xterm.js leaves bits of an earlier colour beside a shorter one, which mean nothing. */
function penOf(data: AttributeData): string {
  // Without this bit the extended attributes are those of some other cell.
  const extended = (data.bg & 0x10000000) !== 0;
  const underline = extended ? `${data.extended.underlineStyle}/${data.extended.underlineColor}` : '';
  return `${colour(data.fg)}.${colour(data.bg)}.${underline}`;
}

function colour(word: number): string {
  const mode = (word >>> 24) & 3;
  const value = mode === 0 ? 0 : mode === 3 ? word & 0xffffff : word & 0xff;
  return `${(word >>> 24).toString(16)}:${value.toString(16)}`;
}

interface AttributeData {
  readonly fg: number;
  readonly bg: number;
  readonly extended: { underlineStyle: number; underlineColor: number; urlId: number };
}

interface Lines {
  get(y: number): {
    readonly _data: Uint32Array;
    readonly _combined: Readonly<Record<number, string>>;
    readonly isWrapped: boolean;
  };
}

interface Core {
  readonly _writeBuffer: { writeSync(bytes: Uint8Array): void };
  readonly _inputHandler: {
    readonly _curAttrData: AttributeData;
    readonly _activeBuffer: {
      savedX: number;
      savedY: number;
      ybase: number;
      scrollTop: number;
      scrollBottom: number;
      lines: Lines;
    };
  };
  readonly coreService: { isCursorHidden: boolean };
  readonly _charsetService: { glevel: number; charset: unknown };
}
