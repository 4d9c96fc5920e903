// Lines for tests in which the secrets are marked: `API_KEY=«{16}»`. A number in braces becomes as many random letters and
// digits, made at run time, so that nothing in the repository looks like a live key; `{hex32}`, `{base64:40}` and so on name
// a class of characters.
import { CHARACTERS, type CharacterClass } from '../characters.ts';
import type { Detector, Finding } from '../finding.ts';
import { randomText, seeded } from '../tokens/sample.ts';

export interface Marked {
  /** The line as a one-byte string, without marks. */
  readonly text: string;
  readonly secrets: readonly { readonly start: number; readonly end: number }[];
}

const OPEN = '«';
const CLOSE = '»';

/** Reads a marked line; `seed` decides its random parts. */
export function marked(line: string, seed = 1): Marked {
  const random = seeded(seed * 7919 + line.length);
  const filled = line.replace(
    /\{(?:([a-z0-9]+):?)??(\d+)\}/g,
    (_, name: CharacterClass | undefined, length: string) => {
      for (;;) {
        const text = randomText(random, CHARACTERS[name ?? 'alnum'], Number(length));
        if (/\d/.test(text) && /[a-z]/i.test(text) && !/^[+/=_-]|[+/=_-]$/.test(text)) return text;
      }
    },
  );
  let text = '';
  const secrets: { start: number; end: number }[] = [];
  for (const piece of filled.split(/([«»])/)) {
    if (piece === OPEN) secrets.push({ start: text.length, end: text.length });
    else if (piece === CLOSE) secrets[secrets.length - 1] = { start: secrets.at(-1)!.start, end: text.length };
    else text += Buffer.from(piece, 'utf8').toString('latin1');
  }
  return { text, secrets };
}

/** What `detector` finds in `text`. */
export function findings(detector: Pick<Detector, 'find'>, text: string, ended = true): Finding[] {
  const found: Finding[] = [];
  detector.find(text, ended, (finding) => found.push(finding));
  return found;
}

/** The line with what `detector` finds in marks, for a readable comparison with the marked one. */
export function markFound(detector: Pick<Detector, 'find'>, text: string): string {
  let out = text;
  for (const { start, end } of findings(detector, text).sort((a, b) => b.start - a.start)) {
    out = out.slice(0, start) + OPEN + out.slice(start, end) + CLOSE + out.slice(end);
  }
  return out;
}

/** The marked line with its random parts filled in, as `markFound` writes it. */
export function filled(line: string, seed = 1): string {
  const { text, secrets } = marked(line, seed);
  let out = text;
  for (const { start, end } of [...secrets].reverse())
    out = out.slice(0, start) + OPEN + out.slice(start, end) + CLOSE + out.slice(end);
  return out;
}
