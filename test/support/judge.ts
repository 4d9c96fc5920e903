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
    if (bytes.length > 0) this.#core._writeBuffer.writeSync(toBytes(bytes));
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

function penOf(data: AttributeData): string {
  const { fg, bg } = data;
  const underline = data.extended.underlineStyle
    ? `${data.extended.underlineStyle}/${data.extended.underlineColor}`
    : '';
  // Bits of the background word above the colour hold italics, dim, links (extended) and protection.
  return `${fg.toString(16)}.${bg.toString(16)}.${underline}`;
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
