// Reads the YAML that tools keep their settings in: nested names, lists, quoted texts and blocks of several lines. Not flows
// over lines, anchors or tags.
import { type Entry, LONGEST_ENTRY } from './entry.ts';
import { jsonEntries } from './json.ts';
import { urlEntry } from './lines.ts';

const LINE =
  /^([ \t]*(?:- +)*)(?:"((?:[^"\\]|\\.){1,200})"|'([^']{1,200})'|(:?[^\s:#'"[\]{},-][^:#]{0,200}?|[^\s#'"][^\s]{0,200}?))[ \t]{0,20}:(?:[ \t]+(.*))?$/;
const ITEM = /^([ \t]*)- +(.+)$/;

interface Level {
  readonly indent: number;
  readonly name: string;
}

export function yamlEntries(text: string): Entry[] {
  const entries: Entry[] = [];
  let levels: Level[] = [];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line.length > LONGEST_ENTRY || /^\s*(?:#|$)/.test(line)) continue;
    const found = LINE.exec(line);
    if (found === null) {
      const [, , item] = ITEM.exec(line) ?? [];
      const url = urlEntry(line);
      if (url !== null) entries.push(url);
      else if (item !== undefined) entries.push({ path: levels.map(({ name }) => name), value: scalarOf(item) });
      continue;
    }
    const indent = found[1].length;
    const name = (found[2] ?? found[3] ?? found[4]).replace(/^:/, '');
    levels = [...levels.filter((level) => level.indent < indent), { indent, name }];
    const written = found[5] ?? '';
    const path = levels.map((level) => level.name);
    if (/^[|>][-+\d]*\s*(?:#.*)?$/.test(written)) {
      const block = blockAt(lines, i + 1, indent);
      i += block.length;
      entries.push({ path, value: block.map((part) => part.trim()).join('\n') });
    } else if (/^[{[]/.test(written)) {
      for (const inner of jsonEntries(written)) entries.push({ path: [...path, ...inner.path], value: inner.value });
    } else if (written !== '') entries.push({ path, value: scalarOf(written) });
  }
  return entries;
}

/** The lines from `from` on that belong to a block under a name at `indent`. */
function blockAt(lines: readonly string[], from: number, indent: number): string[] {
  let end = from;
  while (end < lines.length && (lines[end].trim() === '' || lines[end].search(/\S/) > indent)) end++;
  return lines.slice(from, end);
}

function scalarOf(written: string): string {
  const text = written.trim();
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)')/.exec(text);
  if (quoted !== null) return quoted[1]?.replace(/\\(["\\/])/g, '$1') ?? quoted[2].replaceAll("''", "'");
  return text.replace(/[ \t]#.*$/, '').trim();
}
