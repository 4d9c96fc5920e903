// A command whose output does not go to a terminal: it runs on pipes, standard output and standard error stay apart, each
// masked on its own; standard input is the caller's. Ends, like a filter in a pipeline, when both streams have ended.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Command } from '../shells/shell.ts';
import { CRASH_STATUS, reportCrash } from './crash.ts';
import { keepOutOfCoreDumps } from './dumps.ts';
import { signalStatus } from './exit-status.ts';
import { MaskedOutput } from './masked-output.ts';
import type { Masking } from './masking.ts';
import { openPipes } from './pipes.ts';
import { endBy } from './signals.ts';
import { type Sink, standardSink } from './sink.ts';

export interface PipeSessionOptions {
  readonly command: Command;
  readonly env: NodeJS.ProcessEnv;
  readonly masking: Masking;
  /** Milliseconds. */
  readonly holdBack: number;
}

/** Signals that are passed on to the child. */
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;

/** Runs the command; resolves with the status to exit with. */
export async function runPipeSession(options: PipeSessionOptions): Promise<number> {
  const { child, stdout, stderr } = start(options);
  // Now that the child has its own.
  keepOutOfCoreDumps();
  forwardSignals(child);
  const stop = (error: unknown): never => {
    reportCrash(error);
    child.kill('SIGHUP');
    process.exit(CRASH_STATUS);
  };
  process.on('uncaughtException', stop);
  process.on('unhandledRejection', stop);
  const sinks = [standardSink(1), standardSink(2)] as const;
  const [status] = await Promise.all([
    exitStatus(child),
    pass(stdout, sinks[0], options, stop),
    pass(stderr, sinks[1], options, stop),
  ]);
  for (const { failure } of sinks) if (failure !== null) throw failure;
  return status;
}

/** Runs the command on our own streams, unmasked: for a session inside a session, where the outer one masks. */
export async function runDirectly(command: Command, env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command.file, command.args, { env, stdio: 'inherit' });
  forwardSignals(child);
  return exitStatus(child);
}

interface Started {
  readonly child: ChildProcess;
  readonly stdout: Socket;
  readonly stderr: Socket;
}

function start({ command, env }: PipeSessionOptions): Started {
  const pipes = openPipes(2);
  if (pipes === null) {
    const child = spawn(command.file, command.args, { env, stdio: ['inherit', 'pipe', 'pipe'] });
    return { child, stdout: child.stdout as unknown as Socket, stderr: child.stderr as unknown as Socket };
  }
  const [out, err] = pipes as [(typeof pipes)[0], (typeof pipes)[0]];
  const child = spawn(command.file, command.args, { env, stdio: ['inherit', out.writeEnd, err.writeEnd] });
  closeSync(out.writeEnd);
  closeSync(err.writeEnd);
  const reader = (fd: number) => new Socket({ fd, readable: true, writable: false });
  return { child, stdout: reader(out.readEnd), stderr: reader(err.readEnd) };
}

/** Masks one stream to its end. */
function pass(source: Socket, sink: Sink, options: PipeSessionOptions, onFailure: (error: unknown) => void) {
  const { masking, holdBack } = options;
  const output = new MaskedOutput({ redactor: masking.createRedactor(null), sink, holdBack, onFailure });
  sink.onRoom = () => source.resume();
  // Closing our end gives the child what it would have met without us: SIGPIPE at its next write.
  sink.onClosed = () => source.destroy();
  return new Promise<void>((resolve) => {
    source.on('data', (chunk: Buffer) => {
      output.write(chunk);
      if (sink.full) source.pause();
    });
    source.on('error', () => source.destroy());
    source.on('close', () => resolve(output.end()));
  });
}

function exitStatus(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 0) : signalStatus(signal)));
    // The file was found and may be run, so this is a format that the kernel refuses.
    child.on('error', () => resolve(126));
  });
}

/**
 * Ctrl-C and Ctrl-\ reach the child from the terminal itself, which signals the whole foreground group; passing them on
 * would make one key press two signals. Without a terminal only we were told. Once the child is gone, and only its own
 * children keep its pipes open, a signal ends us; by itself, because `process.exit` would wait for a blocked write.
 */
function forwardSignals(child: ChildProcess): void {
  for (const signal of FORWARDED) {
    process.on(signal, () => {
      const fromKeyboard = signal === 'SIGINT' || signal === 'SIGQUIT';
      if (child.exitCode !== null || child.signalCode !== null) endBy(signal);
      else if (!(fromKeyboard && hasTerminal())) child.kill(signal);
    });
  }
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
