// Reads lines of `name = value` under headings: INI, TOML, Java properties, HCL and their many relatives.
import { type Entry, LONGEST_ENTRY } from './entry.ts';
import { jsonEntries } from './json.ts';
import { urlEntry } from './lines.ts';

/** `=`, or a colon that a blank follows; a colon inside a name (npm) is none. */
const SEPARATOR = /=>?|:(?=[ \t]|$)/;
const QUOTED = /^(?:"((?:[^"\\]|\\.){0,65536})"|'([^']{0,65536})')/;
/** `{ name = "value" }` */
const INLINE = /([\w-]{1,64})\s*=\s*"([^"\\]{0,4096})"/g;
const HEADING = /^\[{1,2}\s*([^\]]{1,1000})\]/;
/** HCL: `credentials "host" {` */
const BLOCK = /^([A-Za-z_][\w-]*)(?:\s+"[^"]*")*\s*\{$/;

export function settingsEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  let section: string[] = [];
  let last: string[] = [];
  for (const raw of text.split(/\r?\n|\r/)) {
    const line = raw.trim();
    if (line === '' || /^[#;!]/.test(line) || line.length > LONGEST_ENTRY) continue;
    const url = urlEntry(line);
    if (url !== null) entries.push(url);
    const heading = HEADING.exec(line) ?? BLOCK.exec(line);
    if (heading !== null) {
      section = namesOf(heading[1]);
      last = [];
      continue;
    }
    const separator = SEPARATOR.exec(line) ?? /:/.exec(line);
    // A line that is indented and has no name goes on with the value of the one before.
    if (separator === null || (url !== null && last.length > 0 && /^[ \t]/.test(raw))) {
      if (last.length > 0 && /^[ \t]/.test(raw)) entries.push({ path: last, value: line });
      continue;
    }
    const name = line
      .slice(0, separator.index)
      .replace(/^(?:set|export)\s|["']/g, '')
      .trim();
    last = [...section, nameOf(name)];
    const written = line.slice(separator.index + separator[0].length).trim();
    for (const entry of valuesIn(written, last)) entries.push(entry);
  }
  return entries;
}

function valuesIn(written: string, path: string[]): Entry[] {
  const quoted = QUOTED.exec(written);
  if (quoted !== null) return [{ path, value: quoted[1]?.replace(/\\(["\\])/g, '$1') ?? quoted[2] }];
  if (/^[{[]/.test(written)) {
    const inline = [...written.matchAll(INLINE)].map(([, name, value]) => ({ path: [...path, name], value }));
    return [...inline, ...jsonEntries(written).map(({ path: inner, value }) => ({ path: [...path, ...inner], value }))];
  }
  // Some readers know a comment behind a value, others take it as a part of it.
  const bare = written.replace(/[ \t][#;].*$/, '').trim();
  const values = bare === written || bare === '' ? [written] : [bare, written];
  return values.filter((value) => value !== '').map((value) => ({ path, value }));
}

/** `[remote "origin"]`, `[tool.name]` */
function namesOf(heading: string): string[] {
  return heading.split(/[\s."']+/).filter((name) => name !== '');
}

/** `//registry.npmjs.org/:_authToken` */
function nameOf(written: string): string {
  return /[:/]([^:/]+)$/.exec(written)?.[1] ?? written;
}
