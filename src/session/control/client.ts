// Asks the session around this process, over its control socket.
import { existsSync, lstatSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { MaskedShellError } from '../../config/error.ts';
import { isRunning } from '../runtime-directory.ts';
import type { Answers, Reply, Request } from './protocol.ts';

/** How long the session may take to say anything, and to answer while the user is asked, in milliseconds. */
const FIRST_MS = 10_000;
const ANSWER_MS = 120_000;
/** How long its socket is waited for, and how often it is looked for. */
const STARTING_MS = 1000;
const POLL_MS = 20;

/** How a connection fails that the session cuts off because there are too many. */
const BUSY: ReadonlySet<string> = new Set(['EAGAIN', 'ECONNRESET', 'EPIPE']);

/**
 * Sends a request; resolves with the answer.
 * @param show is given what the session wants to be shown before it goes on.
 * @throws MaskedShellError `not-inside`, `not-confirmed` or `no-control`.
 */
export async function ask<R extends Request>(
  request: R,
  show: (note: string) => void = () => {},
  env: NodeJS.ProcessEnv = process.env,
): Promise<Answers[R['do']]> {
  await whileStarting(env.MASKED_SHELL_CONTROL);
  const path = sessionSocket(env);
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    let received = '';
    let timer = setTimeout(() => fail(silent()), FIRST_MS);
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    socket.setEncoding('utf8');
    socket.on('connect', () => {
      clearTimeout(timer);
      timer = setTimeout(() => fail(silent()), ANSWER_MS);
      socket.write(`${JSON.stringify(request)}\n`);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => fail(unreachable(env, error.code ?? '')));
    socket.on('end', () => fail(busy()));
    socket.on('data', (text: string) => {
      received += text;
      for (let end = received.indexOf('\n'); end >= 0; end = received.indexOf('\n')) {
        const reply = JSON.parse(received.slice(0, end)) as Reply;
        received = received.slice(end + 1);
        if ('note' in reply) {
          show(reply.note);
          socket.write('\n');
        } else if ('error' in reply) {
          const { code, message, hint } = reply.error;
          return fail(new MaskedShellError(code, message, hint));
        } else {
          clearTimeout(timer);
          socket.destroy();
          return resolve(reply.answer as Answers[R['do']]);
        }
      }
    });
  });
}

/** The session makes its socket once the shell has begun: who is very early waits a little. */
async function whileStarting(path = ''): Promise<void> {
  if (path === '') return;
  for (let waited = 0; waited < STARTING_MS && !existsSync(path) && existsSync(dirname(path)); waited += POLL_MS)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

/**
 * Where the socket of the session around us is.
 * @throws MaskedShellError `not-inside`.
 */
export function sessionSocket(env: NodeJS.ProcessEnv): string {
  const { MASKED_SHELL: masked, MASKED_SHELL_CONTROL: path } = env;
  if (masked !== '1') {
    throw new MaskedShellError('not-inside', 'this is not inside of a masked shell', 'Start one with masked-shell.');
  }
  if (path === undefined || path === '') {
    throw new MaskedShellError(
      'not-inside',
      'this masked shell can not be asked anything: it has no control socket',
      'It said at its start why there is none. Commands that run on pipes have none either.',
    );
  }
  let owner = -1;
  try {
    owner = lstatSync(path).uid;
  } catch (error) {
    throw unreachable(env, (error as NodeJS.ErrnoException).code ?? '');
  }
  if (owner === process.getuid?.()) return path;
  throw new MaskedShellError('not-inside', 'the control socket of this masked shell belongs to another user');
}

function unreachable(env: NodeJS.ProcessEnv, code: string): MaskedShellError {
  if (code === 'EACCES' || code === 'EPERM')
    return new MaskedShellError('not-inside', 'the control socket of this masked shell belongs to another user');
  if (BUSY.has(code)) return busy();
  if (isRunning(Number(env.MASKED_SHELL_PID))) {
    return new MaskedShellError(
      'not-inside',
      'the control socket of this masked shell is gone: somebody has removed its runtime directory',
      'Masking goes on as it was. Leave this shell and start masked-shell anew to steer it.',
    );
  }
  return new MaskedShellError(
    'not-inside',
    'the masked shell that this one was started in has ended',
    'What you see here may NOT be masked.',
  );
}

function busy(): MaskedShellError {
  return new MaskedShellError('no-control', 'the session is busy with other requests', 'Try again in a moment.');
}

function silent(): MaskedShellError {
  return new MaskedShellError('no-control', 'the session does not answer', 'Masking goes on as it was.');
}
