// What can be told about a rule by its id: what it finds, what it leaves alone, and where the secret is revoked. Rows of the
// table of token formats say it themselves; the families of rules are described here.
import type { Part, TokenFormat } from './tokens/format.ts';
import { TOKEN_FORMATS } from './tokens/table.ts';

export interface Rule {
  readonly id: string;
  /** What it finds, in a reader's words. */
  readonly title: string;
  /** What makes a text that it would find none. */
  readonly exempts: string;
  /** The provider, where there is one. */
  readonly provider?: string | undefined;
  /** The literals from which it is found: its beginnings, or the marks inside it. */
  readonly prefixes?: readonly string[] | undefined;
  /** The form in a notation like that of regular expressions: literals, and classes with their lengths. */
  readonly shape?: string | undefined;
  /** Where the secret's owner revokes it. */
  readonly revoke?: string | undefined;
  /** The command of the provider's own CLI that revokes it. */
  readonly revokeCommand?: string | undefined;
  /** Where the form was taken from. */
  readonly source?: string | undefined;
}

const DUMMY = "a placeholder's word in it (example, changeme, your-...), a sequence or one character repeated";
const VALUE = `a reference ($NAME, \${NAME}, {{name}}, a path, a call), a type or a word where none is expected, ${DUMMY}`;
const KEY_BLOCK = 'a public key or certificate, or a block that holds no base64 lines';

const FAMILIES: readonly Rule[] = [
  {
    id: 'added',
    title: 'value that you named with masked-shell add',
    exempts: 'a value that was not added in this session, or too weak a one',
  },
  {
    id: 'assignment',
    title: 'value of a name that tells of a secret, beside it or on a line below',
    exempts: `a harmless name, ${VALUE}`,
  },
  {
    id: 'authorization-header',
    title: 'credentials of an Authorization header',
    exempts: `a scheme without credentials, ${VALUE}`,
  },
  {
    id: 'aws-record',
    title: 'secret field of a record of the AWS CLI (--output text)',
    exempts: `another kind of record, ${VALUE}`,
  },
  {
    id: 'command-output',
    title: 'output of a command that prints secrets',
    exempts: "another command, a key that is none of the command's secret ones, a message, a prompt",
  },
  { id: 'command-line', title: 'secret in the arguments of a command', exempts: `another command or flag, ${VALUE}` },
  { id: 'cookie', title: 'value of a session cookie', exempts: `a cookie's attribute, a harmless name, ${VALUE}` },
  {
    id: 'environment',
    title: 'value of a sensitive variable of your environment',
    exempts: 'a variable of a harmless name, or one that is not set when masked-shell starts',
  },
  {
    id: 'environment-listing',
    title: 'sensitive variable in the output of a command that lists variables',
    exempts: 'a variable of a harmless name, an empty value',
  },
  {
    id: 'generic-key',
    title: "key in the form that most providers' keys have (name_live_...)",
    exempts: `fewer than 20 characters, a word of public keys in its name (pk, pub, client), a digest, ${DUMMY}`,
  },
  {
    id: 'learned-file',
    title: 'value of a file that your configuration learns from',
    exempts: 'a value that did not stand in such a file at the start, or too weak a one',
  },
  { id: 'jwk', title: 'private member of a JSON Web Key', exempts: `a public member, ${DUMMY}` },
  { id: 'jwt', title: 'JSON Web Token', exempts: 'a first part that is no JSON header, or fewer than three parts' },
  {
    id: 'known-file',
    title: 'value of a credential file, or of an .env file of where you work',
    exempts:
      'a name that says nothing of a secret, a place holder, or too weak a value, which is masked beside its name only',
  },
  { id: 'known-value', title: 'value that is known to be secret', exempts: 'a value that was not seen before' },
  {
    id: 'kubernetes-secret',
    title: 'value of a Kubernetes Secret',
    exempts: `another kind of manifest, a certificate or public key, ${VALUE}`,
  },
  { id: 'one-time-password', title: 'seed of one-time passwords', exempts: 'another scheme than otpauth' },
  { id: 'openvpn-static-key', title: 'OpenVPN static key', exempts: KEY_BLOCK },
  {
    id: 'pgpass',
    title: 'password of a PostgreSQL password file',
    exempts: `another port, more text behind it, ${VALUE}`,
  },
  { id: 'pgp-private-key', title: 'PGP private key block', exempts: KEY_BLOCK },
  { id: 'private-key', title: 'private key (PEM, OpenSSH)', exempts: KEY_BLOCK },
  { id: 'putty-private-key', title: 'PuTTY private key', exempts: KEY_BLOCK },
  { id: 'url-parameter', title: 'secret parameter of a URL', exempts: `a parameter of a harmless name, ${VALUE}` },
  { id: 'url-password', title: 'password in a URL', exempts: `a user without a password, ${VALUE}` },
  {
    id: 'values-from',
    title: 'value that a command of your configuration printed',
    exempts: 'a value that is printed with a harmless name, or too weak a one, which is masked beside its name only',
  },
  { id: 'webhook', title: 'secret path of a webhook', exempts: `another host or path, ${VALUE}` },
  { id: 'wifi-password', title: 'password of a wireless network', exempts: VALUE },
  {
    id: 'typed-secret',
    title: "value behind a sensitive name that is typed at the shell's prompt",
    exempts: 'a harmless name, a substitution ($NAME, $(...), `...`)',
  },
];

