// What is expected of the lines that follow one: the value of a name that stands alone, or in an entry beside it.
import type { Sensitivity } from '../names.ts';
import type { Place } from './place.ts';

interface Common {
  readonly place: Place;
  /** How many lines more it holds for. */
  readonly left: number;
  /** How many lines in a row stood behind another margin: somebody else's. */
  readonly strange?: number;
  /** What held before this one, and holds again after it. */
  readonly parent: Expected | null;
}

/** Whose value is expected. */
export interface Named {
  readonly name: string;
  readonly sensitivity: Sensitivity;
}

/** The value stands in an entry of its own (`value: ...`), or alone on its line. */
export interface ExpectedValue extends Common, Named {
  readonly kind: 'value';
  /** The entry stands beside that of the name (`name: X`), not below it. */
  readonly beside: boolean;
  /** A bracket stands before the name on its line: the entry beside it may be indented deeper. */
  readonly deeper?: true;
  /** The column of its colon, where it stands beside that of the name; else -1. */
  readonly colon: number;
  /** There is one value, whatever follows it. */
  readonly single?: true;
  /** An item of a list stood there: a blank line does not end it. */
  readonly listed?: true;
  /** What stands beside the value says that it is secret, whatever its name. */
  readonly marked?: true;
  /** Name and value stand in rows of two cells. */
  readonly row?: true;
  /** They stand in elements: what else stands between them may be a text. */
  readonly markup?: true;
  /** What may stand alone on its line: nothing, strings, strings and bare words; or the first word of any line. */
  readonly items: 'none' | 'quoted' | 'any' | 'word';
}

/** The lines up to a closing tag: values, and elements that hold some. */
export interface ExpectedElement extends Common, Named {
  readonly kind: 'element';
  readonly closing: string;
  /** The closing tag of another element that is open within, or ''. */
  readonly other: string;
}

/** Each line is a value, up to one that is indented less, or up to a terminator. */
export interface ExpectedLines extends Common {
  readonly kind: 'lines';
  /** '' where indentation tells. */
  readonly terminator: string;
  /** The column of the `|` that opened it; a border is there on the next line, too. Else -1. */
  readonly border: number;
  /** Whose lines, or what a Kubernetes Secret holds; null where they turned out to be public. */
  readonly of: Named | Data | null;
}

/** Each entry is one of a Secret (`sure`), or of a Secret or ConfigMap. */
export interface Data {
  readonly sure: boolean;
}

export interface ExpectedData extends Common, Data {
  readonly kind: 'data';
}

/** A Kubernetes manifest that may have `data`; `secret` when it said that it is a Secret. */
export interface ExpectedManifest extends Common {
  readonly kind: 'manifest';
  readonly secret: boolean;
}

/** Each row of a table has a cell of that name. */
export interface ExpectedCells extends Common {
  readonly kind: 'cells';
  readonly separator: string;
  /** A ruler must follow before the first row: where cells are drawn, any row may look like a heading. */
  readonly unruled: boolean;
  readonly names: readonly string[];
  /** How sensitive each name is. */
  readonly secret: readonly (Sensitivity | null)[];
  /** Each row names its value itself; else null. */
  readonly pair: Pair | null;
  /** Where each column begins, in a table that only blanks keep apart; known when a ruler or the heading told it. */
  readonly columns: readonly number[];
}

/** Which cells of a row are a name, its value, and what marks the value as secret (`Type`, `Sensitive`; else -1). */
export interface Pair {
  readonly name: number;
  readonly value: number;
  readonly mark: number;
}

export type Expected =
  | ExpectedValue
  | ExpectedElement
  | ExpectedLines
  | ExpectedData
  | ExpectedManifest
  | ExpectedCells;

/** How many lines what was begun holds for. */
export const MOST_LINES = { value: 12, deeper: 40, lines: 500, data: 500, manifest: 500, cells: 1000 } as const;

/** So many lines of others may come in between. */
export const MOST_STRANGE = 8;

/** No notation nests deeper where a value still stands alone on its line. */
const MOST_PARENTS = 6;

/** The sign of a YAML block scalar, alone behind its key. */
export const SCALAR = /^[|>][+-]?\d?[+-]?$/;

/** What a block scalar leaves to the lines that are indented deeper than its key. */
export function scalarBelow(place: Place, of: Named | Data, parent: Expected | null): ExpectedLines {
  return { kind: 'lines', place, terminator: '', border: -1, of, left: MOST_LINES.lines, parent };
}

/** A value on a line below its name. */
export function valueBelow(
  place: Place,
  { name, sensitivity }: Named,
  how: Pick<ExpectedValue, 'items' | 'left' | 'single'>,
): ExpectedValue {
  return { kind: 'value', place, name, sensitivity, beside: false, colon: -1, ...how, parent: null };
}

/** `expected` within `parent`. */
export function within<T extends Expected>(expected: T, parent: Expected | null): T {
  let depth = 0;
  for (let at = parent; at !== null; at = at.parent) depth++;
  return { ...expected, parent: depth < MOST_PARENTS ? parent : null };
}
