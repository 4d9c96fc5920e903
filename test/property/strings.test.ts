// I1: what stands outside of cells counts as shown: titles, links, notifications, the clipboard, pass-through.
import { it } from 'vitest';
import { paintPassThrough, paintStrings } from '../support/paint/strings.ts';
import { checkPainting } from '../support/property.ts';

it('control strings', () => {
  checkPainting(paintStrings, { runs: 1500 });
});

it('pass-through of tmux', () => {
  checkPainting(paintPassThrough, { runs: 500 });
});
