// A thread of `check`: takes files from the board until none is left.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type ConfigureOptions, configure } from './configure.ts';
import { Board, scout, VERDICT } from './scout.ts';

/** A value that `check` learned, to be known here as well. */
export interface Learned {
  readonly value: string;
  readonly rule: string;
}

export interface ScoutTask {
  /** Paths, joined by NUL. */
  readonly paths: string;
  readonly memory: SharedArrayBuffer;
  /** Those of the command line; the configuration is read anew. */
  readonly options: ConfigureOptions;
  /** What was learned so far: the state in which it starts. */
  readonly learned: readonly Learned[];
}

const { paths, memory, options, learned } = workerData as ScoutTask;
const files = paths.split('\0');
const board = new Board(files.length, memory);
const { createMasking } = await configure(options);
const masking = createMasking(() => {});
for (const { value, rule } of learned) masking.adopt(value, rule);
let state = learned.length;

/** A value is sent before the board tells that there is one. */
function catchUp(): void {
  for (const { state: now } = board; state < now; state++) {
    const { value, rule } = receiveMessageOnPort(parentPort!)!.message as Learned;
    masking.adopt(value, rule);
  }
}

while (!board.stopped) {
  const { first, count } = board.take();
  if (count === 0) break;
  for (let file = first; file < first + count && !board.stopped; file++) {
    catchUp();
    if (board.verdict(file) === VERDICT.unknown) board.judge(file, scout(files[file], masking), state);
  }
}
