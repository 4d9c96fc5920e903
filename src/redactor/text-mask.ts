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
    const findings = examiner.find(line, true);
    // Titles are cut anywhere: here every word's end may be the end of what was shown of a token.
    const whole = findings.length;
    for (const finding of examiner.find(line.replaceAll(' ', '\0'), false)) {
      if (!finding.open || finding.held !== undefined) continue;
      // What was shown of it before may be known by itself by now: then it begins with a whole one.
      const goesOn = findings.slice(0, whole).some(({ start, end }) => start < finding.end && end > finding.start);
      if (finding.shown > 0 || goesOn) findings.push({ ...finding, shown: 0 });
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
