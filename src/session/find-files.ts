// The files that a folder holds for `check`: what version control ignores is left out, as are links and what is no file.
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { STANDARD_INPUT, unreadable } from './input.ts';

export interface FoundFile {
  readonly path: string;
  /** It was found in a folder, not named: what is binary in it is left out. */
  readonly below: boolean;
}

/** Rules of one `.gitignore`, for what lies below its folder. */
interface Scope {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Folders of version control itself. */
const HIDDEN_FOLDERS: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.jj']);

/** Where its rules stand, the later ones stronger. */
const IGNORE_FILES = [join('.git', 'info', 'exclude'), '.gitignore', '.ignore'];
/** A folder without any of these has no rules. */
const SIGNS: ReadonlySet<string> = new Set(['.git', '.gitignore', '.ignore']);

/**
 * The files named, and those below the folders named, in the order of their names.
 * @param onUnreadable told of each that can't be read; the others go on
 */
export async function findFiles(
  paths: readonly string[],
  onUnreadable: (error: unknown) => void,
): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    try {
      const status = path === STANDARD_INPUT ? null : await stat(path);
      if (status?.isDirectory()) await addBelow(path, await scopesAbove(path), found, onUnreadable);
      else found.push({ path, below: false });
    } catch (error) {
      onUnreadable(unreadable(path, error));
    }
  }
  return found;
}

async function addBelow(
  folder: string,
  above: readonly Scope[],
  found: FoundFile[],
  onUnreadable: (error: unknown) => void,
): Promise<void> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const own = entries.some(({ name }) => SIGNS.has(name)) ? await scopeOf(folder) : null;
    const scopes = own === null ? above : [...above, own];
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!HIDDEN_FOLDERS.has(entry.name) && !isIgnored(`${path}${sep}`, scopes))
          await addBelow(path, scopes, found, onUnreadable);
      } else if (entry.isFile() && !isIgnored(path, scopes)) {
        found.push({ path, below: true });
      }
    }
  } catch (error) {
    onUnreadable(unreadable(folder, error));
  }
}

/** The deepest `.gitignore` that says anything about a path decides. */
function isIgnored(path: string, scopes: readonly Scope[]): boolean {
  for (let i = scopes.length - 1; i >= 0; i--) {
    const { folder, rules } = scopes[i];
    const inside = relative(folder, path).split(sep).join('/') + (path.endsWith(sep) ? '/' : '');
    if (inside === '/') continue;
    const { ignored, unignored } = rules.test(inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}

async function scopeOf(folder: string): Promise<Scope | null> {
  let rules: Ignore | null = null;
  for (const name of IGNORE_FILES) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => null);
    if (text !== null) rules = (rules ?? ignore()).add(text);
  }
  return rules === null ? null : { folder, rules };
}

/** The rules of the folders above it, up to the root of its repository; none where they would leave out the folder itself. */
async function scopesAbove(folder: string): Promise<Scope[]> {
  const scopes: Scope[] = [];
  for (let at = resolve(folder); !(await exists(join(at, '.git'))); ) {
    if (dirname(at) === at) return [];
    at = dirname(at);
    const scope = await scopeOf(at);
    if (scope !== null) scopes.unshift(scope);
  }
  return isIgnored(`${folder}${sep}`, scopes) ? [] : scopes;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
