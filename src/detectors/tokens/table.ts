// The table of token formats: one row per format, in a file per kind of provider. Where two rows fit, the first one names
// the rule.

import { AI_FORMATS } from './ai.ts';
import { AI_AGENTS_FORMATS } from './ai-agents.ts';
import { AI_TOOLS_FORMATS } from './ai-tools.ts';
import { AZURE_FORMATS } from './azure.ts';
import { CHAT_FORMATS } from './chat.ts';
import { CHECKOUT_FORMATS } from './checkout.ts';
import { CI_FORMATS } from './ci.ts';
import { CLOUD_FORMATS } from './cloud.ts';
import { CLOUD_REGIONAL_FORMATS } from './cloud-regional.ts';
import { DATA_FORMATS } from './data.ts';
import { DEPLOY_FORMATS } from './deploy.ts';
import { DESK_FORMATS } from './desk.ts';
import { FORGE_FORMATS } from './forge.ts';
import type { TokenFormat } from './format.ts';
import { HASH_FORMATS } from './hash.ts';
import { HASH_APP_FORMATS } from './hash-app.ts';
import { HOSTING_FORMATS } from './hosting.ts';
import { INFRA_FORMATS } from './infra.ts';
import { MAIL_FORMATS } from './mail.ts';
import { MEDIA_FORMATS } from './media.ts';
import { NETWORK_FORMATS } from './network.ts';
import { OBSERVABILITY_FORMATS } from './observability.ts';
import { PAYMENT_FORMATS } from './payment.ts';
import { PLATFORM_FORMATS } from './platform.ts';
import { REGISTRY_FORMATS } from './registry.ts';
import { SOCIAL_FORMATS } from './social.ts';
import { WALLET_FORMATS } from './wallet.ts';
import { WATCH_FORMATS } from './watch.ts';
import { WORK_FORMATS } from './work.ts';

export const TOKEN_FORMATS: readonly TokenFormat[] = [
  ...AI_FORMATS,
  ...AI_TOOLS_FORMATS,
  ...AI_AGENTS_FORMATS,
  ...NETWORK_FORMATS,
  ...CLOUD_FORMATS,
  ...CLOUD_REGIONAL_FORMATS,
  ...AZURE_FORMATS,
  ...FORGE_FORMATS,
  ...REGISTRY_FORMATS,
  ...HOSTING_FORMATS,
  ...DEPLOY_FORMATS,
  ...DATA_FORMATS,
  ...PLATFORM_FORMATS,
  ...CHAT_FORMATS,
  ...PAYMENT_FORMATS,
  ...CHECKOUT_FORMATS,
  ...WALLET_FORMATS,
  ...MAIL_FORMATS,
  ...CI_FORMATS,
  ...INFRA_FORMATS,
  ...OBSERVABILITY_FORMATS,
  ...WATCH_FORMATS,
  ...WORK_FORMATS,
  ...DESK_FORMATS,
  ...SOCIAL_FORMATS,
  ...MEDIA_FORMATS,
  ...HASH_FORMATS,
  ...HASH_APP_FORMATS,
];
