// Whether a value under `data` is one of a Kubernetes Secret (kubernetes.io/docs/concepts/configuration/secret): all values of a
// Secret are, but for what is public; of a manifest that has not said yet what it is, those that only a Secret would hold.
import { isDummyWord, isReference } from '../placeholder.ts';
import { looksRandom } from '../wording.ts';

/** Base64 of fewer characters is a word by chance. */
const SHORTEST_TEXT = 8;
const SHORTEST_BYTES = 24;
/** `-----BEGIN CERTIFICATE`, `-----BEGIN PUBLIC` in base64. */
const PUBLIC = /^LS0tLS1CRUdJTiB(?:DRVJU|QVUJM)/;
/** The lines around keys and certificates. */
const MARKERS = /^-----(?:BEGIN|END) /;
/** What is filled in later, or by a program. */
const TEMPLATE = /\{\{|\$\{|\$\(|^[\w.]+\(/;
/** What nobody hides, in the same armour as keys. */
const PUBLIC_BLOCK = /^-----BEGIN (?!.*PRIVATE)/;
/** Controls other than tabs and line ends. */
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * Whether `value` is secret.
 * @param sure the manifest is a Secret
 * @param open more of the value may follow
 */
export function judgeData(value: string, sure: boolean, open: boolean): boolean {
  if (value === '' || PUBLIC.test(value) || MARKERS.test(value) || TEMPLATE.test(value)) return false;
  if (isReference(value) || isDummyWord(value)) return false;
  if (sure) return !/^(?:""|''|\{\}?|\[\]?|null|~)$/.test(value);
  if (open) return /^[A-Za-z0-9+/]{4,}=*$/.test(value);
  const text = decodedText(value);
  if (text !== null) return value.length >= SHORTEST_TEXT;
  return value.length >= SHORTEST_BYTES && isBase64(value) && looksRandom(value) && !/^[\da-f]+$/i.test(value);
}

/** Whether a value of several lines that begins so is public. */
export function beginsPublicBlock(line: string): boolean {
  return PUBLIC_BLOCK.test(line);
}

/** What a value in base64 (RFC 4648, padded) says, as one-byte UTF-8; null where it is none, or no text. */
export function decodedText(value: string): string | null {
  if (!isBase64(value)) return null;
  const bytes = Buffer.from(value, 'base64');
  const text = bytes.toString('latin1');
  return UNPRINTABLE.test(text) || bytes.toString('utf8').includes('\ufffd') ? null : text;
}

/** Whether it is the canonical form of some bytes. */
function isBase64(value: string): boolean {
  if (value.length === 0 || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  return Buffer.from(value, 'base64').toString('base64') === value;
}
