// Replays the case files beside it: golden transcripts written by hand, and what property tests and fuzzing have found.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatCase, parseCase } from '../support/case-file.ts';
import { LeakOracle } from '../support/oracles.ts';
import { makeRedactor } from '../support/property.ts';
import { play } from '../support/script.ts';

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.case'));

describe.each(names)('%s', (name) => {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  const { about, scenario, steps, screen, cursor } = parseCase(text);

  it(about, () => {
    const leak = new LeakOracle(scenario);
    play(steps, makeRedactor(scenario), (step, output) => leak.step(step, output));
    if (!screen) return;
    expect(leak.seen.screen().map((row) => row.trimEnd())).toEqual(screen);
    expect(leak.seen.state().cursor).toBe(cursor);
  });

  it('reads as it is written', () => {
    const expected = screen && cursor !== undefined ? { screen, cursor } : undefined;
    const again = parseCase(formatCase(about, scenario, steps, expected));
    expect(again).toEqual({ about, scenario, steps, screen, cursor });
  });
});
