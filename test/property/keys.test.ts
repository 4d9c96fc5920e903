// I1: private keys in pagers and editors, no line of which may show on any page.
import { it } from 'vitest';
import { paintKeyEnd, paintKeyPages } from '../support/paint/keys.ts';
import { builtInExaminer, checkPainting, wholeFrames } from '../support/property.ts';

it('page by page, cut or folded at the edge, behind any margin', () => {
  checkPainting(paintKeyPages, { runs: 400, cutting: wholeFrames, examining: builtInExaminer });
});

it('its last lines, from the END line upwards', () => {
  checkPainting(paintKeyEnd, { runs: 200, cutting: wholeFrames, examining: builtInExaminer });
});
