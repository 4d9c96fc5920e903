// Takes over the rules and allowlists of a `.gitleaks.toml` (gitleaks 8). What differs here: a rule is judged by line, so is
// its keyword; rules of gitleaks' own are those that are built in.
import { type CompileRegex, loadRegexEngine } from '../../config/regex.ts';
import { TableReader } from '../../config/table-reader.ts';
import { parseToml, type Toml, type TomlTable } from '../../config/toml.ts';
import { matchesWithinLine } from '../../detectors/user-rules/reach.ts';
import { checkImported, type Imported } from './imported.ts';
import { tomlTable } from './toml-writer.ts';

/** @param builtIn the ids of our own rules. */
export async function importGitleaks(text: string, file: string, builtIn: ReadonlySet<string>): Promise<Imported> {
  const reader = new TableReader(file, lowered(await parseToml(text, file)));
  const run = new Import(file, await loadRegexEngine(), builtIn);
  const toml = run.translate(reader);
  return checkImported({ toml, notes: run.notes });
}

class Import {
  readonly notes: string[] = [];
  /** Ours, by gitleaks' ids. */
  private readonly ids = new Map<string, string>();
  private readonly rules: string[] = [];
  private readonly allow: string[] = [];

  constructor(
    private readonly file: string,
    private readonly compile: CompileRegex,
    private readonly builtIn: ReadonlySet<string>,
  ) {}

  translate(reader: TableReader): string {
    const rules = reader.tables('rules');
    for (const rule of rules) this.addRule(rule);
    const extend = reader.table('extend');
    const useDefault = extend?.flag('usedefault') ?? false;
    for (const list of allowlistsOf(reader)) {
      const targets = list.texts('targetrules').map(({ value }) => this.idOf(value));
      // Without gitleaks' own rules its lists say nothing of ours.
      if (targets.length > 0) this.addAllowlist(list, targets);
      else this.addAllowlist(list, useDefault ? [] : [...this.ids.values()], useDefault);
    }
    const disabled = extend === undefined ? '' : this.disabledRules(extend, useDefault);
    for (const key of ['title', 'description', 'minversion']) reader.has(key);
    this.noteUnasked(reader);
    return [disabled, ...this.rules, ...this.allow].filter((part) => part !== '').join('\n');
  }

  private addRule(rule: TableReader): void {
    const written = rule.text('id');
    if (written === undefined) return this.note(rule, 'id', 'a rule without an id: left out');
    const regex = rule.text('regex')?.value;
    const path = rule.text('path')?.value;
    const lists = allowlistsOf(rule);
    const keys = {
      description: rule.text('description')?.value,
      keywords: rule.texts('keywords').map(({ value }) => value),
      entropy: rule.number('entropy', 0, 1000, false) || undefined,
      group: rule.number('secretgroup', 0, 1000, true) || undefined,
    };
    rule.has('tags');
    if (rule.flag('skipreport')) return this.note(rule, 'skipReport', 'counts only beside other rules: left out');
    if (rule.has('required')) this.note(rule, 'required', 'counts here without the rules that it requires');
    if (regex === undefined) {
      this.noteUnasked(rule);
      if (path !== undefined)
        return this.note(rule, 'path', 'finds files by their name, where nothing is to be masked: left out');
      if (!this.builtIn.has(written.value))
        return this.note(rule, 'regex', `extends a rule of gitleaks that is not built in: left out`);
      for (const list of lists) this.addAllowlist(list, [written.value]);
      return;
    }
    if (!this.accepts(rule, 'regex', regex) || (path !== undefined && !this.accepts(rule, 'path', path))) return;
    if (!matchesWithinLine(this.compile(regex).program))
      return this.note(rule, 'regex', 'can only match over several lines: left out');
    if ((keys.entropy ?? 0) > 8) return this.note(rule, 'entropy', 'nothing has so much of it: left out');
    if ((keys.group ?? 0) > this.compile(regex).groups)
      return this.note(rule, 'secretGroup', 'the regex has fewer groups: left out');
    const id = this.newId(written.value);
    this.ids.set(written.value, id);
    this.rules.push(tomlTable('rules', { id, ...keys, regex, path }));
    for (const list of lists) this.addAllowlist(list, [id]);
    this.noteUnasked(rule);
  }

  /** An id that is free, in letters that are allowed. */
  private newId(written: string): string {
    let id =
      written
        .replace(/[^\w.-]+/g, '-')
        .replace(/^[^A-Za-z0-9]+/, '')
        .slice(0, 60) || 'rule';
    if (this.builtIn.has(id)) id = `gitleaks-${id}`;
    const taken = new Set(this.ids.values());
    let free = id;
    for (let i = 2; taken.has(free) || this.builtIn.has(free); i++) free = `${id}-${i}`;
    return free;
  }

