// I1, I2, I4: what a command prints is masked by what is known about the command, and nothing before or after it.
import { it } from 'vitest';
import { TYPED } from '../../src/detectors/command-output/policy.ts';
import { byCommandOnly, onPipe, withAllRules } from '../support/command-masking.ts';
import {
  type CommandScenario,
  paintCommand,
  paintCommandLive,
  paintCommandPaged,
  paintCommandScrolled,
} from '../support/paint/commands.ts';
import { paintLineEditor } from '../support/paint/line-editor.ts';
import { type Cutting, checkPainting, type Painting, wholeLines } from '../support/property.ts';

const oneByteWithIdles: Cutting = (bytes) =>
  [...bytes].flatMap((byte) => [{ do: 'write', bytes: byte }, { do: 'idle' }] as const);

it('printed, any cut', () => {
  checkPainting(paintCommand, { runs: 400, redactor: byCommandOnly });
});

it('printed in whole lines shows *** for each value', () => {
  checkPainting(paintCommand, { runs: 1000, redactor: byCommandOnly, cutting: wholeLines, onlyFixed: true });
});

it('printed one byte at a time with pauses', () => {
  checkPainting(paintCommand, { runs: 150, redactor: byCommandOnly, cutting: oneByteWithIdles });
});

it('on a pipe, any cut', () => {
  checkPainting((c) => ({ ...paintCommand(c), layout: false }), { runs: 500, redactor: onPipe });
});

it('beside all rules, any cut', () => {
  checkPainting((c) => ({ ...paintCommand(c), layout: false }), { runs: 300, redactor: withAllRules });
});

it('where the cursor moves, and a last line is unfinished', () => {
  checkPainting(paintCommandLive, { runs: 400, redactor: byCommandOnly });
});

it('where the cursor moves, one byte at a time with pauses', () => {
  checkPainting(paintCommandLive, { runs: 100, redactor: byCommandOnly, cutting: oneByteWithIdles });
});

it('on the alternate screen, any cut', () => {
  checkPainting(paintCommandPaged, { runs: 400, redactor: byCommandOnly });
});

it('scrolled on the alternate screen, any cut', () => {
  checkPainting(paintCommandScrolled, { runs: 400, redactor: byCommandOnly });
});

it('typed at a prompt, any cut', () => {
  const painting: Painting = (c) => {
    const scenario = paintLineEditor(c, ['assignment']);
    return { ...scenario, policy: TYPED, from: 0, to: -1 } as CommandScenario;
  };
  checkPainting(painting, { runs: 400, redactor: byCommandOnly });
});
