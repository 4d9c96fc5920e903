// What a command line itself gives to variables, and which files it has the shell read: known before any of it is shown. Only what is
// written out; what is substituted is known at the next prompt.
import { variableFile } from '../values/sources/variable-files.ts';
import { type List, readCommandLine, type SimpleCommand, type Word } from './command-line.ts';

export interface Assigned {
  /** Names and values, in the order in which they stand. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** Files with variables that the line reads (`source`, `.`, `cat .env`), as they are written. */
  readonly files: readonly string[];
  /** Directories that it enters, in their order. */
  readonly directories: readonly string[];
}

const DECLARES: ReadonlySet<string> = new Set(['export', 'declare', 'typeset', 'readonly', 'local', 'env']);
const MOST = 1000;

/** @param fish it is fish's syntax */
export function assignedIn(commandLine: string, fish: boolean): Assigned {
  const variables: [string, string][] = [];
  const files: string[] = [];
  const directories: string[] = [];
  for (const command of commandsOf(readCommandLine(commandLine, fish))) {
    if (variables.length + files.length >= MOST) break;
    for (const { name, value } of command.assignments) if (isWritten(value)) variables.push([name, value.text]);
    const [first, ...rest] = command.words;
    if (first === undefined) continue;
    if (DECLARES.has(first.text)) variables.push(...rest.flatMap(assignment));
    else if (fish && first.text === 'set') variables.push(...setByFish(rest));
    else if ((first.text === 'source' || first.text === '.') && rest.length > 0 && isWritten(rest[0]))
      files.push(rest[0].text);
    else if (first.text === 'cd' || first.text === 'pushd')
      directories.push(...rest.filter((word) => isWritten(word) && !word.text.startsWith('-')).map(({ text }) => text));
    const read = [...rest, ...command.redirections.map(({ target }) => target)];
    files.push(...read.filter((word) => isWritten(word) && holdsVariables(word.text)).map(({ text }) => text));
  }
  return { variables, files, directories };
}

function holdsVariables(path: string): boolean {
  const kind = variableFile(path.slice(path.lastIndexOf('/') + 1));
  return kind !== null && kind !== 'compose';
}

function* commandsOf(list: List, depth = 0): Generator<SimpleCommand> {
  if (depth > 8) return;
  for (const pipeline of list)
    for (const stage of pipeline) {
      if (stage.kind === 'command') yield stage;
      else yield* commandsOf(stage.list, depth + 1);
    }
}

function isWritten({ substitutions, parameters, process }: Word): boolean {
  return substitutions.length === 0 && parameters.length === 0 && process === null;
}

function assignment(word: Word): [string, string][] {
  const written = /^([A-Za-z_]\w*)\+?=([\s\S]*)$/.exec(word.text);
  return written === null || !isWritten(word) ? [] : [[written[1], written[2]]];
}

/** `set -gx NAME value` */
function setByFish(words: readonly Word[]): [string, string][] {
  const values = words.filter(({ text }) => !text.startsWith('-'));
  const [name, ...rest] = values;
  return name === undefined || rest.length === 0 || !rest.every(isWritten)
    ? []
    : [[name.text, rest.map(({ text }) => text).join(' ')]];
}
