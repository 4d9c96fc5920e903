// Collects what a word is made of while it is read.
import type { List, Word } from './syntax.ts';

export class WordBuilder {
  text = '';
  quoted = false;
  private readonly substitutions: List[] = [];
  private readonly parameters: string[] = [];
  private process: List | null = null;

  substitute(list: List): void {
    this.substitutions.push(list);
  }

  expand(name: string): void {
    this.parameters.push(name);
  }

  readFrom(list: List): void {
    this.process = list;
  }

  /** Nothing was read at all: not even empty quotes. */
  get isNothing(): boolean {
    const { text, quoted, substitutions, parameters, process } = this;
    return text === '' && !quoted && process === null && substitutions.length + parameters.length === 0;
  }

  build(from = 0): Word {
    const { text, quoted, substitutions, parameters, process } = this;
    return { text: text.slice(from), quoted, substitutions, parameters, process };
  }
}
