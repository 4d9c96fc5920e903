// What the user typed while a question stands on the terminal, told apart from what the terminal itself sends. Pure.

/** `pass`: not an answer, but a report of the terminal, a key of no letter or a paste: it is the program's. */
export type Key =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'pass'; readonly bytes: string };

const PASTE = '\x1b[200~';
/** The mouse as X10 has it, CSI sequences, SS3 keys, and control strings up to their end. */
const SEQUENCE = /^\x1b(?:\[M[\s\S]{3}|\[[0-?]*[ -/]*[@-~]|O[ -~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?)/;
/** A key in kitty's protocol: code point, modifiers, kind of event. */
const KITTY_KEY = /^\x1b\[(\d+)(?::\d*)*(?:;\d*(?::(\d))?)?(?:;[\d:]*)?u$/;

/** @param typed one-byte string. */
export function readKeys(typed: string): Key[] {
  const keys: Key[] = [];
  for (let at = 0; at < typed.length; ) {
    if (typed.startsWith(PASTE, at)) {
      keys.push({ kind: 'cancel' }, { kind: 'pass', bytes: typed.slice(at) });
      break;
    }
    const sequence = SEQUENCE.exec(typed.slice(at))?.[0];
    keys.push(...(sequence === undefined ? [keyOf(typed[at] as string)] : keysOf(sequence)));
    at += sequence?.length ?? 1;
  }
  return keys;
}

function keysOf(sequence: string): Key[] {
  const [, code, event] = KITTY_KEY.exec(sequence) ?? [];
  if (code === undefined) return [{ kind: 'pass', bytes: sequence }];
  // A released key was pressed before: before the question, perhaps.
  if (event === '3') return [{ kind: 'pass', bytes: sequence }];
  return [keyOf(String.fromCodePoint(Math.min(Number(code), 0x10ffff)))];
}

function keyOf(character: string): Key {
  return /^[!-~]$/.test(character) ? { kind: 'letter', letter: character.toLowerCase() } : { kind: 'cancel' };
}
