// Which files a Docker Compose file names as `env_file`. Reads its text only.

const KEY = /^([ \t]*)(?:- +)?env_file[ \t]*:[ \t]*(.*)$/;
const ITEM = /^([ \t]*)- *(?:path[ \t]*:[ \t]*)?(.+)$/;

/** Paths as they are written, relative to the Compose file; those that need a variable are left out. */
export function composeEnvFiles(text: string): string[] {
  const paths: string[] = [];
  let indent = -1;
  for (const line of text.split(/\r?\n/)) {
    const key = KEY.exec(line);
    if (key !== null) {
      indent = key[1].length;
      for (const [path] of key[2].replace(/(?:^|[ \t])#.*$/, '').matchAll(/[^\s[\],"']+/g)) paths.push(path);
      continue;
    }
    if (indent < 0 || line.trim() === '') continue;
    const item = ITEM.exec(line);
    if (item !== null && item[1].length >= indent) paths.push(item[2].replace(/[ \t]#.*$/, '').replace(/["']/g, ''));
    else if (line.search(/\S/) <= indent) indent = -1;
  }
  return paths.map((path) => path.trim()).filter((path) => path !== '' && !/[${}]/.test(path));
}
