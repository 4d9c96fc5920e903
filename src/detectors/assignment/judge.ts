// Whether a value is a secret, given how sensitive its name is and how strict the notation. Knows no text around it.
import type { Certainty } from '../finding.ts';
import { isConstant, NAME_STEMS, type Sensitivity } from '../names.ts';
import { isDummyWord, isPath, isReference } from '../placeholder.ts';
import { isGibberish, looksRandom } from '../wording.ts';
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
  /** Behind a blank, as the argument of a flag: help texts look so too. */
  readonly argument: boolean;
}

/** What tokens and keys are written in; passwords may hold anything. */
const TOKEN = /^[\w.~+/=:@|!?;#$%^&*-]+$/;
const WORD = /^[A-Za-z\x80-\xff]+$/;
/** Words joined by signs: an identifier, a path of keys, a file-like name. */
const JOINED = /^[A-Za-z_$][A-Za-z_$]*(?:[-._:/][A-Za-z_$]+)*$/;
/** Digits by chance stand in longer runs than `looksRandom` allows. */
const HEX_KEY = /^[0-9a-f]{32,128}$/;
/** The seed of one-time passwords: base32 (RFC 4648) with a digit. */
const SEED = /^(?=[A-Z]*[2-7])[A-Z2-7]{16,}=*$/;
const STEM = new RegExp(NAME_STEMS.join('|'), 'i');

/** `V1SecretVolumeSource`: words with a capital each, and a version before them. */
const TYPE = /^(?:V\d(?:alpha\d|beta\d)?)?(?:[A-Z][a-z]{2,}){2,6}$/;

/** How certain it is that the value is a secret, or null. */
export function judgeValue(candidate: Candidate): Certainty | null {
  const { value, sensitivity } = candidate;
  if (isNothing(value, candidate)) return null;
  if (!(sensitivity === 'password' ? isPassword(candidate) : isToken(candidate))) return null;
  if (sensitivity === 'maybe' || !isStrong(value)) return 'likely';
  // A name with a number may stand behind a secret's name; it must not be masked everywhere.
  // What has a program's punctuation in it may be a piece of one.
  const isPlain = sensitivity === 'password' && !/[\s(){}[\]<>'"`;,\\]/.test(value);
  return isPlain || looksRandom(value) ? 'certain' : 'likely';
}

/** What no one hides: states, and what a program fills in. */
const STATES = /^(?:true|false|null|nil|none|undefined|yes|no|on|off)$/i;

/** As `judgeValue`, for those who would rather hide too much: a word or a dummy behind a sensitive name is a value too. */
export function judgeEagerly(candidate: Candidate): Certainty | null {
  const judged = judgeValue(candidate);
  if (judged !== null) return judged;
  const { value, name, sensitivity, form, quoted } = candidate;
  if (!/[A-Za-z0-9\x80-\xff]/.test(value) || STATES.test(value) || isReference(value)) return null;
  // A mask, a slot to be filled in, a call, an index, a member.
  if (/^(?:\*+|<[^>]*>|\[[^\]]*\]|[xX]{3,}|\.{3,}.*)$/.test(value) || (!quoted && /[([{<]/.test(value))) return null;
  if (sensitivity === 'maybe') return value.length >= 12 && /\d/.test(value) ? 'likely' : null;
  if (form !== 'loose') return 'likely';
  return /^[\w-]+$/.test(value) && !isStopWord(value) && !isSameWord(value, name) ? 'likely' : null;
}

/** Values that are no secret under any name. */
function isNothing(value: string, { quoted, form }: Candidate): boolean {
  if (value.length < 3 || !/[A-Za-z0-9\x80-\xff]/.test(value)) return true;
  // The states of an option, and a word that a manual has broken at the end of its line.
  if (/^no-[a-z-]+$|\u00e2\u0080\u0090$/.test(value)) return true;
  if (isStopWord(value) || isDummyWord(value) || isReference(value)) return true;
  // `user-id`, as a help text has it.
  if (JOINED.test(value) && value.split(/[-._:/]/).every(isStopWord)) return true;
  // Base64 may begin with a slash.
  if (isPath(value) && !(value.length >= 20 && looksRandom(value) && !value.includes('.'))) return true;
  // The version of a package with such a name.
  if (/^(?:[@\w./-]{1,100}@)?[\^~<>=v]{0,3}\d+\.\d+(?:\.[\dx*]+)?(?:[-+][\w.]+)?$/.test(value)) return true;
  // A flag, and the type of a program's object.
  if (/^--?[a-z]+(?:-[a-z]+)+$/.test(value) || (TYPE.test(value) && STEM.test(value))) return true;
  // The class of characters of a regular expression.
  if (/(?:A-Z|a-z|0-9|A-F|a-f){2}/.test(value)) return true;
  // A moment (ISO 8601).
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value)) return true;
  // A URL without a password, a colour, a format, a prompt, a title in a URI.
  if (/^(?:https?|s3|file|gs|ssh|git):\/\/|^#[0-9a-f]{3,8}$|[:?]\s*$|^[A-Z][a-z]+(?:%20[A-Za-z]+)+$/i.test(value))
    return true;
  if (isFormat(value)) return true;
  if (quoted) return false;
  // A call that goes on in a string, the next assignment, the end of a line of text.
  if (/^[A-Za-z_][\w.]*\($|^[A-Za-z_][A-Za-z_.-]*=$|^\\[nrt]\W*$/.test(value)) return true;
  // A group, a type, an index, a member; what closes a group belongs to what opened it.
  if (/^(?:[{<:[]|\.[A-Za-z]|[)}\]]["'])/.test(value)) return true;
  // An index, a call, a member: code. In a strict notation a password may look so.
  return form !== 'strict' && (/[(){}[\]]|=>|::|->|\?\./.test(value) || isMember(value));
}

/** `lexer.token`; a full stop stands in random characters too. */
function isMember(value: string): boolean {
  if (!/^[A-Za-z_]\w*\.[A-Za-z_]/.test(value)) return false;
  return value.length < 16 || !looksRandom(value) || !isGibberish(value);
}

function isPassword({ value, name, form, quoted }: Candidate): boolean {
  if (/^\d+$/.test(value)) return value.length >= (form === 'loose' ? 6 : 4) && !/s$/i.test(name);
  if (/\s/.test(value)) return quoted && ((form === 'strict' && isConstant(name)) || isPassphrase(value));
  if (isSameWord(value, name)) return false;
  if (isRandomLetters(value)) return true;
  // What people write behind a colon begins with a capital; so do types.
  if (!quoted && form === 'line' && /^[A-Z][A-Za-z]+$/.test(value)) return false;
  // The name of a variable that holds one.
  if (!quoted && /[a-z][A-Z]/.test(value) && WORD.test(value) && STEM.test(value)) return false;
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
  const { value, name, sensitivity, form, quoted, argument } = candidate;
  if (value.length < 6 || !TOKEN.test(value) || isSameWord(value, name)) return false;
  if (isKeyPath(value) || (/sign|trust/i.test(name) && isFingerprint(value))) return false;
  if (sensitivity === 'maybe') return isRandomToken(value) || (/otp$/i.test(name) && SEED.test(value));
  if (/codes?$/i.test(name) && /^\d{6,}$/.test(value)) return true;
  // Counters, sizes, versions.
  if (/^[\d.,]+[A-Za-z%]{0,2}$/.test(value)) return form === 'strict' && /^\d{6,}$/.test(value) && !quoted;
  if (isRandomLetters(value)) return true;
  if (argument && (WORD.test(value) || JOINED.test(value))) return false;
  if (WORD.test(value)) return form === 'strict' && (!quoted || value.length >= 8) && !STEM.test(value);
  // A word with its number; the name of such a value.
  if (/^(?:[A-Za-z]?[a-z_]{1,11}|[A-Z_]{1,12})\d{1,2}$/.test(value) && (form !== 'strict' || STEM.test(value)))
    return false;
  if (JOINED.test(value)) return form === 'strict' && !quoted && isConstant(name) && !STEM.test(value);
  if (form === 'strict' && !argument) return true;
  const gibberish = isGibberish(value);
  if (!gibberish && !(/\d/.test(value) && /[A-Za-z]/.test(value))) return false;
  if (/^[A-Za-z_-]*(?:pass|pwd|secret|token|key)[A-Za-z_-]*\d{0,2}$/i.test(value)) return false;
  const random = gibberish || looksRandom(value) || HEX_KEY.test(value);
  return value.length >= 8 && (form === 'literal' || argument || random);
}

/** What stands under a name that often means something else must look random. */
function isRandomToken(value: string): boolean {
  if (/^[A-Za-z]{20,}$/.test(value) && isGibberish(value)) return true;
  if (value.length < 12 || !looksRandom(value) || /^0x[0-9a-f]+$/i.test(value) || isFingerprint(value)) return false;
  // An identifier in camel case with a digit in it.
  return value.length >= 16 || !/^[A-Za-z]+\d[A-Za-z]+$/.test(value);
}

/** Letters, in groups or in one, that are no words: in every notation they are a secret. */
function isRandomLetters(value: string): boolean {
  if (value.length < 10 || !(WORD.test(value) || JOINED.test(value))) return false;
  return (value.length >= 14 || WORD.test(value)) && isGibberish(value);
}

/** What a program fills in, with nothing but words around it: `%s`, `%(user)s:%(password)s`. */
function isFormat(value: string): boolean {
  const words = value.replace(/%(?:\(\w+\))?-?\d{0,3}[sdrvqx](?![A-Za-z0-9])/g, '');
  return words.length < value.length && !/\d/.test(words) && !isGibberish(words);
}

/** The number or fingerprint of an OpenPGP key, as gpg prints them. */
function isFingerprint(value: string): boolean {
  return /^(?:0x)?(?:[0-9A-F]{16}|[0-9A-F]{40})$/.test(value);
}

/** Words joined by dots, as settings and translations are named: `fs.s3.cse.enabled`. */
function isKeyPath(value: string): boolean {
  return /^[a-z][a-zA-Z0-9_-]{0,15}(?:\.[a-z][a-zA-Z0-9_-]{0,15}){2,}$/.test(value) && !isGibberish(value);
}

/** `password: password`, `"confirmPassword": "confirm_password"`, `DB_PASSWORD=db_password`. */
function isSameWord(value: string, name: string): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  return /^[A-Za-z_. -]+$/.test(value) && letters(name).endsWith(letters(value));
}

/** Long, of several classes of characters, and no word with a number behind it: it may be masked wherever it stands. */
export function isStrong(value: string): boolean {
  if (value.length < 8 || /^[A-Za-z]+[-_.]?\d{0,4}[!@#$.?*]?$/.test(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((pattern) => pattern.test(value)).length;
  return classes >= 2 && !(classes === 2 && JOINED.test(value));
}
