// Decides which cells of the screen are covered. It reads the rows that changed as a person would (over soft wraps and
// blocks of many lines; `seams.ts` reads over edges), asks the examiner, and sets each cell's cover bits. It writes nothing.
import { endsPrivateKey, isKeyLine, keyLineAbove } from '../detectors/block/above.ts';
import { continuesBlock, type OpenBlock } from '../detectors/block.ts';
import { classTable } from '../detectors/characters.ts';
import { OUTPUT_RULES, type OutputPolicy, TYPED_RULE } from '../detectors/command-output.ts';
import { type Examiner, merge } from '../detectors/examiner.ts';
import { type Finding, moved } from '../detectors/finding.ts';
import type { Followed, LineContext } from '../detectors/line-context.ts';
import { Bit, COVERS, type Row, SENT, SHOWN_SHIFT } from '../terminal/row.ts';
import type { Screen } from '../terminal/screen.ts';
import { OutputRows } from './output-rows.ts';
import { PaneLines } from './pane-lines.ts';
import { AsciiLine, isCutMark, NO_CELL, Passage } from './passage.ts';
import { looksLikeKey, looksUnguessable } from './piece.ts';
import { isWrittenInto, Seams } from './seams.ts';
import { Typing, typedTo } from './typing.ts';

/**
 * `new`: a secret is covered; `again`: one that is covered already; `begun`: one that is not whole yet, told of because of what
 * was shown of it; `piece`: of a secret, what may later stand alone.
 */
export type SightingKind = 'new' | 'again' | 'begun' | 'piece';

/** Told of each secret found on the screen: the text, where in it, and how many of its characters the terminal has shown. */
export type Sighting = (finding: Finding, text: string, kind: SightingKind, shown: number) => void;

/** Shortest piece of a secret that is known by itself. */
const SHORTEST_PIECE = 10;

const BASE64 = classTable('padded64');
/** Characters of a line of a key, cut at an edge. */
const SHORTEST_LINE = 16;

/** How many mask characters a secret shows in the `fixed` style. */
export const FIXED_LENGTH = 3;

export class Masker {
  /** What the last line that was examined leaves to the line that comes next. */
  context: LineContext | null = null;
  /** What is decided is not carried out now: everything is shown as it is. */
  exposing = false;
  /** A block whose beginning was seen and whose end was not: its middle may turn up anywhere. */
  private unfinished: OpenBlock | null = null;
  /** Lines on the screen leave something to those after them. */
  private contextsOnScreen = false;
  private cols = 1;
  private readonly line = new Passage();
  private readonly ascii = new AsciiLine();
  private readonly seams: Seams;
  private readonly paneLines: PaneLines;
  private readonly outputRows = new OutputRows();
  private readonly typing: Typing;

  constructor(
    private readonly examiner: Examiner,
    private readonly fixed: boolean,
    private readonly sighted: Sighting,
  ) {
    this.typing = new Typing(examiner);
    this.seams = new Seams({
      suspects: (passage) => this.suspects(passage),
      find: (text) => this.find(text),
      cover: (screen, passage, findings, text) => this.cover(screen, passage, findings, text, false),
    });
    this.paneLines = new PaneLines(examiner, {
      cover: (screen, passage, findings, text) => this.cover(screen, passage, findings, text),
      resume: (text) => (this.continues(text) ? this.unfinished : null),
      leave: (context, text) => this.noteBlock(context, text),
    });
  }

  /** A write of so many bytes begins. */
  begin(written: number): void {
    this.typing.begin(written);
  }

  /** What is covered while it is typed may have to be shown when the program is quiet. */
  get closing(): boolean {
    return this.typing.closing;
  }

  /** The program is quiet: rows in which something is typed no more are to be examined again. */
  quiet(screen: Screen): void {
    if (this.typing.quiet(screen)) for (const row of screen.rows) row.dirty ||= row.covered;
  }

