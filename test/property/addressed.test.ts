// I1, I4: secrets painted by cursor addressing, from their first character on and in any order, over edges and old text.
import { it } from 'vitest';
import { paintAddressed } from '../support/paint/addressed.ts';
import { addressedNearMisses } from '../support/paint/near-miss.ts';
import { checkPainting } from '../support/property.ts';

it('fragments from the first to the last', () => {
  checkPainting((c) => paintAddressed(c, 'forward'), { runs: 3000 });
});

it('fragments in any order', () => {
  checkPainting((c) => paintAddressed(c, 'any'), { runs: 3000 });
});

it('what proves harmless is shown again', () => {
  checkPainting(addressedNearMisses, { runs: 1500 });
});
