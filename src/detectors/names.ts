// Whether a name (of a variable, key, flag, header, column) says that its value is secret. Shared by the assignment family
// and by the known values of the environment. Knows no value.
//
// A name is split into its parts (`DB_PASSWORD`, `dbPassword` and `db-password` alike) and judged by its head, the last
// part that is not neutral: `password_reset_url` is about a password, `old_password` is one.

/**
 * `password`: chosen by people, so a plain word may be one. `secret`: made by machines, so a plain word is none unless the
 * notation is strict. `maybe`: often something else, so only what looks random counts.
 */
export type Sensitivity = 'password' | 'secret' | 'maybe';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Parts after the head that do not change what the value is. */
const NEUTRAL = words(
  `value val plain plaintext raw b64 base64 encoded old new current previous prev confirm confirmation repeat again default
  prod production dev development test testing staging stage live sandbox str string data env override primary secondary
  main backup local remote base v binary`,
);

const PASSWORDS = words(
  `password passwd passwords passphrase passcode passwort kennwort senha contrasena motdepasse parola wachtwoord
  pgpassword`,
);

/** Heads that are secret whatever stands before them. */
const SECRETS = words(
  `secret token credential creds apikey apitoken apisecret authtoken accesstoken refreshtoken idtoken sessiontoken
  secretkey accesskey privatekey authkey masterkey encryptionkey signingkey sessionkey presharedkey clientsecret
  authsecret jwt psk sshpass identitytoken registrytoken bearertoken accesscode mnemonic`,
);

/** Heads that often name something harmless too. */
const MAYBE = words('auth credentials cookie session totp');

/** Parts before `code` that make it one of those that open an account in need. */
const CODES = words('recovery backup scratch rescue');

/** Parts before `key` that make it a secret one. */
const SECRET_KEYS = words(
  `api access secret private priv auth encryption encrypt signing sign master account shared storage subscription hmac aes
  jwt crypt cipher deploy consumer unseal recovery symmetric decryption decrypt preshared wireguard session webhook service
  admin root`,
);

/** Parts before `key` that make it a harmless one. */
const HARMLESS_KEYS = words(
  `public pub foreign sort partition cache hash map row object index lookup group hot arrow shortcut translation i18n locale
  message registry config foreign primary unique composite natural surrogate dict json xml property enum class arg kw field
  column table item entry option state event tab enter escape ctrl alt shift meta modifier function any press up down left
  right next prev first last same each every other no by parent child node the this that a an of in is has get set add del
  remove delete find check with without sub super return home end page space back num lock caps menu host known socket recv
  send receive refresh fetch from for to at on gpg pgp lsign trusted manager release default`,
);

/** Parts before `token` that make it a piece of text, a page of a list, or a public value. */
const HARMLESS_TOKENS = words(
  `csrf xsrf public next prev last previous current lookahead peek parse lexer syntax end start open close operator
  cancellation cancel abort page continuation sync synced symbol word special pad eos bos unk cls sep mask num max total prompt
  completion input output first second type eof new end this that the any each every other is has by no of unexpected
  invalid expected punctuator identifier keyword comment string number semicolon comma brace paren bracket pagination
  forgery antiforgery verification injection design device request idempotency dkim`,
);

/** Parts before `pass` that make it a password, and not a pass over something. */
const PASSES = words(
  `db database user admin root smtp mail email ssh ftp sql pg mysql postgres redis mongo key store auth http https sudo
  become login my account service proxy vpn wifi rabbitmq amqp ldap bind`,
);

/** Parts before `secret` or in front of a password that tell of the thing, not of its value. */
const HARMLESS_BEFORE: ReadonlySet<string> = words(
  `no forgot forgotten reset has is need needs require requires show hide toggle ask get read prompt check verify validate
  hash encrypt decrypt generate create make change update find parse handle on existing add split remove delete num max min
  number count`,
);

/** Endings under which a name is about a secret and holds none; they matter where the head stands first. */
const ABOUT = words(
  `id ids name names file files filename path paths dir directory folder url urls uri uris endpoint host hostname port type
  types kind algorithm alg length len size count limit ttl expiry expires expiration expire exp version alias prefix suffix
  policy policies enabled disabled required optional column field fields index hint label title placeholder description desc
  regex pattern format rule rules strength error errors message msg style class input form page reset change age lifetime
  timeout interval date time timestamp at status state valid validator validation check manager provider providers client
  handler factory cache generator header headers param params mode scheme source location ref reference arn group role scope
  scopes usage owner user username login prompt command cmd program helper callback sock socket agent askpass store server
  service services parallelism info tty pid method methods rotation max min hasher hashers`,
);

/** Names that none of the rules gets right. */
const WHOLE: ReadonlyMap<string, Sensitivity | null> = new Map<string, Sensitivity | null>([
  ['mysql_pwd', 'password'],
  ['rediscli_auth', 'password'],
  ['bw_session', 'secret'],
  ['docker_auth_config', 'secret'],
  ['npm_config__auth', 'secret'],
  ['_auth', 'secret'],
  ['_authtoken', 'secret'],
  ['_password', 'password'],
  ['requirepass', 'password'],
  ['masterauth', 'password'],
  ['desktop_session', null],
  ['publickeytoken', null],
  ['app_key', 'secret'],
  ['secret_key_base', 'secret'],
  ['primarykey', 'maybe'],
  ['secondarykey', 'maybe'],
  ['client-key-data', 'secret'],
]);

const CONCATENATED = /(?:password|passwd|passphrase)$/;
const CONCATENATED_SECRET = /(?:secret|token|apikey|secretkey|accesskey|privatekey|credential)$/;
const CONCATENATED_PASS = new RegExp(`^(?:${[...PASSES].join('|')})(?:pass|pwd|pw)$`);

