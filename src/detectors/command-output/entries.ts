// Keys and their values in what a command prints: JSON, YAML, tables with and without borders, `KEY=value`. The values of the
// policy's keys are secret, with all that stands below them.
import { type Cell, cellsOf, columnsOf } from './cells.ts';
import { readJson } from './json.ts';
import { isStructure } from './message.ts';
import { type Entries, selects } from './policy.ts';
import { type Span, trimmed, unquoted } from './span.ts';

/** What lines below belong to. */
export interface Section {
  /** Brackets of JSON that are open, in which all is secret. */
  readonly brackets: number;
  /** Lines that are indented more are secret; -1 where none are. */
  readonly indent: number;
  /** Of a table: which cells of its rows are secret, and how many there are. */
  readonly cells: readonly number[];
  readonly count: number;
  /** Of a table without borders: where the secret columns begin and end. */
  readonly columns: readonly Cell[];
}

export const NO_SECTION: Section = { brackets: 0, indent: -1, cells: [], count: 0, columns: [] };

export interface Entered {
  readonly spans: readonly Span[];
  readonly section: Section;
  /** The line is an entry, or belongs to one. */
  readonly taken: boolean;
}

const JSON_LINE = /^\s*(?:[{}[\]]|"(?:[^"\\]|\\.)*"\s*:)/;
const ENTRY =
  /^(\s*)(?:- )?(?:export )?(["']?)([A-Za-z_~][^:="'|]{0,80}?|[\w~][\w./$-]{0,120})\2\s{0,20}([:=])(?:\s+|(?<==)|$)/;
const BLOCK = /^(?:[|>][-+\d]{0,2})?$/;
const LONGEST_KEY = 300;
/** No table has more of them. */
const MOST_COLUMNS = 64;

export function stepEntries(text: string, entries: Entries, before: Section): Entered {
  const select = selects(entries);
  const none = (section: Section, taken = true): Entered => ({ spans: [], section, taken });
  if (before.brackets > 0 || JSON_LINE.test(text)) {
    const { spans, open, isJson } = readJson(text, before.brackets, select, entries.keys !== 'all');
    if (isJson) return { spans: kept(text, spans), section: { ...NO_SECTION, brackets: open }, taken: true };
  }
  const indent = /^ */.exec(text)![0].length;
  const inside = before.indent >= 0 && indent > before.indent;
  const cells = cellsOf(text);
  if (cells.length > 0) return rowOf(text, cells, before, select);
  if (isStructure(text)) return none(before);
  const tabs = columnsOf(text);
  if (entries.columns.length > 0 && tabs.length > Math.max(...entries.columns) && text.includes('\t')) {
    return {
      spans: kept(
        text,
        entries.columns.map((column) => tabs[column]),
      ),
      section: NO_SECTION,
      taken: true,
    };
  }
  const entry = ENTRY.exec(text.slice(0, LONGEST_KEY));
  if (entry !== null) {
    const [all, blanks, , key, operator] = entry;
    const value = text.slice(all.length).trim();
    const isBlock = operator === ':' && BLOCK.test(value);
    const asked = select(key);
    if (inside && !asked && entries.keys === 'all') return none(before);
    if (inside || asked) {
      const span = isBlock ? null : unquoted(text, all.length, text.length);
      // A value may go on below it, indented deeper.
      const section = inside ? before : operator === ':' ? { ...NO_SECTION, indent: blanks.length } : NO_SECTION;
      return { spans: span === null ? [] : [span], section, taken: true };
    }
    if (before.columns.length === 0) return none(NO_SECTION);
  }
  if (inside) {
    const item = /^\s*- /.exec(text)?.[0].length ?? 0;
    const span = unquoted(text, item, text.length);
    return { spans: span === null ? [] : [span], section: before, taken: true };
  }
  return columnOf(text, tabs, before, select) ?? none(before.columns.length > 0 ? before : NO_SECTION, false);
}

/** A row of a table with borders: key and value, a heading, or what stands below a heading. */
function rowOf(text: string, cells: readonly Cell[], before: Section, select: (key: string) => boolean): Entered {
  const taken = (spans: readonly Span[], section: Section): Entered => ({
    spans: kept(text, spans),
    section,
    taken: true,
  });
  const named = cells.map(({ start, end }) => end > start && select(text.slice(start, end)));
  const filled = cells.filter(({ start, end }) => end > start);
  if (before.count === cells.length && before.cells.length > 0) {
    return taken(
      before.cells.map((cell) => cells[cell]),
      before,
    );
  }
  const first = cells.findIndex(({ start, end }) => end > start);
  if (first >= 0 && named[first] && filled.length === 2) return taken([filled[1]], NO_SECTION);
  const secret = named.flatMap((is, i) => (is ? [i] : []));
  if (secret.length > 0 && filled.length >= 2) return taken([], { ...NO_SECTION, cells: secret, count: cells.length });
  return taken([], before);
}

/** `key    value`, the heading of columns, or what stands below it. */
function columnOf(
  text: string,
  columns: readonly Cell[],
  before: Section,
  select: (key: string) => boolean,
): Entered | null {
  if (columns.length >= 2 && select(text.slice(columns[0].start, columns[0].end))) {
    const span = trimmed(text, columns[1].start, text.length);
    return { spans: span === null ? [] : [span], section: before, taken: true };
  }
  const named = columns.flatMap(({ start, end }, i) =>
    select(text.slice(start, end)) ? [{ start, end: columns[i + 1]?.start ?? Number.POSITIVE_INFINITY }] : [],
  );
  if (named.length > 0 && columns.length >= 2 && columns.length <= MOST_COLUMNS)
    return { spans: [], section: { ...NO_SECTION, columns: named }, taken: true };
  if (before.columns.length === 0) return null;
  // A column may be wider than its heading: what reaches into it belongs to it.
  const inColumn = columns.filter((column) =>
    before.columns.some(({ start, end }) => column.end > start && column.start < end),
  );
  return { spans: kept(text, inColumn), section: before, taken: true };
}

function kept(text: string, spans: readonly Span[]): Span[] {
  return spans
    .map(({ start, end }) => trimmed(text, start, Math.min(end, text.length)))
    .filter((span) => span !== null);
}
