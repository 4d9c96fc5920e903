// A block that stands on one line: its lines are joined by escaped line ends or by blanks, as in JSON, `.env` files and
// `echo $KEY`. Knows no state between lines.
import { classTable } from '../characters.ts';
import { isEnd } from './marker.ts';

const BODY = classTable('padded64');

/** A word of prose is shorter than a line of armour. */
const SHORTEST_CHUNK = 16;

export interface InlineBody {
  /** The body from its first to after its last character; equal where there is none. */
  readonly start: number;
  readonly end: number;
  /** Index of the END marker, or -1. */
  readonly endMarker: number;
  /** The text ended, or met NUL, before the block did. */
  readonly touchesEnd: boolean;
}

/** Reads the body that begins at `from`, right after a BEGIN marker or in the middle of a block. `ended`: the line is. */
export function inlineBody(text: string, from: number, ended: boolean): InlineBody {
  let start = -1;
  let end = from;
  let i = skipHeaders(text, from);
  for (;;) {
    const separator = separatorLength(text, i);
    if (separator > 0) {
      const next = skipSeparators(text, i);
      // Between blanks only what is as long as a line, or the last of them, is body: prose is not.
      if (text[i] === ' ' && !chunkFollows(text, next, ended && start < 0)) {
        i = next;
        break;
      }
      i = next;
      continue;
    }
    const body = bodyLength(text, i);
    if (body === 0) break;
    if (start < 0) start = i;
    i += body;
    end = i;
  }
  const endMarker = isEnd(text, i) ? i : -1;
  return { start: start < 0 ? end : start, end, endMarker, touchesEnd: endMarker < 0 && endsAt(text, i) };
}

function endsAt(text: string, i: number): boolean {
  return i >= text.length || text.charCodeAt(i) === 0;
}

/** `Proc-Type: 4,ENCRYPTED\nDEK-Info: ...\n\n` after the marker. */
function skipHeaders(text: string, from: number): number {
  let i = from;
  for (let headers = 0; headers < 8; headers++) {
    const at = skipSeparators(text, i);
    const head = /^[A-Z][A-Za-z-]{2,30}: [^\\"'\0]{0,120}(?=\\)/.exec(text.slice(at, at + 160));
    if (head === null) return i;
    i = at + head[0].length;
  }
  return i;
}

/** A chunk of body at `i` that may follow a blank: long, or the last before END or (unless `long`) the text's end. */
function chunkFollows(text: string, i: number, long: boolean): boolean {
  let at = i;
  for (let length = bodyLength(text, at); length > 0; length = bodyLength(text, at)) at += length;
  if (at - i >= SHORTEST_CHUNK || (!long && endsAt(text, at))) return true;
  return isEnd(text, skipSeparators(text, at));
}

/** Length of one character of body: plain, or escaped as JSON and URLs do it. */
function bodyLength(text: string, i: number): number {
  const first = text[i];
  // `+}` ends what a diff by words has added.
  if (BODY[text.charCodeAt(i)]) return first === '+' && text[i + 1] === '}' ? 0 : 1;
  if (first === '\\') {
    if (text[i + 1] === '/') return 2;
    return /^\\u00(?:3[dD]|2[bBfF])/.test(text.slice(i, i + 6)) ? 6 : 0;
  }
  return first === '%' && /^%(?:2[bBfF]|3[dD])/.test(text.slice(i, i + 3)) ? 3 : 0;
}

const ESCAPED = ['&#10;', '&#xA;', '&#xa;', '%0A', '%0a', '%0D', '%0d'] as const;

/** Length of what stands for a line end, or for a blank, at `i`. */
function separatorLength(text: string, i: number): number {
  const first = text[i];
  if (first === ' ' || first === '\t' || first === '\r' || first === '\n') return 1;
  if (first === '\\') {
    let at = i;
    while (text[at] === '\\' && at - i < 8) at++;
    return text[at] === 'n' || text[at] === 'r' ? at + 1 - i : 0;
  }
  if (first !== '%' && first !== '&') return 0;
  return ESCAPED.find((escaped) => text.startsWith(escaped, i))?.length ?? 0;
}

function skipSeparators(text: string, from: number): number {
  let i = from;
  for (let length = separatorLength(text, i); length > 0; length = separatorLength(text, i)) i += length;
  return i;
}
