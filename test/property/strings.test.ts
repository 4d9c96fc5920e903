// I1: what stands outside of cells counts as shown: titles, links, notifications, the clipboard, pass-through.
import { it } from 'vitest';
import { paintGrowingTitle, paintPassThrough, paintStrings } from '../support/paint/strings.ts';
import { checkPainting, makeLearning } from '../support/property.ts';

it('control strings', () => {
  checkPainting(paintStrings, { runs: 1500 });
});

it('pass-through of tmux', () => {
  checkPainting(paintPassThrough, { runs: 500 });
});

it('a title that grows while its beginnings are learned', () => {
  checkPainting(paintGrowingTitle, { runs: 300, redactor: makeLearning });
});
