// I1, I4: secrets on plain lines, in bursts and byte by byte, on a terminal and on a pipe; blocks of several lines.
import { expect, it } from 'vitest';
import { Examiner } from '../../src/detectors/examiner.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import { paintPemBlock, paintPlain, paintProgress } from '../support/paint/plain.ts';
import { type Cutting, checkPainting, wholeLines } from '../support/property.ts';
import { sampleDetectors } from '../support/sample-detectors.ts';
import { bytesOf, maskedBytesOf, type Scenario } from '../support/scenario.ts';
import { type Masking, play } from '../support/script.ts';

const oneByteWithIdles: Cutting = (bytes) =>
  [...bytes].flatMap((byte) => [{ do: 'write', bytes: byte }, { do: 'idle' }] as const);

const onPipe = ({ secrets }: Scenario): Masking =>
  new Redactor({ examiner: new Examiner(sampleDetectors(secrets)), size: null });

it('plain lines, any cut', () => {
  checkPainting((c) => paintPlain(c), { runs: 2000 });
});

it('plain lines that come whole show *** for each secret', () => {
  // A secret that ends in the last column of a row may go on in the next line: there the mask keeps its width.
  checkPainting((c) => paintPlain(c, ' .\r\n'), { runs: 1500, cutting: wholeLines, onlyFixed: true });
});

it('plain lines, one byte at a time with pauses', () => {
  checkPainting((c) => paintPlain(c), { runs: 300, cutting: oneByteWithIdles });
});

it('on a pipe, any cut', () => {
  checkPainting((c) => ({ ...paintPlain(c, '\n'), layout: false }), { runs: 1000, redactor: onPipe });
});

it('on a pipe, lines that come whole show *** and nothing else changes', () => {
  const exact: Cutting = (bytes, choices, scenario) => {
    const steps = wholeLines(bytes, choices, scenario);
    let output = '';
    play(steps, onPipe(scenario), (_step, out) => {
      output += out;
    });
    expect(output).toBe(
      maskedBytesOf(
        scenario,
        scenario.secrets.map(() => 'fixed'),
      ),
    );
    expect(bytes).toBe(bytesOf(scenario));
    return steps;
  };
  checkPainting((c) => ({ ...paintPlain(c, '\n'), layout: false }), { runs: 500, cutting: exact, redactor: onPipe });
});

it('progress bars', () => {
  checkPainting(paintProgress, { runs: 1000 });
});

it('blocks of several lines', () => {
  checkPainting(paintPemBlock, { runs: 1000 });
});
