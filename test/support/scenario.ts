// A scenario: what a program prints, as literal bytes and slices of secrets, on a terminal of some size. The same scenario
// gives the program's true bytes, and those of a program that prints masks itself.
import type { Secret } from './secrets.ts';
import { utf8 } from './visible.ts';

/** `secret.text.slice(from, to)` of the scenario's secret number `secret`. */
export interface Slice {
  readonly secret: number;
  readonly from: number;
  readonly to: number;
}

export type Piece = string | Slice;

export interface Scenario {
  readonly name: string;
  readonly cols: number;
  readonly rows: number;
  readonly secrets: readonly Secret[];
  readonly pieces: readonly Piece[];
  /** Where in `pieces` a program has painted what it wants to show, and waits. */
  readonly frames?: readonly number[];
  /** `live`: masks are as wide as what they cover, and both screens have the same geometry. `plain`: lines with `***`. */
  readonly geometry: 'live' | 'plain';
  /** Columns of the pane in which a line folds and goes on; the whole width without it. */
  readonly columns?: readonly [from: number, to: number];
  /** True where pieces of secrets and words mix in ways that a detector may take for more: only what is missing is wrong. */
  readonly mixed?: boolean;
  /** Whether the last screen is to be judged; false where terminals disagree (doubtful widths, reflow). */
  readonly layout: boolean;
}

export function bytesOf({ pieces, secrets }: Pick<Scenario, 'pieces' | 'secrets'>): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return utf8(piece);
      return (secrets[piece.secret] as Secret).text.slice(piece.from, piece.to);
    })
    .join('');
}

export type MaskWidth = 'fixed' | 'full';

/** The bytes of a program that prints masks itself: `***` (`fixed`) or one star per character, chosen per secret. */
export function maskedBytesOf(
  { pieces, secrets }: Pick<Scenario, 'pieces' | 'secrets'>,
  widths: readonly MaskWidth[],
): string {
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return utf8(piece);
      const { text, from, to } = secrets[piece.secret] as Secret;
      let out = '';
      for (let i = piece.from; i < piece.to; i++) {
        if (i < from || i >= to) out += text[i];
        else if (widths[piece.secret] === 'full') out += '*';
        else if (i === from) out += '***';
      }
      return out;
    })
    .join('');
}

/** Every way to choose a width for each of `count` secrets, `fixed` for all of them first. */
export function maskWidths(count: number): MaskWidth[][] {
  const ways: MaskWidth[][] = [];
  for (let bits = 0; bits < 2 ** count; bits++) {
    ways.push(Array.from({ length: count }, (_, i) => (bits & (1 << i) ? 'full' : 'fixed')));
  }
  return ways;
}
