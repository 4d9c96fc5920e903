// What can be told about a rule by its id: what it finds, and where the secret is revoked. Rows of the table of token formats
// say it themselves; the families of rules are described here.
import { TOKEN_FORMATS } from './tokens/table.ts';

export interface Rule {
  readonly id: string;
  /** What it finds, in a reader's words. */
  readonly title: string;
  /** The provider, where there is one. */
  readonly provider?: string;
  /** Where the secret's owner revokes it. */
  readonly revoke?: string;
}

const FAMILIES: readonly Rule[] = [
  { id: 'assignment', title: 'value of a name that tells of a secret' },
  { id: 'authorization-header', title: 'credentials of an Authorization header' },
  { id: 'command-line', title: 'secret in the arguments of a command' },
  { id: 'cookie', title: 'value of a session cookie' },
  { id: 'environment', title: 'value of a sensitive variable of your environment' },
  { id: 'jwt', title: 'JSON Web Token' },
  { id: 'known-value', title: 'value that is known to be secret' },
  { id: 'one-time-password', title: 'seed of one-time passwords (otpauth)' },
  { id: 'openvpn-static-key', title: 'OpenVPN static key' },
  { id: 'pgp-private-key', title: 'PGP private key block' },
  { id: 'private-key', title: 'private key (PEM, OpenSSH)' },
  { id: 'putty-private-key', title: 'PuTTY private key' },
  { id: 'url-parameter', title: 'secret parameter of a URL' },
  { id: 'url-password', title: 'password in a URL' },
  { id: 'webhook', title: 'secret path of a webhook' },
  { id: 'wifi-password', title: 'password of a wireless network' },
];

let known: ReadonlyMap<string, Rule> | null = null;

/** All rules, by id. */
export function allRules(): ReadonlyMap<string, Rule> {
  known ??= new Map([...TOKEN_FORMATS.map(ruleOf), ...FAMILIES].map((rule) => [rule.id, rule]));
  return known;
}

/** The rule of that id; a rule that nobody described is still one. */
export function describeRule(id: string): Rule {
  return allRules().get(id) ?? { id, title: id };
}

function ruleOf({ id, provider, kind, revoke }: (typeof TOKEN_FORMATS)[number]): Rule {
  const rule = { id, title: `${provider}: ${kind}`, provider };
  return revoke === undefined ? rule : { ...rule, revoke };
}
