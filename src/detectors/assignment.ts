// Values assigned to sensitive names, in every notation that a terminal shows: shell, dotenv, JSON, YAML, TOML, INI, XML,
// programs, flags, tables. Only the value is secret, never its name, quotes or punctuation.
//
// A stem (`token`, `pass`) leads to the name around it, the name to an operator, the operator to a value; then the name's
// sensitivity and the notation's strictness judge the value together.

import { oneByteString } from '../terminal/one-byte.ts';
import { type Form, judgeEagerly, judgeValue } from './assignment/judge.ts';
import { valueBefore } from './assignment/pair-before.ts';
import { NAME, nameBounds, readSite, type Site } from './assignment/site.ts';
import { Closings, readValue, type Value } from './assignment/value.ts';
import { CHARACTERS, classTable, tableOf } from './characters.ts';
import { isBecomingRandom } from './credential.ts';
import { leavesTag, leavesValue } from './expected/lead.ts';
import type { Detector, Finding, Literal } from './finding.ts';
import { isConstant, LONGEST_NAME } from './names.ts';
import { opensNested } from './nested.ts';
import { BUILT_IN_NAMES, type Names } from './own-names.ts';
import { StemScanner } from './stems.ts';
import { isStopWord } from './words.ts';

const RULE = 'assignment';
/** How far around a name the prefilter looks: for words before it, for SQL or .netrc before `password`. */
const NEAR = 50;
const LONGEST_LOOK = 512;
const FAR = 210;
const LONGEST_TAG = 400;
const LINE_FEED = 0x0a;
const DASH = 0x2d;
const EQUALS = 0x3d;
const COLON = 0x3a;
const BRACE = 0x7b;
const TAG = 0x3c;

/** Judges values by their looks. */
export const assignmentDetector: Detector = createAssignmentDetector();

/** Takes words and dummies for values too. */
export const eagerAssignmentDetector: Detector = createEagerAssignmentDetector();

export function createAssignmentDetector(names = BUILT_IN_NAMES): Detector {
  return createDetector(RULE, judgeValue, names);
}

export function createEagerAssignmentDetector(names = BUILT_IN_NAMES): Detector {
  return createDetector('eager-assignment', judgeEagerly, names);
}

type Judge = typeof judgeValue;

function createDetector(id: string, judgement: Judge, names: Names): Detector {
  const literals = names.stems.map((text): Literal => ({ text, fold: true, confirm: confirmer(text, names) }));
  const scanner = new StemScanner(names.stems);
  return { id, literals, find: (text, ended, report) => findIn(text, ended, { judgement, names, scanner }, report) };
}

interface Means {
  readonly judgement: Judge;
  readonly names: Names;
  readonly scanner: StemScanner<string>;
}

function findIn(
  text: string,
  ended: boolean,
  { judgement, names, scanner }: Means,
  report: (finding: Finding) => void,
): void {
  const closings = new Closings(text);
  let limit = 0;
  let from = 0;
  for (let stem = scanner.next(text, 0); stem >= 0; stem = scanner.next(text, from)) {
    from = stem + scanner.found!.length;
    if (!names.stemEnds(scanner.found!, text.charCodeAt(from - 1), text.charCodeAt(from))) continue;
    const bounds = nameBounds(text, stem, limit);
    limit = Math.max(bounds.end, from);
    from = limit;
    const site = readSite(text, bounds, names);
    if (site === null) {
      const finding = judgeBefore(text, bounds, names, judgement);
      if (finding !== null) report(finding);
      continue;
    }
    for (const valueAt of valuesAt(text, site.valueAt)) {
      const finding = judge(text, { ...site, valueAt }, ended, closings, judgement);
      if (finding === null) continue;
      report(finding);
      limit = Math.max(limit, finding.end);
      from = limit;
    }
  }
}

/** A value before its name, in the same object. */
function judgeBefore(
  text: string,
  bounds: { start: number; end: number },
  names: Names,
  judgement: Judge,
): Finding | null {
  const value = valueBefore(text, bounds.start);
  if (value === null) return null;
  const name = text.slice(bounds.start, bounds.end);
  const sensitivity = names.judge(name);
  if (sensitivity === null) return null;
  const { start, end } = value;
  const candidate = {
    value: text.slice(start, end),
    name,
    sensitivity,
    form: 'strict',
    quoted: true,
    argument: false,
  } as const;
  const certainty = judgement(candidate);
  return certainty === null ? null : { start, end, rule: RULE, certainty, open: false, shown: 0 };
}

