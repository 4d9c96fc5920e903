// What a backslash means in `$'…'` of bash and zsh, and outside of quotes in what fish lists.

/** What `\x` means, for those that mean another character. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};

/** `\M-x` and `\C-x` are zsh's, `\cx` is that of the others. */
const CODE =
  /(?:[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|(M-)?(?:\\?C-|c)(.)|M-(.))/y;

/** Decodes the escape whose backslash stands at `at`; characters beyond ASCII come as the bytes of their UTF-8. */
export function escapeAt(text: string, at: number): { characters: string; length: number } {
  const simple = ESCAPES[text[at + 1] ?? ''];
  if (simple !== undefined) return { characters: simple, length: 2 };
  CODE.lastIndex = at + 1;
  const code = CODE.exec(text);
  if (code === null) return { characters: text[at + 1] ?? '', length: 2 };
  return { characters: charactersOf(code), length: CODE.lastIndex - at };
}

function charactersOf([, byte, short, long, octal, meta, control, high]: RegExpExecArray): string {
  if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16));
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
  if (high !== undefined) return String.fromCharCode(high.charCodeAt(0) | 0x80);
  if (control !== undefined) {
    const plain = control === '?' ? 0x7f : control.charCodeAt(0) & 0x1f;
    return String.fromCharCode(meta === undefined ? plain : plain | 0x80);
  }
  const point = Number.parseInt(short ?? long, 16);
  return point > 0x10ffff ? '' : Buffer.from(String.fromCodePoint(point)).toString('latin1');
}
