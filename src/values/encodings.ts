// The forms in which a value shows itself: plain, and as other programs write it. One-byte strings in, one-byte strings out.

export interface Encoded {
  readonly text: string;
  /**
   * Base64 only: the character before or after holds some bits of the value as well, the rest belongs to its neighbours.
   * It is masked along, and not looked for.
   */
  readonly before: boolean;
  readonly after: boolean;
}

/** An encoded form shorter than this stands in other text by chance. */
const SHORTEST_ENCODED = 8;

/** What no notation escapes. */
const UNCHANGED = /^[\w.-]+$/;

/** Every distinct form of `value`, the plain one first. */
export function encodingsOf(value: string): Encoded[] {
  const forms = new Map<string, Encoded>();
  const add = (text: string, before = false, after = false) => {
    if (!forms.has(text)) forms.set(text, { text, before, after });
  };
  add(value);
  if (!UNCHANGED.test(value))
    for (const text of [...urlForms(value), ...jsonForms(value), ...shellForms(value), ...htmlForms(value)]) add(text);
  if (value.length >= 6) {
    const hex = hexOf(value);
    add(hex);
    add(hex.toUpperCase());
    for (const { text, before, after } of base64Forms(value)) {
      if (text.length < SHORTEST_ENCODED) continue;
      add(text, before, after);
      add(text.replaceAll('+', '-').replaceAll('/', '_'), before, after);
    }
  }
  return [...forms.values()];
}

/**
 * Base64 (RFC 4648) of the value where it begins at each of the three places of a group: only those characters that the
 * value alone decides.
 */
function base64Forms(value: string): Encoded[] {
  return [0, 1, 2].map((shift) => {
    const whole = Buffer.from('\0'.repeat(shift) + value, 'latin1').toString('base64');
    const bits = (shift + value.length) * 8;
    const first = Math.ceil((shift * 8) / 6);
    const last = Math.floor(bits / 6);
    return { text: whole.slice(first, last), before: shift > 0, after: bits % 6 !== 0 };
  });
}

function hexOf(value: string): string {
  return Buffer.from(value, 'latin1').toString('hex');
}

/** RFC 3986: what programs escape differs in the marks that may stay, in the case of the digits, and in the blank. */
function urlForms(value: string): string[] {
  const forms: string[] = [];
  for (const escaped of [/[^A-Za-z0-9_.~-]/g, /[^A-Za-z0-9_.~!'()*-]/g, /[^A-Za-z0-9_.~!$&'()*+,;=:@/-]/g]) {
    const upper = value.replace(escaped, percent);
    const lower = upper.replace(/%[0-9A-F]{2}/g, (digits) => digits.toLowerCase());
    forms.push(upper, lower);
    if (value.includes(' ')) forms.push(upper.replaceAll('%20', '+'), lower.replaceAll('%20', '+'));
  }
  return forms;
}

function percent(byte: string): string {
  return `%${hexOf(byte).toUpperCase()}`;
}

/** RFC 8259, as written by JSON.stringify, by writers that escape `/`, `<`, `=` or what is not ASCII, and once more. */
function jsonForms(value: string): string[] {
  const plain = value.replace(/["\\\0-\x1f]/g, (byte) => JSON_ESCAPES[byte] ?? unicode(byte.charCodeAt(0)));
  const slashed = plain.replaceAll('/', '\\/');
  const html = plain.replace(/[<>&'=]/g, (character) => unicode(character.charCodeAt(0)));
  const go = plain.replace(/[<>&]/g, (character) => unicode(character.charCodeAt(0)));
  const ascii = asciiOnly(plain);
  const twice = plain.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return [plain, slashed, html, upperUnicode(html), go, upperUnicode(go), ascii, upperUnicode(ascii), twice];
}

const JSON_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function unicode(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

function upperUnicode(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/g, (_, digits: string) => `\\u${digits.toUpperCase()}`);
}

/** The same with `\uXXXX` for every character beyond ASCII, where the bytes are UTF-8. */
function asciiOnly(text: string): string {
  if (!/[\x80-\xff]/.test(text)) return text;
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  if (decoded.includes('\ufffd')) return text;
  return decoded.replace(/[^\0-\x7f]/g, (unit) => unicode(unit.charCodeAt(0)));
}

/** POSIX shells: inside single quotes (two ways to write one), `$'...'`, double quotes, and with backslashes. */
function shellForms(value: string): string[] {
  return [
    value.replaceAll("'", "'\\''"),
    value.replaceAll("'", `'"'"'`),
    value.replace(/['\\\0-\x1f]/g, (byte) => ANSI_C_ESCAPES[byte] ?? `\\x${hexOf(byte)}`),
    value.replace(/["\\$`]/g, '\\$&'),
    value.replace(/["\\$`!]/g, '\\$&'),
    value.replace(/[^A-Za-z0-9_@%+=:,./\x80-\xff-]/g, '\\$&'),
    value.replace(/[^A-Za-z0-9_./\x80-\xff-]/g, '\\$&'),
  ];
}

const ANSI_C_ESCAPES: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\x1b': '\\E',
};

/** HTML and XML: the five entities, the two quotes in each of their spellings. */
function htmlForms(value: string): string[] {
  const plain = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const forms = [plain];
  for (const double of ['&quot;', '&#34;', '&#x22;']) {
    for (const single of ["'", '&#39;', '&#x27;', '&apos;'])
      forms.push(plain.replaceAll('"', double).replaceAll("'", single));
  }
  return forms;
}
