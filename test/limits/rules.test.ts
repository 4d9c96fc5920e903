// I6: every rule takes time that is linear in the length of what it is shown, also of texts that are made from the rule itself.
// All rules are asked, those of the profile `strict` as well, which has those of the others.
import { describe, expect, it, test } from 'vitest';
import { Examiner } from '../../src/detectors/examiner.ts';
import { createExaminer } from '../../src/detectors/index.ts';
import type { LineContext } from '../../src/detectors/line-context.ts';
import { seeded } from '../../src/detectors/tokens/sample.ts';
import { TOKEN_FORMATS } from '../../src/detectors/tokens/table.ts';
import { TokenDetector } from '../../src/detectors/tokens.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import { DOUBLED, doublingOfTime } from './growth.ts';
import { type Hostile, hostileFamily, hostileLines, hostileTokens, OPENINGS } from './hostile.ts';

const identity = { users: ['alice'], hosts: ['zenbook.example.org'] };
const { detectors } = createExaminer([], { profile: 'strict', identity });
const families = detectors.filter((detector) => !(detector instanceof TokenDetector));

/** Bytes: enough for a square to outweigh what each call costs. */
const SIZE = 3072;

/** As it comes from the output: a flat string, not one of pieces. */
const oneByte = (text: string) => Buffer.from(text, 'latin1').toString('latin1');

/** Every detector, also those that the prefilter would not ask. */
function findAll(text: string): void {
  for (const detector of detectors) detector.find(text, false, () => {});
}

function growthOf(make: (length: number) => string, size: number, find: (text: string) => void): number {
  const [small, large] = [oneByte(make(size)), oneByte(make(2 * size))];
  return doublingOfTime((length) => find(length === size ? small : large), size);
}

/** The texts of which twice as much takes too long. Longer ones have the last word: there a square shows, and noise does not. */
function superlinear(hostile: Hostile, find: (text: string) => void = findAll): string[] {
  return Object.entries(hostile).flatMap(([name, make]) => {
    if (growthOf(make, SIZE, find) < DOUBLED) return [];
    const growths = [4 * SIZE, 8 * SIZE].map((size) => growthOf(make, size, find));
    return growths.every((growth) => growth >= DOUBLED)
      ? [`${name}: ${growths.map((growth) => growth.toFixed(2))}`]
      : [];
  });
}

describe('whole', () => {
  it.each(TOKEN_FORMATS.map((format) => [format.id, format] as const))('%s', (_id, format) => {
    expect(superlinear(hostileTokens(format, seeded(1)))).toEqual([]);
  });

  it.each(families.map((detector) => [detector.id, detector] as const))('%s', (_id, detector) => {
    const hostile = hostileFamily(detector, seeded(1));
    expect(Object.keys(hostile)).not.toEqual([]);
    expect(superlinear(hostile)).toEqual([]);
  });
});

describe('behind a line that leaves its value to the next', () => {
  const examiner = createExaminer();

  it.each(Object.entries(OPENINGS))('%s', (_name, lines) => {
    const context = lines.reduce<LineContext | null>(
      (before, line) => examiner.follow(line, before, true).context,
      null,
    );
    expect(context).not.toBeNull();
    const follow = (text: string) => examiner.follow(text, context, false);
    expect(superlinear(hostileLines(seeded(1)), follow)).toEqual([]);
  });
});

/** Counts the characters that the detectors are shown: a redactor that shows them a text again and again does quadratic work. */
class CountingExaminer extends Examiner {
  shown = 0;

  override find(...args: Parameters<Examiner['find']>) {
    this.shown += args[0].length;
    return super.find(...args);
  }

  override firstSuspect(...args: Parameters<Examiner['firstSuspect']>) {
    this.shown += args[2] - args[1];
    return super.firstSuspect(...args);
  }
}

/** Beyond what a redactor looks back on. */
const STREAM = 24 * 1024;
/** Bytes of the first piece of a stream, and of the last one before they begin anew. */
const LEAST_PIECE = 256;
const MOST_PIECE = 4096;

function shownInPieces(head: string, text: string): number {
  const examiner = new CountingExaminer(detectors);
  const redactor = new Redactor({ examiner, size: { cols: 80, rows: 24 } });
  const bytes = Buffer.from(head + text, 'latin1');
  for (
    let at = 0, size = LEAST_PIECE;
    at < bytes.length;
    at += size, size = size * 2 > MOST_PIECE ? LEAST_PIECE : size * 2
  ) {
    redactor.write(bytes.subarray(at, at + size));
    redactor.flush('idle');
  }
  return examiner.shown;
}

/** One row of each form: what a redactor does depends on what is found, not on who finds it. */
const FORMS = new Map(
  TOKEN_FORMATS.map((format) => {
    const { before, tail, needs, context, checksum, mark, opens, parts } = format;
    const form = [before, tail, needs, context, checksum, mark].map((field) => field !== undefined);
    return [[...form, opens > 1, parts.length > 1].join(), format] as const;
  }),
).values();

describe('in growing pieces', () => {
  const hostile = [
    ...[...FORMS].map((format) => [format.id, hostileTokens(format, seeded(1))] as const),
    ...families.map((detector) => [detector.id, hostileFamily(detector, seeded(1))] as const),
  ];
  const some = hostile.flatMap(([id, texts]) =>
    Object.entries(texts)
      .filter(([name]) => /^(?:almost whole|a run that never ends)$|, a (?:quote|run)$/.test(name))
      .slice(0, 1)
      .map(([name, make]) => ({ id, name, make })),
  );

  test.each(some)('$id, $name', ({ make }) => {
    for (const head of ['', '\x1b[2J\x1b[H'])
      expect(shownInPieces(head, make(2 * STREAM)) / shownInPieces(head, make(STREAM))).toBeLessThan(DOUBLED);
  });
});
