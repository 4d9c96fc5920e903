// Runs the built masked-shell without a terminal, as a script or a CI job does.
import { type ChildProcess, spawn } from 'node:child_process';
import { Home, testEnvironment } from './home.ts';
import { BIN } from './outer-terminal.ts';

export interface Outcome {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** What came so far. */
  stdout(): string;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: NodeJS.ProcessEnv;
  /** Leaves standard input open, for the test to write to. */
  readonly keepInput?: boolean;
}

export function start(args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd: Home.current().path,
    env: { ...testEnvironment(), ...options.env },
    stdio: 'pipe',
    // A session of its own: without a terminal, as in CI.
    detached: true,
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  child.stdin.on('error', () => {});
  if (options.keepInput !== true) child.stdin.end(options.input ?? '');
  const outcome = new Promise<Outcome>((resolve) => {
    child.on('close', (status, signal) =>
      resolve({ status, signal, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
  });
  return { child, outcome, stdout: () => Buffer.concat(stdout).toString() };
}

export function run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return start(args, options).outcome;
}
