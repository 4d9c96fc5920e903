// Lines of a PostgreSQL password file (`~/.pgpass`): host:port:database:user:password, `*` for any
// (postgresql.org/docs/current/libpq-pgpass.html).
import { isCredential, isOpenEnd } from './credential.ts';
import type { Detector, Literal } from './finding.ts';

const RULE = 'pgpass';
/** The ports of PostgreSQL and of PgBouncer, and any. */
const PORTS = [':5432:', ':5433:', ':6432:', ':*:'] as const;
const LINE = /^\s*[\w.*-]{1,255}:(?:\d{4}|\*):((?:[^\s:\\\0]|\\.){1,64}):((?:[^\s:\\\0]|\\.){1,64}):(?=[^\s:\0])/;
const LONGEST = 512;

export const pgpassDetector: Detector = {
  id: RULE,
  literals: PORTS.map((text): Literal => ({ text, fold: false })),
  find(text, ended, report) {
    const line = LINE.exec(text.slice(0, LONGEST));
    // A file, a line and a column before a message look alike.
    if (line === null || (/^\d+$/.test(line[1]) && line[1] !== '*')) return;
    const start = line[0].length;
    const rest = /^[^\s\0]*/.exec(text.slice(start, start + LONGEST)) as RegExpExecArray;
    const end = start + rest[0].length;
    const open = isOpenEnd(text, end, ended);
    if (!open && (text.slice(end).trim() !== '' || !isCredential(rest[0]))) return;
    report({ start, end, rule: RULE, certainty: 'likely', open, shown: 0 });
  },
};
