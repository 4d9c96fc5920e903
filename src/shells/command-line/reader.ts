// Reads a command line into lists of pipelines. Goes over the text once; what is nested deeper than shells are used, or
// longer than people and programs write, is left out. Never fails: what is no command line reads as some words.
import { escapeAt } from '../escape.ts';
import { hereDocument, type PendingDocument } from './here-document.ts';
import type { Assignment, Group, List, Operator, Pipeline, Redirection, SimpleCommand, Stage, Word } from './syntax.ts';
import { EMPTY_WORD } from './syntax.ts';
import { WordBuilder } from './word.ts';

/** What is longer is read so far. */
const LONGEST_LINE = 64 * 1024;
const DEEPEST = 24;

/** Words at the beginning of a command that are none. */
const KEYWORDS: ReadonlySet<string> = new Set(
  'if then else elif fi while until do done ! esac begin end and or not coproc function'.split(' '),
);
/** Those behind which words stand up to the line's end or `;`: no command. */
const HEADS: ReadonlySet<string> = new Set(['for', 'foreach', 'select', 'case']);

const LONGEST_HEAD = 1000;

const ENDS_WORD = new Set(' \t\n;&|<>()');
const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[[^\]]{0,100}\])?\+?=/;
const PARAMETER = /^(?:[A-Za-z_]\w*|[\d@*#?$!-])/;
/** The variable that another one names: in bash, in zsh with its flags. */
const INDIRECT = /^(?:!(?=\w)|\([\w@:#]{1,20}\))?/;
const LONGEST_PARAMETER = 100;
const REDIRECTION = /^(?:(\d{1,3})|\{\w{1,40}\})?(&>>?|<<<|<<-?|<>|<&|>&|>>|>\||<|>)/;
const LONGEST_REDIRECTION = 48;

/** @param fish `( … )` within a word is a substitution. */
export function readCommandLine(line: string, fish = false): List {
  return new Reader(line.slice(0, LONGEST_LINE), fish, 0).list('');
}

class Reader {
  private at = 0;
  private documents: PendingDocument[] = [];

  constructor(
    private readonly text: string,
    private readonly fish: boolean,
    private depth: number,
  ) {}

  /** Reads up to `closer` (or the end), which is taken too. */
  list(closer: string): List {
    const pipelines: Pipeline[] = [];
    const { text } = this;
    if (++this.depth > DEEPEST) this.at = text.length;
    while (this.at < text.length) {
      this.separators();
      const next = text[this.at];
      if (closer !== '' && next === closer && (closer !== '}' || this.isBrace(this.at))) {
        this.at++;
        break;
      }
      // A bracket that closes nothing: the pattern of a `case`.
      if (next === ')') this.at++;
      else if (next !== undefined) {
        const pipeline = this.pipeline();
        if (pipeline.length > 0) pipelines.push(pipeline);
      }
    }
    this.depth--;
    return pipelines;
  }

  private pipeline(): Pipeline {
    const stages: Stage[] = [];
    for (;;) {
      const from = this.at;
      const stage = this.stage();
      if (stage !== null) stages.push(stage);
      this.blanks();
      const piped = this.text[this.at] === '|' && this.text[this.at + 1] !== '|';
      if (!piped) {
        // What nobody can read is passed over.
        if (this.at === from) this.at++;
        return stages;
      }
      this.at += this.text[this.at + 1] === '&' ? 2 : 1;
      while (this.at < this.text.length && this.separator('\n')) this.blanks();
    }
  }

  private stage(): Stage | null {
    const { text } = this;
    for (;;) {
      this.blanks();
      if (text[this.at] === '(' && !this.fish) return this.group(')');
      if (text[this.at] === '{' && this.isBrace(this.at)) return this.group('}');
      const keyword = /^[a-z!]{1,8}(?=[\s;&|()]|$)/.exec(text.slice(this.at, this.at + 10))?.[0] ?? '';
      if (HEADS.has(keyword)) {
        const rest = text.slice(this.at, this.at + LONGEST_HEAD);
        this.at += /[;\n]|\bin\b|\bdo\b/.exec(rest)?.index ?? rest.length;
        if (text.startsWith('in', this.at)) {
          this.at += 2;
          if (keyword !== 'case') this.simple();
        }
        return null;
      }
      if (!KEYWORDS.has(keyword)) return this.simple();
      this.at += keyword.length;
      if (keyword === 'function') this.name();
    }
  }

  /** The name of a function. */
  private name(): void {
    this.blanks();
    this.word();
    if (this.text.startsWith('()', this.at)) this.at += 2;
  }

  private group(closer: string): Group {
    this.at++;
    const list = this.list(closer);
    return { kind: 'group', list, redirections: this.redirections() };
  }

  private redirections(): readonly Redirection[] {
    const found: Redirection[] = [];
    for (;;) {
      this.blanks();
      const redirection = this.redirection();
      if (redirection === null) return found;
      found.push(redirection);
    }
  }

  private simple(): SimpleCommand | null {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirections: Redirection[] = [];
    for (;;) {
      this.blanks();
      const redirection = this.redirection();
      if (redirection !== null) {
        redirections.push(redirection);
        continue;
      }
      // The name of a function that is defined.
      if (this.text.startsWith('()', this.at) && words.length === 1) {
        this.at += 2;
        return null;
      }
      if (words.length === 0) {
        const assignment = this.assignment();
        if (assignment !== null) {
          assignments.push(assignment);
          continue;
        }
      }
      const word = this.word();
      if (word === null) break;
      words.push(word);
    }
    if (words.length + assignments.length + redirections.length === 0) return null;
    return { kind: 'command', assignments, words, redirections };
  }

  private assignment(): Assignment | null {
    const found = ASSIGNMENT.exec(this.text.slice(this.at, this.at + 200));
    if (found === null) return null;
    this.at += found[0].length;
    if (this.text[this.at] !== '(') return { name: found[1], value: this.word() ?? EMPTY_WORD };
    // An array: its elements are assigned, and not shown.
    this.at++;
    this.list(')');
    return { name: found[1], value: EMPTY_WORD };
  }

  private redirection(): Redirection | null {
    const found = REDIRECTION.exec(this.text.slice(this.at, this.at + LONGEST_REDIRECTION));
    if (found === null) return null;
    const [all, number, sign] = found;
    // `<( … )`, `>( … )` are words.
    if ((sign === '<' || sign === '>') && this.text[this.at + all.length] === '(') return null;
    this.at += all.length;
    this.blanks();
    const target = this.word() ?? EMPTY_WORD;
    const descriptor = number === undefined ? -1 : Number(number);
    if (!/^<<-?$/.test(sign)) {
      const operator = sign.startsWith('&>') ? '&>' : sign === '>|' ? '>' : (sign as Operator);
      return { descriptor, operator, target };
    }
    const document: PendingDocument = {
      word: target.text,
      indented: sign === '<<-',
      literal: target.quoted,
      body: null,
    };
    this.documents.push(document);
    return {
      descriptor,
      operator: '<<',
      get target() {
        return document.body ?? EMPTY_WORD;
      },
    };
  }

  /** The word that begins here, or null where none does. */
  private word(): Word | null {
    const { text } = this;
    const word = new WordBuilder();
    if (/^[<>=]\(/.test(text.slice(this.at, this.at + 2))) {
      const isOutput = text[this.at] === '>';
      this.at += 2;
      const list = this.list(')');
      if (!isOutput) word.readFrom(list);
      else word.quoted = true;
    }
    while (this.at < text.length) {
      const character = text[this.at];
      if (text.startsWith('()', this.at) && !this.fish) break;
      if (character === '(' && !word.isNothing && !this.fish) this.bracketed(word);
      else if (character === '(' && this.fish) {
        this.at++;
        word.substitute(this.list(')'));
      } else if (ENDS_WORD.has(character)) break;
      else if (character === '#' && word.isNothing) break;
      else this.piece(word, character);
    }
    return word.isNothing ? null : word.build();
  }

  /** A pattern's brackets: what stands in them is text. */
  private bracketed(word: WordBuilder): void {
    const close = this.text.indexOf(')', this.at);
    const end = close < 0 ? this.text.length : close + 1;
    word.text += this.text.slice(this.at, end);
    this.at = end;
  }

  private piece(word: WordBuilder, character: string): void {
    const { text } = this;
    if (character === '\\') {
      if (text[this.at + 1] !== '\n') {
        word.text += text[this.at + 1] ?? '';
        word.quoted = true;
      }
      this.at += 2;
    } else if (character === "'") {
      const close = text.indexOf("'", this.at + 1);
      word.text += text.slice(this.at + 1, close < 0 ? text.length : close);
      word.quoted = true;
      this.at = close < 0 ? text.length : close + 1;
    } else if (character === '"') {
      this.at++;
      this.quotedUpTo('"', word);
    } else if (character === '$') this.dollar(word, false);
    else if (character === '`') this.backticks(word);
    else {
      word.text += character;
      this.at++;
    }
  }

  /** What stands in double quotes or in `${…}`, up to what closes it. */
  private quotedUpTo(closer: string, word: WordBuilder): void {
    const { text } = this;
    word.quoted = true;
    while (this.at < text.length) {
      const character = text[this.at];
      if (character === closer) {
        this.at++;
        return;
      }
      if (character === '\\') {
        const next = text[this.at + 1] ?? '';
        if (next !== '\n') word.text += '$`"\\'.includes(next) ? next : character + next;
        this.at += 2;
      } else if (character === '$') this.dollar(word, true);
      else if (character === '`') this.backticks(word);
      else {
        word.text += character;
        this.at++;
      }
    }
  }

  private dollar(word: WordBuilder, quoted: boolean): void {
    const { text } = this;
    const next = text[this.at + 1];
    if (next === '(') {
      this.at += 2;
      word.substitute(this.list(')'));
    } else if (next === '{') this.parameter(word);
    else if (next === "'" && !quoted) this.decoded(word);
    else {
      const name = PARAMETER.exec(text.slice(this.at + 1, this.at + LONGEST_PARAMETER))?.[0] ?? '';
      if (name !== '') word.expand(name);
      else if (next !== '"' || quoted) word.text += '$';
      this.at += 1 + name.length;
    }
  }

  /** `${NAME}`, `${NAME:-word}`: what stands behind the name counts for its substitutions only. `${!NAME}` reads as `!NAME`. */
  private parameter(word: WordBuilder): void {
    this.at += 2;
    const [indirect] = INDIRECT.exec(this.text.slice(this.at, this.at + LONGEST_PARAMETER))!;
    this.at += indirect.length;
    const name = PARAMETER.exec(this.text.slice(this.at, this.at + LONGEST_PARAMETER))?.[0] ?? '';
    this.at += name.length;
    if (name !== '') word.expand((/[!P]/.test(indirect) ? '!' : '') + name);
    if (++this.depth > DEEPEST) this.at = this.text.length;
    const { text } = word;
    this.quotedUpTo('}', word);
    word.text = text;
    this.depth--;
  }

  /** `$'…'` */
  private decoded(word: WordBuilder): void {
    const { text } = this;
    word.quoted = true;
    this.at += 2;
    while (this.at < text.length && text[this.at] !== "'") {
      if (text[this.at] === '\\') {
        const { characters, length } = escapeAt(text, this.at);
        word.text += characters;
        this.at += length;
      } else word.text += text[this.at++];
    }
    this.at++;
  }

  private backticks(word: WordBuilder): void {
    const { text } = this;
    let inner = '';
    let at = this.at + 1;
    for (; at < text.length && text[at] !== '`'; at++) {
      if (text[at] === '\\' && '`\\$'.includes(text[at + 1] ?? ' ')) at++;
      inner += text[at];
    }
    this.at = at + 1;
    word.substitute(new Reader(inner, this.fish, this.depth).list(''));
  }

  private blanks(): void {
    const { text } = this;
    for (;;) {
      if (text[this.at] === ' ' || text[this.at] === '\t') this.at++;
      else if (text[this.at] === '\\' && text[this.at + 1] === '\n') this.at += 2;
      else if (text[this.at] === '#') {
        const end = text.indexOf('\n', this.at);
        this.at = end < 0 ? text.length : end;
      } else return;
    }
  }

  private separators(): void {
    do this.blanks();
    while (this.separator(';') || this.separator('&') || this.separator('|') || this.separator('\n'));
  }

  private separator(character: string): boolean {
    if (this.text[this.at] !== character || (character === '&' && this.text[this.at + 1] === '>')) return false;
    this.at++;
    if (character === '\n') this.readDocuments();
    return true;
  }

  private readDocuments(): void {
    const { documents } = this;
    this.documents = [];
    for (const document of documents) {
      const { body, end } = hereDocument(this.text, this.at, document);
      this.at = end;
      document.body = document.literal ? { ...EMPTY_WORD, text: body, quoted: true } : this.expanded(body);
    }
  }

  /** A text in which commands and variables are substituted as in double quotes. */
  private expanded(body: string): Word {
    const word = new WordBuilder();
    new Reader(body, this.fish, this.depth).quotedUpTo('', word);
    return word.build();
  }

  /** Whether the brace at `at` stands alone. */
  private isBrace(at: number): boolean {
    return /[\s;&|()]/.test(this.text[at + 1] ?? ' ');
  }
}
