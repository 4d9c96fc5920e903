// Tokens of chat services.
import { run, type TokenFormat } from './format.ts';

const SLACK = 'https://api.slack.com/concepts/token-types';

export const CHAT_FORMATS = [
  {
    id: 'slack-token',
    provider: 'Slack',
    kind: 'bot or user token',
    prefixes: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-'],
    parts: [run('dashed', 24)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://api.slack.com/apps',
    source: SLACK,
  },
] as const satisfies readonly TokenFormat[];
