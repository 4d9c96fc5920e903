// From the places in the table of credential files to paths: `~` is the home, `$NAME` what a variable says, `*` any name. Reads
// no file.
import { isAbsolute, join } from 'node:path';

/** Where the folders of the XDG Base Directory Specification are by default. */
const XDG: readonly (readonly [string, string])[] = [
  ['~/.config/', 'XDG_CONFIG_HOME'],
  ['~/.local/share/', 'XDG_DATA_HOME'],
  ['~/.cache/', 'XDG_CACHE_HOME'],
];

/**
 * The paths that a place means, none where its variable is not set; a variable alone may list several. Stars stay in them.
 * @param place such as `~/.aws/credentials` or `$DOCKER_CONFIG/config.json`.
 */
export function pathsOf(place: string, env: NodeJS.ProcessEnv, home: string | null): string[] {
  if (place.startsWith('$')) {
    const [name, ...rest] = place.slice(1).split('/');
    const value = env[name] ?? '';
    const values = rest.length === 0 ? value.split(':') : [value];
    return values.filter(isAbsolute).map((path) => join(path, ...rest));
  }
  const moved = XDG.flatMap(([folder, variable]) => {
    const base = env[variable] ?? '';
    return place.startsWith(folder) && isAbsolute(base) ? [join(base, place.slice(folder.length))] : [];
  });
  return home === null ? moved : [...moved, join(home, place.slice(2))];
}