  /**
   * Examines what changed (or everything) and decides anew for it.
   * @param top only what changed in rows [top, bottom] and what is read together with them is needed now
   * @param examined called for each row whose cells were decided anew
   */
  examine(
    screen: Screen,
    everything: boolean,
    top: number,
    bottom: number,
    examined: (row: Row, index: number) => void,
  ): void {
    this.cols = screen.cols;
    this.typing.watch(screen, top, bottom);
    const known = everything || this.contextsOnScreen || this.context !== null || this.outputRows.active;
    // What stands above it has perhaps not been examined yet.
    const all = known || (top > 0 && endsInBase64(screen.rows[top]));
    if (!all && top === bottom && this.passRow(screen, top)) return examined(screen.rows[top], top);
    if (!all && this.pass(screen, top, bottom, false, examined)) return;
    this.pass(screen, 0, screen.height - 1, true, examined);
  }

  /** The short way for one row that is read by itself and needs no mask: whether it was that. */
  private passRow(screen: Screen, index: number): boolean {
    const row = screen.rows[index];
    if (row.covered || row.note !== null || this.unfinished !== null) return false;
    if (index === 0 && screen.grid.above !== '') return false;
    if (index > 0 && this.seams.link(screen, index - 1)) return false;
    if (index + 1 < screen.height && this.seams.link(screen, index)) return false;
    if (!this.isHarmless(screen, index)) return false;
    row.writing = false;
    return true;
  }

  /** Notes what a complete plain line leaves to the next one. */
  leaveLine(context: LineContext | null, text: string): void {
    this.noteBlock(context, text);
    this.context = context;
  }

  private noteBlock(context: LineContext | null, text: string): void {
    const open = context?.block ?? null;
    if (open !== null) this.unfinished = open;
    else if (text.includes('-----')) this.unfinished = null;
  }

  /** Text goes on in the cursor's row, whose predecessors were shown as plain lines. */
  enter(screen: Screen): void {
    this.outputRows.enter(screen, this.context);
  }

  /** From the cursor on, what comes is the output of a command of which that much is known. */
  beginOutput(policy: OutputPolicy, screen: Screen | null): void {
    this.context = this.outputRows.begin(policy, screen, this.context);
  }

  /** The output has ended: what comes is judged as always. */
  endOutput(screen: Screen | null): void {
    this.context = this.outputRows.end(screen, this.context);
  }

  /** Something is known about what comes. */
  get inOutput(): boolean {
    return this.outputRows.active;
  }

  /** All lines are complete: what is secret in them stays covered, and is told. For one examination. */
  complete = false;

  /** One pass over the groups of rows that are read together; false when a line leaves something to the next and all must be read. */
  private pass(
    screen: Screen,
    top: number,
    bottom: number,
    all: boolean,
    examined: (row: Row, index: number) => void,
  ): boolean {
    const { height } = screen;
    let context: LineContext | null = null;
    if (all) this.contextsOnScreen = false;
    this.outputRows.start();
    for (let index = top; index <= bottom; index++) {
      if (!all && !screen.rows[index].unexamined) continue;
      let first = index;
      while (first > 0 && this.seams.link(screen, first - 1)) first--;
      let last = index;
      while (last + 1 < height && this.seams.link(screen, last)) last++;
      for (let at = first; at <= last; at++) {
        screen.rows[at].writing = false;
        uncoverRow(screen.rows[at]);
      }
      const after = this.decideLines(screen, first, last, all ? context : undefined);
      if (after === undefined) return false;
      context = after;
      if (last > first) this.seams.decide(screen, first, last);
      if (!all) for (let at = first; at <= last; at++) this.finish(screen, at, examined);
      index = last;
    }
    if (!all) return true;
    this.context = this.outputRows.goOn(context);
    if (this.paneLines.follow(screen)) this.contextsOnScreen = true;
    for (let at = top; at <= bottom; at++) this.finish(screen, at, examined);
    return true;
  }

  private finish(screen: Screen, index: number, examined: (row: Row, index: number) => void): void {
    if (this.fixed) shorten(screen, index);
    examined(screen.rows[index], index);
  }

