// The forms in which `check` tells its findings. Each makes text of a finding, and of the end; none of them ever gets a value.
import { sep } from 'node:path';
import { VERSION } from '../config/version.ts';
import { describeRule } from '../detectors/rules.ts';
import type { Located } from './check-files.ts';
import type { CellPlace } from './notebook.ts';

export interface Report {
  /** What is printed for a finding. */
  add(located: Located): string;
  /** What is printed behind all of them. */
  end(): string;
}

export const REPORTS = { human, json, sarif, github } as const;
export type ReportFormat = keyof typeof REPORTS;

/** For people: what it is, what stands around it and what to do. */
function human(): Report {
  return {
    add(located) {
      const { revoke, revokeCommand } = describeRule(located.rule);
      const lines = described(located);
      if (revoke !== undefined) lines.push(`    revoke it: ${revoke}`);
      if (revokeCommand !== undefined) lines.push(`    or with: ${revokeCommand}`);
      return `${lines.join('\n')}\n`;
    },
    end: () => '',
  };
}

/** For `rules explain`: why each of them counts, and what would have exempted it. */
export function explanation(located: Located): string {
  const { exempts } = describeRule(located.rule);
  return `${[...described(located), `    would be none with: ${exempts}`].join('\n')}\n`;
}

/** `file:line:column: rule`, as compilers write it, and below it what it is and what stands around it. */
function described({ file, line, column, rule, certainty, excerpt, time, cell }: Located): string[] {
  const shown = time === undefined ? '' : `, shown at ${time.toFixed(1)} s`;
  const inside = cell === undefined ? '' : `, in ${cellPlace(cell)}`;
  return [
    `${file}:${line}:${column}: ${rule}`,
    `    ${describeRule(rule).title} (${certainty})${shown}${inside}`,
    `    | ${excerpt}`,
  ];
}

/** `cell 3, output 1, line 2`; the source needs no name. */
function cellPlace({ number, part, output, line }: CellPlace): string {
  const inside = part === 'output' ? `, output ${output}` : part === 'metadata' ? ', metadata' : '';
  return `cell ${number}${inside}${line === undefined ? '' : `, line ${line}`}`;
}

/** One object a line. */
function json(): Report {
  return {
    add(located) {
      const { title, revoke } = describeRule(located.rule);
      return `${JSON.stringify({ ...located, title, revoke })}\n`;
    },
    end: () => '',
  };
}

/** Workflow commands of GitHub Actions, which shows them beside the lines. */
function github(): Report {
  return {
    add({ file, line, column, length, rule, certainty, cell }) {
      const { title, revoke } = describeRule(rule);
      const level = certainty === 'certain' ? 'error' : 'warning';
      const properties = Object.entries({
        file,
        line,
        col: column,
        endColumn: column + length,
        title: `Secret: ${rule}`,
      })
        .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
        .join(',');
      const advice = revoke === undefined ? '' : `; revoke it: ${revoke}`;
      const inside = cell === undefined ? '' : ` (${cellPlace(cell)})`;
      return `::${level} ${properties}::${escapeData(`${title}${inside}${advice}`)}\n`;
    },
    end: () => '',
  };
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** SARIF 2.1.0 (OASIS), one run. */
function sarif(): Report {
  const found: Located[] = [];
  return {
    add(located) {
      found.push(located);
      return '';
    },
    end() {
      const rules = [...new Set(found.map(({ rule }) => rule))].sort();
      const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: { driver: { name: 'masked-shell', version: VERSION, rules: rules.map(sarifRule) } },
            columnKind: 'unicodeCodePoints',
            results: found.map((located) => sarifResult(located, rules.indexOf(located.rule))),
          },
        ],
      };
      return `${JSON.stringify(log, null, 2)}\n`;
    },
  };
}

function sarifRule(id: string) {
  const { title, revoke } = describeRule(id);
  const rule = { id, shortDescription: { text: title } };
  return revoke === undefined ? rule : { ...rule, help: { text: `Revoke it: ${revoke}` }, helpUri: revoke };
}

function sarifResult({ file, line, column, length, rule, certainty, excerpt, cell }: Located, ruleIndex: number) {
  const inside = cell === undefined ? '' : ` (${cellPlace(cell)})`;
  return {
    ruleId: rule,
    ruleIndex,
    level: certainty === 'certain' ? 'error' : 'warning',
    message: { text: `${describeRule(rule).title}${inside}: ${excerpt}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(file.split(sep).join('/')) },
          region: { startLine: line, startColumn: column, endColumn: column + length },
        },
      },
    ],
  };
}
