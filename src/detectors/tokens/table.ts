// The table of token formats: one row per format, in a file per kind of provider.
import { AI_FORMATS } from './ai.ts';
import { CHAT_FORMATS } from './chat.ts';
import { CLOUD_FORMATS } from './cloud.ts';
import { FORGE_FORMATS } from './forge.ts';
import type { TokenFormat } from './format.ts';
import { PAYMENT_FORMATS } from './payment.ts';

export const TOKEN_FORMATS: readonly TokenFormat[] = [
  ...AI_FORMATS,
  ...CLOUD_FORMATS,
  ...FORGE_FORMATS,
  ...CHAT_FORMATS,
  ...PAYMENT_FORMATS,
];
