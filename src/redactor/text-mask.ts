// Masks secrets in text that stands in no cells: lines on a pipe, titles, link targets, clipboards.
import { type Examiner, merge } from '../detectors/examiner.ts';
import type { Finding } from '../detectors/finding.ts';
import type { LineContext } from '../detectors/line-context.ts';

/** Masks a whole text of any number of lines, given as a one-byte string. */
export function maskText(
  text: string,
  examiner: Examiner,
  mask: string,
  sighted: (finding: Finding, text: string) => void,
): string {
  let context: LineContext | null = null;
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const whole = examiner.find(line, true);
    const findings = [...whole];
    // Titles are cut anywhere: here every word's end may be the end of what was shown of a token.
    for (const finding of examiner.find(line.replaceAll(' ', '\0'), false)) {
      if (!finding.open || finding.held !== undefined) continue;
      // What was shown of it before may be known by itself by now: then it begins with a whole one.
      if (finding.shown > 0 || overlaps(whole, finding)) findings.push({ ...finding, shown: 0 });
    }
    const step = examiner.follow(line, context, true);
    context = step.context;
    findings.push(...step.findings);
    let out = '';
    let at = 0;
    for (const finding of merge(findings)) {
      sighted(finding, line);
      out += line.slice(at, finding.start) + mask;
      at = finding.end;
    }
    lines[i] = out + line.slice(at);
  }
  return lines.join('\n');
}

/** Whether one of the findings, which stand in order and apart, overlaps with another one. */
function overlaps(findings: readonly Finding[], { start, end }: Finding): boolean {
  let least = 0;
  for (let most = findings.length; least < most; ) {
    const middle = (least + most) >> 1;
    if (findings[middle].end > start) most = middle;
    else least = middle + 1;
  }
  return least < findings.length && findings[least].start < end;
}
