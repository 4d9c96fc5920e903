// The table of token formats: one row per format, in a file per kind of provider. Where two rows fit, the first one names
// the rule.
import { AI_FORMATS } from './ai.ts';
import { AI_TOOLS_FORMATS } from './ai-tools.ts';
import { AZURE_FORMATS } from './azure.ts';
import { CHAT_FORMATS } from './chat.ts';
import { CI_FORMATS } from './ci.ts';
import { CLOUD_FORMATS } from './cloud.ts';
import { FORGE_FORMATS } from './forge.ts';
import type { TokenFormat } from './format.ts';
import { HASH_FORMATS } from './hash.ts';
import { HOSTING_FORMATS } from './hosting.ts';
import { INFRA_FORMATS } from './infra.ts';
import { MAIL_FORMATS } from './mail.ts';
import { OBSERVABILITY_FORMATS } from './observability.ts';
import { PAYMENT_FORMATS } from './payment.ts';
import { REGISTRY_FORMATS } from './registry.ts';
import { SOCIAL_FORMATS } from './social.ts';
import { WORK_FORMATS } from './work.ts';

export const TOKEN_FORMATS: readonly TokenFormat[] = [
  ...AI_FORMATS,
  ...AI_TOOLS_FORMATS,
  ...CLOUD_FORMATS,
  ...AZURE_FORMATS,
  ...FORGE_FORMATS,
  ...REGISTRY_FORMATS,
  ...HOSTING_FORMATS,
  ...CHAT_FORMATS,
  ...PAYMENT_FORMATS,
  ...MAIL_FORMATS,
  ...CI_FORMATS,
  ...INFRA_FORMATS,
  ...OBSERVABILITY_FORMATS,
  ...WORK_FORMATS,
  ...SOCIAL_FORMATS,
  ...HASH_FORMATS,
];
