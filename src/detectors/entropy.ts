// Long runs of characters that stand beside each other as if drawn at random, under whatever name or none. Not digests and
// identifiers, which are no secrets, nor identifiers and paths, which are words.
import { CHARACTERS, tableOf } from './characters.ts';
import { isOpenEnd } from './credential.ts';
import type { Detector, Finding } from './finding.ts';
import { isDummy } from './placeholder.ts';
import { eachRun, seekRun } from './runs.ts';
import { isGibberish, runsOfKind } from './wording.ts';

const RULE = 'random-value';
const RUN = tableOf(`${CHARACTERS.alnum}_+/=-`);
const SHORTEST = 20;
/** While it is written so many characters tell already; fewer wait. */
const SHORTEST_OPEN = 14;
const SHORTEST_HELD = 4;
/** Looked at of a longer run. */
const LONGEST_LOOK = 512;

export const entropyDetector: Detector = {
  id: 'entropy',
  literals: [],
  seek: (bytes, from, to) => seekRun(bytes, from, to, RUN, mayBeRandom),
  find(text, ended, report) {
    eachRun(text, RUN, (start, end) => findIn(text, start, end, isOpenEnd(text, end, ended), report));
  },
};

/** Small letters, capitals and digits; 0 for signs. */
const KIND = new Uint8Array(256);
for (const [kind, members] of [CHARACTERS.lowernum.slice(10), CHARACTERS.upper, CHARACTERS.digit].entries())
  for (const member of members) KIND[member.charCodeAt(0)] = kind + 1;
const LOWER = 1;
const UPPER = 2;
const FEWEST_TURNS = 3;

/** A long run in which the kinds of characters take turns; a capital begins a word. */
function mayBeRandom(bytes: Uint8Array, start: number, end: number, open: boolean): boolean {
  if (open && end - start >= SHORTEST_HELD) return true;
  if (end - start < SHORTEST) return false;
  let turns = 0;
  let last = 0;
  for (let at = start; at < end; at++) {
    const kind = KIND[bytes[at]];
    if (kind === 0 || kind === last) continue;
    if (last !== 0 && !(last === UPPER && kind === LOWER) && ++turns >= FEWEST_TURNS) return true;
    last = kind;
  }
  return false;
}

function findIn(text: string, start: number, end: number, open: boolean, report: (finding: Finding) => void): void {
  if (end - start < SHORTEST && !open) return;
  const before = text.slice(Math.max(0, start - 96), start);
  if (isPublic(before)) return;
  let at = start;
  // The run may hold a name and its value, or the segments of a path.
  for (const piece of piecesOf(text.slice(start, end))) {
    const pieceEnd = at + piece.length;
    const goesOn = open && pieceEnd === end;
    const value = piece.slice(0, LONGEST_LOOK);
    if (isRandom(value, goesOn ? SHORTEST_OPEN : SHORTEST, at === start ? before : '')) {
      report({ start: at, end: pieceEnd, rule: RULE, certainty: 'likely', open: goesOn, shown: 0 });
    } else if (goesOn && piece.length >= SHORTEST_HELD && piece.length < SHORTEST && mayBecomeRandom(piece)) {
      report({ start: at, end, rule: RULE, certainty: 'likely', open: true, shown: piece.length, held: true });
    }
    at = pieceEnd;
  }
}

/** The value behind a name, the segments of a path; base64 with a slash in it stays whole. Their lengths sum up to the run's. */
function piecesOf(run: string): string[] {
  const parts = run.split(/(?<=[A-Za-z0-9_-]=)(?=[A-Za-z0-9/+_-])/);
  return parts.flatMap((part) => (isPathLike(part) ? part.split(/(?<=\/)|(?=\/)/) : [part]));
}

/** Segments that are words or short, as those of a path. */
function isPathLike(part: string): boolean {
  if (!part.includes('/')) return false;
  const segments = part.split('/').filter((segment) => segment !== '');
  return part.startsWith('/') || segments.some((segment) => /^[a-z]{3,}$|^[A-Za-z]+(?:[-_][A-Za-z]+)+$/.test(segment));
}

/** Digests with their name, pictures, public keys, and what a program's linker calls its functions. */
const PUBLIC =
  /(?:(?:sha-?\d{1,3}|md5|blake2[bs]?|sri|h1|integrity|digest|checksum|fingerprint)["']?[-:= ]{1,3}["']?|;base64,|(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S{1,24}|sk-\S{1,40}) )$/i;

function isPublic(before: string): boolean {
  return (
    PUBLIC.test(before) &&
    (!before.endsWith(';base64,') || /data:(?:image|font|audio|video)\/[\w.+-]+(?:;[\w=-]+)*;base64,$/.test(before))
  );
}

const KNOWN_FORMS =
  /^(?:AAAA[BCE][0-9A-Za-z]|(?:sha-?\d{1,3}|md5|h1)[-:=]|_+Z[NKLTS\d]|(?:0x)?[\da-f]+$|[\dA-Fx]+$|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})/i;

/** A word of a name with a hash in it. */
const HEXADECIMAL = /^(?:0x)?(?=[a-f]*\d)[\da-f]{6,}$/i;

function isRandom(piece: string, shortest: number, before: string): boolean {
  if (piece.length < shortest || KNOWN_FORMS.test(piece) || isDummy(piece)) return false;
  // The options of a usage line.
  if (piece.startsWith('-') && before.endsWith('[')) return false;
  const words = piece.split(/[^A-Za-z0-9]+/).filter((word) => word !== '' && !HEXADECIMAL.test(word));
  const longest = words.reduce((best, word) => (word.length > best.length ? word : best), '');
  // A few signs stand in base64 by chance; more of them, or small letters only, are those of an identifier.
  const whole = words.length <= 1 + piece.length / 10 && /[A-Z]/.test(piece) && /[a-z]/.test(piece);
  const value = whole ? words.join('') : longest;
  return value.length >= 14 && isMixed(value) && isDrawn(value);
}

/** Small letters, capitals and digits: at least two of them. */
function isMixed(value: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/].filter((pattern) => pattern.test(value)).length >= 2;
}

/** Whether its characters were drawn: kinds take turns faster than in any name, or, a little slower, its letters are no words. */
function isDrawn(value: string): boolean {
  if (/^[\da-f]+$/i.test(value)) return false;
  const runs = runsOfKind(value);
  const mean = value.length / runs.length;
  return (/\d/.test(value) && mean <= 2.2) || (mean <= 3.4 && runs.length >= 4 && isGibberish(value));
}

/** What was written so far of a mixed value. */
function mayBecomeRandom(piece: string): boolean {
  return /\d/.test(piece) && /[A-Za-z]/.test(piece);
}
