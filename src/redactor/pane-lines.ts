// Follows secrets from line to line within each pane of a screen that borders part: a name in one row, its value in the next one
// of the same pane. Whole rows are followed by the masker.
import type { OpenBlock } from '../detectors/block.ts';
import type { Examiner } from '../detectors/examiner.ts';
import type { Finding } from '../detectors/finding.ts';
import type { LineContext } from '../detectors/line-context.ts';
import type { Screen } from '../terminal/screen.ts';
import { bordersOf, sharedBorders } from './panes.ts';
import { Passage } from './passage.ts';

/** What the masker does for the lines of a pane. */
export interface Following {
  readonly cover: (screen: Screen, passage: Passage, findings: readonly Finding[], text: string) => void;
  /** The key whose middle the text is, where its beginning was seen before. */
  readonly resume: (text: string) => OpenBlock | null;
  readonly leave: (context: LineContext | null, text: string) => void;
}

export class PaneLines {
  private readonly passage = new Passage();
  private readonly borders: number[] = [];

  constructor(
    private readonly examiner: Examiner,
    private readonly following: Following,
  ) {}

  /** Whether a piece of the row leaves something to the row below. */
  opens(screen: Screen, index: number): boolean {
    if (!screen.rows[index].bordered) return false;
    const edges = [-1, ...bordersOf(screen.rows[index]), screen.cols];
    return edges.slice(1).some((edge, i) => this.step(screen, index, edges[i] + 1, edge, null) !== null);
  }

  /** Covers the values in all rows; returns whether there may be any. */
  follow(screen: Screen): boolean {
    let any = false;
    let before = new Map<number, LineContext>();
    for (let index = 0; index < screen.height; index++) {
      const edges = this.edgesOf(screen, index);
      const contexts = new Map<number, LineContext>();
      for (let i = 0; i + 1 < edges.length && edges.length > 2; i++) {
        const from = edges[i] + 1;
        const pane = from * (screen.cols + 1) + edges[i + 1];
        const context = this.step(screen, index, from, edges[i + 1], before.get(pane) ?? null);
        if (context !== null) contexts.set(pane, context);
      }
      any ||= contexts.size > 0;
      before = contexts;
    }
    return any;
  }

  /** Judges what stands in the cells [from, to) of a row by what the row above left. */
  private step(
    screen: Screen,
    index: number,
    from: number,
    to: number,
    before: LineContext | null,
  ): LineContext | null {
    const { passage } = this;
    passage.clear();
    passage.addCells(screen, index, from, to);
    // Rows without text are no lines.
    if (passage.length === 0) return before;
    const { text } = passage;
    const { following } = this;
    const block = before?.block ?? following.resume(text);
    const known = block === null ? before : { encoding: null, expected: null, output: null, ...before, block };
    const { findings, context } = this.examiner.follow(text, known, false);
    if (known !== null) following.cover(screen, passage, findings, text);
    if (context?.block != null) following.leave(context, text);
    return context;
  }

  /** Where the row's panes end, from -1 to the screen's edge. */
  private edgesOf({ rows, height, cols }: Screen, index: number): number[] {
    const row = rows[index];
    const edges = new Set<number>();
    if (index > 0) this.add(edges, () => sharedBorders(rows[index - 1], row, this.borders));
    if (index + 1 < height) this.add(edges, () => sharedBorders(row, rows[index + 1], this.borders));
    return [-1, ...[...edges].sort((a, b) => a - b), cols];
  }

  private add(edges: Set<number>, read: () => void): void {
    read();
    for (const border of this.borders) edges.add(border);
  }
}