  /**
   * Decides for the logical lines in rows [first, last].
   * @param before what is left to them; `undefined` where nothing is followed from line to line
   * @returns what they leave; `undefined` when they leave something that should have been followed
   */
  private decideLines(
    screen: Screen,
    first: number,
    last: number,
    before: LineContext | null | undefined,
  ): LineContext | null | undefined {
    const { line } = this;
    let context: LineContext | null = before ?? null;
    for (let top = first; top <= last; ) {
      context = this.outputRows.before(screen, top, context);
      const above = top === 0 ? screen.grid.above : '';
      if (above !== '') {
        // What stands there may have been written anew since: it is read by itself, too.
        const end = this.readLine(screen, top, last, '');
        if (this.suspects(line)) this.coverLine(screen, line.text, screen.rows[end].left);
      }
      if (above === '' && context === null && this.unfinished === null && this.isHarmless(screen, top)) {
        top++;
        continue;
      }
      const bottom = this.readLine(screen, top, last, above);
      // Rows without text are no lines: they neither go on with anything nor end it.
      const suspect = line.length > 0 && this.suspects(line);
      if (line.length > 0 && (suspect || context !== null || this.unfinished !== null)) {
        const { text } = line;
        if (suspect) this.coverLine(screen, text, screen.rows[bottom].left);
        if (before === undefined) {
          if (this.continues(text) || endsPrivateKey(text) || this.follow(text, null).context !== null)
            return undefined;
          if (this.paneLines.opens(screen, top) || this.rowContinues(screen, top, bottom)) return undefined;
        } else {
          const { block } = context ?? { block: null };
          if (suspect && (block === null || block.stage === 'apart') && endsPrivateKey(text))
            this.coverAbove(screen, top);
          context = this.followLine(screen, text, context, top, bottom);
        }
      }
      this.coverWritten(screen, top, bottom, above);
      top = bottom + 1;
    }
    return context;
  }

  /** Whether row `top` is a line of its own and needs no reading, which is so nearly always. */
  private isHarmless(screen: Screen, top: number): boolean {
    const row = screen.rows[top];
    if (row.wrapped || !this.readsHarmless(row, row.used)) return false;
    return screen.row !== top || !isWrittenInto(screen) || this.readsHarmless(row, screen.col);
  }

  private readsHarmless(row: Row, end: number): boolean {
    const { ascii } = this;
    if (!ascii.read(row, end) || this.examiner.suspects(ascii.bytes, ascii.from, ascii.to)) return false;
    return !this.typing.any || !this.typing.suspects(ascii.bytes, ascii.from, ascii.to);
  }

  private suspects({ bytes, length }: Passage): boolean {
    return this.examiner.suspects(bytes, 0, length) || (this.typing.any && this.typing.suspects(bytes, 0, length));
  }

  /** What is written over older text, or typed before it, ends at the cursor for now, whatever stands behind it. */
  private coverWritten(screen: Screen, top: number, bottom: number, above: string): void {
    const { line } = this;
    const { row } = screen;
    const col = typedTo(screen);
    if (row < top || row > bottom || !(this.typing.any || isWrittenInto(screen))) return;
    line.clear();
    line.addText(above);
    for (let at = top; at < row; at++) line.addCells(screen, at, 0, screen.cols);
    line.addCells(screen, row, 0, col);
    if (line.length === 0 || !this.examiner.suspects(line.bytes, 0, line.length)) return;
    const { text } = line;
    const found = isWrittenInto(screen) ? this.find(text) : this.typing.matches(text);
    const open = found.filter((finding) => finding.open && finding.end === text.length);
    this.cover(screen, line, open, text, false);
  }

  /** Reads the logical line that begins in row `top`, behind what of it has scrolled off; returns its last row. */
  private readLine(screen: Screen, top: number, last: number, above: string): number {
    const { line } = this;
    line.clear();
    line.addText(above);
    let bottom = top;
    line.addCells(screen, top, 0, screen.cols);
    while (bottom < last && screen.rows[bottom].wrapped) {
      if (hasGapAtEnd(screen.rows[bottom], screen.rows[bottom + 1])) line.addText('\0');
      line.addCells(screen, ++bottom, 0, screen.cols);
    }
    return bottom;
  }

