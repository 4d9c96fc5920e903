// Tokens of model providers and the tools around them.
import { exactly, run, type TokenFormat } from './format.ts';

const GITLEAKS = 'https://github.com/gitleaks/gitleaks';

export const AI_FORMATS = [
  {
    id: 'openai-api-key',
    provider: 'OpenAI',
    kind: 'project, service account or admin key',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-service-', 'sk-admin-'],
    parts: [run('base64url', 40)],
    mark: 'T3BlbkFJ',
    certainty: 'certain',
    opens: 1,
    revoke: 'https://platform.openai.com/api-keys',
    source: GITLEAKS,
  },
  {
    id: 'openai-legacy-key',
    provider: 'OpenAI',
    kind: 'user key',
    prefixes: ['sk-'],
    parts: [exactly('alnum', 20), 'T3BlbkFJ', run('alnum', 20)],
    certainty: 'certain',
    needs: 'digit',
    opens: 12,
    revoke: 'https://platform.openai.com/api-keys',
    source: GITLEAKS,
  },
  {
    id: 'anthropic-api-key',
    provider: 'Anthropic',
    kind: 'API key',
    prefixes: ['sk-ant-api03-', 'sk-ant-admin01-'],
    parts: [run('base64url', 80)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://console.anthropic.com/settings/keys',
    source: GITLEAKS,
  },
] as const satisfies readonly TokenFormat[];
