// docs/commands.md tells what the tables of command policies say.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OutputPolicy } from '../../src/detectors/command-output.ts';
import { FILES } from '../../src/shells/policies/files.ts';
import type { PolicyRow } from '../../src/shells/policies/row.ts';
import { POLICY_ROWS } from '../../src/shells/policies/table.ts';
import { policyFor } from '../../src/shells/policies.ts';

const PAGE = 'docs/commands.md';

function secretOf(policy: OutputPolicy | null): string {
  if (policy === null) return 'nothing';
  const { listing, entries, bare } = policy;
  const parts: string[] = [];
  if (listing !== null) parts.push('variables');
  if (entries?.keys === 'all') parts.push('all values');
  else if (entries) parts.push(entries.keys.map((key) => `\`${key}\``).join(', '));
  else if (bare !== false) parts.push('all');
  return parts.join('; ');
}

function line({ form, example, what }: PolicyRow): string {
  const command = form
    .split(' ')
    .map((word) => word.replaceAll('|', ' \\| '))
    .join(' ');
  return `| \`${command}\` | \`${example}\` | ${what ?? secretOf(policyFor(example, { shell: 'bash' }))} |`;
}

const tables: Readonly<Record<string, readonly string[]>> = {
  commands: [
    '| command | for example | secret is |',
    '| --- | --- | --- |',
    ...POLICY_ROWS.filter(({ shows }) => shows !== null).map(line),
  ],
  files: [
    '| file | secret is |',
    '| --- | --- |',
    ...FILES.map(({ form, shows }) => `| \`${form}\` | ${secretOf(shows)} |`),
  ],
};

function withTables(page: string): string {
  return Object.entries(tables).reduce((text, [name, rows]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const from = text.indexOf(begin);
    const to = text.indexOf(end);
    expect(from).toBeGreaterThan(0);
    expect(to).toBeGreaterThan(from);
    return `${text.slice(0, from + begin.length)}\n\n${rows.join('\n')}\n\n${text.slice(to)}`;
  }, page);
}

test('each row of the tables stands on the page', () => {
  const page = readFileSync(PAGE, 'utf8');
  const made = withTables(page);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, made);
  else expect(page).toBe(made);
});