  /** @param left the program went on to another line: what it wrote here is whole, though more may still be painted */
  private coverLine(screen: Screen, text: string, left: boolean): void {
    const findings = this.find(text);
    this.cover(screen, this.line, findings, text);
    if (!left || !findings.some(({ open }) => open)) return;
    for (const finding of this.examiner.find(text, true)) this.sighted(finding, text, 'again', 0);
  }

  /** What is found in a text of the screen: a gap in it may be an end that is open, or the blank between two words. */
  private find(text: string): Finding[] {
    const findings = this.examiner.find(text, false);
    if (!this.typing.any && !text.includes('\0')) return findings;
    const closed = text.includes('\0') ? this.examiner.find(text.replaceAll('\0', ' '), false) : [];
    return merge([...findings, ...closed, ...this.typing.matches(text)]);
  }

  private continues(text: string): boolean {
    return this.unfinished !== null && continuesBlock(text, this.unfinished);
  }

  /** The end of a key stands in row `end`: what of it stands above, whose beginning nobody saw. */
  private coverAbove(screen: Screen, end: number): void {
    const { line } = this;
    this.contextsOnScreen = true;
    let top = end;
    for (let index = end - 1; index >= 0; index--) {
      const text = this.readRow(screen, index);
      const finding = keyLineAbove(text);
      if (finding === null) break;
      if (isKeyLine(text, finding)) top = index;
    }
    for (let index = top; index < end; index++) {
      const text = this.readRow(screen, index);
      this.cover(screen, line, [keyLineAbove(text)!], text);
    }
    this.readRow(screen, end);
  }

  /** Whether a row of a wrapped line is a key's, which an editor numbers or breaks by itself. */
  private rowContinues(screen: Screen, top: number, bottom: number): boolean {
    if (this.unfinished === null || bottom === top) return false;
    for (let at = top; at <= bottom; at++) if (this.continues(this.readRow(screen, at))) return true;
    return false;
  }

  private readRow(screen: Screen, index: number): string {
    const { line } = this;
    line.clear();
    line.addCells(screen, index, 0, screen.cols);
    return line.text;
  }

  /** What a line leaves to the next; a wrapped one that goes on with no key as a whole may do so row by row. */
  private followLine(
    screen: Screen,
    text: string,
    before: LineContext | null,
    top: number,
    bottom: number,
  ): LineContext | null {
    const isWrapped = bottom > top && (before?.block != null || this.unfinished !== null);
    // A marker that wraps is one.
    if (!isWrapped || text.includes('----') || this.goesOn(text, before))
      return this.followText(screen, [top, bottom], text, before);
    let context = before;
    for (let at = top; at <= bottom; at++) {
      const row = this.readRow(screen, at);
      if (row !== '') context = this.followText(screen, [at, at], row, context);
    }
    return context;
  }

  private goesOn(text: string, before: LineContext | null): boolean {
    if (before?.block == null) return this.continues(text);
    return this.follow(text, before).findings.length > 0;
  }

  private followText(
    screen: Screen,
    [top, bottom]: readonly [number, number],
    text: string,
    before: LineContext | null,
  ): LineContext | null {
    const block = before?.block ?? (this.continues(text) ? this.unfinished : null);
    const output = before?.output ?? null;
    const step = this.follow(
      text,
      block === null ? before : { block, encoding: null, expected: before?.expected ?? null, output },
      output === null ? 0 : this.outputRows.skipped(screen, top, this.line),
    );
    const written = screen.row >= top && screen.row <= bottom;
    // What a line is may turn out when more of it is written: until then nothing stays, and nothing is told.
    const isLoose = ({ rule }: Finding) =>
      output !== null && !this.complete && OUTPUT_RULES.has(rule) && (written || rule === TYPED_RULE);
    for (const finding of step.findings) {
      if (isLoose(finding)) this.coverCells(screen, this.line, finding, Bit.Covered, false);
      else this.cover(screen, this.line, [finding], text);
    }
    if (step.context !== null || step.findings.length > 0) this.contextsOnScreen = true;
    this.noteBlock(step.context, text);
    return step.context;
  }