  private idOf(written: string): string {
    return this.ids.get(written) ?? written;
  }

  /** @param rules the ids to which it is limited; with `all` none means every rule */
  private addAllowlist(list: TableReader, rules: readonly string[], all = false): void {
    list.text('description');
    const condition = list.choice('condition', ['or', 'OR', '||', 'and', 'AND', '&&']) ?? 'or';
    const target = list.choice('regextarget', ['secret', 'match', 'line']);
    const regexes = this.accepted(list, 'regexes');
    const paths = this.accepted(list, 'paths');
    const stopwords = list.texts('stopwords').map(({ value }) => value);
    const ours = new Set(this.ids.values());
    const known = rules.filter((id) => ours.has(id) || this.builtIn.has(id));
    for (const id of rules)
      if (!known.includes(id)) this.note(list, 'targetRules', 'names a rule that is not there, or is always on');
    this.noteUnasked(list, ['commits', 'targetrules']);
    const both = ['and', 'AND', '&&'].includes(condition);
    if (list.has('commits')) {
      this.note(
        list,
        'commits',
        both ? 'nothing here belongs to a commit: the list is left out' : 'nothing here belongs to a commit',
      );
      if (both) return;
    }
    const lost = (list.has('regexes') && regexes.length === 0) || (list.has('paths') && paths.length === 0);
    if (both && lost) return this.note(list, '', 'a condition of it can not be kept: left out');
    if (known.length === 0 && !all) return this.note(list, '', 'no rule is left that it was for: left out');
    const ofValue = { regex: regexes, target: regexes.length > 0 && target !== 'secret' ? target : undefined };
    const parts = both
      ? [{ ...ofValue, stopwords, 'path-regex': paths }]
      : [ofValue, { stopwords }, { 'path-regex': paths }];
    for (const part of parts) {
      if (!Object.values(part).some((value) => Array.isArray(value) && value.length > 0)) continue;
      this.allow.push(tomlTable('allow', { ...part, rule: known }));
    }
  }

  private disabledRules(extend: TableReader, useDefault: boolean): string {
    const disabled: string[] = [];
    for (const { value, place } of extend.texts('disabledrules')) {
      if (useDefault && this.builtIn.has(value)) disabled.push(value);
      else this.notes.push(`${this.file}:${place.line}: extend.disabledRules: names a rule that is not built in`);
    }
    if (useDefault) this.note(extend, 'useDefault', "in the place of gitleaks' own rules stand the built-in ones");
    if (extend.has('path')) this.note(extend, 'path', 'is another file: import that one, too');
    if (extend.has('url')) this.note(extend, 'url', 'nothing is fetched');
    this.noteUnasked(extend);
    // An entry, not a key: what is imported may stand at the end of a file.
    return disabled.length === 0 ? '' : tomlTable('allow', { rule: disabled });
  }

  private accepted(reader: TableReader, key: string): string[] {
    return reader
      .texts(key)
      .map(({ value }) => value)
      .filter((source) => this.accepts(reader, key, source));
  }

  private accepts(reader: TableReader, key: string, source: string): boolean {
    try {
      this.compile(source);
      return true;
    } catch {
      this.note(reader, key, 'the engine refuses a regular expression: left out');
      return false;
    }
  }

  private noteUnasked(reader: TableReader, also: readonly string[] = []): void {
    for (const key of reader.unasked()) if (!also.includes(key)) this.note(reader, key, 'is not known here: left out');
  }

  /** @param key as it is written in gitleaks' documentation */
  private note(reader: TableReader, key: string, message: string): void {
    const { line } = reader.placeOf(key.toLowerCase());
    this.notes.push(`${this.file}:${line}: ${reader.nameOf(key).replace(/\.$/, '')}: ${message}`);
  }
}

/** The old `[allowlist]` and the new `[[allowlists]]`. */
function allowlistsOf(reader: TableReader): TableReader[] {
  const old = reader.table('allowlist');
  return [...(old === undefined ? [] : [old]), ...reader.tables('allowlists')];
}

/** gitleaks takes keys in any case. */
function lowered<T extends Toml>(node: T): T;
function lowered(node: Toml): Toml {
  if (node.kind === 'array') return { ...node, items: node.items.map((item) => lowered(item)) };
  if (node.kind !== 'table') return node;
  const entries: TomlTable['entries'] = new Map();
  for (const [key, { line, value }] of node.entries) entries.set(key.toLowerCase(), { line, value: lowered(value) });
  return { ...node, entries };
}
