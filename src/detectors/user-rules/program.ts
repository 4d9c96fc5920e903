// The instructions of a compiled regular expression, by the engine's own numbers (RE2's), and what they mean.
import type { Instruction, Program } from '../../config/regex.ts';

export const Op = {
  Alt: 1,
  AltMatch: 2,
  Capture: 3,
  EmptyWidth: 4,
  Fail: 5,
  Match: 6,
  Nop: 7,
  Rune: 8,
  Rune1: 9,
  RuneAny: 10,
  RuneAnyNotNewline: 11,
} as const;

/** What an instruction of `EmptyWidth` asks for, as bits of its `arg`. */
export const Empty = {
  BeginLine: 1,
  EndLine: 2,
  BeginText: 4,
  EndText: 8,
  WordBoundary: 16,
  NoWordBoundary: 32,
} as const;

export const NEWLINE = 10;

/** Whether the instruction reads a character and takes this one. */
export function takes(instruction: Instruction, rune: number): boolean {
  switch (instruction.op) {
    case Op.Rune:
      return instruction.matchRune(rune);
    case Op.Rune1:
      return rune === instruction.runes[0];
    case Op.RuneAny:
      return true;
    case Op.RuneAnyNotNewline:
      return rune !== NEWLINE;
    default:
      return false;
  }
}

/** Whether the instruction reads a character. */
export function reads({ op }: Instruction): boolean {
  return op >= Op.Rune && op <= Op.RuneAnyNotNewline;
}

/** Visits the instructions that read, or match, to which the program may come from `from` without reading. */
export function closure(program: Program, from: number, visit: (pc: number) => void): void {
  const seen = new Set<number>();
  const stack = [from];
  for (let pc = stack.pop(); pc !== undefined; pc = stack.pop()) {
    if (seen.has(pc)) continue;
    seen.add(pc);
    const { op, out, arg } = program.inst[pc];
    if (op === Op.Alt || op === Op.AltMatch) stack.push(arg, out);
    else if (op === Op.Capture || op === Op.EmptyWidth || op === Op.Nop) stack.push(out);
    else if (op !== Op.Fail) visit(pc);
  }
}