/** Rules that only the profiles `stream` and `strict` have, or `strict` alone. */
const OF_PROFILES: readonly Rule[] = [
  {
    id: 'email-address',
    title: 'e-mail address (stream)',
    exempts: 'a package with its version, a git remote, the user of a URL',
  },
  { id: 'ipv4-address', title: 'IPv4 address (stream)', exempts: 'a loopback address, a netmask, a version' },
  { id: 'ipv6-address', title: 'IPv6 address (stream)', exempts: 'a loopback address, a time of day' },
  { id: 'phone-number', title: 'phone number (stream)', exempts: 'no + before it and no word such as phone, a date' },
  {
    id: 'card-number',
    title: 'payment card number (stream)',
    exempts: 'a wrong check digit, no issuer of that beginning',
  },
  {
    id: 'iban',
    title: 'bank account number (stream)',
    exempts: 'wrong check digits, another length than the country has',
  },
  { id: 'user-name', title: 'your login name (stream)', exempts: 'a common name such as root or user' },
  { id: 'host-name', title: "this machine's name (stream)", exempts: 'a common name such as localhost' },
  {
    id: 'random-value',
    title: 'random characters (stream)',
    exempts: `a digest, a UUID, a path, an identifier, ${DUMMY}`,
  },
  { id: 'hexadecimal', title: 'run of hexadecimal digits (strict)', exempts: 'fewer than 32 digits' },
  { id: 'uuid', title: 'UUID (strict)', exempts: 'another form' },
];

let known: Map<string, Rule> | null = null;

/** A configuration's rules belong to all of them from now on. */
export function addRules(rules: readonly Rule[]): void {
  allRules();
  for (const rule of rules) known!.set(rule.id, rule);
}

/** All rules, by id. */
export function allRules(): ReadonlyMap<string, Rule> {
  known ??= new Map([...TOKEN_FORMATS.map(ruleOf), ...FAMILIES, ...OF_PROFILES].map((rule) => [rule.id, rule]));
  return known;
}

/** The rule of that id; a rule that nobody described is still one. */
export function describeRule(id: string): Rule {
  return allRules().get(id) ?? { id, title: id, exempts: '' };
}

function ruleOf(format: TokenFormat): Rule {
  const { id, provider, kind, prefixes, revoke, revokeCommand, unverified } = format;
  const source = unverified === true ? `${format.source} (not compared with it yet)` : format.source;
  const title = `${provider}: ${kind}`;
  const shape = shapeOf(format);
  return { id, title, provider, prefixes, shape, exempts: exemptsOf(format), source, revoke, revokeCommand };
}

function shapeOf({ prefixes, before, parts, tail }: TokenFormat): string {
  const beginning = prefixes.length === 1 ? prefixes[0] : `(${prefixes.join('|')})`;
  const end = tail === undefined ? '' : `(${tail.map(shapeOfPart).join('')})?`;
  return `${before === undefined ? '' : shapeOfPart(before)}${beginning}${parts.map(shapeOfPart).join('')}${end}`;
}

function shapeOfPart(part: Part): string {
  if (typeof part === 'string') return part;
  const { of, min, max } = part;
  return `[${of}]{${max === min ? min : `${min},${max ?? ''}`}}`;
}

const NEEDED = {
  digit: 'no letter or no digit in it',
  cases: 'letters of one case only',
  mixed: 'not all of small letters, capitals and digits in it',
} as const;

function exemptsOf({ needs, context, prefixes }: TokenFormat): string {
  const reasons = ['fewer characters', `a letter or digit right before ${prefixes[0]}`, DUMMY];
  if (needs !== undefined) reasons.push(NEEDED[needs]);
  if (context !== undefined) reasons.push(`none of these words before it on the line: ${context.join(', ')}`);
  return reasons.join('; ');
}
