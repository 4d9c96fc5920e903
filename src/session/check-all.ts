// Goes through what `check` was asked for: files, folders, standard input, recordings, or what is staged for commit.
import { setImmediate as rest } from 'node:timers/promises';
import { MaskedShellError } from '../config/error.ts';
import type { Baseline } from './baseline.ts';
import { checkBytes, checkFile, checkFoundFile, type Located, type ReportLocated } from './check-files.ts';
import { checkNotebook, checkNotebookBytes, isNotebook } from './check-notebook.ts';
import { checkRecording, isRecording } from './check-recording.ts';
import type { ConfigureOptions } from './configure.ts';
import { shownName } from './excerpt.ts';
import { type FoundFile, findFiles } from './find-files.ts';
import type { Masking } from './masking.ts';
import { showProgress } from './progress.ts';
import { VERDICT } from './scout.ts';
import { Scouts } from './scouts.ts';
import type { Sink } from './sink.ts';
import { stagedFiles } from './staged.ts';

/** Milliseconds after which what waits (output, signals, the progress bar) gets its turn. */
const LONGEST_STRETCH = 50;

export interface CheckOptions {
  /** Files and folders, `-` for standard input; `staged` instead: what is staged for commit. */
  readonly paths: readonly string[] | 'staged';
  readonly masking: Masking;
  /** Of which the masking was made. */
  readonly options: ConfigureOptions;
  /** Where the findings go; nothing more is read once nobody reads them. */
  readonly sink: Sink;
  readonly format: (located: Located) => string;
  /** Threads; without it as many as pay. */
  readonly jobs?: number | undefined;
  /** Findings that are known already are left out. */
  readonly baseline: Baseline | null;
  /** Told of each finding that is reported. */
  readonly onFinding: ReportLocated;
  readonly onUnreadable: (error: MaskedShellError) => void;
}

export interface Checked {
  readonly files: number;
  readonly secrets: number;
  /** Findings that the baseline knows. */
  readonly known: number;
  readonly unreadable: number;
}

/** Resolves when everything was read. */
export async function checkAll(options: CheckOptions): Promise<Checked> {
  const { masking, sink, baseline } = options;
  const count = { files: 0, secrets: 0, known: 0, unreadable: 0 };
  const failed = (error: unknown) => {
    if (!(error instanceof MaskedShellError)) throw error;
    options.onUnreadable(error);
    count.unreadable++;
  };
  const report: ReportLocated = (found, secret) => {
    const located = { ...found, file: shownName(found.file, masking.examiner) };
    if (baseline?.knows(located, secret) === true) {
      count.known++;
      return;
    }
    count.secrets++;
    sink.write(Buffer.from(options.format(located)));
    options.onFinding(located, secret);
  };
  if (options.paths === 'staged') {
    for await (const { path, content, isNew } of stagedFiles()) {
      const added: ReportLocated = (located, secret) => {
        if (isNew(located.line)) report(located, secret);
      };
      if (isNotebook(path)) await checkNotebookBytes(path, content, masking, added);
      else checkBytes(path, content, masking, added);
      count.files++;
    }
    return count;
  }
  const found = await findFiles(options.paths, failed);
  const progress = showProgress(found.length);
  const printed: ReportLocated = (located, secret) => {
    progress.clear();
    report(located, secret);
  };
  const scouts = new Scouts({ files: found, masking, options: options.options, jobs: options.jobs });
  let rested = performance.now();
  const restWhenDue = async () => {
    if (performance.now() - rested <= LONGEST_STRETCH) return;
    await rest();
    rested = performance.now();
  };
  try {
    for (const [index, file] of found.entries()) {
      await restWhenDue();
      if (sink.closed) break;
      scouts.consider(index);
      try {
        const verdict = await scouts.verdict(index, restWhenDue);
        const text = verdict === VERDICT.look ? await checkOne(file, masking, printed) : verdict === VERDICT.clean;
        if (text) count.files++;
      } catch (error) {
        progress.clear();
        failed(error);
      }
      progress.advance();
    }
  } finally {
    scouts.stop();
  }
  return count;
}

/** Whether the file was text. */
async function checkOne({ path, below }: FoundFile, masking: Masking, report: ReportLocated): Promise<boolean> {
  const check = isRecording(path) ? checkRecording : isNotebook(path) ? checkNotebook : checkFile;
  if (check === checkFile && below) return checkFoundFile(path, masking, report);
  await check(path, masking, report);
  return true;
}
