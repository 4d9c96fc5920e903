// I1, I4: secrets typed at a prompt, and secrets that come together by inserting, deleting, overwriting and scrolling.
import { it } from 'vitest';
import { paintAssembled, paintScrolledTogether } from '../support/paint/assembled.ts';
import { paintLineEditor, paintManyLines } from '../support/paint/line-editor.ts';
import { checkPainting, frameByFrame } from '../support/property.ts';

it('typed and edited on a prompt', () => {
  checkPainting((c) => paintLineEditor(c), { runs: 1500 });
});

it('an edit of many lines', () => {
  checkPainting(paintManyLines, { runs: 500, cutting: frameByFrame });
});

it('assembled in a row', () => {
  checkPainting(paintAssembled, { runs: 2500 });
});

it('rows scrolled together', () => {
  checkPainting(paintScrolledTogether, { runs: 1500 });
});
