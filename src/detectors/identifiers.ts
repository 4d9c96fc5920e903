// Long hexadecimal numbers and UUIDs, whatever they are: digests and ids nearly always, keys now and then. For those who would
// rather hide too much.
import { CHARACTERS, tableOf } from './characters.ts';
import { isOpenEnd } from './credential.ts';
import type { Detector } from './finding.ts';
import { eachRun, seekRun } from './runs.ts';

const RUN = tableOf(`${CHARACTERS.anyhex}-`);
const SHORTEST = 32;
/** While it is written so many characters tell already; a shorter one waits. */
const SHORTEST_OPEN = 16;
const SHORTEST_HELD = 4;
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

export const identifierDetector: Detector = {
  id: 'identifier',
  literals: [],
  seek: (bytes, from, to) =>
    seekRun(bytes, from, to, RUN, (_, start, end, open) => end - start >= (open ? SHORTEST_HELD : SHORTEST)),
  find(text, ended, report) {
    eachRun(text, RUN, (start, end) => {
      const run = text.slice(start, end);
      if (isWord(text, start - 1) || isWord(text, end)) return;
      for (const { 0: uuid, index } of run.matchAll(UUID)) {
        const at = start + index;
        const open = isOpenEnd(text, at + uuid.length, ended);
        report({ start: at, end: at + uuid.length, rule: 'uuid', certainty: 'likely', open, shown: 0 });
      }
      for (const { 0: digits, index } of run.matchAll(/[\da-f]+/gi)) {
        const at = start + index;
        const last = at + digits.length;
        const open = isOpenEnd(text, last, ended);
        const found = digits.length >= (open ? SHORTEST_OPEN : SHORTEST);
        const finding = { start: at, end: last, rule: 'hexadecimal', certainty: 'likely', open } as const;
        if (found && /\d/.test(digits)) report({ ...finding, shown: 0 });
        else if (open && digits.length >= SHORTEST_HELD) report({ ...finding, shown: digits.length, held: true });
      }
    });
  },
};

/** What stands at `at` goes on with a word; `0x` only begins a number. */
function isWord(text: string, at: number): boolean {
  const character = text[at] ?? ' ';
  return /[A-Za-z_]/.test(character) && !(/x/i.test(character) && text[at - 1] === '0');
}
