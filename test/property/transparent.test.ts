// I2: without a secret, the bytes that come out are the bytes that went in.
import { it } from 'vitest';
import { Examiner } from '../../src/detectors/examiner.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import { formatSteps } from '../support/case-file.ts';
import { Choices } from '../support/choices.ts';
import { judgeTransparent } from '../support/oracles.ts';
import { plainNearMisses } from '../support/paint/near-miss.ts';
import { hostileBytes } from '../support/paint/strings.ts';
import { checkNumbers, wholeLines } from '../support/property.ts';
import { sampleDetectors } from '../support/sample-detectors.ts';
import { bytesOf } from '../support/scenario.ts';
import { cut, type Masking, play, type Step } from '../support/script.ts';

function outputOf(steps: readonly Step[], masking: Masking): string {
  let output = '';
  play(steps, masking, (_step, out) => {
    output += out;
  });
  return output;
}

const redactor = (size: { cols: number; rows: number } | null): Masking =>
  new Redactor({ examiner: new Examiner(sampleDetectors([])), size });

const sizes = [{ cols: 20, rows: 5 }, { cols: 80, rows: 24 }, { cols: 1, rows: 1 }, null];

it('any bytes, any cut', () => {
  const steps = (a: number[], b: number[]) => cut(hostileBytes(new Choices(a)), new Choices(b));
  checkNumbers(
    2500,
    (a, b) => {
      const masking = redactor(new Choices(b.toReversed()).pick(sizes));
      judgeTransparent(hostileBytes(new Choices(a)), outputOf(steps(a, b), masking));
    },
    (a, b) => formatSteps(steps(a, b), []),
  );
});

it('what begins like a secret on complete lines', () => {
  const steps = (a: number[], b: number[]) => {
    const scenario = plainNearMisses(new Choices(a));
    return wholeLines(bytesOf(scenario), new Choices(b), scenario);
  };
  checkNumbers(
    1000,
    (a, b) =>
      judgeTransparent(
        bytesOf(plainNearMisses(new Choices(a))),
        outputOf(steps(a, b), redactor({ cols: 60, rows: 5 })),
      ),
    (a, b) => formatSteps(steps(a, b), plainNearMisses(new Choices(a)).secrets),
  );
});
