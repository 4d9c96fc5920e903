// The engine of the regular expressions that users write: RE2's, in JavaScript, which runs in linear time and refuses what it
// can't run so. It is loaded when the first one is read: who has none doesn't wait for it.
//
// Beside the engine's own answers a regular expression shows its compiled program, which detectors run themselves where they
// must know what could still come (src/detectors/user-rules).

export interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: ArrayLike<number>;
  matchRune(rune: number): boolean;
}

export interface Program {
  readonly inst: readonly Instruction[];
  readonly start: number;
  /** Two for the whole match and two for each group. */
  readonly numCap: number;
}

/** A regular expression that was accepted. */
export interface Regex {
  readonly source: string;
  readonly program: Program;
  /** Number of its groups. */
  readonly groups: number;
  /** Texts of which at least one stands in whatever it matches; empty where there are none. */
  readonly required: readonly string[];
  /** Whether it may match in one of the lines of `bytes`; never false where it does. */
  probe(bytes: Uint8Array): boolean;
  /** Whether it matches anywhere in these bytes of UTF-8. */
  test(bytes: Uint8Array): boolean;
}

/** @throws Error whose message is what the engine says. */
export type CompileRegex = (source: string) => Regex;

/** Longer ones are refused. */
const LONGEST = 10_000;
/** Programs of more instructions cost too much by each character. */
const MOST_INSTRUCTIONS = 10_000;
const TOO_LARGE = 'too large once its repetitions are written out';

let compiler: Promise<CompileRegex> | null = null;

export function loadRegexEngine(): Promise<CompileRegex> {
  compiler ??= load();
  return compiler;
}

async function load(): Promise<CompileRegex> {
  const { RE2JS } = await import('re2js');
  return (source) => {
    if (source.length > LONGEST) throw new RangeError(`longer than ${LONGEST} characters`);
    // To find it out by writing them out would take seconds.
    if (repetitionsIn(source) > MOST_INSTRUCTIONS) throw new RangeError(TOO_LARGE);
    const compiled = RE2JS.compile(source);
    const engine = compiled.re2();
    const program = engine.prog as Program;
    if (program.inst.length > MOST_INSTRUCTIONS) throw new RangeError(TOO_LARGE);
    // Compiled when it is needed first: of many rules most meet no line.
    const lines = once(() => (/\\Q/.test(source) ? null : RE2JS.compile(byLines(source), RE2JS.MULTILINE)));
    return {
      source,
      program,
      groups: compiled.groupCount(),
      required: requiredBy(engine.prefilter as Prefilter | null),
      probe: (bytes) => lines()?.test(withinLines(bytes)) ?? true,
      test: (bytes) => compiled.test(bytes),
    };
  };
}

/** The sum of the upper bounds of its repetitions. */
function repetitionsIn(source: string): number {
  let sum = 0;
  for (const [, least, most] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g)) sum += Number(most || least);
  return sum;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The beginning and the end of the text are those of a line. */
function byLines(source: string): string {
  return source.replace(/\\(.)/gs, (whole, letter: string) =>
    letter === 'A' ? '(?m:^)' : letter === 'z' ? '(?m:$)' : whole,
  );
}

function withinLines(bytes: Uint8Array): Uint8Array {
  const framed = new Uint8Array(bytes.length + 2).fill(0x0a);
  framed.set(bytes, 1);
  return framed;
}

/** What the engine itself looks for before it starts: a text, all of several, one of several. */
interface Prefilter {
  readonly type: number;
  readonly str: string;
  readonly subs: readonly Prefilter[];
}

const EXACT = 1;
const ALL = 2;
const ANY = 3;

/** The longest text that it needs, or one of several. */
function requiredBy(prefilter: Prefilter | null): readonly string[] {
  if (prefilter === null) return [];
  if (prefilter.type === EXACT) return [prefilter.str];
  const parts = prefilter.subs.map(requiredBy);
  if (prefilter.type === ANY) return parts.some((part) => part.length === 0) ? [] : parts.flat();
  const shortest = (texts: readonly string[]) => Math.min(...texts.map(({ length }) => length));
  const best = parts.filter((part) => part.length > 0).sort((a, b) => shortest(b) - shortest(a))[0];
  return prefilter.type === ALL && best !== undefined ? best : [];
}
