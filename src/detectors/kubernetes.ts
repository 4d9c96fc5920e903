// A Kubernetes Secret on one line, as JSON: `kubectl get secret -o json | jq -c`, and the annotation in which kubectl keeps what was
// last applied. Over several lines `expected.ts` follows it.
import type { Span } from './expected/entry.ts';
import { dataIn } from './expected/findings.ts';
import type { Detector, Literal } from './finding.ts';

const KINDS = ['"kind":"Secret"', '"kind": "Secret"', '\\"kind\\":\\"Secret\\"'] as const;
const DATA = /(\\{0,3}")(?:data|stringData)\1\s?:\s?\{/g;
const LONGEST_KEY = 253;
const LONGEST_VALUE = 64 * 1024;

export const kubernetesDetector: Detector = {
  id: 'kubernetes-secret',
  literals: KINDS.map((text): Literal => ({ text, fold: false })),
  find(text, ended, report) {
    if (!KINDS.some((kind) => text.includes(kind))) return;
    for (const data of text.matchAll(DATA)) {
      const quote = data[1];
      let at = data.index + data[0].length;
      for (;;) {
        const start = valueStart(text, at, quote);
        if (start < 0) break;
        const close = text.indexOf(quote, start);
        const end = close < 0 ? text.length : close;
        const span: Span = { start, end, quoted: true, touchesEnd: close < 0, rest: '' };
        if (end - start <= LONGEST_VALUE) for (const finding of dataIn(text, span, true, ended)) report(finding);
        at = end + quote.length;
      }
    }
  },
};

/** Where the value of the next pair begins, behind its quote, or -1 where the object ends. */
function valueStart(text: string, from: number, quote: string): number {
  const head = /^[\s,]{0,8}\\{0,3}"[^"\\]{1,253}\\{0,3}"\s?:\s?/.exec(text.slice(from, from + LONGEST_KEY + 24));
  if (head === null || !text.startsWith(quote, from + head[0].length)) return -1;
  return from + head[0].length + quote.length;
}
