// Elements of XML whose value stands on lines of its own: `<password>` over the value over `</password>`, `<property name="password">`
// over `<value>`, the array or the data of a property list. Between the tags there are values, other elements, and their texts.
import type { Names } from '../own-names.ts';
import { type Entry, readEntry, type Span } from './entry.ts';
import { type ExpectedElement, MOST_LINES, type Named } from './expected.ts';
import { judged } from './findings.ts';
import { type Located, type Place, placeOf } from './place.ts';
import type { Line, Step } from './step.ts';

const OPENED = /<([\w:.-]{1,60})(\s[^<>]{0,200})?>$/;
const NAMED = /\s(?:name|key|id)\s?=\s?["']([\w./-]{1,100})["']/i;
/** Elements of HTML, where a name is that of a field, and a text is for people. */
const OF_PAGES =
  /^(?:a|button|div|form|h\d|input|label|legend|li|link|meta|option|p|select|span|svg|t[dhr]|textarea|ul)$/i;
/** What holds values in a property list and its like. */
const HOLDERS = /^(?:value|val|string|data|array|list|set)$/i;

/** What the element leaves to the lines below it that opens at the end of `line`, or null. */
export function elementOf(line: string, column: number, names: Names): ExpectedElement | null {
  if (!line.endsWith('>') || '/-?'.includes(line[line.length - 2])) return null;
  const opened = OPENED.exec(line);
  if (opened === null) return null;
  const [, tag, attributes = ''] = opened;
  const word = localName(tag);
  const attribute = OF_PAGES.test(word) ? null : NAMED.exec(attributes);
  const name = names.judge(word) !== null ? word : (attribute?.[1] ?? '');
  const sensitivity = names.judge(name);
  return sensitivity === null ? null : within(tag, placeOf(line, opened.index, column), { name, sensitivity });
}

/** What `<value>` or `<array>`, alone on its line beside a name, leaves to the lines below it. */
export function holderOf({ key, value }: Entry, place: Place, named: Named): ExpectedElement | null {
  const isOpen = value?.touchesEnd === true && value.end === value.start;
  return isOpen && HOLDERS.test(localName(key)) ? within(key, place, named) : null;
}

function within(tag: string, place: Place, { name, sensitivity }: Named): ExpectedElement {
  const closing = `</${tag}>`;
  return { kind: 'element', place, closing, other: '', name, sensitivity, left: MOST_LINES.value, parent: null };
}

export function stepIntoElement(
  text: string,
  expected: ExpectedElement,
  { at, indent }: Located,
  { ended }: Line,
): Step | null {
  const { closing, other, parent, place } = expected;
  if (text.startsWith(closing, at)) return { findings: [], next: parent };
  if (indent < place.indent) return null;
  if (other !== '') return { findings: [], next: text.includes(other, at) ? { ...expected, other: '' } : expected };
  const next = { ...expected, left: MOST_LINES.value };
  if (text[at] !== '<') {
    const span = lineOf(text, at, closing);
    return { findings: valueIn(text, span, expected, ended), next: span.rest === '' ? next : parent };
  }
  const entry = readEntry(text, at);
  if (entry === null || entry.value === null) return { findings: [], next: expected };
  const { key, value } = entry;
  if (HOLDERS.test(localName(key))) return { findings: valueIn(text, value, expected, ended), next };
  // Another element of several lines: its text is none of the value.
  return { findings: [], next: value.touchesEnd ? { ...expected, other: `</${key}>` } : expected };
}

/** The text from `at` on, up to the next tag. */
function lineOf(text: string, at: number, closing: string): Span {
  const close = text.indexOf('<', at);
  let end = close < 0 ? text.length : close;
  while (end > at && ' \t\r\0'.includes(text[end - 1])) end--;
  return {
    start: at,
    end,
    quoted: true,
    touchesEnd: end === text.length,
    rest: close >= 0 && text.startsWith(closing, close) ? closing : '',
  };
}

function valueIn(text: string, span: Span, named: Named, ended: boolean) {
  const value = text.slice(span.start, span.end);
  // A word alone is hardly one, several are a text; more markup is none.
  return /^[A-Za-z_.-]*$|[\s<>]/.test(value) ? [] : judged(text, span, { ...named, alone: true }, 'strict', ended);
}

function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}
