// Finds the secrets in an asciicast recording: `check demo.cast`. What it shows is put on a screen as a player would, so that
// a secret that was typed letter by letter or painted by cursor addressing is found, too. Format: asciicast v1, v2 and v3
// (docs.asciinema.org/manual/asciicast).
import { readFile } from 'node:fs/promises';
import { MaskedShellError } from '../config/error.ts';
import { type MaskEvent, Redactor } from '../redactor/redactor.ts';
import { checkBytes, checkFile, type ReportLocated } from './check-files.ts';
import { nameForRules, unreadable } from './input.ts';
import type { Masking } from './masking.ts';

interface Event {
  /** Line of the file, from 1. */
  readonly line: number;
  /** Seconds from the start. */
  readonly time: number;
  readonly code: string;
  readonly data: string;
}

interface Header {
  readonly version?: number;
  readonly width?: number;
  readonly height?: number;
  readonly term?: { readonly cols?: number; readonly rows?: number };
  readonly stdout?: readonly (readonly [number, string])[];
}

interface Recording {
  readonly cols: number;
  readonly rows: number;
  readonly events: readonly Event[];
}

/** Whether a file's name says that it is a recording. */
export function isRecording(path: string): boolean {
  return path.endsWith('.cast');
}

/**
 * Reports every secret that a recording shows or holds, once, with its time. A file that is none is read as text.
 * @throws MaskedShellError `file-unreadable`.
 */
export async function checkRecording(path: string, masking: Masking, report: ReportLocated): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw unreadable(path, error);
  });
  const header = headerOf(text);
  if (header === null) return checkFile(path, masking, report);
  const { cols, rows, events } = parseRecording(path, text, header);
  masking.enterFile(nameForRules(path));
  const seen = new Set<string>();
  let now: Event = { line: 1, time: 0, code: 'o', data: '' };
  const sighted = ({ rule, certainty, value, kind }: MaskEvent) => {
    // It is told of when it is whole.
    if (kind === 'begun') return;
    masking.learn({ rule, certainty, value });
    if (seen.has(value)) return;
    seen.add(value);
    const { line, time } = now;
    const length = Buffer.from(value, 'latin1').toString('utf8').length;
    report({ file: path, line, column: 1, length, rule, certainty, excerpt: '***', time }, value);
  };
  const stream = (size: { cols: number; rows: number } | null) =>
    new Redactor({ examiner: masking.examiner, size, onMask: sighted });
  const streams: Record<string, Redactor> = { o: stream({ cols, rows }), i: stream(null), m: stream(null) };
  for (now of events) {
    const size = now.code === 'r' ? /^(\d+)x(\d+)$/.exec(now.data) : null;
    if (size !== null) streams.o.resize(Number(size[1]), Number(size[2]));
    else if (Object.hasOwn(streams, now.code)) streams[now.code].write(Buffer.from(now.data));
  }
  for (const redactor of Object.values(streams)) redactor.flush('end');
  // What the header holds: environment, title, command.
  const head = Buffer.from(text.slice(0, text.indexOf('\n') + 1));
  checkBytes(path, head, masking, (located, value) => {
    if (!seen.has(value)) report(located, value);
  });
}

/** Version 1 is one JSON object; the others have one in their first line. */
function headerOf(text: string): Header | null {
  const value = parse(text.slice(0, text.indexOf('\n') + 1)) ?? parse(text);
  const version = (value as Header | null)?.version;
  return version === 1 || version === 2 || version === 3 ? (value as Header) : null;
}

function parseRecording(path: string, text: string, header: Header): Recording {
  const { version, width = 80, height = 24, term, stdout = [] } = header;
  const cols = term?.cols ?? width;
  const rows = term?.rows ?? height;
  if (version === 1) return { cols, rows, events: absolute(stdout.map(([time, data]) => [time, 'o', data, 1])) };
  const events: [number, string, string, number][] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (index === 0 || line.trim() === '' || line.startsWith('#')) continue;
    const event = parse(line);
    if (!isEvent(event)) throw broken(path, index + 1);
    events.push([event[0], event[1], event[2], index + 1]);
  }
  if (version === 3) return { cols, rows, events: absolute(events) };
  return { cols, rows, events: events.map(([time, code, data, line]) => ({ time, code, data, line })) };
}

/** Versions 1 and 3 tell the time since the event before. */
function absolute(events: readonly (readonly [number, string, string, number])[]): Event[] {
  let time = 0;
  return events.map(([interval, code, data, line]) => {
    time += interval;
    return { time, code, data, line };
  });
}

function isEvent(value: unknown): value is [number, string, string] {
  return (
    Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'string' && typeof value[2] === 'string'
  );
}

/** Nothing is told of an error: its message may quote a secret. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function broken(path: string, line: number): MaskedShellError {
  return new MaskedShellError(
    'file-unreadable',
    `${path}:${line}: is no event of a recording`,
    'To read it as plain text, give it on standard input: masked-shell check < FILE.',
  );
}