  /** The line that was read, from `skipped` on, by what was left to it: it is judged by the column in which it begins. */
  private follow(text: string, before: LineContext | null, skipped = 0): Followed {
    const first = this.line.cells[skipped];
    const column = skipped >= this.line.length || first === NO_CELL ? 0 : first % this.cols;
    const { findings, context } = this.examiner.follow(text.slice(skipped), before, this.complete, column);
    if (skipped === 0) return { findings, context };
    return { findings: findings.map((finding) => moved(finding, skipped)), context };
  }

  private cover(screen: Screen, passage: Passage, findings: readonly Finding[], text: string, sure = true): void {
    for (const finding of findings) {
      const writing = this.isBeingWritten(screen, passage, finding);
      const whole = finding.shown === 0 && !writing && !isTypedBefore(text, finding);
      // A whole secret stays covered even when what surrounds it, or a part of it, is overwritten; at a shell's prompt a name
      // may be rubbed out, and what is only likely goes with it.
      const certain = finding.shown === 0 && finding.certainty === 'certain';
      const kept =
        (sure && (certain || (whole && !(this.outputRows.typing && !this.complete)))) ||
        (finding.open && finding.shown > 0 && isBeyondDoubt(screen, passage, finding, text));
      const bits = kept ? Bit.Covered | Bit.Kept : Bit.Covered;
      const { shown, covered } = this.stateOf(screen, passage, finding);
      this.coverCells(screen, passage, finding, bits, writing);
      if (writing) coverMark(screen, passage, finding);
      if (whole) {
        this.sighted(finding, text, covered ? 'again' : 'new', shown);
        this.sightPieces(screen, passage, finding, text);
      } else if (shown > 0) this.sighted(finding, text, 'begun', shown);
    }
  }

  private coverCells(
    { rows, cols }: Screen,
    { cells }: Passage,
    finding: Finding,
    bits: number,
    writing: boolean,
  ): void {
    for (let at = finding.start + finding.shown; at < finding.end; at++) {
      if (cells[at] === NO_CELL) continue;
      const row = rows[Math.floor(cells[at] / cols)];
      row.bits[cells[at] % cols] |= bits;
      row.covered = true;
      if (writing) row.writing = true;
    }
  }

  /** How many of the characters that a finding covers the terminal shows as they are, and whether it was covered before. */
  private stateOf(screen: Screen, { cells }: Passage, finding: Finding): { shown: number; covered: boolean } {
    let shown = 0;
    let covered = true;
    for (let at = finding.start + finding.shown; at < finding.end; at++) {
      if (cells[at] === NO_CELL) continue;
      const row = screen.rows[Math.floor(cells[at] / screen.cols)];
      const col = cells[at] % screen.cols;
      const hidden = (row.bits[col] & (COVERS << SHOWN_SHIFT)) !== 0;
      if (!hidden && (row.bits[col] & Bit.Kept) === 0) covered = false;
      if (!hidden && row.ascii[col] !== 0 && (this.exposing || row.at[col] === SENT)) shown++;
    }
    return { shown, covered };
  }

  /** What of a secret stands in each of its rows may later stand there alone, when the row above has scrolled away. */
  private sightPieces(screen: Screen, { cells }: Passage, finding: Finding, text: string): void {
    const rowOf = (at: number) => Math.floor(cells[at] / screen.cols);
    if (rowOf(finding.start) === rowOf(finding.end - 1)) return;
    for (let start = finding.start; start < finding.end; ) {
      let end = start + 1;
      while (end < finding.end && rowOf(end) === rowOf(start)) end++;
      const piece = text.slice(start, end);
      if (piece.length >= SHORTEST_PIECE && looksLikeKey(piece)) {
        this.sighted({ ...finding, start, end, certainty: 'certain' }, text, 'piece', 0);
      }
      start = end;
    }
  }

