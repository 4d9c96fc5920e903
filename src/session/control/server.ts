// The control socket's server: takes requests of this user's processes, one by connection, and gives back answers. Whatever is done to
// it, it keeps little and waits for nobody: who is slow, or one too many, is cut off.
import { chmodSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { MaskedShellError } from '../../config/error.ts';
import { type Answers, LONGEST_REQUEST, type Reply, type Request, readRequest } from './protocol.ts';

/** Connections at a time. */
const MOST_CONNECTIONS = 8;
/** Connections that the kernel may keep waiting. */
const BACKLOG = 8;
/** How long a request, or the line that a note waits for, may take, in milliseconds. */
const REQUEST_MS = 2000;

/** Who asks. */
export interface Peer {
  /** Shows a text where the request was made; resolves when it stands there. */
  note(text: string): Promise<void>;
  /** Aborted when who asked has gone. */
  readonly gone: AbortSignal;
}

/** Answers a request, or throws a MaskedShellError whose words are for the user. */
export type Handler = (request: Request, peer: Peer) => Promise<Answers[keyof Answers]>;

export class ControlServer {
  private readonly server: Server;
  private readonly connections = new Set<Connection>();

  /** @param path of the socket, in a folder that nobody else may enter. */
  constructor(path: string, handle: Handler) {
    this.server = createServer((socket) => {
      const connection = new Connection(socket, handle);
      this.connections.add(connection);
      socket.on('close', () => this.connections.delete(connection));
    });
    this.server.maxConnections = MOST_CONNECTIONS;
    // A session without its socket masks as well; who asks is told that it is gone.
    this.server.on('error', () => this.close());
    this.server.on('listening', () => {
      try {
        chmodSync(path, 0o600);
      } catch {
        // Somebody took the folder away already.
      }
    });
    this.server.listen({ path, backlog: BACKLOG });
    this.server.unref();
  }

  close(): void {
    for (const connection of this.connections) connection.end();
    if (this.server.listening) this.server.close();
  }
}

class Connection implements Peer {
  private readonly aborted = new AbortController();
  readonly gone = this.aborted.signal;
  private received = '';
  private asked = false;
  private confirm: () => void = () => {};
  private timer: NodeJS.Timeout;

  constructor(
    private readonly socket: Socket,
    private readonly handle: Handler,
  ) {
    this.timer = setTimeout(() => this.end(), REQUEST_MS);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.take(text));
    socket.on('error', () => this.end());
    socket.on('close', () => this.end());
    socket.on('end', () => this.end());
  }

  end(): void {
    clearTimeout(this.timer);
    this.aborted.abort();
    this.socket.destroy();
  }

  private take(text: string): void {
    this.received += text;
    if (this.received.length > LONGEST_REQUEST) return this.end();
    for (let end = this.received.indexOf('\n'); end >= 0; end = this.received.indexOf('\n')) {
      const line = this.received.slice(0, end);
      this.received = this.received.slice(end + 1);
      clearTimeout(this.timer);
      if (this.asked) this.confirm();
      else void this.answer(line);
    }
  }

  private async answer(line: string): Promise<void> {
    this.asked = true;
    const request = readRequest(line);
    if (request === null) return this.send(UNKNOWN, true);
    try {
      this.send({ answer: await this.handle(request, this) }, true);
    } catch (error) {
      this.send({ error: toldOf(error) }, true);
    }
  }

  note(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.confirm = resolve;
      this.timer = setTimeout(() => this.end(), REQUEST_MS);
      this.send({ note: text }, false);
    });
  }

  /** What nobody reads is dropped with the connection. */
  private send(reply: Reply, last: boolean): void {
    if (this.gone.aborted) return;
    this.socket.write(`${JSON.stringify(reply)}\n`);
    if (!last) return;
    this.timer = setTimeout(() => this.end(), REQUEST_MS);
    this.socket.end();
  }
}

const UNKNOWN: Reply = {
  error: {
    code: 'no-control',
    message: 'the session does not know this request',
    hint: 'It may be of another version: leave it and start masked-shell anew.',
  },
};

function toldOf(error: unknown): Extract<Reply, { error: unknown }>['error'] {
  if (!(error instanceof MaskedShellError)) return { code: 'no-control', message: 'the session failed', hint: '' };
  const { message, hint } = error;
  return { code: error.code === 'not-confirmed' ? 'not-confirmed' : 'no-control', message, hint };
}
