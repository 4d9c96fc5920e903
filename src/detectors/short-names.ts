// Values of names that are too short to lead anybody to them: `pin` and `pw`, where an operator follows. A PIN is four to eight
// digits (ISO 9564-1 allows twelve; dates and times have more than eight).
import { judgeValue } from './assignment/judge.ts';
import { isOpenEnd } from './credential.ts';
import type { Detector, Literal } from './finding.ts';
import type { Names } from './own-names.ts';

const RULE = 'assignment';
const NAMES = ['pin', 'pw'] as const;
/** What stands behind such a name: three characters and more, so that the prefilter meets them seldom. */
const FOLLOWERS = ['=', ': ', '":', "':"] as const;
const ASSIGNED =
  /(?<![A-Za-z0-9.$])((?:[A-Za-z]{1,20}[_-]){0,3}(?:pin|pw)|[a-z]{2,20}(?:Pin|Pw))(["']?)(?:=|\s?:\s?)(["']?)([^\s"',;&)\]}]{1,128})/gi;
const PIN = /^\d{4,8}$/;

export function createShortNameDetector(names: Names): Detector {
  return {
    id: 'short-name',
    literals: NAMES.flatMap((name) => FOLLOWERS.map((sign): Literal => ({ text: name + sign, fold: true }))),
    find(text, ended, report) {
      for (const assigned of text.matchAll(ASSIGNED)) {
        const [whole, name, , quote, value] = assigned;
        const end = assigned.index + whole.length;
        const start = end - value.length;
        if (names.isBenign(name)) continue;
        const open = isOpenEnd(text, end, ended);
        if (/pin$/i.test(name)) {
          const isPin = PIN.test(value) && (quote === '' || text[end] === quote || open);
          if (isPin) report({ start, end, rule: RULE, certainty: 'likely', open, shown: 0 });
          continue;
        }
        const judged = {
          value,
          name,
          sensitivity: 'maybe',
          form: 'strict',
          quoted: quote !== '',
          argument: false,
        } as const;
        const certainty = judgeValue(judged);
        if (certainty !== null) report({ start, end, rule: RULE, certainty, open, shown: 0 });
      }
    },
  };
}