  /** An open secret right before the cursor is not whole yet: only what came so far is known of it. */
  private isBeingWritten(screen: Screen, passage: Passage, finding: Finding): boolean {
    if (!finding.open || finding.end === 0) return false;
    const last = passage.cells[finding.end - 1];
    if (last === NO_CELL) return false;
    const row = Math.floor(last / screen.cols);
    // A cursor in the first column of the next row is right behind the text only where the text wraps.
    const cursor = (screen.row - row) * screen.cols + screen.col;
    if (screen.row > row && !screen.rows[row].wrapped) return false;
    const next = (last % screen.cols) + 1;
    return next === cursor || next + 1 === cursor;
  }
}

/** Whether so much of an unfinished secret stands there, or did before, that it is no word that begins as tokens do. */
function isBeyondDoubt(screen: Screen, { cells }: Passage, { start, end, shown }: Finding, text: string): boolean {
  if (looksUnguessable(text.slice(start + shown, end))) return true;
  const first = cells[start + shown];
  if (first === NO_CELL || start + shown >= end) return false;
  return (screen.rows[Math.floor(first / screen.cols)].bits[first % screen.cols] & Bit.Kept) !== 0;
}

/** Whether the row ends as a line of a key may, before blanks and a border. */
function endsInBase64({ ascii, used }: Row): boolean {
  let end = used;
  while (end > 0 && BASE64[ascii[end - 1]] === 0 && used - end < SHORTEST_LINE) end--;
  let at = end;
  while (at > 0 && end - at < SHORTEST_LINE && BASE64[ascii[at - 1]] === 1) at--;
  return end - at >= SHORTEST_LINE;
}

/** Whether it is open although other text stands behind it. */
function isTypedBefore(text: string, { open, end }: Finding): boolean {
  return open && end < text.length && text.charCodeAt(end) !== 0;
}

/** Whether a wrapped row has lost its end since: a single blank column before a wide character was always there. */
function hasGapAtEnd(row: Row, next: Row): boolean {
  const last = row.cols - 1;
  if (last < row.used && (row.ascii[last] !== 0 || (row.bits[last] & Bit.Tail) !== 0)) return false;
  return (
    (next.bits[0] & Bit.Wide) === 0 || (last > 0 && row.ascii[last - 1] === 0 && (row.bits[last - 1] & Bit.Tail) === 0)
  );
}

/** What looks like the mark of a cut line, right before the cursor in the last column, may be the secret's next character. */
function coverMark(screen: Screen, { cells }: Passage, finding: Finding): void {
  const row = screen.rows[screen.row];
  const last = screen.cols - 1;
  if (!screen.pendingWrap || cells[finding.end - 1] !== screen.row * screen.cols + last - 1) return;
  if (isCutMark(row, last)) row.bits[last] |= Bit.Covered;
}

function uncoverRow(row: Row): void {
  if (!row.covered) return;
  for (let col = 0; col < row.used; col++) {
    row.bits[col] = (row.bits[col] & ~COVERS) | ((row.bits[col] & Bit.Kept) !== 0 ? Bit.Covered : 0);
  }
}

/** The `fixed` style: of a secret with nothing behind it on its row only the first columns show the mask. */
function shorten(screen: Screen, index: number): void {
  const row = screen.rows[index];
  if (!row.covered || row.wrapped) return;
  let end = row.used;
  while (end > 0 && (row.ascii[end - 1] === 0 || row.ascii[end - 1] === 0x20) && (row.bits[end - 1] & Bit.Tail) === 0) {
    end--;
  }
  let start = end;
  while (start > 0 && (row.bits[start - 1] & (Bit.Covered | Bit.Tail)) !== 0) start--;
  for (let col = start + FIXED_LENGTH; col < end; col++) {
    row.bits[col] = (row.bits[col] & ~Bit.Covered) | Bit.Blanked;
  }
}
