// Classes of characters that token formats are written in, as tables over one byte. Knows no format.

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ALNUM = DIGITS + UPPER + LOWER;

/** The members of each class; the order is the one that samples and base-N checksums use. */
export const CHARACTERS = {
  digit: DIGITS,
  upper: UPPER,
  letter: UPPER + LOWER,
  hex: `${DIGITS}abcdef`,
  anyhex: `${DIGITS}abcdefABCDEF`,
  lowernum: DIGITS + LOWER,
  uppernum: DIGITS + UPPER,
  alnum: ALNUM,
  word: `${ALNUM}_`,
  dashed: `${ALNUM}-`,
  uuid: `${DIGITS}abcdef-`,
  /** RFC 4648, section 6. */
  base32: `${UPPER}234567`,
  base32lower: `${LOWER}234567`,
  /** BIP 173, as age writes it. */
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  /** RFC 4648, section 4, without and with its padding. */
  base64: `${ALNUM}+/`,
  padded64: `${ALNUM}+/=`,
  /** RFC 4648, section 5, without and with its padding. */
  base64url: `${ALNUM}_-`,
  padded64url: `${ALNUM}_-=`,
  /** base64url joined by dots: JWT and friends. */
  dotted64url: `${ALNUM}_-.`,
  /** Either base64 alphabet. */
  any64: `${ALNUM}+/_-=`,
  /** With the marks that each of a few providers adds. */
  lowerdotted: `${DIGITS}${LOWER}.`,
  upperdashed: `${DIGITS}${UPPER}-`,
  tilde64url: `${ALNUM}_-.~`,
  dottedpadded: `${ALNUM}_-.=`,
  percentnum: `${ALNUM}%`,
  percent64: `${ALNUM}+/_-=%`,
  /** crypt(3), and the parameters of the PHC string format. */
  crypt: `${ALNUM}./`,
  phc: `${ALNUM}+/.,=$-`,
  django: `${ALNUM}!@#$%^&*(-_=+)`,
  comma64: `${ALNUM}+/_-=,`,
} as const;

export type CharacterClass = keyof typeof CHARACTERS;

const tables = new Map<string, Uint8Array>();

/** A table that is 1 at each byte of `members`. */
export function tableOf(members: string): Uint8Array {
  let table = tables.get(members);
  if (table === undefined) {
    table = new Uint8Array(256);
    for (let i = 0; i < members.length; i++) table[members.charCodeAt(i)] = 1;
    tables.set(members, table);
  }
  return table;
}

/** The table of a named class. */
export function classTable(name: CharacterClass): Uint8Array {
  return tableOf(CHARACTERS[name]);
}

export const ALNUM_TABLE = tableOf(ALNUM);
export const WORD_TABLE = tableOf(CHARACTERS.word);

/** ASCII letters to lower case, every other byte to itself. */
export const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 65 && byte <= 90 ? byte + 32 : byte));

/** The text with its ASCII letters in lower case. */
export function folded(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
