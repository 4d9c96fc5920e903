// The lines of a Kubernetes manifest: where its data are, and what stands there.
import { readEntry } from './entry.ts';
import { type ExpectedData, type ExpectedManifest, MOST_LINES, SCALAR, scalarBelow, within } from './expected.ts';
import { dataIn } from './findings.ts';
import type { Located } from './place.ts';
import type { Step } from './step.ts';

export function stepIntoData(text: string, expected: ExpectedData, located: Located, ended: boolean): Step | null {
  const { place, sure } = expected;
  const { at, indent } = located;
  if (indent <= place.indent || '}]'.includes(text[at])) return null;
  const entry = readEntry(text, at);
  if (entry === null) return null;
  const { value } = entry;
  if (value === null) return { findings: [], next: expected };
  if (SCALAR.test(text.slice(value.start, value.end)))
    return { findings: [], next: within(scalarBelow({ ...place, indent }, { sure }, null), expected) };
  return { findings: dataIn(text, value, sure, ended), next: expected };
}

export function stepIntoManifest(text: string, expected: ExpectedManifest, { at, indent, item }: Located): Step | null {
  const { place, secret } = expected;
  if (indent < place.indent || item || text.startsWith('---', at) || text.startsWith('...', at)) return null;
  if (indent > place.indent) return { findings: [], next: expected };
  const entry = readEntry(text, at);
  if (entry === null) return '}])'.includes(text[at]) ? null : { findings: [], next: expected };
  const { key, value } = entry;
  const written = value === null ? '' : text.slice(value.start, value.end);
  if ((key === 'data' || key === 'stringData') && (value === null || written === '{')) {
    const data: ExpectedData = {
      kind: 'data',
      place,
      sure: secret || key === 'stringData',
      left: MOST_LINES.data,
      parent: null,
    };
    return { findings: [], next: within(data, { ...expected, left: MOST_LINES.manifest }) };
  }
  if (key !== 'kind') return { findings: [], next: expected };
  return written === 'Secret' ? { findings: [], next: { ...expected, secret: true, left: MOST_LINES.manifest } } : null;
}
