// Tokens of chat services.
import { each, exactly, run, type TokenFormat } from './format.ts';

const BETTERLEAKS = 'https://github.com/betterleaks/betterleaks';

/** A bot's token begins with its number in base64: three digits encode to M, N or O, one of four, and one of ten. */
const DISCORD_IDS = each(
  ['M', 'N', 'O'].flatMap((first) => ['D', 'T', 'j', 'z'].map((second) => first + second)),
  'AEIMQUYcgk',
);

export const CHAT_FORMATS: readonly TokenFormat[] = [
  {
    id: 'slack-token',
    provider: 'Slack',
    kind: 'bot, user or workspace token',
    prefixes: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xoxo-', 'xoxc-', 'xoxe-'],
    parts: [run('dashed', 24)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://api.slack.com/apps',
    source: 'https://api.slack.com/concepts/token-types',
    unlike: ['xoxb-your-token-of-the-bot-here'],
  },
  {
    id: 'slack-app-token',
    provider: 'Slack',
    kind: 'app-level token',
    prefixes: ['xapp-'],
    parts: [run('dashed', 40)],
    needs: 'digit',
    certainty: 'certain',
    opens: 3,
    revoke: 'https://api.slack.com/apps',
    source: 'https://api.slack.com/concepts/token-types',
  },
  {
    id: 'slack-config-token',
    provider: 'Slack',
    kind: 'configuration token',
    prefixes: ['xoxe.xoxp-', 'xoxe.xoxb-'],
    parts: [run('dashed', 60)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://api.slack.com/apps',
    source: 'https://api.slack.com/concepts/token-types',
  },
  {
    id: 'slack-cookie',
    provider: 'Slack',
    kind: 'browser cookie',
    prefixes: ['xoxd-'],
    parts: [run('percent64', 60)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://my.slack.com/account/settings',
    source: BETTERLEAKS,
  },
  {
    id: 'discord-bot-token',
    provider: 'Discord',
    kind: 'bot token',
    prefixes: DISCORD_IDS,
    parts: [run('base64url', 20, 25), '.', exactly('base64url', 6), '.', run('base64url', 27)],
    certainty: 'certain',
    opens: 24,
    revoke: 'https://discord.com/developers/applications',
    source: 'https://discord.com/developers/docs/reference',
    unlike: ['MDA.example.com'],
  },
  {
    id: 'telegram-bot-token',
    provider: 'Telegram',
    kind: 'bot token',
    prefixes: [':AA'],
    before: { of: 'digit', min: 8, max: 10 },
    parts: [exactly('base64url', 33)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://core.telegram.org/bots/features',
    source: 'https://core.telegram.org/bots/api',
  },
];
