// Tokens of code forges.
import { exactly, run, type TokenFormat } from './format.ts';

const GITHUB =
  'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github';

export const FORGE_FORMATS = [
  {
    id: 'github-pat',
    provider: 'GitHub',
    kind: 'personal access token (classic)',
    prefixes: ['ghp_'],
    parts: [run('alnum', 36)],
    checksum: 'crc32-base62',
    certainty: 'certain',
    opens: 1,
    revoke: 'https://github.com/settings/tokens',
    source: GITHUB,
  },
  {
    id: 'github-oauth',
    provider: 'GitHub',
    kind: 'OAuth access token',
    prefixes: ['gho_'],
    parts: [run('alnum', 36)],
    checksum: 'crc32-base62',
    certainty: 'certain',
    opens: 1,
    revoke: 'https://github.com/settings/applications',
    source: GITHUB,
  },
  {
    id: 'github-app',
    provider: 'GitHub',
    kind: 'app user-to-server, installation or refresh token',
    prefixes: ['ghu_', 'ghs_', 'ghr_'],
    parts: [run('alnum', 36)],
    checksum: 'crc32-base62',
    certainty: 'certain',
    opens: 1,
    source: GITHUB,
  },
  {
    id: 'github-fine-grained-pat',
    provider: 'GitHub',
    kind: 'fine-grained personal access token',
    prefixes: ['github_pat_'],
    parts: [exactly('alnum', 22), '_', run('alnum', 59)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://github.com/settings/personal-access-tokens',
    source: GITHUB,
  },
] as const satisfies readonly TokenFormat[];
