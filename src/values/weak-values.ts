// Values that are too short or too common to be masked wherever they stand: `dev`, `admin`, `4711`. Each is masked beside its own
// name only: `DB_PASSWORD=dev`, `"DB_PASSWORD": "dev"`, `DB_PASSWORD   dev`. A detector that learns.
import type { Detector, Finding, Literal } from '../detectors/finding.ts';
import { isConstant } from '../detectors/names.ts';
import { isDummyWord, isPath, isReference } from '../detectors/placeholder.ts';

/** More pairs than any set of variables has; the oldest go first. */
const MOST_PAIRS = 2000;
const LONGEST_VALUE = 256;
const SHORTEST_NAME = 3;

/** What is said of a switch is no secret, whatever the switch is called. */
const STATES = /^(?:true|false|yes|no|on|off|null|nil|none|undefined|enabled|disabled|[01])$/i;
/** A name in a text, with what a program's member access puts before it. */
const NAMES = /[A-Za-z_][\w.-]*/g;
/** Between a name and its value: quotes, an operator, blanks, borders of a table, an opening bracket. */
const OPERATOR = /["'`\]]{0,2}[ \t]{0,40}(?:=>|:=|[:=|]|,(?=[ \t]*["'`]))[ \t]{0,200}(?:["'`([{]|\$['"]){0,2}/y;
/** Only blanks: the name has to be that of a variable. */
const BLANKS = /[ \t]{1,200}["'`]?/y;

interface Pair {
  readonly value: string;
  readonly rule: string;
}

export class WeakValues implements Detector {
  readonly id = 'weak-values';
  private readonly pairs = new Map<string, Pair[]>();
  private count = 0;

  constructor(private readonly onLiteral: (literal: Literal) => void = () => {}) {}

  get literals(): readonly Literal[] {
    return [...this.pairs.keys()].map(literalOf);
  }

  /** Grows with each new pair. */
  get version(): number {
    return this.count;
  }

  /**
   * Masks `value` beside `name` from now on.
   * @param value one-byte string.
   * @returns false when it says nothing: a state, a reference, a place holder.
   */
  add(name: string, value: string, rule: string): boolean {
    const word = wordOf(name);
    if (word.length < SHORTEST_NAME || value === '' || value.length > LONGEST_VALUE || /[\r\n]/.test(value))
      return false;
    if (STATES.test(value) || isReference(value) || isDummyWord(value) || isPath(value) || isPlainUrl(value))
      return false;
    const pairs = this.pairs.get(word);
    if (pairs?.some((pair) => pair.value === value)) return true;
    this.count++;
    if (pairs !== undefined) pairs.push({ value, rule });
    else {
      this.pairs.set(word, [{ value, rule }]);
      this.onLiteral(literalOf(word));
    }
    if (this.pairs.size > MOST_PAIRS) this.pairs.delete(this.pairs.keys().next().value as string);
    return true;
  }

  find(text: string, ended: boolean, report: (finding: Finding) => void): void {
    if (this.pairs.size === 0) return;
    for (const { 0: found, index } of text.matchAll(NAMES)) {
      const name = this.pairs.has(found) ? found : wordOf(found);
      const pairs = this.pairs.get(name);
      if (pairs === undefined) continue;
      const start = valueAt(text, index + found.length, name);
      if (start < 0) continue;
      for (const pair of pairs) reportPair(text, start, ended, pair, report);
    }
  }
}

function literalOf(text: string): Literal {
  return { text, fold: false };
}

/** A name's last word: what `//host/:_authToken` and `env.DB_PASSWORD` end with. */
function wordOf(name: string): string {
  return /\w+$/.exec(name.slice(-100))?.[0] ?? '';
}

/** Without a password in it. */
function isPlainUrl(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(value);
}

/** Where the value of a name begins that ends at `end`, or -1. */
function valueAt(text: string, end: number, name: string): number {
  for (const pattern of isConstant(name) ? [OPERATOR, BLANKS] : [OPERATOR]) {
    pattern.lastIndex = end;
    if (pattern.test(text)) return pattern.lastIndex;
  }
  return -1;
}

/** The value as a whole, or its beginning where the text ends within it. */
function reportPair(text: string, start: number, ended: boolean, pair: Pair, report: (finding: Finding) => void): void {
  const { value, rule } = pair;
  let length = 0;
  while (length < value.length && text[start + length] === value[length]) length++;
  const end = start + length;
  const atEnd = end >= text.length || text.charCodeAt(end) === 0;
  const open = !ended && atEnd;
  if (length < value.length ? length === 0 || !open : !atEnd && /[\w-]/.test(text[end]) && /\w$/.test(value)) return;
  report({ start, end, rule, certainty: 'likely', open, shown: 0 });
}