/** A value, and the sign of what takes its place: in a plan of terraform, in a report of changes. */
const REPLACED =
  /^(?:"(?:[^"\\]|\\.){0,256}"|'[^']{0,256}'|\([^()]{0,40}\)|[^\s"'()]{1,256})[ ]{1,4}(?:->|=>|~>|\u00e2\u0086\u0092)[ ]{1,4}(?=[^\s(])/;
const LONGEST_REPLACED = 300;
/** What a program reads, and the string that it takes where that is missing: `System.get_env("X") || "value"`. */
const FALLBACK =
  /^(?:<%=? )?[A-Za-z_][\w.:]{0,60}(?:\([^()"']{0,4}["']?[\w.-]{0,60}["']?\)|\[["']?[\w.-]{1,60}["']?\])? (?:\|\||\?\?|or) (?=["'])/;

/** Where the value begins that stands at `at`, and the one that takes its place. */
function valuesAt(text: string, at: number): readonly number[] {
  const fallback = FALLBACK.exec(text.slice(at, at + LONGEST_REPLACED));
  if (fallback !== null) return [at + fallback[0].length];
  const replaced = REPLACED.exec(text.slice(at, at + LONGEST_REPLACED));
  return replaced === null ? [at] : [at, at + replaced[0].length];
}

/** What may stand between a name and its operator, and what an operator begins with. */
const BETWEEN = tableOf('"\'`\\])}[?!;& \t');
const OPERATORS = tableOf('=:>|,(<+\u00e2');
/**
 * What follows a blank where that is the operator: a number before a colon, a type, the `value` of a pair. After `password`,
 * a flag or a name in capitals anything may.
 */
const AFTER_BLANK = tableOf(`${CHARACTERS.digit}sS*&vV`);
/** Words behind a blank that tell of a value: of a sentence, or of a program. */
const VERBS = ['is ', 'was ', 'or ', 'provided', 'generated', 'reads '].map((word) => Buffer.from(word));
const UPPER = classTable('upper');
const QUOTES = tableOf('"\'');
const BLANK = tableOf(' \t');
/** Backslashes before a quote. */
const QUOTED = tableOf('\\');
/** The namespace of an element. */
const PREFIX = tableOf(`${CHARACTERS.word}:`);

/** The prefilter's second look: a sensitive name with an operator behind it, and something after that or below it. */
function confirmer(stem: string, names: Names): NonNullable<Literal['confirm']> {
  return (bytes, at, end, from, to) => {
    if (!names.stemEnds(stem, bytes[end - 1], end < to ? bytes[end] : LINE_FEED)) return false;
    let after = end;
    while (after < to && after - end <= LONGEST_NAME && NAME[bytes[after]] === 1) after++;
    const nameEnd = after;
    while (after < to && after - nameEnd <= LONGEST_NAME && BETWEEN[bytes[after]] === 1) after++;
    if (leavesValue(bytes, at, nameEnd, from, to, names) || opensNested(bytes, nameEnd, to)) return true;
    let start = at;
    while (start > from && at - start <= LONGEST_NAME && NAME[bytes[start - 1]] === 1) start--;
    if (nameEnd - start > LONGEST_NAME + 8) return false;
    if (followsValue(bytes, start, from)) return true;
    if (after >= to) return false;
    const tagged = isTagged(bytes, start, from);
    if (tagged && leavesTag(bytes, at, nameEnd, from, to, names)) return true;
    let reach = tagged ? FAR : NEAR;
    if (OPERATORS[bytes[after]] === 0 && !tagged) {
      if (after === nameEnd) return false;
      if (stem === 'pass' || (stem === 'auth' && nameEnd - start === 'masterauth'.length)) reach = FAR;
      else if (
        bytes[start] !== DASH &&
        AFTER_BLANK[bytes[after]] === 0 &&
        UPPER[bytes[nameEnd - 1]] === 0 &&
        !isVerb(bytes, after, to)
      )
        return false;
    }
    let first = start;
    while (first > from && start - first < reach && bytes[first - 1] !== LINE_FEED) first--;
    let last = nameEnd;
    const near = tagged ? LONGEST_TAG : NEAR;
    while (last < to && last - after < near && bytes[last] !== LINE_FEED) last++;
    const around = oneByteString(bytes, first, last);
    return readSite(around, { start: start - first, end: nameEnd - first }, names) !== null;
  };
}

/** Whether the name is that of an element, or of one of its attributes' values: what follows may be long. */
function isTagged(bytes: Uint8Array, start: number, from: number): boolean {
  let at = start - 1;
  if (QUOTES[bytes[at]] === 1 && bytes[at - 1] === EQUALS) return true;
  while (at >= from && start - at < 30 && PREFIX[bytes[at]] === 1) at--;
  return bytes[at] === TAG && at >= from;
}

/** Whether the name is the value of a key, and its own value stands before it in an object. */
function followsValue(bytes: Uint8Array, start: number, from: number): boolean {
  let at = start - 1;
  if (QUOTES[bytes[at]] === 0) return false;
  at--;
  while (at > from && (BLANK[bytes[at]] | QUOTED[bytes[at]]) === 1) at--;
  if (bytes[at] !== COLON) return false;
  const least = Math.max(from, start - LONGEST_LOOK);
  while (at >= least && bytes[at] !== LINE_FEED && bytes[at] !== BRACE) at--;
  return at >= least && bytes[at] === BRACE && valueBefore(oneByteString(bytes, at, start), start - at) !== null;
}

/** What such a word begins with, and what follows. */
const VERB = tableOf('iwopgr');
const VERB_SECOND = tableOf('saore');

function isVerb(bytes: Uint8Array, at: number, to: number): boolean {
  // Two letters tell most other words.
  if (VERB[bytes[at]] === 0 || VERB_SECOND[bytes[at + 1]] === 0) return false;
  return VERBS.some((verb) => at + verb.length <= to && verb.every((byte, i) => bytes[at + i] === byte));
}

function judge(text: string, site: Site, ended: boolean, closings: Closings, judgement: Judge): Finding | null {
  // Cookie headers are pairs of names and values, and have a detector of their own.
  if (/^(?:set-)?cookie$/i.test(site.name)) return null;
  const setting = isSetting(text, site);
  const strict = !setting && isStrict(text, site);
  const value = withoutNext(text, readValue(text, site, strict, closings), strict);
  if (value === null || value.end <= value.start) return null;
  const open = !ended && value.touchesEnd;
  const form = setting ? 'strict' : formOf(text, site, value, strict);
  if (site.operator === 'flag' && !open && isSpokenOf(text, value)) return null;
  // `password: field2 is required`, as a form says.
  if (site.operator === 'colon' && !value.quoted && PREDICATE.test(text.slice(value.end, value.end + 10))) return null;
  if (/^(?:element|attribute)$/.test(site.operator) && !open && !text.startsWith('</', value.end)) return null;
  if (site.operator === 'cell' && (value.quoted || site.nameQuote !== '')) return null;
  const { name } = site;
  const sensitivity = setting && /^p/i.test(name) ? 'password' : site.sensitivity;
  // What a value begins with tells what it is.
  const written = text.slice(value.start, Math.min(value.end, value.start + LONGEST_LOOK));
  const certainty = judgement({
    value: written,
    name,
    sensitivity,
    form,
    quoted: value.quoted,
    argument: site.operator === 'flag',
  });
  if (certainty === null && !(open && opens(site, value, form, written))) return null;
  return {
    start: value.start,
    end: value.end,
    rule: RULE,
    certainty: open ? 'likely' : (certainty ?? 'likely'),
    open,
    shown: 0,
  };
}

/** `--set name=value,other=value`, `name=value&other=value`: the value ends where the next setting begins. */
function withoutNext(text: string, value: Value | null, strict: boolean): Value | null {
  if (value === null || value.quoted || !strict) return value;
  const next = /[,&][A-Za-z_][\w.-]*=/.exec(text.slice(value.start, Math.min(value.end, value.start + LONGEST_LOOK)));
  return next === null ? value : { ...value, end: value.start + next.index, touchesEnd: false, last: false };
}

const PREDICATE = /^ (?:is|are|must|should|was|cannot|does|has|may|needs)\b/;

/** `--password flags to ...`: the flag stands in a sentence. */
function isSpokenOf(text: string, { start, end }: Value): boolean {
  if (!/^[a-z]+$/.test(text.slice(start, end))) return false;
  const next = /^ ([a-z]+)\b/.exec(text.slice(end, end + 24));
  return next !== null && isStopWord(next[1]);
}

/** Names that are words of every day. */
const BARE = /^(?:token|secret|jwt|credentials?)$/i;

/** Whether a value that is being written may become one, whatever it is so far. */
function opens(site: Site, value: Value, form: Form, written: string): boolean {
  if (/^[$<{%`*]/.test(written)) return false;
  // The base64 of user and password in a Docker configuration.
  if (site.sensitivity === 'maybe')
    return (value.quoted && site.name === 'auth') || (form === 'strict' && isBecomingRandom(written));
  if (value.quoted || form === 'strict') return true;
  // `token: ` begins a line of YAML, and stands in the middle of many a message; `api_key: ` does not.
  if (form === 'line' && (site.sensitivity === 'password' || site.first || !BARE.test(site.name))) return true;
  // Code has blanks around its equals sign.
  return !(site.operator === 'equals' && site.spaced) && isBecomingRandom(written);
}

/** Each word that may stand before the name of a variable that is assigned, exported, or passed on. */
const INTRODUCTION =
  /^[+\->#|$%:\d"'[\],({}`]*(?:export|set|declare|typeset|readonly|local|setenv|env|ENV|ARG|SET|sudo|-[a-zA-Z]+|--env|--build-arg|--[\w-]+=|\w+=\S*)?["']?$/;

/** A setting that is passed on: `--from-literal=name=value`, `--set name=value`, `-e name=value`. */
const PASSED = /(?:^|\s)(?:--[\w-]+=|(?:-e|-D|--env|--set|--set-string|--build-arg|--from-literal)\s+)["']?$/;

/** The secret parts of connection strings. */
const SETTING = /^(?:password|pwd|accountkey|sharedaccesskey|accesskey|secret|apikey)$/i;
/** What stands in a connection string beside them. */
const SETTINGS =
  /\b(?:server|data source|host|hostname|user id|uid|user|username|dbname|database|initial catalog|endpoint|accountname)\s*=|\bjdbc:/i;

/** A notation in which whatever stands after the operator is a value. */
function isStrict(text: string, site: Site): boolean {
  if (site.operator === 'element' || site.operator === 'column' || (site.operator === 'flag' && site.dashes > 0))
    return true;
  if (site.operator !== 'equals' || site.spaced) return false;
  if (site.dashes > 0 && site.dashes < 3) return true;
  if (isConstant(site.name) || /^_(?:auth|authToken|password)$/.test(site.name)) return true;
  // A line that ends so is one of a call's arguments.
  if (/[,()[]\s*$/.test(text.slice(-40))) return false;
  const before = text.slice(Math.max(0, site.nameStart - 120), site.nameStart);
  if (site.nameStart > 120 && !/\s/.test(before)) return false;
  return PASSED.test(before) || before.split(/\s+/).every((word) => INTRODUCTION.test(word));
}

/** Whether the name stands in a connection string: its value then ends at a semicolon, and may be any word. */
function isSetting(text: string, site: Site): boolean {
  if (site.operator !== 'equals' || site.dashes > 0 || !SETTING.test(site.name)) return false;
  return SETTINGS.test(text.slice(Math.max(0, site.nameStart - 200), site.nameEnd + 200));
}

function formOf(text: string, site: Site, value: Value, strict: boolean): Form {
  if (site.operator === 'call' || site.operator === 'comma') return isConstant(site.name) ? 'strict' : 'literal';
  if (value.quoted) return site.nameQuote !== '' || strict || site.operator === 'pair' ? 'strict' : 'literal';
  if (strict) return 'strict';
  if (site.operator === 'word') return 'strict';
  if (site.operator !== 'colon' || !site.spaced || !value.last) return 'loose';
  // A name that a comma or a bracket follows stands in a program.
  return /^[A-Za-z_$][\w$]*[,;)}]/.test(text.slice(value.start, value.end + 1)) ? 'loose' : 'line';
}
