// What a command line says about its output: which parts of what will be shown are secret. Goes over the pipelines that
// `command-line.ts` reads, asks the tables of commands (`policies/`) and of filters, and says where it ends: what goes to a
// file, into a variable or to a program that shows nothing is not shown.
import {
  amongOthers,
  both,
  listing,
  NOTHING,
  type OutputPolicy,
  RANDOM_VALUES,
  VALUES,
} from '../detectors/command-output/policy.ts';
import { judgeName, type Sensitivity } from '../detectors/names.ts';
import {
  EMPTY_WORD,
  type List,
  type Pipeline,
  type Redirection,
  readCommandLine,
  type SimpleCommand,
  type Stage,
  type Word,
} from './command-line.ts';
import { filtered, isFilter } from './filters.ts';
import { fileShows } from './policies/files.ts';
import { policyOfCommand } from './policies/table.ts';
import { programName, runBy } from './prefixes.ts';

export interface CommandContext {
  /** Path or name of the shell. */
  readonly shell: string;
  /** What the shell replaces at the beginning of a command. */
  readonly aliases?: ReadonlyMap<string, string>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** How sensitive a name is. */
  readonly judge?: (name: string) => Sensitivity | null;
}

/** Aliases, prefixes and command lines within one another. */
const DEEPEST = 8;
/** Commands that are looked at: a line of thousands is nobody's. */
const MOST_COMMANDS = 2000;
/** They show their arguments. */
const PRINTS: ReadonlySet<string> = new Set(['echo', 'printf', 'print', 'xargs']);
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'fish']);
/** Descriptors and devices that are the terminal. */
const TERMINAL = /^(?:[12]|\/dev\/(?:tty|stdout|stderr|fd\/[12]))$/;

/** What is known about the output of a command line; null where nothing is. */
export function policyFor(commandLine: string, context: CommandContext): OutputPolicy | null {
  const fish = programName(context.shell) === 'fish';
  return new PolicyReader(context, fish).list(readCommandLine(commandLine, fish), null, 0);
}

/** What a stage writes into the pipe, and past it to the terminal. */
interface Output {
  readonly piped: OutputPolicy | null;
  readonly shown: OutputPolicy | null;
}

class PolicyReader {
  private commands = 0;

  constructor(
    private readonly context: CommandContext,
    private readonly fish: boolean,
  ) {}

  /** @param input what holds for the text that its commands read */
  list(list: List, input: OutputPolicy | null, depth: number): OutputPolicy | null {
    let policy: OutputPolicy | null = null;
    let others = false;
    if (depth >= DEEPEST) return null;
    for (const pipeline of list) {
      const shown = this.pipeline(pipeline, input, depth);
      others ||= shown === null && mayShow(pipeline);
      policy = both(policy, shown);
    }
    return policy !== null && others ? amongOthers(policy) : policy;
  }

  private pipeline(stages: Pipeline, input: OutputPolicy | null, depth: number): OutputPolicy | null {
    let flowing = input;
    let shown: OutputPolicy | null = null;
    for (const stage of stages) {
      if (++this.commands > MOST_COMMANDS) break;
      const read = this.inputOf(stage.redirections, flowing, depth);
      const written =
        stage.kind === 'group' ? this.list(stage.list, read, depth + 1) : this.command(stage, read, depth);
      const output = outputOf(stage, written);
      shown = both(shown, output.shown);
      flowing = output.piped;
    }
    return both(shown, flowing);
  }

  /** What a stage reads: the pipe, or what is put in its place. */
  private inputOf(
    redirections: readonly Redirection[],
    piped: OutputPolicy | null,
    depth: number,
  ): OutputPolicy | null {
    let input = piped;
    for (const { operator, target } of redirections) {
      if (operator === '<')
        input = target.process === null ? fileShows(target.text) : this.list(target.process, null, depth + 1);
      else if (operator === '<<' || operator === '<<<') input = this.wordShows(target, depth);
    }
    return input;
  }

  private command(command: SimpleCommand, input: OutputPolicy | null, depth: number): OutputPolicy | null {
    const { words } = command;
    // What is assigned is not shown; a redirection alone shows the file in zsh.
    if (words.length === 0 || depth >= DEEPEST) return command.assignments.length > 0 ? null : input;
    const alias = words[0].quoted ? undefined : this.context.aliases?.get(words[0].text);
    if (alias !== undefined) return this.alias(alias, words, input, depth);
    const run = runBy(words);
    if (run === 'nothing') return null;
    if (run !== null && 'line' in run) {
      const fish = run.shell === 'fish' || (run.shell === '' && this.fish);
      return this.list(readCommandLine(run.line, fish), input, depth + 1);
    }
    const own = this.program(words, input, depth);
    if (run === null) return own;
    // What xargs reads becomes the last arguments.
    const more = words[0].text === 'xargs' ? [{ ...EMPTY_WORD, text: '{}' }] : [];
    return this.command({ ...command, words: [...run.words, ...more] }, input, depth + 1) ?? own;
  }

