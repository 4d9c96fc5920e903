// Learns values from files that the user works with anyway: credential files of the home at their well-known places, and the
// `.env` files of the working directory and of those above it, up to the repository's root. Reading only ever adds masks; nothing
// in a file is run or resolved.
import { basename, dirname, join, resolve } from 'node:path';
import { homeFolder } from '../config/load.ts';
import { assignedIn } from '../shells/assigned.ts';
import type { NamedValue } from '../values/environment.ts';
import { composeEnvFiles } from '../values/sources/compose.ts';
import { CREDENTIAL_FILES } from '../values/sources/files/table.ts';
import { type Format, PARSERS } from '../values/sources/formats.ts';
import { pathsOf } from '../values/sources/places.ts';
import { selectSecrets } from '../values/sources/secrets.ts';
import { type VariableFile, variableFile } from '../values/sources/variable-files.ts';
import { ChangedFiles, type Folder } from './changed-files.ts';
import type { Masking } from './masking.ts';

/** What the values are reported as. */
export const KNOWN_FILE = 'known-file';

export interface KnownFilesOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds that `readHome` may take at once; what is left is read in turns of as much. Without it all is read at once. */
  readonly slice?: number;
}

/** More values in one file are no credentials. */
const MOST_VALUES = 500;
/** Folders above the working directory. */
const MOST_LEVELS = 32;
/** Bytes that one call of `enterDirectory` reads; what is left is read by the next. */
const MOST_BYTES = 4 << 20;
const CONFIG = '.config';
/** Files that one of Docker Compose names. */
const MOST_ENV_FILES = 16;
const MOST_COMPOSE = 500;

const SHORTEST_TOKEN = 16;
const LONGEST_TOKEN = 1024;

interface Task {
  readonly path: string;
  readonly format: Format;
  readonly secrets?: readonly string[] | undefined;
}

export class KnownFiles {
  private readonly files = new ChangedFiles();
  private readonly home: string | null;
  /** By the Compose file that names them. */
  private readonly envFiles = new Map<string, readonly string[]>();
  private waiting: Task[] = [];
  private turn: NodeJS.Immediate | null = null;

  constructor(
    private readonly masking: Masking,
    private readonly options: KnownFilesOptions,
  ) {
    const home = homeFolder(options.env);
    this.home = home === null ? null : resolve(home);
  }

  /** Learns from the credential files of the home. What takes longer than a slice is read in turns, between other events. */
  readHome(): void {
    const { env } = this.options;
    const seen = new Set<string>();
    for (const { places, format, secrets } of CREDENTIAL_FILES) {
      for (const path of places.flatMap((place) => pathsOf(place, env, this.home))) {
        if (seen.has(path) || !this.mayExist(path)) continue;
        seen.add(path);
        this.waiting.push({ path, format, secrets });
      }
    }
    this.readWaiting();
  }

  /** False for what surely is not there: most tools of the table are on no machine, and two lists tell so. */
  private mayExist(path: string): boolean {
    if (this.home === null || !path.startsWith(`${this.home}/`)) return true;
    const [first, second] = path.slice(this.home.length + 1).split('/');
    const inHome = this.files.namesOf(this.home);
    if (inHome !== null && !first.includes('*') && !inHome.has(first)) return false;
    if (first !== CONFIG) return true;
    const inConfig = this.files.namesOf(join(this.home, CONFIG));
    return inConfig === null || inConfig.has(second);
  }

  /**
   * Learns from the files with variables that stand in a directory and in those above it, as far as they changed. Where nothing did
   * it costs a look at each.
   * @param path the working directory.
   */
  enterDirectory(path: string): void {
    const found: NamedValue[] = [];
    let left = MOST_BYTES;
    for (const folder of this.foldersOf(resolve(path))) {
      for (const name of folder.names) {
        if (left > 0) left -= this.readVariables(folder.path, name, found);
      }
    }
    if (found.length > 0) this.masking.knowAll(found, 'file');
  }

  /** Learns from a file that the shell is about to read, as far as it assigns what is written out. */
  readSourced(path: string, fish: boolean): void {
    const found: NamedValue[] = [];
    if (fish) {
      const text = this.files.readIfChanged(path) ?? '';
      this.masking.learnVariables(text.split('\n').flatMap((line) => assignedIn(line, true).variables));
    } else
      this.collect(
        { path, format: /^dotenv$|^template$/.test(variableFile(basename(path)) ?? '') ? 'dotenv' : 'shell' },
        found,
      );
    if (found.length > 0) this.masking.knowAll(found, 'file');
  }

  /** Reads no more. What was learned stays known. */
  close(): void {
    this.waiting = [];
    if (this.turn !== null) clearImmediate(this.turn);
    this.turn = null;
  }

  /** The directory and those above it, up to the first that holds a repository, or the home. */
  private *foldersOf(path: string): Generator<Folder> {
    let at = path;
    for (let level = 0; level < MOST_LEVELS; level++) {
      const folder = this.files.folder(at, variableFile);
      if (folder !== null) yield folder;
      if (folder?.isRepository || at === this.home || dirname(at) === at) return;
      at = dirname(at);
    }
  }

  private readWaiting(): void {
    const { slice = Number.POSITIVE_INFINITY } = this.options;
    const end = performance.now() + slice;
    do {
      const task = this.waiting.shift();
      if (task === undefined) break;
      const found: NamedValue[] = [];
      for (const path of this.files.matching(task.path)) this.collect({ ...task, path }, found);
      // To know a value takes longer than to read it: it counts for the slice.
      if (found.length > 0) this.masking.knowAll(found, 'file');
    } while (performance.now() < end);
    this.turn = this.waiting.length === 0 ? null : setImmediate(() => this.readWaiting());
    this.turn?.unref();
  }

  /** @returns how many bytes it read. */
  private readVariables(folder: string, name: string, found: NamedValue[]): number {
    const file = join(folder, name);
    const kind = variableFile(name);
    if (kind === null) return 0;
    if (kind !== 'compose')
      return this.collect({ path: file, format: kind === 'shell' ? kind : 'dotenv' }, found, kind);
    const text = this.files.readIfChanged(file);
    if (text !== null) {
      const named = composeEnvFiles(text).slice(0, MOST_ENV_FILES);
      if (this.envFiles.size >= MOST_COMPOSE) this.envFiles.clear();
      this.envFiles.set(
        file,
        named.map((each) => resolve(folder, each)),
      );
    }
    let read = text?.length ?? 0;
    for (const path of this.envFiles.get(file) ?? []) read += this.collect({ path, format: 'dotenv' }, found);
    return read;
  }

  /** @returns how many bytes it read. */
  private collect({ path, format, secrets = [] }: Task, found: NamedValue[], kind?: VariableFile): number {
    const text = this.files.readIfChanged(path, format === 'whole');
    if (text === null) return 0;
    const { judge } = this.masking.names;
    const selection = { judge, secrets, rule: KNOWN_FILE, template: kind === 'template' };
    const { secret, other } = selectSecrets(PARSERS[format](text), selection);
    for (const value of secret.slice(0, MOST_VALUES)) found.push(value);
    for (const value of other.filter(mayBeToken).slice(0, MOST_VALUES))
      if (this.masking.isSecretByForm(value)) found.push({ name: '', value, rule: KNOWN_FILE });
    return text.length;
  }
}

/** What no name tells of is looked at where it is as long as tokens are. */
function mayBeToken({ length }: string): boolean {
  return length >= SHORTEST_TOKEN && length <= LONGEST_TOKEN;
}
