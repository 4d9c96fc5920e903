// LAYOUT: the last screen is the unmasked program's with the secrets starred, pens, cursor and modes included (I4).
import { Failure } from './failure.ts';
import { type Cells, type Judge, printed } from './judge.ts';
import type { Scenario } from './scenario.ts';
import type { Secret } from './secrets.ts';
import { toVisible } from './visible.ts';
import { wholeSecrets } from './whole-secrets.ts';

/** The rows that must be seen of a program's screen on live rows. */
export function maskedScreen(program: Judge, scenario: Scenario): string[] {
  const { characters, cols, above } = program.cells();
  const whole = wholeSecrets(program, scenario);
  const rows: string[] = [];
  for (let at = above * cols; at < characters.length; at += cols) {
    const cells = characters.slice(at, at + cols);
    rows.push(cells.map((character, x) => (whole.has(at + x) ? '*' : printed(character))).join(''));
  }
  return rows;
}

/** LAYOUT on live rows: cell by cell, width for width. `may`: cells that need not be masked, but may be. */
export function judgeLiveLayout(program: Judge, seen: Judge, scenario: Scenario, may: ReadonlySet<number>): void {
  const expected = program.cells();
  const actual = seen.cells();
  const { characters, cols, above } = expected;
  const whole = wholeSecrets(program, scenario);
  if (actual.above !== above) throw new Failure('LAYOUT', `${actual.above} rows scrolled off instead of ${above}`);
  characters.forEach((character, at) => {
    const found = actual.characters[at];
    const place = () => `row ${Math.floor(at / cols) - above + 1}, column ${(at % cols) + 1}`;
    const wanted = whole.has(at) ? '*' : character;
    // What was masked late stays as it was shown in the scrollback, which can't be repainted; LEAK judges how much that is.
    const gone = at < above * cols && found === character;
    // A blank that was painted looks like one that was not.
    const alike = found !== undefined && printed(found) === printed(wanted);
    if (!alike && !gone && !(found === '*' && may.has(at))) {
      throw new Failure('LAYOUT', `${place()} shows ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
    }
    if (actual.pens[at] !== expected.pens[at]) {
      throw new Failure('LAYOUT', `${place()} has pen ${actual.pens[at]} instead of ${expected.pens[at]}`);
    }
  });
  judgeState(program, seen);
}

/** LAYOUT of complete plain lines: the screen of one of the programs that print their masks themselves. */
export function judgePlainLayout(seen: Judge, candidates: readonly Judge[]): void {
  const actual = seen.cells();
  let best: { reached: number; failure: Failure } | undefined;
  for (const candidate of candidates) {
    const failed = differenceFrom(candidate, seen, actual);
    if (failed === undefined) return;
    // The one that goes right the longest is the one that was meant.
    if (best === undefined || failed.reached > best.reached) best = failed;
  }
  if (best !== undefined) throw best.failure;
}

function differenceFrom(
  candidate: Judge,
  seen: Judge,
  actual: Cells,
): { reached: number; failure: Failure } | undefined {
  const expected = candidate.cells();
  const { cols } = expected;
  const reached = expected.characters.findIndex((character, at) => {
    if (at < expected.above * cols && character === '*') return false;
    if (printed(actual.characters[at] ?? '') !== printed(character)) return true;
    return character !== '*' && actual.pens[at] !== expected.pens[at];
  });
  if (reached >= 0) {
    const cell = ({ characters, pens }: Cells) => `${JSON.stringify(characters[reached])} ${pens[reached]}`;
    const place = `row ${Math.floor(reached / cols) - expected.above + 1}, column ${(reached % cols) + 1}`;
    const wanted = `\n${candidate.screen().join('\n')}`;
    return {
      reached,
      failure: new Failure('LAYOUT', `${place}: ${cell(actual)} instead of ${cell(expected)} in${wanted}`),
    };
  }
  try {
    judgeState(candidate, seen);
  } catch (failure) {
    if (failure instanceof Failure) return { reached: expected.characters.length, failure };
    throw failure;
  }
  return undefined;
}

function judgeState(program: Judge, seen: Judge): void {
  const expected = program.state();
  const actual = seen.state();
  for (const key of Object.keys(expected)) {
    if (actual[key] !== expected[key])
      throw new Failure('LAYOUT', `${key} is ${actual[key]} instead of ${expected[key]}`);
  }
}

/**
 * LAYOUT of control strings: as many, of the same kinds, equal but for the secrets in them. Links may be opened and closed
 * more often, as a repaint puts its cells into the link that was theirs.
 */
export function judgeStrings(program: Judge, seen: Judge, secrets: readonly Secret[]): void {
  const shown = (judge: Judge) => judge.osc.map(({ kind, payload }) => `${kind};${payload}`);
  const expected = shown(program);
  const left = shown(seen);
  for (const payload of expected) {
    const pattern = withMasks(payload, secrets);
    const repaints = left.findIndex((other) => !other.startsWith('8;') || pattern.test(readable(other)));
    const actual = left.splice(0, repaints + 1).at(-1);
    if (actual !== undefined && pattern.test(readable(actual))) continue;
    throw new Failure('LAYOUT', `string ${toVisible(actual ?? '(none)')} does not fit ${toVisible(payload)}`);
  }
  const more = left.find((other) => !other.startsWith('8;'));
  if (more !== undefined) throw new Failure('LAYOUT', `string ${toVisible(more)} was never printed`);
}

/** What a payload must read like: equal, but for stars instead of the secrets. */
function withMasks(payload: string, secrets: readonly Secret[]): RegExp {
  const escaped = (part: string) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  let pattern = escaped(readable(payload));
  for (const { text, from, to } of secrets) {
    if (to > from)
      pattern = pattern.replaceAll(
        escaped(text),
        () => `${escaped(text.slice(0, from))}\\*+${escaped(text.slice(to))}`,
      );
  }
  return new RegExp(`^${pattern}$`, 's');
}

function readable(payload: string): string {
  const [, head, data] = /^(52;[^;]*;|1337;SetUserVar=\w+=)([A-Za-z0-9+/=]+)$/.exec(payload) ?? [];
  return data ? head + Buffer.from(data, 'base64').toString('latin1') : payload;
}
