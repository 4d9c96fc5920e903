// Keys of payment providers.
import { run, type TokenFormat } from './format.ts';

export const PAYMENT_FORMATS = [
  {
    id: 'stripe-secret-key',
    provider: 'Stripe',
    kind: 'secret or restricted key',
    prefixes: ['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_'],
    parts: [run('alnum', 20)],
    certainty: 'certain',
    opens: 1,
    revoke: 'https://dashboard.stripe.com/apikeys',
    source: 'https://docs.stripe.com/keys',
  },
] as const satisfies readonly TokenFormat[];
