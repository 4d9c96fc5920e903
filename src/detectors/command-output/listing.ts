// Listings of variables, as env, set, export -p, fish's set, docker inspect and others print them. A variable with a sensitive
// name hides its value whatever that looks like, over as many lines as it takes.
import { judgeEagerly } from '../assignment/judge.ts';
import type { Names } from '../own-names.ts';
import { type Cell, cellsOf } from './cells.ts';
import { isPager } from './message.ts';
import type { Listing } from './policy.ts';
import { type Span, trimmed, unquoted } from './span.ts';

/** A variable whose value may go on in the next line. */
export interface OpenVariable {
  readonly sensitive: boolean;
  /** Its name, where a line of its value is secret only if it looks so; else ''. */
  readonly maybe: string;
  /** What ends it; '' where the next variable does. */
  readonly quote: '' | '"' | "'";
  /** Only lines that are indented more go on with it; -1 where all do. */
  readonly indent: number;
  /** Its last line is as long as lines of Base64 are: a short one that looks like a variable may be the last of them. */
  readonly long: boolean;
}

export interface Listed {
  readonly spans: readonly Span[];
  readonly variable: OpenVariable | null;
  /** The line is a variable, or goes on with one. */
  readonly taken: boolean;
}

const LONGEST_NAME = 200;
const LONG_LINE = 60;
const MARGIN = /^(?:\s*\d+(?:[:\t]|\s\s)\s*|[<>+] |\s+)?/;
const WORDS =
  /^(?:(?:export|declare|typeset|readonly|local|set|setenv|integer|float|array|association|tied|exported|hidden|global|readonly|\d{1,3}|[-+][A-Za-z]{1,8})[ \t]+)*/;
