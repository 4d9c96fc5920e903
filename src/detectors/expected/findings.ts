// Findings in a value that was expected: judged by its name, or as what a Kubernetes Secret holds.
import { type Candidate, isStrong, judgeValue } from '../assignment/judge.ts';
import { isBecomingRandom, mayBecomeCredential } from '../credential.ts';
import type { Certainty, Finding } from '../finding.ts';
import { judgeData } from './data.ts';
import type { Span } from './entry.ts';
import type { Data, Named } from './expected.ts';

/** In a list of secrets stand their names, too. */
const NAME = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;
/** `MasterUsername`: what a schema lists. */
const WORDS = /^(?:[A-Z][a-z]{2,}){2,5}$/;
const SHORTEST_ALONE = 16;
const LONGEST_LOOK = 512;
/** `usePassword`: of a schema, the name of another setting. */
const SETTING = /^[a-z]+(?:[A-Z][a-z]+)*(?:Password|Secret|Token|Key)(?:[A-Z][a-z]+)*$/;
/** Several words, or the beginning of a mapping, a list, a section. */
const FILE = /\s|[:,;{}[\]()>]$/;

export function findingsIn(text: string, span: Span, of: Named | Data, ended: boolean): Finding[] {
  if ('name' in of) return judged(text, span, of, 'strict', ended);
  // A file, such as a program's configuration: what is secret in it has a name or a form there.
  return FILE.test(text.slice(span.start, span.end)) ? [] : dataIn(text, span, of.sure, ended);
}

export function judged(
  text: string,
  span: Span,
  named: Named & { alone?: boolean },
  form: Candidate['form'],
  ended: boolean,
): Finding[] {
  const { start, end, quoted } = span;
  const { name, sensitivity } = named;
  // What a value begins with tells what it is.
  const value = text.slice(start, Math.min(end, start + LONGEST_LOOK));
  const open = !ended && span.touchesEnd;
  const certainty = judgeValue({ value, name, sensitivity, form, quoted, argument: false });
  const mayBecome = named.alone && !quoted ? isBecomingRandom(value) : mayBecomeCredential(value);
  if (certainty === null && !(open && mayBecome)) return [];
  if ((named.alone && (NAME.test(value) || WORDS.test(value))) || SETTING.test(value)) return [];
  // A slug in a list of what such a name only may mean.
  if (named.alone && sensitivity === 'maybe' && value.length < SHORTEST_ALONE) return [];
  return found('assignment', span, open ? 'likely' : (certainty ?? 'likely'), open);
}

export function dataIn(text: string, span: Span, sure: boolean, ended: boolean): Finding[] {
  const value = text.slice(span.start, span.end);
  const open = !ended && span.touchesEnd;
  if (!judgeData(value, sure, open)) return [];
  return found('kubernetes-secret', span, !open && isStrong(value) ? 'certain' : 'likely', open);
}

function found(rule: string, { start, end }: Span, certainty: Certainty, open: boolean): Finding[] {
  return end > start ? [{ start, end, rule, certainty, open, shown: 0 }] : [];
}
