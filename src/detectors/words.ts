// Words that stand where a secret could and are none: types, keywords, states, the words of documentation. Only ever asked
// about a whole value in lower case; a word that is missing costs a false mask, one too many could cost a leak.
import { oneByteString } from '../terminal/one-byte.ts';

/** One-byte strings of UTF-8, as texts are read. */
const list = (text: string): readonly string[] =>
  oneByteString(new TextEncoder().encode(text)).toLowerCase().trim().split(/\s+/);

/** Values of programming and configuration languages. */
const VALUES = list(`
  md5 sha1 sha256 sha384 sha512 base64 utf8 utf-8 hs256 rs256 es256 aes256 aes-256-gcm ed25519 x509 oauth2
  define undef
  files compat sss systemd nis nisplus ldap winbind hesiod
  true false yes no on off null nil none undefined nan empty void auto default enabled disabled enable disable required
  optional unset unknown any all never always self this super inherit initial same-origin include omit everyone nobody
`);

/** Types and what stands for a type in help texts. */
const TYPES = list(`
  string str text bytes byte char character int integer long short float double number bool boolean object array list dict
  map set tuple record struct enum symbol bigint buffer uint8array uuid guid date datetime timestamp regex function func fn
  callable callback promise option result vec box secretstr securestring stringarray strings password passwd pwd pass pw passphrase
  secret token key apikey credential credentials auth authorization bearer basic digest oauth oauth2 jwt session cookie
  file filename path dir directory folder stdin stdout env environment var variable value values name username user login
  email id ids url uri host hostname port address arg args argument arguments param params parameter parameters flag flags option
  opts options input output data type types field fields column row table header headers body query form prop props
  instance class interface module package method property attribute identifier literal keyword comment operator
  punctuation whitespace newline eof number constant expression statement declaration definition
  passwort kennwort contraseña contrasena senha wachtwoord parola hasło пароль 密码 パスワード 비밀번호
`);

/** Words of sentences, above all after "password" and "token". */
const PROSE = list(`
  a an and are as at be been but by can cannot could did do does done for from get got had has have he her here his how i if
  in into is isn't it its just like made make may me might more must my need needs new no not now of off on one only or our
  out over please put s see set she should since so some such than that the their them then there these they this those to
  too two under up us use used user uses using via was we were what when where which while who why will with without won't
  would you your yours
  about access accepted account again agent algorithm allowed already also alphanumeric app application attempt available
  bad based because before being between both called change changed changes characters check checked configured contains
  correct created current database decrypt deprecated details different digits during each either encoded encrypted
  encryption entered enter error errors except exceeded exists expected expired expires expiry failed failure fetch field
  first following format found generate generated generator given hash hashed hidden hide illegal implementation incorrect
  information invalid issued last length less letters limit local lookup management manager masked match matches maximum
  minimum mismatch missing mode must n/a new-password current-password next obtained old omitted once one-time other
  otherwise own passed pending permission plain plaintext policy present previous private prompt prompted protected
  provided provider public re-enter read received redacted refresh refused rejected removed repeat replace request
  requested require requires reset retrieve retype returned returns revoked rotated salt same saved scheme second
  sensitive server service shared show shown sign signed something specified static still storage store stored strength
  success successful successfully sudo support supported supports temporary tests that's todo tbd too-short
  turn unable unauthorized unchanged unexpected unlock unsupported update updated valid validate validation verification
  verified verify version visible whether whose within wrong you're
  example changeme change_me hidden sample foobar foo bar baz qux lorem ipsum
`);

const STOP_WORDS: ReadonlySet<string> = new Set([...VALUES, ...TYPES, ...PROSE]);

/** Whether a value, as a whole and in any case, is such a word. */
export function isStopWord(value: string): boolean {
  return value.length <= 20 && STOP_WORDS.has(value.toLowerCase());
}

/** Whether a text of several words reads as a sentence: one of its words is a stop word. */
export function isProse(value: string): boolean {
  const found = value.slice(0, 200).match(/[A-Za-z'’-]+/g) ?? [];
  return found.length > 1 && found.some((word) => word.length > 1 && STOP_WORDS.has(word.toLowerCase()));
}
