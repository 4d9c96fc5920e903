// The values of SQL's INSERT by the names of its columns: `INSERT INTO users (id, password) VALUES (1, '...'), (2, '...')`.
import { judgeValue } from './assignment/judge.ts';
import { isOpenEnd } from './credential.ts';
import type { Detector, Finding, Literal } from './finding.ts';
import type { Names } from './own-names.ts';

const RULE = 'assignment';
const INSERT =
  /\b(?:insert|replace)\s{1,4}(?:ignore\s{1,4})?into\s{1,4}[^\s()]{1,128}\s{0,4}\(([^()]{1,2000})\)\s{0,4}values\s{0,4}/gi;
/** How much is read behind VALUES. */
const LONGEST = 64 * 1024;

/** A value of a row, without its quotes. */
interface Field {
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
  /** Index after the field. */
  readonly next: number;
}

export function createSqlDetector(names: Names): Detector {
  return {
    id: 'sql',
    literals: ['into '].map((text): Literal => ({ text, fold: true, confirm: followsInsert })),
    find(text, ended, report) {
      for (const insert of text.matchAll(INSERT)) {
        const columns = insert[1].split(',').map((column) => column.trim().replace(/^[`"[]|[`"\]]$/g, ''));
        const secret = columns.map((column) => names.judge(column));
        if (secret.every((sensitivity) => sensitivity === null)) continue;
        const from = insert.index + insert[0].length;
        readRows(text, from, ended, (field, index, open) => {
          const sensitivity = secret[index] ?? null;
          if (sensitivity === null) return;
          const { start, end, quoted } = field;
          const value = text.slice(start, end);
          const form = quoted ? 'strict' : 'loose';
          const certainty = judgeValue({ value, name: columns[index], sensitivity, form, quoted, argument: false });
          if (certainty === null && !(open && quoted && end > start)) return;
          const finding: Finding = {
            start,
            end,
            rule: RULE,
            certainty: open ? 'likely' : (certainty ?? 'likely'),
            open,
            shown: 0,
          };
          report(finding);
        });
      }
    },
  };
}

/** Whether `insert` or `replace` stands before `into`. */
function followsInsert(bytes: Uint8Array, at: number, _end: number, from: number): boolean {
  let before = at - 1;
  while (before >= from && bytes[before] === 0x20) before--;
  const last = bytes[before] | 0x20;
  return before >= from && (last === 0x74 || last === 0x65);
}

/** Tells each field of each row, by its place in the row, and whether more of it may follow. */
function readRows(
  text: string,
  from: number,
  ended: boolean,
  tell: (field: Field, index: number, open: boolean) => void,
): void {
  const last = Math.min(text.length, from + LONGEST);
  let at = from;
  while (at < last) {
    while (at < last && text[at] !== '(') {
      if (!', \t'.includes(text[at])) return;
      at++;
    }
    at++;
    for (let index = 0; at < last && text[at - 1] !== ')'; index++) {
      const field = readField(text, at, last);
      tell(field, index, isOpenEnd(text, field.end, ended));
      at = field.next + 1;
    }
  }
}

function readField(text: string, from: number, last: number): Field {
  let start = from;
  while (start < last && text[start] === ' ') start++;
  const prefix = /^[NEBX]?(?=')/i.exec(text.slice(start, start + 2));
  const quoted = prefix !== null && text[start + prefix[0].length] === "'";
  if (quoted) start += prefix[0].length + 1;
  let end = start;
  if (quoted) {
    // A quote within is doubled or escaped.
    while (end < last && !(text[end] === "'" && text[end + 1] !== "'"))
      end += text[end] === '\\' || text[end] === "'" ? 2 : 1;
    end = Math.min(end, last);
  }
  let next = quoted ? end + 1 : end;
  let depth = 0;
  for (; next < last; next++) {
    if (text[next] === '(') depth++;
    else if (text[next] === ')' && depth-- === 0) break;
    else if (text[next] === ',' && depth === 0) break;
  }
  return { start, end: quoted ? end : next, quoted, next };
}