/** A name longer than this is no name. */
export const LONGEST_NAME = 100;

const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z\x80-\xff]+|\d+/g;

const known = new Map<string, Sensitivity | null>();

/** How secret the value behind `name` is, or null when the name does not say so. */
export function judgeName(name: string): Sensitivity | null {
  if (name.length > LONGEST_NAME) return null;
  let judged = known.get(name);
  if (judged === undefined) {
    judged = judge(name);
    if (known.size >= 500) known.clear();
    known.set(name, judged);
  }
  return judged;
}

function judge(name: string): Sensitivity | null {
  // The working directory, which every shell exports.
  if (name === 'PWD' || name === 'OLDPWD') return null;
  const whole = WHOLE.get(name.toLowerCase());
  if (whole !== undefined) return whole;
  if (/^op_session_/i.test(name)) return 'secret';
  const parts = (name.match(PART) ?? []).map((part) => part.toLowerCase());
  let last = parts.length - 1;
  while (last > 0 && (NEUTRAL.has(parts[last]) || /^\d+$/.test(parts[last]))) last--;
  if (last < 0) return null;
  const head = parts[last];
  const before = last > 0 ? parts[last - 1] : '';
  return (
    judgeHead(head, before, firstOfMember(name) ?? parts[0]) ?? (isConstant(name) ? judgeConstant(parts, last) : null)
  );
}

/** `client.add_password`: the first part of the last member. */
function firstOfMember(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0
    ? undefined
    : name
        .slice(dot + 1)
        .match(PART)?.[0]
        .toLowerCase();
}

function judgeHead(head: string, before: string, first: string): Sensitivity | null {
  if (HARMLESS_BEFORE.has(first) && first !== head) return null;
  if (PASSWORDS.has(head)) return 'password';
  if (head === 'pass' || head === 'pwd' || head === 'pw') return PASSES.has(before) ? 'password' : 'maybe';
  if (head === 'key' || head === 'keys') return judgeKey(before);
  if (head === 'token') return HARMLESS_TOKENS.has(before) ? null : 'secret';
  if (head === 'phrase') return /^(?:seed|recovery|secret|backup|mnemonic|pass)$/.test(before) ? 'secret' : null;
  if (head === 'code' || head === 'codes') return CODES.has(before) ? 'secret' : null;
  if (head === 'hash') return PASSWORDS.has(before) ? 'maybe' : null;
  if (SECRETS.has(head)) return 'secret';
  if (MAYBE.has(head)) return 'maybe';
  if (CONCATENATED.test(head) || CONCATENATED_PASS.test(head)) return 'password';
  return CONCATENATED_SECRET.test(head) && !/^(?:csrf|xsrf)/.test(head) ? 'secret' : null;
}

function judgeKey(before: string): Sensitivity | null {
  if (SECRET_KEYS.has(before)) return 'secret';
  return before === '' || HARMLESS_KEYS.has(before) ? null : 'maybe';
}

const SEVERAL = /^(?:tokens?|secrets|creds?|otp)$/;
const PUBLIC =
  /^(?:csrf|xsrf|public|antiforgery|forgery|idempotency|request|device|verification|dkim|design|injection|max|min|num|number|total|prompt|completion|input|output|count|limit|of|has|is|no|by|without|special)$/;

/** `TOKEN_GITHUB`, `PASSWORD_DB`: in the names of constants the head may stand first. */
function judgeConstant(parts: readonly string[], last: number): Sensitivity | null {
  if (ABOUT.has(parts[last])) return null;
  // A variable `NEXT_TOKEN` may be the next of several; what it holds tells.
  if (SEVERAL.test(parts[last]) && !PUBLIC.test(parts[last - 1] ?? '')) return 'maybe';
  for (let i = 0; i < last; i++) {
    const found = judgeHead(parts[i], i > 0 ? parts[i - 1] : '', parts[0]);
    if (found === 'password' || found === 'secret') return 'maybe';
  }
  return null;
}

/** Whether a name is written as environment variables and constants are. */
export function isConstant(name: string): boolean {
  return /^[A-Z_][A-Z0-9_]*$/.test(name);
}

/**
 * What every sensitive name contains, in any case, and which letters may follow in the same word. A stem that goes on
 * otherwise is another word (`author`, `keyboard`, `passed`, `tokenizer`).
 */
const STEM_ENDINGS = {
  pass: 'wpc',
  pwd: '',
  _pw: '',
  bindpw: '',
  rootpw: '',
  secret: 's',
  token: 's',
  key: 's',
  auth: '',
  cred: 'es',
  jwt: '',
  psk: '',
  cookie: 's',
  session: '',
  senha: '',
  contrasena: '',
  kennwort: '',
  parola: '',
  wachtwoord: '',
  motdepasse: '',
  mnemonic: '',
  phrase: '',
  accesscode: '',
  totp: '',
  recoverycode: 's',
  recovery_code: 's',
  'recovery-code': 's',
  backupcode: 's',
  backup_code: 's',
  'backup-code': 's',
  scratch_code: 's',
  rescue_code: 's',
} as const;

export const NAME_STEMS = Object.keys(STEM_ENDINGS) as (keyof typeof STEM_ENDINGS)[];

/** Whether a stem whose last character is `last` ends there, given the byte `next` behind it. */
export function stemEnds(stem: keyof typeof STEM_ENDINGS, last: number, next: number): boolean {
  const lower = next >= 97 && next <= 122;
  const upper = next >= 65 && next <= 90;
  if (!lower && !(upper && last >= 65 && last <= 90)) return true;
  const endings: string = STEM_ENDINGS[stem];
  return endings.includes(String.fromCharCode(next | 32));
}
