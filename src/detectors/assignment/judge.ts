// Whether a value is a secret, given how sensitive its name is and how strict the notation. Knows no text around it.
import type { Certainty } from '../finding.ts';
import { NAME_STEMS, type Sensitivity } from '../names.ts';
import { isDummyWord, isPath, isReference } from '../placeholder.ts';
import { isProse, isStopWord } from '../words.ts';

/**
 * `strict`: the notation holds nothing but values (`NAME=value`, JSON, XML, `--name=value`). `literal`: a quoted string in
 * a program. `line`: `name: value` alone on its line. `loose`: running text, or code.
 */
export type Form = 'strict' | 'literal' | 'line' | 'loose';

export interface Candidate {
  readonly value: string;
  readonly name: string;
  readonly sensitivity: Sensitivity;
  readonly form: Form;
  readonly quoted: boolean;
}

/** What tokens and keys are written in; passwords may hold anything. */
const TOKEN = /^[\w.~+/=:@|!#$%^&*-]+$/;
const WORD = /^[A-Za-z\x80-\xff]+$/;
/** Words joined by signs: an identifier, a path of keys, a file-like name. */
const JOINED = /^[A-Za-z_$][A-Za-z_$]*(?:[-._:/][A-Za-z_$]+)*$/;
const STEM = new RegExp(NAME_STEMS.join('|'), 'i');

/** How certain it is that the value is a secret, or null. */
export function judgeValue(candidate: Candidate): Certainty | null {
  const { value, sensitivity } = candidate;
  if (isNothing(value, candidate)) return null;
  if (!(sensitivity === 'password' ? isPassword(candidate) : isToken(candidate))) return null;
  return sensitivity !== 'maybe' && isStrong(value) ? 'certain' : 'likely';
}

/** Values that are no secret under any name. */
function isNothing(value: string, { quoted, form }: Candidate): boolean {
  if (value.length < 3 || !/[A-Za-z0-9\x80-\xff]/.test(value)) return true;
  if (isStopWord(value) || isDummyWord(value) || isReference(value) || isPath(value)) return true;
  if (/^(?:https?|s3|file|gs|ssh|git):\/\//.test(value)) return true;
  // An index, a call, a member: code. In a strict notation a password may look so.
  return !quoted && form !== 'strict' && /[(){}[\]]|=>|::|->|\?\.|^[A-Za-z_]\w*\.[A-Za-z_]/.test(value);
}

function isPassword({ value, name, form, quoted }: Candidate): boolean {
  if (/^\d+$/.test(value)) return value.length >= 4 && form !== 'loose';
  if (/\s/.test(value)) return quoted && isPassphrase(value);
  if (isSameWord(value, name)) return false;
  if (WORD.test(value)) return form !== 'loose' && value.length >= 4;
  if (JOINED.test(value))
    return form !== 'loose' && !STEM.test(value) && !/^[a-z_]+\./i.test(value) && value.length >= 4;
  if (form !== 'loose') return true;
  return value.length >= 6 && !/^[A-Za-z_]*(?:pass|pwd|secret|token|key)[A-Za-z_]*\d{0,2}$/i.test(value);
}

/** Several words that are no sentence and no label. */
function isPassphrase(value: string): boolean {
  if (isProse(value) || /[?:.!]$/.test(value)) return false;
  return !/^[A-Z\x80-\xff][A-Za-z\x80-\xff\s,'-]*$/.test(value) && value.trim().length >= 8;
}

function isToken(candidate: Candidate): boolean {
  const { value, name, sensitivity, form, quoted } = candidate;
  if (value.length < 6 || !TOKEN.test(value) || isSameWord(value, name)) return false;
  if (sensitivity === 'maybe') return value.length >= 12 && looksRandom(value);
  // Counters, sizes, versions.
  if (/^[\d.,]+[A-Za-z%]{0,2}$/.test(value)) return form === 'strict' && /^\d{6,}$/.test(value) && !quoted;
  if (WORD.test(value)) return form === 'strict' && (!quoted || value.length >= 8) && !STEM.test(value);
  if (JOINED.test(value)) return form === 'strict' && !quoted && !STEM.test(value);
  if (form === 'strict') return true;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (/^[A-Za-z_-]*(?:pass|pwd|secret|token|key)[A-Za-z_-]*\d{0,2}$/i.test(value)) return false;
  return form === 'literal' ? true : value.length >= 8 && looksRandom(value);
}

/** `password: password`, `"confirmPassword": "confirm_password"`, `DB_PASSWORD=db_password`. */
function isSameWord(value: string, name: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  return /^[A-Za-z_. -]+$/.test(value) && letters(name).endsWith(letters(value));
}

/** Letters and digits so mixed as no word, version or date is. */
export function looksRandom(value: string): boolean {
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  let changes = 0;
  for (let i = 1, last = kindOf(value, 0); i < value.length; i++) {
    const kind = kindOf(value, i);
    if (kind === 0) continue;
    // A capital before small letters begins a word.
    if (last !== 0 && kind !== last && !(last === UPPER && kind === LOWER)) changes++;
    last = kind;
  }
  return changes >= Math.max(3, value.length / 8);
}

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

function kindOf(value: string, at: number): number {
  const code = value.charCodeAt(at);
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  return code >= 48 && code <= 57 ? DIGIT : 0;
}

/** Long, of several classes of characters, and no word with a number behind it: it may be masked wherever it stands. */
export function isStrong(value: string): boolean {
  if (value.length < 8 || /^[A-Za-z]+[-_.]?\d{0,4}[!@#$.?*]?$/.test(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
  return classes >= 2 && !(classes === 2 && JOINED.test(value));
}
