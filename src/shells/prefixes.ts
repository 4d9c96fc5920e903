// Commands that run another command: `sudo -u me env`, `docker exec X env`, `sh -c '…'`. A table, and how it is read.
import type { Word } from './command-line.ts';

interface Prefix {
  /** The program, and the words behind it that make it run another one. */
  readonly form: string;
  /** Options whose value is the next word. */
  readonly valued?: string;
  /** How many operands stand before the command. */
  readonly operands?: number;
  /** What follows is joined and read as a command line. */
  readonly line?: true;
  /** `NAME=value` may stand before the command. */
  readonly assignments?: true;
  /** With one of these nothing is run. */
  readonly not?: RegExp;
}

const CONTAINER =
  '-e --env -v --volume -p --publish --name --network --net -w --workdir -u --user --entrypoint -h --hostname -l --label --env-file --mount -m --memory --cpus --platform --gpus --add-host --restart --index --detach-keys --pull -f --file --profile';
const KUBECTL =
  '-n --namespace -c --container --context --kubeconfig --cluster --user -f --filename --pod-running-timeout';

const PREFIXES: readonly Prefix[] = [
  {
    form: 'sudo',
    valued: '-u --user -g --group -h --host -p --prompt -C -r -t -T -U -D -R',
    assignments: true,
    not: /^(?:-[lve]|--list|--edit)$/,
  },
  { form: 'doas', valued: '-u -C' },
  { form: 'time', valued: '-f --format -o --output' },
  { form: 'nohup' },
  { form: 'setsid' },
  { form: 'builtin' },
  { form: 'noglob' },
  { form: 'nocorrect' },
  { form: 'command', not: /^-[vV]$/ },
  { form: 'exec', valued: '-a' },
  { form: 'env', valued: '-u --unset -C --chdir', assignments: true },
  { form: 'nice', valued: '-n --adjustment' },
  { form: 'ionice', valued: '-c --class -n --classdata' },
  { form: 'stdbuf', valued: '-i -o -e --input --output --error' },
  { form: 'timeout', valued: '-s --signal -k --kill-after', operands: 1 },
  { form: 'gtimeout', valued: '-s --signal -k --kill-after', operands: 1 },
  { form: 'unbuffer' },
  { form: 'rlwrap' },
  { form: 'chronic' },
  { form: 'caffeinate', valued: '-t -w' },
  { form: 'chroot', operands: 1 },
  { form: 'gosu', operands: 1 },
  { form: 'su-exec', operands: 1 },
  { form: 'runuser', valued: '-u -g -G -s -w' },
  { form: 'xargs', valued: '-I -n -P -L -d -a -E -s --max-args --max-procs --delimiter --arg-file --replace' },
  { form: 'watch', valued: '-n --interval -q --equexit', line: true },
  { form: 'viddy', valued: '-n --interval', line: true },
  { form: 'eval', line: true },
  { form: 'ssh', valued: '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w', operands: 1, line: true },
  { form: 'docker exec', valued: CONTAINER, operands: 1 },
  { form: 'docker container exec', valued: CONTAINER, operands: 1 },
  { form: 'docker compose exec', valued: CONTAINER, operands: 1 },
  { form: 'docker compose run', valued: CONTAINER, operands: 1 },
  { form: 'docker-compose exec', valued: CONTAINER, operands: 1 },
  { form: 'docker-compose run', valued: CONTAINER, operands: 1 },
  { form: 'docker run', valued: CONTAINER, operands: 1 },
  { form: 'kubectl exec', valued: KUBECTL, operands: 1 },
  { form: 'kubectl run', valued: `${KUBECTL} --image`, operands: 1 },
  { form: 'direnv exec', operands: 1 },
  { form: 'op run', valued: '--env-file --account' },
  { form: 'doppler run', valued: '-p --project -c --config -t --token' },
  { form: 'infisical run', valued: '--env --path --projectId --token' },
  { form: 'chamber exec', operands: 1 },
  { form: 'aws-vault exec', valued: '-d --duration --region --mfa-token -t', operands: 1 },
  { form: 'poetry run' },
  { form: 'uv run', valued: '--with --env-file --python -p' },
  { form: 'pipenv run' },
  { form: 'bundle exec' },
  { form: 'mise exec' },
  { form: 'asdf exec' },
];

/** Programs by other names. */
const SAME: Readonly<Record<string, string>> = { podman: 'docker', nerdctl: 'docker', oc: 'kubectl', k: 'kubectl' };
/** Options of these that stand before the subcommand. */
const GLOBAL: Readonly<Record<string, string>> = {
  docker: '-H --host -c --context --config -f --file -p --project-name --profile --env-file',
  kubectl: KUBECTL,
};

const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'mksh', 'fish', 'busybox']);
/** They take a command line behind `-c`, too. */
const RUNNERS: ReadonlySet<string> = new Set(['su', 'script', 'runuser', 'nix-shell', 'flock']);
const ASSIGNMENT = /^[A-Za-z_]\w*=/;

/** What a command runs: another one, a command line, or itself (null). */
export type Run =
  | { readonly words: readonly Word[] }
  | { readonly line: string; readonly shell: string }
  | 'nothing'
  | null;

/** The name of a program, without its directory, and one for all that take the same arguments. */
export function programName(word: string): string {
  const name = word.slice(word.lastIndexOf('/') + 1).replace(/\.exe$/i, '');
  return SAME[name] ?? name;
}

/** What the command with these words runs instead of itself. */
export function runBy(words: readonly Word[]): Run {
  const program = programName(words[0].text);
  if (SHELLS.has(program) || RUNNERS.has(program)) {
    const at = words.findIndex(({ text }, i) => i > 0 && /^(?:-[a-zA-Z]*c|--command|--run)$/.test(text));
    if (at > 0) return at + 1 < words.length ? { line: words[at + 1].text, shell: program } : 'nothing';
  }
  for (const prefix of PREFIXES) {
    const [name, ...path] = prefix.form.split(' ');
    if (name !== program) continue;
    const from = pathEnd(words, path, GLOBAL[name] ?? '');
    if (from > 0) return runFrom(words, from, prefix);
  }
  return null;
}

/** Index of the word behind the subcommands, or -1 where they are others. */
function pathEnd(words: readonly Word[], path: readonly string[], valued: string): number {
  let at = 1;
  for (const subcommand of path) {
    at = skipOptions(words, at, valued);
    if (words[at]?.text !== subcommand) return -1;
    at++;
  }
  return at;
}

function skipOptions(words: readonly Word[], from: number, valued: string): number {
  const options = new Set(valued.split(' '));
  let at = from;
  while (at < words.length && words[at].text.startsWith('-') && words[at].text !== '--') {
    at += options.has(words[at].text) ? 2 : 1;
  }
  return at;
}

function runFrom(
  words: readonly Word[],
  from: number,
  { valued = '', operands = 0, line, assignments, not }: Prefix,
): Run {
  let at = skipOptions(words, from, valued);
  if (not !== undefined && words.slice(from, at).some(({ text }) => not.test(text))) return 'nothing';
  for (let skipped = 0; skipped < operands; skipped++) at = skipOptions(words, at + 1, valued);
  if (words[at]?.text === '--') at++;
  while (assignments && at < words.length && ASSIGNMENT.test(words[at].text)) at++;
  const rest = words.slice(at);
  if (rest.length === 0) return null;
  return line ? { line: rest.map(({ text }) => text).join(' '), shell: '' } : { words: rest };
}
