// Names that a user calls sensitive or harmless, on top of those that names.ts knows. Globs: `*` for any characters, `?` for
// one, letters in either case.
import { folded } from './characters.ts';
import { judgeName, NAME_STEMS, type Sensitivity, stemEnds } from './names.ts';

/** What names say of their values, and how to find them. */
export interface Names {
  /** What every sensitive name contains, in any case. */
  readonly stems: readonly string[];
  /** Whether a stem whose last character is `last` ends there, given the byte `next` behind it. */
  stemEnds(stem: string, last: number, next: number): boolean;
  judge(name: string): Sensitivity | null;
  /** The user says that it is harmless. */
  isBenign(name: string): boolean;
}

type BuiltInStem = (typeof NAME_STEMS)[number];

export const BUILT_IN_NAMES: Names = {
  stems: NAME_STEMS,
  stemEnds: (stem, last, next) => stemEnds(stem as BuiltInStem, last, next),
  judge: judgeName,
  isBenign: () => false,
};

/** The built-in names with those of the user. What is both is harmless: that is the narrower wish. */
export function namesWith(sensitive: readonly string[], benign: readonly string[]): Names {
  if (sensitive.length === 0 && benign.length === 0) return BUILT_IN_NAMES;
  const own = sensitive.map(folded);
  const harmless = benign.map(folded);
  const builtIn: ReadonlySet<string> = new Set(NAME_STEMS);
  const stems = new Set([...NAME_STEMS, ...own.map(stemOf)]);
  const isBenign = (name: string) => harmless.some((glob) => matchesGlob(folded(name), glob));
  const isOwn = (name: string) => own.some((glob) => matchesGlob(folded(name), glob));
  return {
    stems: [...stems],
    stemEnds: (stem, last, next) => own.length > 0 || !builtIn.has(stem) || stemEnds(stem as BuiltInStem, last, next),
    judge: (name) => (isBenign(name) ? null : isOwn(name) ? 'password' : judgeName(name)),
    isBenign,
  };
}

/** The longest piece of a glob without wildcards. */
function stemOf(glob: string): string {
  return glob.split(/[*?]+/).reduce((best, piece) => (piece.length > best.length ? piece : best), '');
}

/** Goes back to the last `*` only, so that time is bounded by the product of the lengths. */
function matchesGlob(name: string, glob: string): boolean {
  let at = 0;
  let star = -1;
  let tried = 0;
  let i = 0;
  while (i < name.length) {
    if (glob[at] === '*') {
      star = at++;
      tried = i;
    } else if (glob[at] === '?' || glob[at] === name[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++tried;
    } else return false;
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}

/** The name of the cookie or parameter whose value begins at `start`, or ''. */
export function namedBefore(text: string, start: number): string {
  return /([\w.-]{1,100})=$/.exec(text.slice(Math.max(0, start - 101), start))?.[1] ?? '';
}
