// What can be asked of a running session, and how it is done. Whatever shows more than before is done only after the user has said
// so on the terminal itself: a program's output, and a program that connects to the socket, can ask for it and no more.
import { MaskedShellError } from '../../config/error.ts';
import type { Profile } from '../../config/settings.ts';
import { VERSION } from '../../config/version.ts';
import type { Redactor } from '../../redactor/redactor.ts';
import { findProgram } from '../../shells/program.ts';
import { allowEntry } from '../allow-value.ts';
import { commandName } from '../command-name.ts';
import { Journal } from '../journal.ts';
import type { Masking } from '../masking.ts';
import { removeStale } from '../runtime-directory.ts';
import { clipboardFor } from './clipboard.ts';
import { durationOf } from './duration.ts';
import { Pausing } from './pausing.ts';
import type { Answers, ReportData, Request, Status } from './protocol.ts';
import { Question } from './question.ts';
import { ControlServer, type Handler, type Peer } from './server.ts';

/** What the session does for it. */
export interface ControlHost {
  readonly masking: Masking;
  readonly redactor: Redactor;
  /** Writes what the redactor makes to the terminal. */
  apply(produce: (redactor: Redactor) => Uint8Array): void;
  /** While held, the program's output waits. */
  hold(held: boolean): void;
  readonly columns: number;
  /** Whether `enterCommand` and `enterPrompt` will be called. */
  readonly tellsCommands: boolean;
  /** What the shell's hooks cost at the last prompt, in milliseconds. */
  readonly promptCost: number | null;
}

export interface ControlOptions {
  /** The session's own folder, and the socket in it. */
  readonly folder: string;
  readonly socket: string;
  readonly env: NodeJS.ProcessEnv;
  readonly profile: Profile;
  /** The user's configuration file; null where there is none to write to. */
  readonly configurationFile: string | null;
  /** The title says that masking is on. */
  readonly titleMarker: boolean;
}

/** The shell's first output comes first, in milliseconds. */
const LISTEN_AFTER_MS = 10;
const ON_MARK = '[masked] ';
/** How long a line of ours stands, in milliseconds. */
const NOTICE_MS = 4000;
/** Values that may be added in one session: a program may ask for it, too. */
const MOST_ADDED = 1000;
/** What the program has written is on the terminal by then, in milliseconds. */
const SHOWN_MS = 50;

type Handlers = {
  [name in Request['do']]: (request: Extract<Request, { do: name }>, peer: Peer) => Promise<Answers[name]>;
};

export class Control {
  private readonly journal = new Journal(Date.now);
  private readonly since = Date.now();
  private readonly question: Question;
  private readonly pausing: Pausing;
  private server: ControlServer | null = null;
  private readonly listenTimer: NodeJS.Timeout;
  private noticeTimer: NodeJS.Timeout | null = null;
  private added = 0;
  private hooksLost = false;

  constructor(
    private readonly options: ControlOptions,
    private readonly host: ControlHost,
  ) {
    host.masking.onMask = (event) => this.journal.take(event);
    const surface = {
      show: (line: string) => this.show(line),
      clear: () => host.apply((redactor) => redactor.clearBanner()),
      hold: (held: boolean) => host.hold(held),
      get columns() {
        return host.columns;
      },
    };
    const now = () => performance.now();
    this.question = new Question(surface, now);
    const mark = options.titleMarker ? ON_MARK : '';
    const effects = {
      setMasking: (on: boolean) => host.apply((redactor) => (on ? redactor.resume() : redactor.pause())),
      setTitleMark: (title: string) => this.markTitle(title),
      notice: (line: string) => this.notice(line),
    };
    this.pausing = new Pausing(effects, mark, now);
    if (mark !== '') this.markTitle(mark);
    this.listenTimer = setTimeout(() => this.listen(), LISTEN_AFTER_MS);
  }

  private listen(): void {
    const { socket, folder } = this.options;
    this.server = new ControlServer(socket, this.handle);
    void removeStale(folder);
  }

  /** Whether the program's output has to wait. */
  get asking(): boolean {
    return this.question.isOpen;
  }

  /** @returns what of the keys is the program's. */
  takeKeys(keys: Buffer): Buffer {
    this.endNotice();
    return this.question.takeKeys(keys);
  }

  /** A command's output follows. @param line as it was typed; null where it is not known. */
  enterCommand(line: string | null): void {
    this.journal.enterCommand(line === null ? '' : commandName(line, (name) => isProgram(name, this.options.env.PATH)));
    this.pausing.enterCommand();
  }

  /** A prompt follows: the command before has ended. */
  enterPrompt(): void {
    this.pausing.leaveCommand();
  }

  /** What the shell's hooks tell did not come (any more): said once. */
  tellHooksLost(): void {
    if (this.hooksLost) return;
    this.hooksLost = true;
    this.notice('masked-shell: the hooks in this shell tell nothing; what it exports is known by its form only');
  }

  /** The terminal has another size. */
  redraw(): void {
    this.question.redraw();
  }

