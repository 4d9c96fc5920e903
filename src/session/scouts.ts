// The threads of `check`, seen from the main one: when they are worth their start, what they found out, and their end. A thread
// that fails or hangs holds nothing up: what it leaves open is read here.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ConfigureOptions } from './configure.ts';
import type { FoundFile } from './find-files.ts';
import type { Masking } from './masking.ts';
import { Board, scout, VERDICT, type Verdict } from './scout.ts';
import type { Learned, ScoutTask } from './scout-worker.ts';

/** Beside the main thread, unless the user says how many; each takes some 40 MB. */
const MOST_THREADS = 3;
/** Milliseconds of work after which it can be told how much is left, and that must be left for a thread to pay. */
const LOOK_AFTER = 100;
const LEAST_LEFT = 400;
/** Where so many values were learned, secrets stand everywhere, and all has to be read here anyway. */
const MOST_LEARNED = 5000;

export interface ScoutsOptions {
  readonly files: readonly FoundFile[];
  readonly masking: Masking;
  /** Of which the masking was made. */
  readonly options: ConfigureOptions;
  /** Threads in all, the main one too; without it as many as there are processors, once there is enough to do. */
  readonly jobs?: number | undefined;
}

export class Scouts {
  private readonly begun = performance.now();
  private readonly threads: number;
  private board: Board | null = null;
  private workers: Worker[] = [];
  private learned: Learned[] = [];
  private ended = false;
  /** The file that is being told of. */
  private current = 0;

  constructor(private readonly options: ScoutsOptions) {
    const { jobs, files, masking } = options;
    this.threads = jobs === undefined ? Math.min(availableParallelism() - 1, MOST_THREADS) : jobs - 1;
    if (this.threads > 0 && files.length > 1) masking.onLearned = (value, rule) => this.learn({ value, rule });
    if (jobs !== undefined) this.start();
  }

  /** To be called now and then, with the number of files that are done: starts the threads when they are worth it. */
  consider(done: number): void {
    if (this.board !== null || this.ended || this.options.jobs !== undefined || done === 0) return;
    const spent = performance.now() - this.begun;
    const left = (spent / done) * (this.options.files.length - done);
    if (spent > LOOK_AFTER && left > LEAST_LEFT) this.start(done);
  }

  /** What is known of a file; `look` where it is best read at once. Files are asked for in their order. */
  async verdict(file: number, rest: () => Promise<void>): Promise<Verdict> {
    const { board } = this;
    this.current = file;
    if (board === null || this.ended || !this.options.files[file].below) return VERDICT.look;
    while (board.verdict(file) === VERDICT.unknown) {
      if (board.claim(file) || !this.goAhead(board)) return VERDICT.look;
      await rest();
    }
    return board.verdict(file);
  }

  stop(): void {
    this.ended = true;
    this.board?.stop();
    this.options.masking.onLearned = null;
    for (const worker of this.workers) void worker.terminate();
    this.workers = [];
    this.learned = [];
  }

  private start(done = 0): void {
    const { files, options } = this.options;
    if (this.threads <= 0 || files.length < 2) return;
    const board = new Board(files.length);
    for (const _ of this.learned) board.advance(done);
    board.begin(done);
    this.board = board;
    const task: ScoutTask = {
      paths: files.map(({ path }) => path).join('\0'),
      memory: board.memory,
      options,
      learned: this.learned,
    };
    for (let i = 0; i < this.threads; i++) {
      const worker = new Worker(new URL('./scout-worker.mjs', import.meta.url), { workerData: task });
      // What it does not get to is read here.
      worker.on('error', () => {});
      worker.unref();
      this.workers.push(worker);
    }
  }

  /** Does a thread's work while the current file is another one's; false when there is none left. */
  private goAhead(board: Board): boolean {
    const { files, masking } = this.options;
    const { first, count } = board.take();
    for (let file = first; file < first + count; file++) {
      if (board.verdict(file) === VERDICT.unknown) board.judge(file, scout(files[file].path, masking), board.state);
    }
    return count > 0;
  }

  private learn(value: Learned): void {
    if (this.learned.length > MOST_LEARNED) return this.stop();
    this.learned.push(value);
    for (const worker of this.workers) worker.postMessage(value);
    this.board?.advance(this.current + 1);
  }
}
