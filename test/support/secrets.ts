// Fake secrets, built at run time from a kind and a seed, so that nothing in the repository looks live.
import { sampleToken, seeded } from '../../src/detectors/tokens/sample.ts';
import { TOKEN_FORMATS } from '../../src/detectors/tokens/table.ts';
import { randomNumbers } from './choices.ts';

/** A secret as a program prints it. `text[from, to)` must not be seen, but for `shown` leading characters while it is incomplete. */
export interface Secret {
  readonly kind: string;
  readonly seed: number;
  /** What is printed, the context that gives the secret away included (`NAME=`, `scheme://user:`); ASCII. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly shown: number;
  /** So many characters of `text` are a secret already, whatever follows. */
  readonly wholeAt: number;
  /** True where every piece counts from the first byte on, as in a block whose begin was seen. */
  readonly anyPiece?: boolean;
  /** True where it is typed, or grows, before other text: each beginning of it is one to which more will come. */
  readonly typed?: boolean;
}

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const ALNUM = UPPER + LOWER + DIGITS;
const BASE32 = `${UPPER}234567`;
const HEX = '0123456789abcdef';
const BASE64URL = `${ALNUM}-_`;

type Random = (limit: number) => number;

function chars(random: Random, alphabet: string, length: number): string {
  let text = '';
  while (text.length < length) text += alphabet[random(alphabet.length)];
  return text;
}

/** Tokens known by a prefix: [prefix, the rest]. */
const PREFIX_TOKENS: Record<string, (random: Random) => [string, string]> = {
  'aws-access-key-id': (r) => ['AKIA', chars(r, BASE32, 16)],
  'github-pat': (r) => [['gh', 'p_'].join(''), chars(r, ALNUM, 36)],
  'gitlab-pat': (r) => [['gl', 'pat-'].join(''), chars(r, ALNUM, 20)],
  'stripe-live': (r) => [['sk_', 'live_'].join(''), chars(r, ALNUM, 24)],
  'hugging-face': (r) => [['h', 'f_'].join(''), chars(r, ALNUM, 34)],
  sendgrid: (r) => [['S', 'G.'].join(''), `${chars(r, BASE64URL, 22)}.${chars(r, BASE64URL, 42)}A`],
  'anthropic-api': (r) => [['sk-', 'ant-', 'api03-'].join(''), `${chars(r, BASE64URL, 93)}AA`],
  'openai-project': (r) => [['sk-', 'proj-'].join(''), `${chars(r, ALNUM, 24)}T3${'BlbkFJ'}${chars(r, ALNUM, 24)}`],
  'digitalocean-pat': (r) => [['dop_', 'v1_'].join(''), chars(r, HEX, 64)],
};

/** Values known by what stands around them: [before, the secret, after]. */
const CONTEXT_SECRETS: Record<string, (random: Random) => [string, string, string]> = {
  assignment: (r) => ['DB_PASSWORD=', password(r), ''],
  'json-assignment': (r) => ['"password": "', password(r), '"'],
  'yaml-assignment': (r) => ['api_key: ', `${password(r)}${chars(r, ALNUM, 4)}`, ''],
  'url-password': (r) => ['postgres://svc:', password(r), '@db.internal/app'],
};

function password(random: Random): string {
  // Letters, digits and marks: no dictionary word, no placeholder, long enough to be one.
  return `${chars(random, UPPER, 2)}${chars(random, DIGITS, 2)}${chars(random, ALNUM, 4 + random(12))}${chars(random, DIGITS, 1)}k`;
}

/** Characters of a known value that may be seen while it is incomplete (I1). */
export const KNOWN_VALUE_SHOWN = 3;

const base64url = (text: string) => Buffer.from(text, 'latin1').toString('base64url');

export const KINDS: readonly string[] = [
  ...Object.keys(PREFIX_TOKENS),
  ...Object.keys(CONTEXT_SECRETS),
  'known-value',
  'jwt',
];

/** Kinds made from the table of token formats; those that only their surroundings give away are left to unit tests. */
export const FORMAT_KINDS: readonly string[] = TOKEN_FORMATS.filter(
  ({ before, context }) => before === undefined && context === undefined,
).map(({ id }) => `format:${id}`);

function formatSecret(kind: string, seed: number): Secret | undefined {
  const format = TOKEN_FORMATS.find(({ id }) => kind === `format:${id}`);
  if (!format) return undefined;
  const text = sampleToken(format, seeded(seed));
  const prefix = format.prefixes.filter((each) => text.startsWith(each)).sort((a, b) => b.length - a.length)[0];
  // A beginning that others share gives nothing away before the token is whole.
  const shown = format.opens === 1 ? (prefix as string).length : text.length - 1;
  return { kind, seed, text, from: 0, to: text.length, shown, wholeAt: text.length };
}

/** Kinds that fit in one row of a small terminal. */
export const SHORT_KINDS: readonly string[] = ['aws-access-key-id', 'gitlab-pat', 'assignment', 'known-value'];

/** The same kind and seed always give the same secret. */
export function makeSecret(kind: string, seed: number): Secret {
  const random = randomNumbers(seed);
  const token = PREFIX_TOKENS[kind]?.(random);
  if (token) {
    const text = token.join('');
    const wholeAt = kind === 'openai-project' ? token[0].length + 40 : text.length;
    return { kind, seed, text, from: 0, to: text.length, shown: token[0].length, wholeAt };
  }
  const context = CONTEXT_SECRETS[kind]?.(random);
  if (context) {
    const [before, value] = context;
    const from = before.length;
    return { kind, seed, text: context.join(''), from, to: from + value.length, shown: 0, wholeAt: from + 1 };
  }
  if (kind === 'jwt') {
    const header = base64url(JSON.stringify({ alg: 'HS256', typ: 'JWT' }));
    const claims = base64url(JSON.stringify({ sub: chars(random, ALNUM, 8), iat: 1700000000 + random(9999) }));
    const text = `${header}.${claims}.${chars(random, BASE64URL, 43)}`;
    return { kind, seed, text, from: 0, to: text.length, shown: header.length + 1, wholeAt: header.length + 61 };
  }
  if (kind === 'known-value') {
    const text = `${chars(random, UPPER + DIGITS, 4)}${chars(random, ALNUM, 8 + random(16))}`;
    return { kind, seed, text, from: 0, to: text.length, shown: KNOWN_VALUE_SHOWN, wholeAt: 8 };
  }
  const formatted = formatSecret(kind, seed);
  if (formatted) return formatted;
  throw new Error(`no such kind of secret: ${kind}`);
}

/** A PEM block, its lines; the body is random, so no key. */
export function makePemBlock(seed: number, lines = 4, label = 'PRIVATE KEY'): string[] {
  const random = randomNumbers(seed);
  // What the brush draws around it must not read like a piece of it, the blanks moved over instead of written.
  const around = [
    'https://example.org/',
    `BEGIN${label}`.replaceAll(' ', ''),
    `END${label}`.replaceAll(' ', ''),
    label,
  ];
  const pieces = around.flatMap((text) =>
    Array.from(text, (_, i) => text.slice(i, i + 4)).filter((p) => p.length === 4),
  );
  const line = (): string => {
    const text = chars(random, `${ALNUM}+/`, 64);
    return pieces.some((piece) => text.includes(piece)) ? line() : text;
  };
  const body = Array.from({ length: lines }, line);
  return [`-----BEGIN ${label}-----`, ...body, `-----END ${label}-----`];
}
