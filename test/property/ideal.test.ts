// The oracles and the paintings hold together: a masker that is told where the secrets are passes, and the paintings do
// bring whole secrets to the screen.
import { describe, expect, it } from 'vitest';
import { Judge } from '../support/judge.ts';
import { paintAddressed } from '../support/paint/addressed.ts';
import { paintAssembled, paintScrolledTogether } from '../support/paint/assembled.ts';
import { paintLineEditor } from '../support/paint/line-editor.ts';
import { paintNumbered, paintPanes } from '../support/paint/panes.ts';
import { paintPlain, paintProgress } from '../support/paint/plain.ts';
import { paintMargins, paintTwoScreens } from '../support/paint/screens.ts';
import { type Cutting, checkPainting, type Painting } from '../support/property.ts';
import { bytesOf, maskedBytesOf, type Scenario } from '../support/scenario.ts';
import type { Masking } from '../support/script.ts';
import { toBytes } from '../support/visible.ts';

const paintings: Record<string, Painting> = {
  'addressed forward': (c) => paintAddressed(c, 'forward'),
  'addressed in any order': (c) => paintAddressed(c, 'any'),
  assembled: paintAssembled,
  'scrolled together': paintScrolledTogether,
  'line editor': (c) => paintLineEditor(c),
  plain: (c) => paintPlain(c),
  progress: paintProgress,
  'two screens': paintTwoScreens,
  margins: paintMargins,
  panes: paintPanes,
  'behind line numbers': paintNumbered,
};

const whole: Cutting = (bytes) => [{ do: 'write', bytes }];

/** Prints stars itself, as it knows the scenario. */
function knowing(scenario: Scenario): Masking {
  const width = scenario.geometry === 'live' ? 'full' : 'fixed';
  const masked = maskedBytesOf(
    scenario,
    scenario.secrets.map(() => width),
  );
  return { write: () => toBytes(masked), flush: () => new Uint8Array(0), resize: () => new Uint8Array(0) };
}

describe('a masker that knows', () => {
  it.each(Object.entries(paintings))('passes all oracles: %s', (_name, painting) => {
    let shown = 0;
    const counted: Painting = (choices) => {
      const scenario = painting(choices);
      const judge = new Judge(scenario.cols, scenario.rows);
      judge.write(bytesOf(scenario));
      const text = judge.text(scenario.columns).characters;
      if (scenario.secrets.some((secret) => text.includes(secret.text))) shown += 1;
      return scenario;
    };
    checkPainting(counted, { runs: 300, cutting: whole, redactor: knowing });
    expect(shown).toBeGreaterThan(200);
  });
});
