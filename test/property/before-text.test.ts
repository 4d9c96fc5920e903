// I1, I4: secrets that grow although something stands behind them, and those that stop growing.
import { it } from 'vitest';
import { paintBeforeText, paintStopped } from '../support/paint/before-text.ts';
import { typedNearMisses } from '../support/paint/near-miss.ts';
import { builtInExaminer, checkPainting, frameByFrame } from '../support/property.ts';

/** Kinds whose beginning is enough. */
const UNMISTAKABLE = ['github-pat', 'gitlab-pat', 'stripe-live', 'anthropic-api', 'digitalocean-pat', 'known-value'];

it('typed before other text', () => {
  checkPainting(paintBeforeText, { runs: 400, cutting: frameByFrame });
});

it('typed before other text, by the rules that people use', () => {
  checkPainting((c) => paintBeforeText(c, UNMISTAKABLE), {
    runs: 200,
    cutting: frameByFrame,
    examining: builtInExaminer,
  });
});

it('a word that begins like a token comes back when something is typed behind it', () => {
  checkPainting(typedNearMisses, { runs: 700, cutting: frameByFrame });
});

it('half a token stays covered when a blank follows', () => {
  checkPainting(paintStopped, { runs: 700, cutting: frameByFrame, examining: builtInExaminer });
});
