// Reads files and lists folders again only when they changed, by what the file system says of them. What can't be read, or is no
// regular file, is as if it were not there.
import { type Dir, opendirSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { MaskedShellError } from '../config/error.ts';
import { isVisible, readRegularFile } from '../config/file.ts';
import { USUAL_NAMES } from '../values/sources/variable-files.ts';

export interface Folder {
  readonly path: string;
  /** The files that were asked for, in order of their names. */
  readonly names: readonly string[];
  /** `.git` stands in it: a folder, or the file of a work tree. */
  readonly isRepository: boolean;
}

interface Stamp {
  readonly changed: number;
  readonly modified: number;
  readonly size: number;
  readonly inode: number;
  /** When it was taken. */
  readonly at: number;
}

/** Entries that a folder is listed with; in a larger one the usual names are looked for. */
const MOST_ENTRIES = 4000;
/** How many are remembered; the oldest go first and are read once more. */
const MOST_REMEMBERED = 2000;
/** A star stands for so many names. */
const MOST_MATCHES = 64;
/** The clock of a file system may stand still for so many milliseconds: what changed so shortly before is looked at again. */
const GRANULARITY = 50;

export class ChangedFiles {
  private readonly stamps = new Map<string, Stamp>();
  private readonly listings = new Map<string, ReadonlySet<string> | null>();
  private readonly folders = new Map<string, Folder>();

  /**
   * The bytes of a regular file as a one-byte string; null where there is none, or where it is as it was when it was read.
   * @param harmless a file that may be run is left out: it would print the secret.
   */
  readIfChanged(path: string, harmless = false): string | null {
    const status = statusOf(path);
    if (status === null || !status.isFile() || (harmless && (status.mode & 0o111) !== 0)) return null;
    if (!this.isChanged(path, status)) return null;
    try {
      return readRegularFile(path, '')?.toString('latin1') ?? null;
    } catch (error) {
      if (error instanceof MaskedShellError) return null;
      throw error;
    }
  }

  /** The folder's files of which `wanted` knows the names, or null where it can't be listed. */
  folder(path: string, wanted: (name: string) => unknown): Folder | null {
    const status = statusOf(path);
    if (status === null || !status.isDirectory()) return null;
    const known = this.folders.get(path);
    if (!this.isChanged(path, status) && known !== undefined) return known;
    const names = namesIn(path, (name) => name === '.git' || wanted(name) !== null);
    const folder = { path, names: names.filter((name) => name !== '.git'), isRepository: names.includes('.git') };
    remember(this.folders, path, folder);
    return folder;
  }

  /** All names in a folder as they were when it was asked first; null where it can't be listed. */
  namesOf(path: string): ReadonlySet<string> | null {
    let names = this.listings.get(path);
    if (names === undefined) {
      names = listingOf(path);
      this.listings.set(path, names);
    }
    return names;
  }

  /** The paths that a pattern means whose folders or name hold `*`; none that does not exist but one without a star. */
  matching(pattern: string): string[] {
    const star = pattern.indexOf('*');
    if (star < 0) return [pattern];
    const begin = pattern.lastIndexOf('/', star);
    const end = pattern.indexOf('/', star);
    const [part, rest] = end < 0 ? [pattern.slice(begin + 1), ''] : [pattern.slice(begin + 1, end), pattern.slice(end)];
    const regex = new RegExp(`^${part.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
    const folder = pattern.slice(0, begin);
    const names = namesIn(folder, (name) => regex.test(name) && !name.includes('*'));
    return names.slice(0, MOST_MATCHES).flatMap((name) => this.matching(`${folder}/${name}${rest}`));
  }

  private isChanged(path: string, status: Stats): boolean {
    const old = this.stamps.get(path);
    const { ctimeMs: changed, mtimeMs: modified, size, ino: inode } = status;
    remember(this.stamps, path, { changed, modified, size, inode, at: Date.now() });
    if (old === undefined || [old.changed, old.modified].some((time) => Math.abs(old.at - time) < GRANULARITY))
      return true;
    return old.changed !== changed || old.modified !== modified || old.size !== size || old.inode !== inode;
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key) && map.size >= MOST_REMEMBERED) map.delete(map.keys().next().value as string);
  map.set(key, value);
}

function statusOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function listingOf(path: string): ReadonlySet<string> | null {
  try {
    return new Set(readdirSync(path));
  } catch {
    return null;
  }
}

/** Names of a folder in order. */
function namesIn(path: string, isWanted: (name: string) => boolean): string[] {
  let folder: Dir;
  try {
    folder = opendirSync(path);
  } catch {
    // It may be searched, though not listed.
    return USUAL_NAMES.filter((name) => isWanted(name) && isVisible(join(path, name)));
  }
  const names: string[] = [];
  try {
    for (let count = 0; ; count++) {
      const entry = folder.readSync();
      if (entry === null) return names.sort();
      if (count >= MOST_ENTRIES) break;
      if (isWanted(entry.name)) names.push(entry.name);
    }
  } catch {
    return names.sort();
  } finally {
    folder.closeSync();
  }
  const usual = USUAL_NAMES.filter((name) => isWanted(name) && isVisible(join(path, name)));
  return [...new Set([...names, ...usual])].sort();
}
