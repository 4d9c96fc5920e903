// The server answers one request by connection, and cuts off who is slow, says too much or is one too many.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { MaskedShellError } from '../../config/error.ts';
import { ask } from './client.ts';
import { LONGEST_REQUEST, type Status } from './protocol.ts';
import { ControlServer, type Handler } from './server.ts';

const root = mkdtempSync(join(tmpdir(), 'ms-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const servers: ControlServer[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

let made = 0;

async function serve(handle: Handler): Promise<string> {
  const path = join(root, `s${made++}`);
  servers.push(new ControlServer(path, handle));
  await new Promise((resolve) => setTimeout(resolve, 20));
  return path;
}

const inside = (path: string) => ({ MASKED_SHELL: '1', MASKED_SHELL_CONTROL: path, MASKED_SHELL_PID: '99999999' });
const STATUS = { version: 'x' } as Status;

/** Resolves with what came when the connection was closed. */
function closed(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

describe('a request', () => {
  it('is answered', async () => {
    const path = await serve(async () => STATUS);
    expect(await ask({ do: 'status' }, undefined, inside(path))).toEqual(STATUS);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('that fails is told why, with the words for the user', async () => {
    const path = await serve(async () => {
      throw new MaskedShellError('not-confirmed', 'you said no', 'Say yes.');
    });
    const asked = ask({ do: 'status' }, undefined, inside(path));
    await expect(asked).rejects.toMatchObject({ code: 'not-confirmed', message: 'you said no', hint: 'Say yes.' });
  });

  it('that breaks something is told nothing of it', async () => {
    const path = await serve(async () => {
      throw new Error('a value');
    });
    await expect(ask({ do: 'status' }, undefined, inside(path))).rejects.toThrow('the session failed');
  });

  it('waits for a note to be shown', async () => {
    const notes: string[] = [];
    const path = await serve(async (_request, peer) => {
      await peer.note('read this');
      expect(notes).toEqual(['read this']);
      return STATUS;
    });
    expect(await ask({ do: 'status' }, (note) => notes.push(note), inside(path))).toEqual(STATUS);
  });

  it('knows when who asked has gone', async () => {
    let gone: AbortSignal | null = null;
    const path = await serve((_request, peer) => {
      gone = peer.gone;
      return new Promise(() => {});
    });
    const socket = connect(path, () => socket.write('{"do":"status"}\n'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((gone as AbortSignal | null)?.aborted).toBe(true);
  });
});

describe('a connection', () => {
  it('that says nothing is closed', async () => {
    const socket = connect(await serve(async () => STATUS));
    expect(await closed(socket)).toBe('');
  });

  it('that says too much is closed', async () => {
    const socket = connect(await serve(async () => STATUS));
    socket.write('x'.repeat(LONGEST_REQUEST + 1));
    expect(await closed(socket)).toBe('');
  });

  it('that is one too many is closed at once, and told that others are served', async () => {
    const path = await serve(() => new Promise(() => {}));
    const sockets = Array.from({ length: 8 }, () => connect(path));
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.on('connect', resolve))));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(ask({ do: 'status' }, undefined, inside(path))).rejects.toThrow('busy with other requests');
    for (const socket of sockets) socket.destroy();
  });
});
