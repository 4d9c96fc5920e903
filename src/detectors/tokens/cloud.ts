// Keys of cloud platforms.
import { exactly, type TokenFormat } from './format.ts';

export const CLOUD_FORMATS = [
  {
    id: 'aws-access-key-id',
    provider: 'AWS',
    kind: 'access key id, the public half of a pair',
    prefixes: ['AKIA', 'ASIA', 'ABIA', 'ACCA'],
    parts: [exactly('base32', 16)],
    certainty: 'certain',
    opens: 4,
    revoke: 'https://console.aws.amazon.com/iam/home#/security_credentials',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  },
] as const satisfies readonly TokenFormat[];
