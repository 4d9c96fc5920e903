// The report of a session as text, JSON and HTML.
import { type Kind, type Report, timeOf } from './report.ts';

export const REPORT_FORMATS = { human, json, html } as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

function human(report: Report): string {
  const { status, since, now, kinds, work } = report;
  const lines = [
    `Session of process ${status.pid}, ${timeOf(since)} to ${timeOf(now)}: ${status.masked.masks} masks of ${status.masked.values} values; something of ${status.masked.shown} was shown.`,
  ];
  if (status.masked.dropped > 0) lines.push(`${status.masked.dropped} older entries were dropped.`);
  for (const kind of kinds) lines.push('', ...kindLines(kind));
  for (const { within, steps } of work)
    lines.push('', `In the first ${within}:`, ...steps.map((step) => `  - ${step}`));
  return `${lines.join('\n')}\n`;
}

function kindLines(kind: Kind): string[] {
  const rows: [string, string | undefined][] = [
    ['masked', `${kind.masks} times, ${kind.values} values, by ${kind.commands.join(', ')}`],
    ['shown', shownText(kind)],
    ['revoke', kind.revoke],
    ['or with', kind.revokeCommand],
  ];
  const details = rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name.padEnd(8)} ${value}`);
  return [`${kind.provider}: ${kind.title} [${kind.rule}]`, ...details];
}

function shownText({ shownValues, shown, length }: Kind): string {
  if (shownValues === 0) return 'nothing';
  return `of ${shownValues} values, at most ${shown} of ${length} characters`;
}

function json(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** One file without scripts or anything that is loaded. */
function html(report: Report): string {
  const { status, since, now, kinds, work } = report;
  const rows = kinds.map(
    (kind) =>
      `<tr${kind.shownValues > 0 ? ' class="shown"' : ''}><td>${escaped(kind.provider)}</td><td>${escaped(kind.title)}<br><code>${escaped(kind.rule)}</code></td><td>${kind.masks}</td><td>${kind.values}</td><td>${escaped(shownText(kind))}</td><td>${escaped(kind.commands.join(', '))}</td><td>${revocation(kind)}</td></tr>`,
  );
  const phases = work.map(
    ({ within, steps }) =>
      `<h2>In the first ${within}</h2><ul>${steps.map((step) => `<li>${escaped(step)}</li>`).join('')}</ul>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>masked-shell: report of a session</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}td,th{border:1px solid #888;padding:.3em .6em;text-align:left;vertical-align:top}.shown{background:#fdd;color:#000}</style>
</head><body>
<h1>masked-shell: report of a session</h1>
<p>Process ${status.pid}, ${timeOf(since)} to ${timeOf(now)}: ${status.masked.masks} masks of ${status.masked.values} values; something of ${status.masked.shown} was shown. This report holds no value.</p>
${phases.join('\n')}
<h2>What was masked</h2>
<table><tr><th>Provider</th><th>Kind</th><th>Masks</th><th>Values</th><th>Shown</th><th>By</th><th>Revoke</th></tr>
${rows.join('\n')}
</table>
</body></html>
`;
}

function revocation({ revoke, revokeCommand }: Kind): string {
  const page = revoke === undefined ? [] : [`<a href="${escaped(revoke)}">${escaped(revoke)}</a>`];
  return [...page, ...(revokeCommand === undefined ? [] : [`<code>${escaped(revokeCommand)}</code>`])].join('<br>');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
