// What a compiled regular expression can do, found by walking its instructions together with the keywords of its rule:
// whether every way into the secret leads through a keyword, and whether it can match within one line.
import type { Instruction, Program } from '../../config/regex.ts';
import { closure, NEWLINE, Op, reads, takes } from './program.ts';

export interface Reach {
  /** Whatever is matched has a keyword in it. */
  readonly implied: boolean;
  /** No character of the secret is read before a whole keyword was, but those of the keyword itself. */
  readonly led: boolean;
}

/** More states than this are not walked: the answer is then no. */
const MOST_STATES = 200_000;

/**
 * @param keywords in lower case, ASCII letters in either case counting
 * @param group where the secret begins: a group's number, 0 for the whole match, -1 for whatever group comes first
 */
export function reachOf(program: Program, keywords: readonly string[], group: number): Reach {
  const trie = new Trie(keywords);
  const phases = trie.deepest + 2;
  const choices = new Map<number, Choices>();
  const reach = { implied: true, led: true };
  // A state as one number: the instruction, the trie's node, and the phase: 0 before the secret, n where n - 1 of its
  // characters are read.
  const seen = new Set<number>();
  const stack: number[] = [];
  const push = (pc: number, node: number, phase: number) => {
    const state = (pc * trie.size + node) * phases + phase;
    if (seen.has(state)) return;
    seen.add(state);
    stack.push(state);
  };
  push(program.start, 0, group === 0 ? 1 : 0);
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    if (seen.size > MOST_STATES) return { implied: false, led: false };
    const phase = state % phases;
    const place = (state - phase) / phases;
    const node = place % trie.size;
    const pc = (place - node) / trie.size;
    if (trie.accepts(node)) continue;
    if (phase - 1 > trie.depth(node)) reach.led = false;
    const instruction = program.inst[pc];
    const { op, out, arg } = instruction;
    if (op === Op.Match) reach.implied = false;
    else if (op === Op.Alt || op === Op.AltMatch) {
      push(out, node, phase);
      push(arg, node, phase);
    } else if (op === Op.Capture) {
      const begins = phase === 0 && arg >= 2 && arg % 2 === 0 && (group === -1 || arg === 2 * group);
      push(out, node, begins ? 1 : phase);
    } else if (op === Op.EmptyWidth || op === Op.Nop) push(out, node, phase);
    else if (reads(instruction)) {
      let choice = choices.get(pc);
      if (choice === undefined) choices.set(pc, (choice = choicesOf(instruction, trie.letters)));
      const read = phase === 0 ? 0 : Math.min(phase + 1, phases - 1);
      for (const letter of choice.letters) push(out, trie.next(node, letter), read);
      if (choice.other) push(out, 0, read);
    }
    if (!reach.implied && !reach.led) break;
  }
  return reach;
}

/** What an instruction reads: which letters of the keywords, and whether anything else. */
interface Choices {
  readonly letters: readonly number[];
  readonly other: boolean;
}

function choicesOf(instruction: Instruction, letters: ReadonlySet<number>): Choices {
  return {
    letters: [...letters].filter((letter) => takes(instruction, letter) || takes(instruction, upper(letter))),
    other: takesOther(instruction.op, instruction.runes, letters),
  };
}

/** Whether it takes a character that no keyword has; where that is not known, it does. */
function takesOther(op: number, runes: ArrayLike<number>, letters: ReadonlySet<number>): boolean {
  if (op === Op.Rune1 || (op === Op.Rune && runes.length === 1)) return !letters.has(lower(runes[0]));
  if (op === Op.Rune && runes.length === 0) return false;
  for (let i = 0; op === Op.Rune && i < runes.length; i += 2) {
    for (let rune = runes[i]; rune <= runes[i + 1]; rune++) if (!letters.has(lower(rune))) return true;
  }
  return op !== Op.Rune;
}

/** Whether it can match without a line feed between two other characters. */
export function matchesWithinLine(program: Program): boolean {
  if (!program.inst.some((instruction) => reads(instruction) && takesOnlyNewline(instruction.runes, instruction.op)))
    return true;
  // 0: nothing read yet but the line feed before the line; 1: within it; 2: the one behind it is read.
  const seen = new Set<number>();
  const stack: [pc: number, phase: number][] = [[program.start, 0]];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    const [from, phase] = state;
    let matched = false;
    closure(program, from, (pc) => {
      if (seen.has(pc * 3 + phase)) return;
      seen.add(pc * 3 + phase);
      const instruction = program.inst[pc];
      if (instruction.op === Op.Match) matched = true;
      if (takes(instruction, NEWLINE) && phase < 2) stack.push([instruction.out, phase === 0 ? 0 : 2]);
      if (phase < 2 && reads(instruction) && !takesOnlyNewline(instruction.runes, instruction.op))
        stack.push([instruction.out, 1]);
    });
    if (matched) return true;
  }
  return false;
}

function takesOnlyNewline(runes: ArrayLike<number>, op: number): boolean {
  if (op !== Op.Rune && op !== Op.Rune1) return false;
  for (let i = 0; i < runes.length; i++) if (runes[i] !== NEWLINE) return false;
  return true;
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function upper(code: number): number {
  return code >= 97 && code <= 122 ? code - 32 : code;
}

/** The keywords as an automaton (Aho and Corasick): which beginning of one the text read so far ends with. */
class Trie {
  private readonly children: Map<number, number>[] = [new Map()];
  private readonly fails = [0];
  private readonly depths = [0];
  private readonly whole = [false];
  readonly letters = new Set<number>();
  deepest = 0;

  constructor(keywords: readonly string[]) {
    for (const keyword of keywords) this.enter(keyword);
    // Breadth first: what a node falls back to is nearer to the root.
    const queue = [...this.children[0].values()];
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      for (const [letter, child] of this.children[node]) {
        queue.push(child);
        this.fails[child] = this.next(this.fails[node], letter);
        this.whole[child] ||= this.whole[this.fails[child]];
      }
    }
  }

  get size(): number {
    return this.children.length;
  }

  private enter(keyword: string): void {
    let node = 0;
    for (const character of keyword) {
      const letter = lower(character.codePointAt(0)!);
      this.letters.add(letter);
      let child = this.children[node].get(letter);
      if (child === undefined) {
        child = this.children.push(new Map()) - 1;
        this.children[node].set(letter, child);
        this.fails.push(0);
        this.depths.push(this.depths[node] + 1);
        this.whole.push(false);
      }
      node = child;
    }
    this.whole[node] = true;
    this.deepest = Math.max(this.deepest, this.depths[node]);
  }

  next(node: number, letter: number): number {
    for (let at = node; ; at = this.fails[at]) {
      const child = this.children[at].get(letter);
      if (child !== undefined) return child;
      if (at === 0) return 0;
    }
  }

  accepts(node: number): boolean {
    return this.whole[node];
  }

  depth(node: number): number {
    return this.depths[node];
  }
}