  /** Nobody can answer any more, or nobody may: the program has ended. */
  cancel(): void {
    this.question.cancel();
  }

  close(): void {
    this.endNotice();
    this.cancel();
    this.pausing.close();
    this.markTitle('');
    clearTimeout(this.listenTimer);
    this.server?.close();
  }

  private readonly handle: Handler = (request, peer) => (this.handlers[request.do] as Handler)(request, peer);

  private readonly handlers: Handlers = {
    status: async () => this.status(),

    report: async (): Promise<ReportData> => {
      return { status: this.status(), entries: this.journal.all(), since: this.since, now: Date.now() };
    },

    last: async ({ count }) => ({ entries: this.journal.latestEntries(count) }),

    pause: async ({ seconds, command }, { gone }) => {
      if (command && !this.host.tellsCommands) {
        throw new MaskedShellError(
          'no-control',
          'this shell does not tell where a command begins and ends',
          'Say for how long instead: masked-shell pause --for 30s',
        );
      }
      const what = command ? 'show the next command unmasked' : `pause masking for ${durationOf(seconds)}`;
      await this.question.ask(what, gone);
      this.pausing.start(seconds, command);
      return { state: this.pausing.state, seconds };
    },

    resume: async () => ({ wasPaused: this.pausing.resume() }),

    add: async ({ value }) => {
      if (this.added >= MOST_ADDED)
        throw new MaskedShellError(
          'no-control',
          `${MOST_ADDED} values were added already`,
          'Use learn in the configuration.',
        );
      const known = this.host.masking.add(value);
      if (known) this.added++;
      this.flush();
      return { known };
    },

    allow: async ({ value }, peer) => {
      const { configurationFile: file } = this.options;
      if (file === null)
        throw new MaskedShellError(
          'no-control',
          'this session was started without a configuration',
          'Start one without --no-config.',
        );
      const chosen = value ?? this.lastValue();
      const which = value === null ? `the ${this.lastTold()}` : `a value of ${chosen.length} characters`;
      const entry = await allowEntry(file, chosen);
      await peer.note(`This lets ${which} through. In ${file}:\n\n${entry.text}`);
      await new Promise((resolve) => setTimeout(resolve, SHOWN_MS));
      await this.question.ask(`let ${which} through for good`, peer.gone);
      entry.write();
      this.host.masking.allow(chosen);
      this.flush();
      return { file };
    },

    copy: async (_request, { gone }) => {
      const value = this.lastValue();
      const clipboard = clipboardFor(this.options.env, (sequence) => this.insert(sequence));
      await this.question.ask(`copy the ${this.lastTold()} by ${clipboard.name}`, gone);
      await clipboard.put(Buffer.from(value, 'latin1'));
      return { to: clipboard.name };
    },

    purge: async ({ scrollback }) => {
      const { redactor } = this.host;
      const { erasures } = redactor;
      this.host.apply(() => redactor.purge());
      // ED 3 of xterm: the lines that have scrolled off.
      if (scrollback) this.insert('\x1b[3J');
      return { erased: redactor.erasures > erasures };
    },
  };

  private status(): Status {
    const { masking, redactor, tellsCommands, promptCost } = this.host;
    const { state, secondsLeft } = this.pausing;
    return {
      version: VERSION,
      pid: process.pid,
      state,
      secondsLeft,
      profile: this.options.profile,
      known: { total: masking.known, sources: masking.sources },
      masked: this.journal.totals(),
      unpainted: redactor.missed,
      tellsCommands,
      promptCost,
    };
  }

  private lastValue(): string {
    const { lastValue } = this.journal;
    if (lastValue !== null) return lastValue;
    throw new MaskedShellError('no-control', 'nothing was masked yet in this session');
  }

  /** What of the last masked value may be said. */
  private lastTold(): string {
    const [entry] = this.journal.latestEntries(1);
    return entry === undefined ? '' : `${entry.rule} of ${entry.length} characters`;
  }

  private show(line: string): boolean {
    this.host.apply((redactor) => redactor.showBanner(line));
    return this.host.redactor.hasBanner;
  }

  /** A line that goes with the next key, the next output, or by itself. A question that stands there is not covered. */
  private notice(line: string): void {
    if (this.asking || !this.show(line)) return;
    this.noticeTimer = setTimeout(() => this.endNotice(), NOTICE_MS);
  }

  private endNotice(): void {
    if (this.noticeTimer === null) return;
    clearTimeout(this.noticeTimer);
    this.noticeTimer = null;
    if (!this.asking) this.host.apply((redactor) => redactor.clearBanner());
  }

  private markTitle(mark: string): void {
    this.host.redactor.markTitle(mark);
    this.flush();
  }

  private insert(sequence: string): void {
    this.host.redactor.insert(sequence);
    this.flush();
  }

  /** While a question stands on the terminal, this waits until it has gone. */
  private flush(): void {
    this.host.apply((redactor) => redactor.flush('idle'));
  }
}

function isProgram(name: string, path: string | undefined): boolean {
  try {
    findProgram(name, path);
    return true;
  } catch {
    return false;
  }
}
