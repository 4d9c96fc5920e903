// Values assigned to sensitive names, in every notation that a terminal shows: shell, dotenv, JSON, YAML, TOML, INI, XML,
// programs, flags, tables. Only the value is secret, never its name, quotes or punctuation.
//
// A stem (`token`, `pass`) leads to the name around it, the name to an operator, the operator to a value; then the name's
// sensitivity and the notation's strictness judge the value together.

import { type Form, judgeValue } from './assignment/judge.ts';
import { nameBounds, readSite, type Site } from './assignment/site.ts';
import { Closings, readValue, type Value } from './assignment/value.ts';
import { CHARACTERS, tableOf } from './characters.ts';
import type { Detector, Finding, Literal } from './finding.ts';
import { isConstant, LONGEST_NAME, NAME_STEMS, stemEnds } from './names.ts';
import { StemScanner } from './stems.ts';

const RULE = 'assignment';
/** How far around a name the prefilter looks: for words before it, for SQL or .netrc before `password`. */
const NEAR = 50;
const FAR = 210;
const LINE_FEED = 0x0a;
const DASH = 0x2d;

const scanner = new StemScanner(NAME_STEMS);

export const assignmentDetector: Detector = {
  id: RULE,
  literals: NAME_STEMS.map((text): Literal => ({ text, fold: true, confirm: confirmer(text) })),
  find(text, ended, report) {
    const closings = new Closings(text);
    let limit = 0;
    let from = 0;
    for (let stem = scanner.next(text, 0); stem >= 0; stem = scanner.next(text, from)) {
      from = stem + scanner.found!.length;
      if (!stemEnds(scanner.found!, text.charCodeAt(from - 1), text.charCodeAt(from))) continue;
      const bounds = nameBounds(text, stem, limit);
      limit = Math.max(bounds.end, from);
      from = limit;
      const site = readSite(text, bounds);
      if (site === null) continue;
      const finding = judge(text, site, ended, closings);
      if (finding === null) continue;
      report(finding);
      limit = Math.max(limit, finding.end);
      from = limit;
    }
  },
};

/** What may stand between a name and its operator, and what an operator begins with. */
const BETWEEN = tableOf('"\'`\\])[?!;& \t');
const OPERATORS = tableOf('=:>|,(<+\u00e2');
const NAME = tableOf(`${CHARACTERS.alnum}_-.`);
/** What follows a blank where that is the operator: a number before a colon, a type, the `value` of a pair, anything after `password`. */
const AFTER_BLANK = tableOf(`${CHARACTERS.digit}sS*&vV`);

/** The prefilter's second look: a sensitive name with an operator behind it and something after that. */
function confirmer(stem: (typeof NAME_STEMS)[number]): NonNullable<Literal['confirm']> {
  return (bytes, at, end, from, to) => {
    if (end >= to || !stemEnds(stem, bytes[end - 1], bytes[end])) return false;
    let after = end;
    while (after < to && NAME[bytes[after]] === 1) after++;
    const nameEnd = after;
    while (after < to && BETWEEN[bytes[after]] === 1) after++;
    if (after >= to) return false;
    let start = at;
    while (start > from && NAME[bytes[start - 1]] === 1) start--;
    if (start < at - LONGEST_NAME) return false;
    let reach = NEAR;
    if (OPERATORS[bytes[after]] === 0) {
      if (after === nameEnd) return false;
      if (stem === 'pass') reach = FAR;
      else if (bytes[start] !== DASH && AFTER_BLANK[bytes[after]] === 0) return false;
    }
    let first = start;
    while (first > from && start - first < reach && bytes[first - 1] !== LINE_FEED) first--;
    let last = nameEnd;
    while (last < to && last - after < NEAR && bytes[last] !== LINE_FEED) last++;
    let around = '';
    for (let i = first; i < last; i++) around += String.fromCharCode(bytes[i]);
    return readSite(around, { start: start - first, end: nameEnd - first }) !== null;
  };
}

function judge(text: string, site: Site, ended: boolean, closings: Closings): Finding | null {
  const strict = isStrict(text, site);
  const value = readValue(text, site, strict, closings);
  if (value === null || value.end <= value.start) return null;
  const open = !ended && value.touchesEnd;
  const form = formOf(site, value, strict);
  const { name, sensitivity } = site;
  const written = text.slice(value.start, value.end);
  const certainty = judgeValue({ value: written, name, sensitivity, form, quoted: value.quoted });
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

/** Whether a value that is being typed may become one, whatever it is so far. */
function opens(site: Site, value: Value, form: Form, written: string): boolean {
  if (site.sensitivity === 'maybe' || /^[$<{%`*]/.test(written)) return false;
  return value.quoted || form === 'strict' || (form === 'line' && site.sensitivity === 'password');
}

/** Before the name of a variable that is assigned, exported, or passed on. */
const INTRODUCTION =
  /^(?:[\s+\->#|$%:\d"'[\],({}]|(?:export|set|declare|typeset|readonly|local|setenv|env|ENV|ARG|SET|sudo|-[a-zA-Z]+|--env|--build-arg|\w+=\S*)(?:\s|$))*$/;

/** A notation in which whatever stands after the operator is a value. */
function isStrict(text: string, site: Site): boolean {
  if (site.operator === 'element' || (site.operator === 'flag' && site.dashes > 0)) return true;
  if (site.operator !== 'equals' || site.spaced) return false;
  if (site.dashes > 0 && site.dashes < 3) return true;
  const introduction = text.slice(Math.max(0, site.nameStart - 120), site.nameStart);
  return isConstant(site.name) || INTRODUCTION.test(introduction);
}

function formOf(site: Site, value: Value, strict: boolean): Form {
  if (site.operator === 'call' || site.operator === 'comma') return isConstant(site.name) ? 'strict' : 'literal';
  if (value.quoted) return site.nameQuote !== '' || strict || site.operator === 'pair' ? 'strict' : 'literal';
  if (strict) return 'strict';
  if (site.operator === 'word') return 'strict';
  return site.operator === 'colon' && site.spaced && value.last ? 'line' : 'loose';
}