/** What a name is, and, in a listing, what else may stand in one. */
const STRICT = /^([A-Za-z_]\w*(?:%%|\(\))?)(?:\[\w+\])?\+?=/;
const LOOSE = /^([A-Za-z_][^\s=]*)=/;
/** Where a variable begins whatever stood before it. */
const INTRODUCED = /^(?:export|declare|typeset)(?: -\w+)* [A-Za-z_]\w*=/;
const BLANK = /^([A-Za-z_]\w*) (?=\S)/;
const ELEMENT = /^\$([A-Za-z_]\w*)(?:\[\d+\]: |: originally inherited as )\|/;
/** What fish tells about a variable. */
const ABOUT = /^\$[A-Za-z_]\w*: /;
const COLON = /^(\s*)(?:- )?(["']?)([A-Za-z_][\w.-]{0,100})\2\s*[:=](?:\s+|$)/;
const FUNCTION = /^[\w.:-]+ \(\)\s*$/;
const NEXT = /[\s\0](?:[A-Z_][A-Z0-9_]*|[A-Za-z]+_\w*)=/g;

export function stepListing(text: string, form: Listing, before: OpenVariable | null, names: Names): Listed {
  const rest = (variable: OpenVariable | null, spans: (Span | null)[] = [], taken = true): Listed => ({
    spans: spans.filter((span) => span !== null),
    variable,
    taken,
  });
  if (isPager(text)) return rest(before);
  if (before !== null && before.quote !== '' && (before.sensitive || !INTRODUCED.test(text))) {
    return insideQuotes(text, before, rest);
  }
  // Where nothing stands between variables nobody knows where one ends.
  if (form.glued && before?.sensitive) return rest(before, [trimmed(text, 0, text.length)]);
  const margin = MARGIN.exec(text)![0].length;
  const at = margin + WORDS.exec(text.slice(margin, margin + LONGEST_NAME))![0].length;
  const begun = text.slice(at, at + LONGEST_NAME);
  const isOpen = before?.sensitive === true && before.indent < 0;
  const named =
    (isOpen ? STRICT : LOOSE).exec(begun) ?? (form.blank ? (ELEMENT.exec(begun) ?? BLANK.exec(begun)) : null);
  if (form.words || form.glued) {
    const spans = spansOfWords(text, form, names);
    if (spans.length > 0 || !form.glued) return rest(form.glued ? OPEN : null, spans, spans.length > 0);
  }
  if (named !== null && !(isOpen && endsBase64(named[1], text.slice(at + named[0].length), before.long))) {
    return variableAt(text, named[1], at + named[0].length, at > margin, names, rest);
  }
  if (form.colon) {
    const listed = colonAt(text, before, names, rest);
    if (listed !== null) return listed;
  }
  // The definition of a function, a comment.
  if (FUNCTION.test(text) || ABOUT.test(text) || /^\s*#/.test(text)) return rest(null, []);
  if (before === null) return rest(null, [], false);
  const goesOn = before.indent < 0 || /^ */.exec(text)![0].length > before.indent;
  if (!goesOn) return rest(null, [], false);
  const span = trimmed(text, 0, text.length);
  const looks =
    span !== null && before.maybe !== '' && isSensitive(before.maybe, text.slice(span.start, span.end), names);
  const variable = { ...before, long: text.length >= LONG_LINE, sensitive: before.sensitive || looks };
  return rest(variable, variable.sensitive ? [span] : []);
}

const OPEN: OpenVariable = { sensitive: true, maybe: '', quote: '', indent: -1, long: false };

type Rest = (variable: OpenVariable | null, spans?: (Span | null)[], taken?: boolean) => Listed;

/** `NAME=` behind which nothing stands is the end of Base64, too. */
function endsBase64(name: string, value: string, long: boolean): boolean {
  const rest = value.trimEnd();
  if (rest !== '' && rest !== '=') return false;
  return rest === '=' || (long && !name.includes('_') && name.length % 4 === 3) || !/^[A-Z_][A-Z0-9_]*$/.test(name);
}

function variableAt(text: string, name: string, at: number, introduced: boolean, names: Names, rest: Rest): Listed {
  const quote = text[at] === '$' && text[at + 1] === "'" ? "'" : text[at];
  const isQuoted = quote === '"' || quote === "'";
  const inner = isQuoted ? at + (text[at] === '$' ? 2 : 1) : at;
  const end = text.trimEnd().length;
  const closed = isQuoted && end - 1 >= inner && text[end - 1] === quote && !isEscaped(text, end - 1);
  let span = closed ? trimmed(text, inner, end - 1) : trimmed(text, introduced || quote === "'" ? inner : at, end);
  if (!isQuoted && text[at] === '(' && text[end - 1] === ')') span = trimmed(text, at + 1, end - 1);
  const barred = text[at - 1] === '|' && text[end - 1] === '|';
  if (barred) span = trimmed(text, at, end - 1);
  const sensitive = isSensitive(name, span === null ? '' : text.slice(span.start, span.end), names);
  // The `set` of dash quotes over lines, too.
  const goesOn = isQuoted && !closed && (introduced || (sensitive && quote === "'"));
  const variable: OpenVariable = {
    sensitive,
    maybe: !closed && names.judge(name) === 'maybe' ? name : '',
    quote: goesOn ? (quote as '"' | "'") : '',
    indent: -1,
    long: end - at >= LONG_LINE,
  };
  // What is quoted to its end does not go on.
  return rest(closed || barred ? { ...variable, sensitive: false } : variable, sensitive ? [span] : []);
}

function insideQuotes(text: string, before: OpenVariable, rest: Rest): Listed {
  const { quote, sensitive } = before;
  let close = text.indexOf(quote);
  while (close >= 0 && quote === '"' && isEscaped(text, close)) close = text.indexOf(quote, close + 1);
  const span = sensitive ? trimmed(text, 0, close < 0 ? text.length : close) : null;
  return rest(close < 0 ? before : { ...before, quote: '', sensitive: false }, [span]);
}

/** `NAME: value`, `NAME = value`, `"NAME": "value",`, a row of a table. */
function colonAt(text: string, before: OpenVariable | null, names: Names, rest: Rest): Listed | null {
  const cells = cellsOf(text);
  if (cells.length >= 2) {
    const [name, ...values] = cells as [Cell, ...Cell[]];
    if (!isSensitive(text.slice(name.start, name.end), text.slice(values[0].start, values[0].end), names))
      return rest(null);
    return rest(null, [values[0]]);
  }
  const found = COLON.exec(text);
  if (found === null) return null;
  const [all, indent, , name] = found;
  if (before !== null && before.indent >= 0 && before.sensitive && indent.length > before.indent) return null;
  // Where it is taken from, as `kubectl describe` tells.
  const value = text.startsWith('<set to ', all.length) ? null : unquoted(text, all.length, text.length);
  const isBlock = value !== null && /^[|>][-+\d]{0,2}$/.test(text.slice(value.start, value.end));
  const sensitive = isSensitive(name, value === null || isBlock ? '' : text.slice(value.start, value.end), names);
  const variable: OpenVariable = { ...OPEN, sensitive, indent: indent.length };
  return rest(variable, sensitive && !isBlock ? [value] : []);
}

/** Variables that stand side by side: each value ends where the next variable begins, or its quotes end. */
function spansOfWords(text: string, form: Listing, names: Names): Span[] {
  const spans: Span[] = [];
  const name = form.glued ? /(?<![A-Z0-9_])([A-Z0-9_]+)=/g : /(?<![\w.-])([A-Za-z_]\w*)=/g;
  for (let found = name.exec(text); found !== null; found = name.exec(text)) {
    if (names.judge(found[1]) === null) continue;
    const at = found.index + found[0].length;
    const quote = text[found.index - 1];
    const end =
      quote === '"' || quote === "'" ? closing(text, quote, at) : form.glued ? text.length : wordEnd(text, at);
    const span = trimmed(text, at, end);
    if (span === null || !(form.glued || isSensitive(found[1], text.slice(span.start, span.end), names))) continue;
    spans.push(span);
    name.lastIndex = Math.max(end, at);
  }
  return spans;
}

function closing(text: string, quote: string, from: number): number {
  let close = text.indexOf(quote, from);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf(quote, close + 1);
  return close < 0 ? text.length : close;
}

function wordEnd(text: string, from: number): number {
  NEXT.lastIndex = from;
  const next = NEXT.exec(text);
  if (next !== null) return next.index;
  return text.trimEnd().endsWith(']') && text.trimStart().startsWith('[') ? text.trimEnd().length - 1 : text.length;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (slashes < at && text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

/** What is often no secret must look like one. */
function isSensitive(name: string, value: string, names: Names): boolean {
  const sensitivity = names.judge(name);
  if (sensitivity !== 'maybe') return sensitivity !== null;
  return judgeEagerly({ value, name, sensitivity, form: 'strict', quoted: false, argument: false }) !== null;
}
