// What becomes of secrets that a command reads: what a filter passes on stays secret, in another form perhaps; what any other
// program reads ends there.
import { type OutputPolicy, RANDOM_VALUES, selects, VALUES } from '../detectors/command-output/policy.ts';

/** What comes out where a policy holds for what goes in. `args`: the command's arguments. */
type Effect = (policy: OutputPolicy, args: readonly string[]) => OutputPolicy | null;

const each = (names: string, effect: Effect): [string, Effect][] => names.split(' ').map((name) => [name, effect]);

/** Lines come out as they went in. */
const keep: Effect = (policy) => policy;
/** Lines come out, but not with those around them. */
const pick: Effect = (policy) => withoutPlace(policy);
/** What comes out no longer tells its name. */
const values: Effect = (policy) => ({ ...VALUES, programs: policy.programs });

/** Of the values in a listing only few are secret: those that look so. */
const fewValues = (policy: OutputPolicy): OutputPolicy => ({ ...RANDOM_VALUES, programs: policy.programs });

const FILTERS: ReadonlyMap<string, Effect> = new Map([
  ...each(
    'cat bat batcat tee pv ts lolcat nl less more most moar moor bat view vim nvim vi nano emacs iconv dos2unix',
    keep,
  ),
  ...each(
    'column expand unexpand fmt fold pr cowsay zcat gunzip gzip zstd xz json_pp prettier fx jless jid glow',
    keep,
  ),
  ...each('head tail tac sort uniq shuf fzf sk strings diff comm', pick),
  ...each('grep egrep fgrep rg ag ack zgrep', (policy, args) => {
    if (args.some((arg) => /^(?:-[a-zA-Z]*[qcl]|--quiet|--silent|--count|--files-with-matches)$/.test(arg)))
      return null;
    const isPart = args.some((arg) => /^(?:-[a-zA-Z]*o[a-zA-Z]*|--only-matching)$/.test(arg));
    return isPart && !isNames(args) ? values(policy, args) : pick(policy, args);
  }),
  ...each('sed gsed', (policy, args) => withValues(pick(policy, args), policy.entries !== null)),
  ...each('tr', (policy, args) => {
    const { listing } = policy;
    if (listing === null) return withValues(policy, policy.entries !== null);
    if (args.includes('\\0') || args.includes('\\000')) return { ...policy, listing: {} };
    // What is split into lines goes on in them.
    if (args.at(-1) === '\\n') return policy;
    return { ...policy, listing: args.includes('-d') ? { ...listing, glued: true } : { ...listing, words: true } };
  }),
  ...each('cut', (policy, args) => {
    if (policy.listing === null) return values(policy, args);
    // Of a piece of each line the name is still there.
    if (args.some((arg) => /^-[bc]|^--(?:bytes|characters)/.test(arg))) return pick(policy, args);
    return isFirstField(args) ? null : fewValues(policy);
  }),
  ...each('awk gawk mawk nawk', (policy, args) => {
    if (policy.listing === null) return values(policy, args);
    if (!args.some((arg) => /\$(?:[2-9]|NF)/.test(arg))) return onlyFirst(args) ? null : pick(policy, args);
    return fewValues(policy);
  }),
  // What it tells of certificates and keys is no secret, and keys themselves have a form.
  ...each('openssl', (policy, args) =>
    /^(?:enc|base64|smime|cms|pkeyutl|rsautl)$/.test(args[0] ?? '') ? values(policy, args) : null,
  ),
  ...each('jq yq gojq jaq', (policy, args) => query(policy, pathOf(args))),
  ...each('python python3', (policy, args) => (args.includes('json.tool') ? policy : values(policy, args))),
  ...each('perl ruby node php xargs paste rev base64 base32 gbase64 xxd od hexdump basenc gron dasel mlr', values),
]);

/** What comes out of a command that reads what `policy` holds for; null where nothing of it is shown. */
export function filtered(program: string, args: readonly string[], policy: OutputPolicy): OutputPolicy | null {
  return FILTERS.get(program)?.(policy, args) ?? null;
}

/** Whether it shows what it reads. */
export function isFilter(program: string): boolean {
  return FILTERS.has(program);
}

/**
 * What comes out of a query over keys and their values.
 * @param path the keys of the query; null where it is more than a path; empty where all comes out
 */
export function query(policy: OutputPolicy, path: readonly string[] | null): OutputPolicy | null {
  const { entries } = policy;
  if (path?.length === 0 || policy.typed) return policy;
  if (entries === null || path === null) return { ...withoutPlace(policy), bare: true };
  const isSecret = selects(entries);
  const last = path.at(-1)!;
  if (entries.keys === 'all' && !isSecret(last)) return null;
  if (path.some(isSecret)) return { ...withoutPlace(policy), bare: true };
  return policy;
}

/** A secret's lines without those around them: what they stand below is not known. */
function withoutPlace(policy: OutputPolicy): OutputPolicy {
  const { entries } = policy;
  if (entries === null || entries.keys === 'all' || !entries.keys.includes('data')) return policy;
  return { ...policy, entries: { ...entries, keys: 'all' } };
}

function withValues(policy: OutputPolicy | null, bare: boolean): OutputPolicy | null {
  return policy !== null && bare ? { ...policy, bare: true } : policy;
}

/** The keys that the first argument that is no option leads along; null where it does more than that. */
function pathOf(args: readonly string[]): string[] | null {
  const valued = /^(?:--arg|--argjson|--indent|--tab|-o|-p|--output-format)$/;
  const operand = args.find(
    (arg, i) => !arg.startsWith('-') && !/^(?:e|eval)$/.test(arg) && !valued.test(args[i - 1] ?? ''),
  );
  return keysOf(operand ?? '.');
}

/** `.a["b"][0].c`, `Credentials.SecretAccessKey`: the keys of a path; null for anything else. */
export function keysOf(path: string): string[] | null {
  if (!/^[\w.\-[\]"'?@*]{1,400}$/.test(path)) return null;
  return path.split(/[.[\]"'?]+/).filter((key) => /[A-Za-z]/.test(key));
}

/** `cut -d= -f1` of a listing: the names. */
function isFirstField(args: readonly string[]): boolean {
  const line = args.join(' ');
  return /(?:^| )-d ?=/.test(line) && /(?:^| )-f ?1(?: |$)/.test(line);
}

/** `awk -F= '{print $1}'`: the names. */
function onlyFirst(args: readonly string[]): boolean {
  const fields = args.join(' ').match(/\$\w+/g) ?? [];
  return args.join(' ').includes('-F') && fields.length > 0 && fields.every((field) => field === '$1');
}

/** A pattern that matches names only: `grep -o '^[^=]*'`. */
function isNames(args: readonly string[]): boolean {
  return args.some((arg) => /^\^\[\^=\][*+]$/.test(arg));
}
