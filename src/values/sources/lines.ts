// Readers of small formats that go by lines and words.
import type { Entry } from './entry.ts';

const lines = (text: string) => text.split(/\r?\n/);

/** A line that holds a URL with a password, as a value without a name: which part of it is secret is found later. */
export function urlEntry(line: string): Entry | null {
  return line.includes('://') && line.includes('@') ? { path: [], value: line } : null;
}

/** A URL a line (git-credential-store). */
export function urlEntries(text: string): Entry[] {
  return lines(text).flatMap((line) => urlEntry(line) ?? []);
}

/** `machine h login u password p`, over one or several lines; values may stand in quotes. */
export function netrcEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  let name = '';
  // A macro's body ends at an empty line.
  const plain = text.replace(/^[ \t]*#.*$/gm, '').replace(/\bmacdef\b[\s\S]*?(?:\n\n|$)/g, ' ');
  for (const [word, quoted] of plain.matchAll(/"((?:[^"\\\n]|\\.)*)"|\S+/g)) {
    const value = quoted?.replace(/\\(.)/g, '$1') ?? word;
    if (/^(?:password|passwd|pass)$/.test(name)) entries.push({ path: ['password'], value });
    name = value;
  }
  return entries;
}

/** `name value` a line, either in quotes (yarn's first file, msmtp, mbsync). */
export function wordEntries(text: string): Entry[] {
  return lines(text).flatMap((line) => {
    const found = /^(?:"([^"]+)"|([\w./:@-]+))[ \t]+(?:"([^"]*)"|(\S.*))$/.exec(line.trim());
    if (found === null) return [];
    const [, quotedName, name = quotedName, quoted, value = quoted] = found;
    return [{ path: [/[:/]([^:/]+)$/.exec(name)?.[1] ?? name], value }];
  });
}

/** `host:port:database:user:password`, where a backslash takes a colon's meaning away. */
export function pgpassEntries(text: string): Entry[] {
  return lines(text).flatMap((line) => {
    if (line.startsWith('#')) return [];
    const fields = line.match(/(?:^|:)(?:[^:\\]|\\.)*/g) ?? [];
    if (fields.length !== 5) return [];
    return [{ path: ['password'], value: fields[4].slice(1).replace(/\\(.)/g, '$1') }];
  });
}

/** Seven fields with tabs between them; a cookie's value is the last. */
export function cookieEntries(text: string): Entry[] {
  return lines(text).flatMap((line) => {
    const fields = line.split('\t');
    return fields.length === 7 ? [{ path: ['cookie', fields[5]], value: fields[6] }] : [];
  });
}

/** The file is the secret: its first line that holds anything. A script that would print it is none. */
export function wholeEntries(text: string): Entry[] {
  const value = lines(text)
    .find((line) => line.trim() !== '')
    ?.trim();
  return value === undefined || value.startsWith('#!') ? [] : [{ path: ['secret'], value }];
}
