// The judge: a real terminal model (xterm.js, headless) with what the oracles ask of it. It knows nothing of masking.
import unicode11 from '@xterm/addon-unicode11';
import headless from '@xterm/headless';
import { toBytes } from './visible.ts';

/** Character of a cell that was never written or that was erased. */
export const UNWRITTEN = '\0';
/** Character of the second cell of a wide character. */
export const SECOND_HALF = '\x01';

/** Control strings whose payload people see or that programs act on. */
const OSC_KINDS = [0, 1, 2, 7, 8, 9, 52, 99, 777, 1337];

interface Cells {
  /** One entry per cell, rows one after another, scrollback first. Entries are single characters but for combining ones. */
  readonly characters: string[];
  readonly pens: string[];
  readonly cols: number;
  /** Rows of scrollback. */
  readonly above: number;
}

export interface OscEvent {
  readonly kind: number;
  readonly payload: string;
}

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
    if (cut > 0) this.#core._writeBuffer.writeSync(toBytes(all.slice(0, cut)));
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows);
  }

  /** Every cell of the buffer in use. */
  cells(withPens = false): Cells {
    const buffer = this.#terminal.buffer.active;
    const { cols } = this.#terminal;
    const characters: string[] = [];
    const pens: string[] = [];
    const cell = buffer.getNullCell();
    for (let y = 0; y < buffer.length; y++) {
      const line = buffer.getLine(y);
      for (let x = 0; x < cols; x++) {
        line?.getCell(x, cell);
        characters.push(cell.getWidth() === 0 ? SECOND_HALF : cell.getChars() || UNWRITTEN);
        if (withPens) pens.push(penOf(cell as unknown as AttributeData));
      }
    }
    return { characters, pens, cols, above: buffer.baseY };
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
  const underline = data.extended.underlineStyle
    ? `${data.extended.underlineStyle}/${data.extended.underlineColor}`
    : '';
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

interface Core {
  readonly _writeBuffer: { writeSync(bytes: Uint8Array): void };
  readonly _inputHandler: {
    readonly _curAttrData: AttributeData;
    readonly _activeBuffer: { savedX: number; savedY: number; ybase: number; scrollTop: number; scrollBottom: number };
  };
  readonly coreService: { isCursorHidden: boolean };
  readonly _charsetService: { glevel: number; charset: unknown };
}