  /** An alias stands for its text, and what follows it goes to its last command. */
  private alias(text: string, words: readonly Word[], input: OutputPolicy | null, depth: number): OutputPolicy | null {
    const [name, ...rest] = words;
    const aliases = new Map(this.context.aliases);
    aliases.delete(name.text);
    const inner = new PolicyReader({ ...this.context, aliases }, this.fish);
    const list = readCommandLine(text, this.fish);
    const last = list.at(-1)?.at(-1);
    if (last === undefined || last.kind === 'group') return inner.list(list, input, depth + 1);
    const pipeline = [...list.at(-1)!.slice(0, -1), { ...last, words: [...last.words, ...rest] }];
    return inner.list([...list.slice(0, -1), pipeline], input, depth + 1);
  }

  private program(words: readonly Word[], input: OutputPolicy | null, depth: number): OutputPolicy | null {
    const program = programName(words[0].text);
    const args = words.slice(1).map(({ text }) => text);
    if (PRINTS.has(program)) {
      const printed = this.printed(words.slice(1), program, depth);
      return program === 'xargs' && input !== null ? both(printed, filtered(program, args, input)) : printed;
    }
    const policy = policyOfCommand(program, args, {
      env: this.context.env ?? {},
      fish: this.fish,
      judge: this.context.judge ?? judgeName,
    });
    if (policy !== undefined) return policy && { ...policy, programs: [program] };
    if (SHELLS.has(program) || !isFilter(program)) return null;
    let read = input;
    for (const { process, text } of words.slice(1)) {
      read = both(read, process === null ? fileShows(text) : this.list(process, null, depth + 1));
    }
    return read && filtered(program, args, { ...read, programs: [...read.programs, program] });
  }

  /** What `echo` and the like show: the output of commands, the value of a variable alone, a variable by its name's name. */
  private printed(words: readonly Word[], program: string, depth: number): OutputPolicy | null {
    let policy: OutputPolicy | null = null;
    for (const word of words) {
      policy = both(policy, this.wordShows(word, depth));
      // `echo "$name=${!name}"`, in a loop over the names of variables.
      if (word.parameters.some((name) => name.startsWith('!'))) policy = both(policy, listing());
    }
    const shown = words.filter(({ text, parameters }) => parameters.length > 0 || !/^-|%/.test(text));
    if (shown.length !== 1 || shown[0].text.replace('%s\\n', '') !== '' || program === 'xargs') return policy;
    const [name] = shown[0].parameters;
    const sensitivity = name === undefined ? null : (this.context.judge ?? judgeName)(name);
    if (sensitivity === null) return policy;
    const value = this.context.env?.[name];
    if (value !== undefined) return both(policy, { ...NOTHING, lines: value.split('\n').map((line) => line.trim()) });
    return both(policy, sensitivity === 'maybe' ? RANDOM_VALUES : VALUES);
  }

  private wordShows(word: Word, depth: number): OutputPolicy | null {
    let policy: OutputPolicy | null = null;
    for (const list of word.substitutions) {
      const inner = this.list(list, null, depth + 1);
      policy = both(
        policy,
        inner !== null && inner.listing !== null ? { ...inner, listing: listing({ words: true }).listing } : inner,
      );
    }
    return policy;
  }
}

/** Commands that show nothing as long as all goes well. */
const SILENT: ReadonlySet<string> = new Set(
  `cd pushd popd export unset set unsetopt setopt shopt alias unalias declare typeset local readonly source . : true false test [ [[ mkdir
  rm rmdir mv cp ln touch chmod chown sleep wait read clear exit return break continue then do else fi done if while for trap umask
  function eval begin end elif case esac switch select { }`.split(/\s+/),
);

/** Whether a pipeline shows lines of its own: not what its first command reads from one before it, nor what its last one keeps. */
function mayShow(pipeline: Pipeline): boolean {
  const ends = [pipeline[0], pipeline.at(-1)].filter((stage) => stage !== undefined);
  return (
    ends.length > 0 && ends.every((stage) => (stage.kind === 'group' ? stage.list.some(mayShow) : showsLines(stage)))
  );
}

function showsLines({ words }: SimpleCommand): boolean {
  if (words.length === 0 || SILENT.has(words[0].text)) return false;
  return !(isFilter(programName(words[0].text)) && words.slice(1).every(({ text }) => text.startsWith('-')));
}

/** Where the output of a stage goes. */
function outputOf({ redirections }: Stage, written: OutputPolicy | null): Output {
  let toPipe = true;
  let toTerminal = false;
  for (const { descriptor, operator, target } of redirections) {
    if (!/^(?:>|>>|>&|&>)$/.test(operator) || (descriptor !== -1 && descriptor !== 1)) continue;
    toPipe = false;
    toTerminal = TERMINAL.test(target.text);
    if (operator === '>&' && target.text === '1') toPipe = true;
  }
  return { piped: toPipe ? written : null, shown: toTerminal && !toPipe ? written : null };
}
