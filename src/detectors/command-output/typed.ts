// What is typed at a shell's prompt behind a name that says that it is secret: `export API_KEY=`, `--password `, `-H 'X-Token: `.
// Secret from its first character on, whatever it looks like: only what the shell will put something else for is none.
import { isConstant } from '../names.ts';
import type { Names } from '../own-names.ts';
import { closingQuote, type Quote, wordEnd } from './shell-word.ts';
import type { Span } from './span.ts';

/** A variable that is assigned to, at the beginning of a word. */
const ASSIGNMENT = /(?<![^\s;&|("'`])([A-Za-z_]\w{0,99})\+?=/g;
/** fish: `set -gx NAME value`; csh: `setenv NAME value`. */
const SET = /(?<![^\s;&|(])(?:set(?:\s+-[\w-]+)*|setenv|setx)\s+([A-Za-z_]\w{0,99})\s+/g;
const FLAG = /(?<![^\s;&|("'`=])--?([A-Za-z][\w-]{1,60})(=|\s+)/g;
/** A header in quotes: the scheme before its credentials stays. */
const HEADER =
  /(["'])((?:proxy-)?authorization|[a-z][a-z0-9-]{1,60}):\s*(?:(?:bearer|basic|token|digest|apikey)\s+)?/gi;
/** Where the value is another one: a substitution, a variable, a file. */
const REFERENCE = /^(?:\$[({\w]|`|@|<)/;

export function typedValues(text: string, names: Names): Span[] {
  const isNamed = (name: string) => {
    const sensitivity = names.judge(name);
    return sensitivity === 'password' || sensitivity === 'secret' || (sensitivity === 'maybe' && isConstant(name));
  };
  const spans: Span[] = [];
  const add = (from: number) => {
    const span = valueAt(text, from);
    if (span !== null) spans.push(span);
  };
  for (const found of text.matchAll(ASSIGNMENT)) if (isNamed(found[1])) add(found.index + found[0].length);
  for (const found of text.matchAll(SET)) if (isNamed(found[1])) add(found.index + found[0].length);
  for (const found of text.matchAll(FLAG)) {
    const at = found.index + found[0].length;
    // Another flag: this one has no value.
    if (isNamed(found[1]) && !(found[2] !== '=' && text[at] === '-')) add(at);
  }
  for (const found of text.matchAll(HEADER)) {
    if (!/authorization$/i.test(found[2]) && !isNamed(found[2])) continue;
    const start = found.index + found[0].length;
    const end = closingQuote(text, found[1] as Quote, start);
    if (end > start && !REFERENCE.test(text.slice(start, start + 2))) spans.push({ start, end });
  }
  return spans;
}

/** The word at `from`, without the quotes around it. */
function valueAt(text: string, from: number): Span | null {
  if (REFERENCE.test(text.slice(from, from + 2))) return null;
  const decoded = text[from] === '$' && text[from + 1] === "'";
  const quote = text[decoded ? from + 1 : from];
  if (quote === '"' || quote === "'") {
    const start = from + (decoded ? 2 : 1);
    if (REFERENCE.test(text.slice(start, start + 2)) && quote === '"') return null;
    const end = closingQuote(text, quote, start);
    return end > start ? { start, end } : null;
  }
  const end = wordEnd(text, from);
  return end > from ? { start: from, end } : null;
}
