// Masks secrets in text that stands in no cells: lines on a pipe, titles, link targets, clipboards.
import { followBlock, type OpenBlock } from '../detectors/block.ts';
import type { Examiner } from '../detectors/examiner.ts';
import type { Finding } from '../detectors/finding.ts';

/** What a secret shows where no layout asks for its width. */
export const FIXED_MASKS = 3;

/** Joins findings that overlap; what comes out is sorted and apart. */
export function mergeFindings(findings: Finding[]): Finding[] {
  if (findings.length < 2) return findings;
  findings.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Finding[] = [findings[0]];
  for (const finding of findings.slice(1)) {
    const last = merged[merged.length - 1];
    if (finding.start >= last.end) merged.push(finding);
    else if (finding.end > last.end) {
      merged[merged.length - 1] = {
        ...last,
        end: finding.end,
        open: finding.open,
        shown: Math.min(last.shown, finding.shown),
      };
    }
  }
  return merged;
}

/** Masks a whole text of any number of lines, given as a one-byte string. */
export function maskText(
  text: string,
  examiner: Examiner,
  mask: string,
  sighted: (finding: Finding, text: string) => void,
): string {
  let open: OpenBlock | null = null;
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const findings = examiner.find(line, true);
    if (open !== null || line.includes('BEGIN') || line.includes('PuTTY')) {
      const step = followBlock(line, open, true);
      open = step.open;
      findings.push(...step.findings);
    }
    let out = '';
    let at = 0;
    for (const finding of mergeFindings(findings)) {
      sighted(finding, line);
      out += line.slice(at, finding.start) + mask;
      at = finding.end;
    }
    lines[i] = out + line.slice(at);
  }
  return lines.join('\n');
}
