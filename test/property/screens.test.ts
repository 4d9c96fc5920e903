// I1, I4: margins, origin mode, two screens, changes of size, and programs that print any control function anywhere.
import { it } from 'vitest';
import { paintAssembled } from '../support/paint/assembled.ts';
import { paintLineEditor } from '../support/paint/line-editor.ts';
import { paintNumbered, paintPanes, paintPreview } from '../support/paint/panes.ts';
import { paintPlain } from '../support/paint/plain.ts';
import { paintAnything, paintMargins, paintTwoScreens } from '../support/paint/screens.ts';
import { checkPainting, withResizes } from '../support/property.ts';

it('two screens', () => {
  checkPainting(paintTwoScreens, { runs: 1000 });
});

it('panes side by side', () => {
  checkPainting(paintPanes, { runs: 1000 });
});

it('a preview in a box', () => {
  checkPainting(paintPreview, { runs: 500 });
});

it('behind line numbers', () => {
  checkPainting(paintNumbered, { runs: 700 });
});

it('inside margins', () => {
  checkPainting(paintMargins, { runs: 1500 });
});

it('anything between the pieces', () => {
  checkPainting(paintAnything, { runs: 3000 });
});

it('changes of size', () => {
  // One row, which fits in every size: what was painted for another width breaks elsewhere.
  checkPainting((c) => ({ ...paintAssembled(c), geometry: 'plain' }), { runs: 700, cutting: withResizes });
  checkPainting((c) => ({ ...paintLineEditor(c), geometry: 'plain' }), { runs: 300, cutting: withResizes });
  checkPainting((c) => paintPlain(c), { runs: 300, cutting: withResizes });
});
