// The oracles are worth something only if they catch what tools do that replace patterns chunk by chunk. They must object
// to that rival in each class of painting, and to nothing where it happens to be right.
import { describe, expect, it } from 'vitest';
import { leakyRedactor } from '../support/leaky-redactor.ts';
import { drawSecret, paintAddressed } from '../support/paint/addressed.ts';
import { paintAssembled, paintScrolledTogether } from '../support/paint/assembled.ts';
import { paintLineEditor } from '../support/paint/line-editor.ts';
import { addressedNearMisses } from '../support/paint/near-miss.ts';
import { paintNumbered, paintPanes } from '../support/paint/panes.ts';
import { paintPemBlock, paintPlain, paintProgress } from '../support/paint/plain.ts';
import { paintAnything, paintMargins, paintTwoScreens } from '../support/paint/screens.ts';
import { paintPassThrough, paintStrings } from '../support/paint/strings.ts';
import { type Cutting, checkPainting, type Painting, wholeLines } from '../support/property.ts';
import { sampleDetectors } from '../support/sample-detectors.ts';
import type { Scenario } from '../support/scenario.ts';
import type { Masking } from '../support/script.ts';
import { latin1, toBytes } from '../support/visible.ts';

const rival =
  (style: 'fixed' | 'width') =>
  ({ secrets }: Scenario) =>
    leakyRedactor(sampleDetectors(secrets), style);

const paintings: Record<string, Painting> = {
  'addressed forward': (c) => paintAddressed(c, 'forward'),
  'addressed in any order': (c) => paintAddressed(c, 'any'),
  assembled: paintAssembled,
  'scrolled together': paintScrolledTogether,
  'line editor': (c) => paintLineEditor(c),
  plain: (c) => paintPlain(c),
  progress: paintProgress,
  'PEM block': paintPemBlock,
  'control strings': paintStrings,
  'pass-through': paintPassThrough,
  'two screens': paintTwoScreens,
  margins: paintMargins,
  panes: paintPanes,
  'behind line numbers': paintNumbered,
  anything: paintAnything,
};

describe('a pattern replaced chunk by chunk', () => {
  for (const [name, painting] of Object.entries(paintings)) {
    it(`is caught leaking: ${name}`, () => {
      expect(() => checkPainting(painting, { runs: 200, seed: 1, redactor: rival('width') })).toThrow(/LEAK/);
    });
  }

  it('is caught breaking the layout of live rows', () => {
    // The secret is replaced, but three stars move what follows.
    const painting: Painting = (c) => {
      const secrets = [drawSecret(c)];
      const pieces = ['\x1b[H\x1b[J ', { secret: 0, from: 0, to: secrets[0]!.text.length }, ' lorem'];
      return { name: 'one row', cols: 150, rows: 3, secrets, pieces, geometry: 'live', layout: true };
    };
    const whole: Cutting = (bytes) => [{ do: 'write', bytes }];
    checkPainting(painting, { runs: 50, cutting: whole, redactor: rival('width') });
    expect(() => checkPainting(painting, { runs: 50, cutting: whole, redactor: rival('fixed') })).toThrow(/LAYOUT/);
  });

  it('is caught by the raw output when it takes back what it has shown', () => {
    const flash = ({ secrets }: Scenario): Masking => {
      const inner = leakyRedactor(sampleDetectors(secrets), 'width');
      return { ...inner, write: (chunk) => toBytes(`${latin1(chunk)}\r\x1b[2J${latin1(inner.write(chunk))}`) };
    };
    expect(() => checkPainting(paintProgress, { runs: 50, redactor: flash })).toThrow(/LEAK: .* in the raw output/);
  });

  it('is right where a line comes whole and bare', () => {
    const bare: Painting = (c) => {
      const scenario = paintPlain(c);
      return {
        ...scenario,
        pieces: scenario.pieces.filter((piece) => typeof piece !== 'string' || !piece.startsWith('\x1b')),
      };
    };
    checkPainting(bare, { runs: 200, cutting: wholeLines, onlyFixed: true, redactor: rival('fixed') });
  });

  it('shows near misses as they are', () => {
    checkPainting(addressedNearMisses, { runs: 200, redactor: rival('width') });
  });
});
