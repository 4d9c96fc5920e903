// What a command line consists of, as far as bash, zsh and fish agree: lists of pipelines of commands. Pure types.

/** Pipelines, one after the other: `a && b; c`. */
export type List = readonly Pipeline[];

/** Commands whose outputs go from one to the next. */
export type Pipeline = readonly Stage[];

export type Stage = SimpleCommand | Group;

export interface SimpleCommand {
  readonly kind: 'command';
  /** `NAME=value` before the command's name, or alone. */
  readonly assignments: readonly Assignment[];
  /** The command's name and its arguments; empty where only variables are assigned to. */
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

/** `( … )`, `{ …; }` */
export interface Group {
  readonly kind: 'group';
  readonly list: List;
  readonly redirections: readonly Redirection[];
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Word {
  /** Without its quotes and escapes, and without what is substituted. */
  readonly text: string;
  /** A part of it was quoted: it is no alias and no keyword. */
  readonly quoted: boolean;
  /** The commands whose output becomes a part of it: `$(…)`, backticks. */
  readonly substitutions: readonly List[];
  /** The variables whose values become a part of it. */
  readonly parameters: readonly string[];
  /** `<( … )`: the command whose output is read under this name. */
  readonly process: List | null;
}

export interface Redirection {
  /** The descriptor before the operator; -1 where none is given. */
  readonly descriptor: number;
  readonly operator: Operator;
  /** A file, a descriptor, a string, or, with `<<`, the text of the here document. */
  readonly target: Word;
}

export type Operator = '<' | '<<' | '<<<' | '>' | '>>' | '>&' | '&>' | '<>' | '<&';

export const EMPTY_WORD: Word = { text: '', quoted: false, substitutions: [], parameters: [], process: null };
