// I1: values that stand on another line than their name, on plain lines, on a pipe, and on screens with and without panes.
import { it } from 'vitest';
import { createExaminer } from '../../src/detectors/index.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import { paintBelow, paintBelowOnScreen } from '../support/paint/below.ts';
import { type Cutting, checkPainting } from '../support/property.ts';
import type { Scenario } from '../support/scenario.ts';

const onTerminal = ({ cols, rows }: Scenario) => new Redactor({ examiner: createExaminer(), size: { cols, rows } });
const onPipe = () => new Redactor({ examiner: createExaminer(), size: null });

const oneByteWithIdles: Cutting = (bytes) =>
  [...bytes].flatMap((byte) => [{ do: 'write', bytes: byte }, { do: 'idle' }] as const);

it('printed, any cut', () => {
  checkPainting(paintBelow, { runs: 1500, redactor: onTerminal });
});

it('printed one byte at a time with pauses', () => {
  checkPainting(paintBelow, { runs: 200, redactor: onTerminal, cutting: oneByteWithIdles });
});

it('on a pipe, any cut', () => {
  checkPainting(paintBelow, { runs: 1000, redactor: onPipe });
});

it('painted on a screen, any cut', () => {
  checkPainting(paintBelowOnScreen, { runs: 1500, redactor: onTerminal });
});
