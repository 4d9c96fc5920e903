// Makes tokens that look genuine, from a seeded generator: for tests, so that nothing that looks live stands in the repo.
import { CHARACTERS } from '../characters.ts';
import { CHECKSUMS } from '../checksum.ts';
import { isDummy } from '../placeholder.ts';
import { hasClasses, type Part, type TokenFormat } from './format.ts';

/** A number in [0, 1). */
export type Random = () => number;

/** A small seeded generator (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `length` random characters of `members`. */
export function randomText(random: Random, members: string, length: number): string {
  let text = '';
  while (text.length < length) text += members[Math.floor(random() * members.length)];
  return text;
}

/** A token of the format's shape, with the right checksum and mark. */
export function sampleToken(format: TokenFormat, random: Random): string {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const prefix = format.prefixes[Math.floor(random() * format.prefixes.length)];
    const before = format.before === undefined ? '' : samplePart(format.before, random);
    let body = format.parts.map((part) => samplePart(part, random)).join('');
    if (format.mark !== undefined) body = withMark(body, format.mark);
    if (!sound(format, body)) continue;
    const token = before + prefix + body;
    return format.checksum === undefined ? token : CHECKSUMS[format.checksum](token, prefix);
  }
  throw new Error(`no sample of ${format.id}`);
}

/** Puts the mark into the middle of the body, which stays as long as it was. */
function withMark(body: string, mark: string): string {
  const at = Math.floor((body.length - mark.length) / 2);
  return body.slice(0, at) + mark + body.slice(at + mark.length);
}

function samplePart(part: Part, random: Random): string {
  if (typeof part === 'string') return part;
  const members: string = CHARACTERS[part.of];
  // The ends of a run are letters or digits: a genuine token seldom ends in punctuation, and sentences do.
  const plain = members.replace(/[^A-Za-z0-9]/g, '');
  const length = part.min + Math.floor(random() * ((part.max ?? part.min + 3) - part.min + 1));
  if (length === 0) return '';
  return randomText(random, members, length - 1) + randomText(random, plain, 1);
}

function sound(format: TokenFormat, body: string): boolean {
  return !isDummy(body) && (format.needs === undefined || hasClasses(body, format.needs));
}
