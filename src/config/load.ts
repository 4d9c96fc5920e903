// Finds the configuration files and puts them together: the user's own, and what projects add to it.
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { type Configuration, NO_CONFIGURATION, parseConfiguration, type Source } from './configuration.ts';
import { configurationError } from './error.ts';
import { isVisible, readConfigurationFile } from './file.ts';
import { PROFILES, type Profile } from './settings.ts';

export const PROJECT_FILE = '.masked-shell.toml';

/** As the command line has them. */
export interface ConfigurationOptions {
  /** `--config FILE`: instead of the user's own file. */
  readonly config?: string | undefined;
  /** `--no-config`: neither the user's nor a project's. */
  readonly noConfig?: boolean | undefined;
}

export interface Loaded {
  readonly configuration: Configuration;
  /** The project files that were found, the outermost first. */
  readonly projectFiles: readonly string[];
}

/**
 * Reads what is to be read.
 * @param env for the places of files
 * @param folder the working directory
 * @throws MaskedShellError `configuration`.
 */
export async function loadConfiguration(
  { config, noConfig = false }: ConfigurationOptions,
  env: NodeJS.ProcessEnv,
  folder: string,
): Promise<Loaded> {
  if (noConfig) return { configuration: NO_CONFIGURATION, projectFiles: [] };
  const path = config ?? userFile(env);
  const own = path === null ? null : await readFile(path, { kind: 'user' });
  if (own === null && config !== undefined)
    throw configurationError({ file: config, line: 0 }, 'no such file', 'Name another, or leave out --config.');
  let configuration = own ?? NO_CONFIGURATION;
  const projectFiles: string[] = [];
  for (const project of foldersFrom(folder)) {
    const file = join(project, PROJECT_FILE);
    // A folder above may be closed to us.
    const added = isVisible(file) ? await readFile(file, { kind: 'project', folder: project }) : null;
    if (added === null) continue;
    configuration = withProject(configuration, added);
    projectFiles.push(file);
  }
  return { configuration, projectFiles };
}

/** Where the user's own file is (XDG Base Directory Specification: a path that is not absolute counts as none). */
export function userFile(env: NodeJS.ProcessEnv): string | null {
  const { XDG_CONFIG_HOME: base = '' } = env;
  if (base.startsWith('/')) return join(base, 'masked-shell', 'config.toml');
  const home = homeFolder(env);
  return home === null ? null : join(home, '.config', 'masked-shell', 'config.toml');
}

/** The user's home; a number without an account has none. */
export function homeFolder(env: NodeJS.ProcessEnv): string | null {
  if (env.HOME) return env.HOME;
  try {
    return homedir();
  } catch {
    return null;
  }
}

async function readFile(path: string, source: Source): Promise<Configuration | null> {
  const text = readConfigurationFile(path);
  return text === null ? null : parseConfiguration(text, path, source);
}

/** The folder and those above it, the outermost first. */
function foldersFrom(folder: string): string[] {
  const folders = [resolve(folder)];
  while (dirname(folders[0]) !== folders[0]) folders.unshift(dirname(folders[0]));
  return folders;
}

/** Nothing of the user's is taken away. */
function withProject(user: Configuration, project: Configuration): Configuration {
  const known = new Map(user.rules.map((rule) => [rule.id, rule]));
  for (const { id, place } of project.rules) {
    const other = known.get(id);
    if (other === undefined) continue;
    throw configurationError(place, `rules: the id ${id} stands in ${other.place.file} already`, 'Rename one.');
  }
  return {
    ...user,
    profile: higher(user.profile, project.profile),
    rules: [...user.rules, ...project.rules],
    sensitiveNames: [...user.sensitiveNames, ...project.sensitiveNames],
    learn: [...user.learn, ...project.learn],
  };
}

/** The one that masks more. */
function higher(a: Profile | null, b: Profile | null): Profile | null {
  if (a === null || b === null) return a ?? b;
  return PROFILES.indexOf(a) < PROFILES.indexOf(b) ? b : a;
}
