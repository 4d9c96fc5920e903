// Takes over what a baseline of detect-secrets (`.secrets.baseline`) lets through. It knows of each value its SHA-1 only, and
// whether somebody has said what it is: a value that was found to be a real secret stays one here.
import { configurationError } from '../../config/error.ts';
import { type CompileRegex, loadRegexEngine } from '../../config/regex.ts';
import { checkImported, type Imported } from './imported.ts';
import { tomlTable } from './toml-writer.ts';

interface Entry {
  readonly hashed_secret?: unknown;
  readonly is_secret?: unknown;
}

interface Filter {
  readonly path?: unknown;
  readonly pattern?: unknown;
}

/** The filters with patterns of one's own, and which key of ours takes them. */
const FILTERS: Readonly<Record<string, 'path-regex' | 'line' | 'regex'>> = {
  'detect_secrets.filters.regex.should_exclude_file': 'path-regex',
  'detect_secrets.filters.regex.should_exclude_line': 'line',
  'detect_secrets.filters.regex.should_exclude_secret': 'regex',
};

/** @throws MaskedShellError `configuration` where the file is no baseline. */
export async function importDetectSecrets(text: string, file: string): Promise<Imported> {
  const baseline = parse(text, file);
  const notes: string[] = [];
  const note = (what: string) => notes.push(`${file}: ${what}`);
  const toml = [
    ...filters(baseline, await loadRegexEngine(), note),
    ...values(baseline.results as Record<string, unknown>, note),
  ];
  return checkImported({ toml: toml.join('\n'), notes });
}

function parse(text: string, file: string): Record<string, unknown> {
  const refused = (got: string) =>
    configurationError(
      { file, line: 0 },
      `expected a baseline of detect-secrets, got ${got}`,
      'Make one: detect-secrets scan.',
    );
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused('what is no JSON');
  }
  if (!isRecord(value) || !isRecord(value.results)) throw refused('no results');
  return value;
}

/** What was declared harmless is so everywhere; what nobody judged only in its file. */
function values(results: Record<string, unknown>, note: (what: string) => void): string[] {
  const harmless = new Set<string>();
  const byFile: string[] = [];
  const count = { real: 0, broken: 0 };
  for (const [path, entries] of Object.entries(results)) {
    const here = new Set<string>();
    for (const entry of Array.isArray(entries) ? (entries as Entry[]) : []) {
      const { hashed_secret: hash, is_secret: real } = isRecord(entry) ? entry : {};
      if (typeof hash !== 'string' || !/^[\da-f]{40}$/i.test(hash)) count.broken++;
      else if (real === true) count.real++;
      else (real === false ? harmless : here).add(`sha1:${hash.toLowerCase()}`);
    }
    const name = path.replaceAll('\\', '/');
    if (here.size > 0)
      byFile.push(tomlTable('allow', { value: [...here], 'path-regex': [`^(?:\\./)?${literally(name)}$`] }));
  }
  if (count.real > 0) note(`results: ${count.real} were audited as real secrets: they stay masked`);
  if (count.broken > 0) note(`results: ${count.broken} have no SHA-1: left out`);
  if (byFile.length > 0)
    note('results: what was not audited is let through in its file only (check and redact), not on the screen');
  return harmless.size === 0 ? byFile : [tomlTable('allow', { value: [...harmless] }), ...byFile];
}

/** The filters of today, and `exclude` of versions before 1.0. */
function filters(baseline: Record<string, unknown>, compile: CompileRegex, note: (what: string) => void): string[] {
  const found: string[] = [];
  const add = (kind: (typeof FILTERS)[string], pattern: unknown) => {
    for (const source of Array.isArray(pattern) ? pattern : [pattern]) {
      if (typeof source !== 'string' || source === '') continue;
      try {
        compile(source);
      } catch {
        note(`a pattern for ${kind}: the engine refuses it: left out`);
        continue;
      }
      if (kind === 'line') found.push(tomlTable('allow', { regex: source, target: 'line' }));
      else found.push(tomlTable('allow', { [kind]: source }));
    }
  };
  const { filters_used: used, exclude, word_list: words } = baseline;
  for (const filter of Array.isArray(used) ? (used as Filter[]) : []) {
    const path = isRecord(filter) ? String(filter.path) : '';
    if (Object.hasOwn(FILTERS, path)) add(FILTERS[path], filter.pattern);
    else if (path.startsWith('file:') || path.includes('wordlist'))
      note('filters_used: a filter of your own or a word list has no counterpart: left out');
  }
  if (isRecord(exclude)) {
    add('path-regex', exclude.files);
    add('line', exclude.lines);
  }
  if (isRecord(words) && typeof words.file === 'string') note('word_list: has no counterpart: left out');
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function literally(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
