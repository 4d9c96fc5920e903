// Puts the parts of masking together: the detectors, the values that are known from the start, what is learned on the
// way, and a redactor for each stream. All streams of a session share what is known.
import type { Settings } from '../config/settings.ts';
import type { Examiner } from '../detectors/examiner.ts';
import { createExaminer } from '../detectors/index.ts';
import { Redactor, type RedactorOptions } from '../redactor/redactor.ts';

export interface Masking {
  readonly examiner: Examiner;
  /** Number of values that are masked wherever they show. */
  readonly known: number;
  /** @param size of the terminal, or null for a pipe or file. */
  createRedactor(size: RedactorOptions['size']): Redactor;
}

export function createMasking(_env: NodeJS.ProcessEnv, settings: Settings): Masking {
  const examiner = createExaminer();
  return {
    examiner,
    known: 0,
    createRedactor: (size) =>
      new Redactor({ examiner, size, maskChar: settings.maskChar, maskStyle: settings.maskStyle }),
  };
}
