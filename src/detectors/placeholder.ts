// Values that stand for a secret without being one: dummies, masks, published examples, references, paths. Knows no notation
// and no name.
import { isGibberish, looksRandom } from './wording.ts';

/** Words that tell a dummy. */
const DUMMY_WORDS =
  /example|placeholder|redacted|changeme|change[-_]me|dummy|insert[-_]|replace[-_]|your[-_]|[-_]here\b|x{4,}|\*{3,}|\.{3,}|\u00e2\u0080\u00a6|deadbeef/gi;
/** How AWS ends the keys in its documentation. */
const PUBLISHED = /EXAMPLE(?:KEY)?$/;

/** Fewer characters beside a dummy's word tell nothing. */
const SHORTEST_RANDOM = 8;

/** Runs of the keyboard or the alphabet that people type for an example. */
const SEQUENCES = ['abcdefgh', '12345678', '01234567', 'qwertyui', 'abcabcabc', '123123123'] as const;

/** Whether a token's body is a dummy: one character repeated, a sequence, or a word that says so. */
export function isDummy(value: string): boolean {
  if (isDummyWord(value)) return true;
  const lower = value.toLowerCase();
  return SEQUENCES.some((sequence) => lower.includes(sequence));
}

/** Whether a value says itself that it is none: `your-token-here`, `xxxxxxxx`, `********`. */
export function isDummyWord(value: string): boolean {
  return hasDummyWord(value) || longestRepeat(value) >= Math.max(6, value.length / 2) || isMask(value);
}

/** Whether a dummy's word stands in a value whose rest is not random: in random characters it stands by chance. */
function hasDummyWord(value: string): boolean {
  const rest = value.replace(DUMMY_WORDS, '');
  if (rest.length === value.length) return false;
  return PUBLISHED.test(value) || rest.length < SHORTEST_RANDOM || !(looksRandom(rest) || isGibberish(rest));
}

/** One character, or bullets, instead of each character. */
function isMask(value: string): boolean {
  return /^(?:\*+|[.\-_#]+|[xX]{3,}|(?:\u00e2\u0080\u00a2)+|\[\w+\]|\[[ \w-]+\]|<[^>]*>)$/.test(value);
}

/** Length of the longest run of one character. */
function longestRepeat(value: string): number {
  let longest = 0;
  for (let i = 0, from = 0; i < value.length; i++) {
    if (value[i] !== value[from]) from = i;
    longest = Math.max(longest, i - from + 1);
  }
  return longest;
}

/** Beginnings of values that a program replaces, or that name where the secret is kept. */
const REFERENCES =
  /^(?:\$[A-Za-z_][A-Za-z0-9_]*(?:[^A-Za-z0-9]?$|\[)|\$\{|\$\(|\$\[|\$\$|\$\d$|`|\{\{|\{%|\{[\w.:]*\}$|<[A-Za-z%$/]|%[A-Za-z_]\w*%$|%\(\w+\)s|%[svdqr]$|@[\w.-]+@$|#\{|!(?:Ref|Sub|GetAtt|ImportValue|secret|vault|env|reference)\b|ENC\[|vault:|op:\/\/|ref\+|arn:aws|secretsmanager:|ssm:|keyvault|projects\/|env[:.([]|ENV\[|os\.|process\.env|import\.meta|System\.|getenv|config[.([]|settings\.|var\.|local\.|data\.|module\.|secrets?\.|github\.|self\.|this\.|props?\.|args?\.|options?\.|opts\.|params?\.|req(?:uest)?\.|res(?:ponse)?\.|ctx\.|context\.|user\.|lookup\(|fromJson)/;

export function isReference(value: string): boolean {
  return REFERENCES.test(value.startsWith('pass:') ? value.slice(5) : value) || isTemplate(value);
}

/** Words around what a program fills in: `{id}-auth-token`. */
function isTemplate(value: string): boolean {
  const words = value.replace(/[$#]?\{[\w.:!()[\]'"]{1,60}\}/g, '');
  return words.length < value.length && /^[A-Za-z_.:/@ -]*$/.test(words);
}

const ROOTS =
  /^\/(?:etc|usr|home|var|tmp|opt|run|root|mnt|dev|proc|Users|Library|data|app|srv|bin|secrets?|lib|sys|media|workspace|path)\b/;
const FILE_NAME =
  /^[\w./~+-]+\.(?:pem|key|crt|cer|pub|p12|pfx|jks|json|ya?ml|toml|ini|conf|cfg|txt|env|[cm]?[jt]sx?|py|rb|go|rs|java|php|sh|md|html?|css|xml|log|sock|db|gpg|asc|properties|kdbx|service|socket)$/i;

/** Whether a value is the path or the name of a file. */
export function isPath(value: string): boolean {
  return (
    ROOTS.test(value) ||
    /^(?:~|\.{1,2})?\/[\w.-]+\/?$/.test(value) ||
    /^(?:~|\.{1,2})\//.test(value) ||
    /^(?:\/[a-z][a-z_.-]{2,}){2,}\/?$/.test(value) ||
    /^[A-Za-z]:\\/.test(value) ||
    FILE_NAME.test(value)
  );
}
