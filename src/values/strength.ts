// Whether a value is rare enough to be masked wherever it stands, without the name that makes it a secret. A value that is
// not is still masked next to its name: by the assignment family, or because the two are known together (weak-values.ts).
import { isDummyWord, isPath, isReference } from '../detectors/placeholder.ts';
import { isGibberish } from '../detectors/wording.ts';
import { isStopWord } from '../detectors/words.ts';

/** What the user may decide about it. */
export interface Strength {
  /** Shorter values stand in ordinary text by chance. */
  readonly shortest: number;
  /** Whether a word, a number or a host counts wherever it stands. */
  readonly words: boolean;
  /** What counts beside its name only: words of this machine, such as the user's name, in lower case. */
  readonly common: ReadonlySet<string>;
}

export const DEFAULT_STRENGTH: Strength = { shortest: 6, words: false, common: new Set() };
/** No value that is shorter is ever looked for without its name. */
export const SHORTEST_VALUE = 4;
/** What has letters only may be a word. */
const SHORTEST_WORD = 12;
/** Numbers are ports, sizes, dates, identifiers. */
const SHORTEST_NUMBER = 16;
/** A word with digits behind it. */
const SHORTEST_WITH_DIGITS = 6;

/** Long words that configuration is made of, and that people choose. */
const COMMON_WORDS = new Set(
  `administrator administrators application applications authenticated authentication authorization collaboration
  configuration credentials default development developer documentation elasticsearch enterprise environment infrastructure
  international kubernetes localhost management notification organization postgresql production professional programming
  repository springframework subscription unauthorized unauthenticated verification visualstudio welcome letmein iloveyou
  sunshine princess football baseball superman trustno monkey dragon master shadow michael qwerty qwertyuiop qwertz azerty
  admin root user guest test demo postgres mysql mongo redis oracle rabbitmq docker vagrant ubuntu debian centos fedora alpine
  python node java ruby php server client master slave cluster service staging sandbox prod dev local backup database main
  bash zsh fish linux darwin windows macos gnome kde xterm tmux screen vim emacs nano code`.split(/\s+/),
);

/** Whether it may be masked everywhere. */
export function isLearnable(value: string, { shortest, words, common }: Strength = DEFAULT_STRENGTH): boolean {
  const { length } = value;
  if (length < Math.max(shortest, SHORTEST_VALUE)) return false;
  const lower = value.toLowerCase();
  if (common.has(lower) || isStopWord(value) || isDummyWord(value) || isPath(value)) return false;
  // A dollar sign before random characters refers to nothing.
  if (isReference(value) && !looksRandom(value.slice(1)) && !isGibberish(value)) return false;
  if (/^[a-z][a-z0-9+.-]*:\/\/[^\s@]*$/i.test(value)) return false;
  if (words) return true;
  if (/^[\d\s.,:;/TZ+-]+$/.test(value)) return /^\d+$/.test(value) && length >= SHORTEST_NUMBER;
  // A host, with or without a port.
  if (/^[a-z.-]+:\d+$/i.test(value) || /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?::\d+)?$/.test(value)) return false;
  const word = /^([a-z\x80-\xff]+)[-_.@!]?(\d*)[!.?*]?$/i.exec(value);
  if (word !== null) {
    const [, letters, digits] = word;
    if (COMMON_WORDS.has(letters.toLowerCase()) || isStopWord(letters) || letters.length < 4) return false;
    return digits !== ''
      ? length >= Math.min(shortest, SHORTEST_WITH_DIGITS)
      : length >= SHORTEST_WORD || isGibberish(letters);
  }
  // Several words: a name, a host, a phrase of few letters.
  if (/^[a-z]+(?:[-_. ][a-z]+)+$/i.test(value)) return length >= 16 && !/^[a-z-]+(?:\.[a-z-]+)+$/i.test(value);
  return new Set(value).size >= 4;
}

/** Letters and digits in turn, as in keys and hardly ever in names. */
const SHORTEST_RANDOM = 10;
const RANDOM_TURNS = 3;
/** Letters that are no word. */
const SHORTEST_LETTERS = 14;

/** Whether a value is a secret by its looks: random characters, and no digest or identifier, which are often no secret. */
export function looksRandom(value: string): boolean {
  if (value.length > 4096 || /[\s\0]/.test(value) || /^[\da-f-]{32,128}$/i.test(value)) return false;
  return value.split(/[-._/:,=@]+/).some((word) => {
    if (word.length >= SHORTEST_LETTERS && isGibberish(word)) return true;
    return word.length >= SHORTEST_RANDOM && turnsOf(word) >= RANDOM_TURNS;
  });
}

/** How often a letter follows a digit or a digit a letter. */
function turnsOf(word: string): number {
  return word.match(/(?<=\d)[A-Za-z]|(?<=[A-Za-z])\d/g)?.length ?? 0;
}

/** Whether a value can be told from a part of a longer word only by its ends. */
export function needsBoundary(value: string): boolean {
  return value.length < 10 || /^[A-Za-z]+$/.test(value);
}
