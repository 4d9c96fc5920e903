// The three oracles that every property, case and end-to-end test shares.
export { Failure } from './failure.ts';
export { judgeLiveLayout, judgePlainLayout, judgeStrings, maskedScreen } from './layout.ts';
export { LeakOracle } from './leak.ts';
export { judgeTransparent } from './transparent.ts';
