// `masked-shell rules ..`: what is known about secrets, why something is taken for one, and rules of other tools.
import type { Argv } from 'yargs';
import { MaskedShellError } from '../config/error.ts';
import { readConfigurationFile } from '../config/file.ts';
import { allRules, type Rule } from '../detectors/rules.ts';
import { checkFile, type Located } from '../session/check-files.ts';
import { type Configured, configure } from '../session/configure.ts';
import { importDetectSecrets } from '../session/import/detect-secrets.ts';
import { importGitleaks } from '../session/import/gitleaks.ts';
import { tomlTable } from '../session/import/toml-writer.ts';
import { readValue, STANDARD_INPUT } from '../session/input.ts';
import { explanation } from '../session/reports.ts';
import { finishOutput, printOut, standardSink } from '../session/sink.ts';
import { fingerprintOf, newKey } from '../values/fingerprint.ts';
import type { Command } from './command-line.ts';
import { shownByYargs } from './hidden.ts';
import { profileOption } from './options.ts';

interface Arguments {
  action: string;
  id?: string;
  file?: string;
  provider?: string;
  json?: boolean;
  profile?: string;
  config?: string;
  noConfig?: boolean;
}

type Action = (args: Arguments, configured: Configured) => Promise<number>;

const ACTIONS: Readonly<Record<string, Action>> = {
  list,
  show,
  test,
  explain,
  fingerprint,
  import: importRules,
};

/** As grep has it. */
const STATUS = { found: 0, none: 1 } as const;

export const rulesCommand: Command<Arguments> = {
  command: 'rules <action> [id] [file]',
  describe: 'Tell what counts as a secret, and why',
  builder: (yargs) =>
    profileOption(yargs)
      .usage(
        '$0 rules <list|show|test|explain> [id]\n$0 rules fingerprint\n$0 rules import <gitleaks|detect-secrets> <file>\n\nTells what counts as a secret, and why something does; makes configuration.',
      )
      .positional('action', {
        type: 'string',
        demandOption: true,
        describe: 'list, show, test, explain, fingerprint or import',
      })
      .positional('id', { type: 'string', describe: 'Of a rule, for show and test; import: the tool' })
      .positional('file', { type: 'string', describe: 'import: the configuration of that tool' })
      .options({
        provider: { type: 'string', requiresArg: true, describe: 'list: only the rules of this provider' },
        json: { type: 'boolean', describe: 'list: an object a line' },
      })
      .example('$0 rules list --provider github', 'its rules')
      .example('$0 rules show github-pat', 'form, exceptions, where to revoke, source')
      .example('$0 rules test github-pat < file', 'what this rule finds; exits 1 when nothing')
      .example('$0 rules explain < file', 'why each finding is one, never the value')
      .example('$0 rules fingerprint < value', 'an entry that lets a value through')
      .example(
        '$0 rules import gitleaks .gitleaks.toml >> config.toml',
        'rules and allowlists of gitleaks',
      ) as unknown as Argv<Arguments>,
  run: async (args) => {
    const action = Object.hasOwn(ACTIONS, args.action) ? ACTIONS[args.action] : undefined;
    if (action === undefined)
      throw new MaskedShellError(
        'usage',
        `there is no rules ${args.action}`,
        `Name one of ${Object.keys(ACTIONS).join(', ')}.`,
      );
    return action(args, await configure(args));
  },
};

function list({ provider, json = false }: Arguments): Promise<number> {
  const wanted = provider?.toLowerCase();
  const rules = [...allRules().values()].filter(
    (rule) => wanted === undefined || rule.provider?.toLowerCase().includes(wanted) === true,
  );
  if (rules.length === 0)
    throw new MaskedShellError('usage', `no rule names the provider ${provider}`, 'See masked-shell rules list.');
  const width = Math.max(...rules.map(({ id }) => id.length));
  const line = (rule: Rule) => (json ? JSON.stringify(rule) : `${rule.id.padEnd(width)}  ${rule.title}`);
  return printOut(Buffer.from(rules.map((rule) => `${line(rule)}\n`).join('')));
}

function show(args: Arguments): Promise<number> {
  const { id, title, shape, exempts, revoke, revokeCommand, source } = namedRule(args);
  const rows = Object.entries({
    rule: id,
    finds: title,
    form: shape,
    'not with': exempts,
    revoke,
    or: revokeCommand,
    source,
  });
  const lines = rows.filter(([, value]) => value !== undefined).map(([name, value]) => `${name.padEnd(8)}  ${value}\n`);
  return printOut(Buffer.from(lines.join('')));
}

function test(args: Arguments, configured: Configured): Promise<number> {
  const { id } = namedRule(args);
  return explainInput(configured, ({ rule }) => rule === id);
}

function explain(args: Arguments, configured: Configured): Promise<number> {
  const { id } = args;
  if (id !== undefined)
    throw new MaskedShellError(
      'usage',
      'rules explain reads standard input only',
      `For example: rules explain < ${id}`,
    );
  return explainInput(configured, () => true);
}

async function explainInput({ createMasking }: Configured, wanted: (located: Located) => boolean): Promise<number> {
  const sink = standardSink(1);
  let status: number = STATUS.none;
  await checkFile(STANDARD_INPUT, createMasking(), (located) => {
    if (!wanted(located)) return;
    status = STATUS.found;
    sink.write(Buffer.from(explanation(located)));
  });
  return (await finishOutput(sink)) || status;
}

function namedRule({ action, id }: Arguments): Rule {
  if (id === undefined)
    throw new MaskedShellError('usage', `rules ${action} takes the id of a rule`, 'See masked-shell rules list.');
  const rule = allRules().get(id);
  if (rule !== undefined) return rule;
  const alike = [...allRules().keys()].filter((known) => known.includes(id) || id.includes(known)).slice(0, 5);
  const hint = alike.length > 0 ? `Did you mean ${alike.join(', ')}?` : 'See masked-shell rules list.';
  throw new MaskedShellError('usage', `there is no rule ${id}`, hint);
}

/** Prints the entry of a configuration that lets the value on standard input through. */
async function fingerprint(_args: Arguments, { configuration }: Configured): Promise<number> {
  const value = await readValue();
  const known = configuration.allow.flatMap(({ values }) => values).find((each) => each.startsWith('hmac-sha256:'));
  const key = known?.split(':')[1] ?? newKey();
  return printOut(Buffer.from(tomlTable('allow', { value: [fingerprintOf(value, key)] })));
}

async function importRules({ id: tool = '', file }: Arguments): Promise<number> {
  if (file === undefined || !Object.hasOwn(IMPORTS, tool))
    throw new MaskedShellError(
      'usage',
      'rules import takes a tool and its file',
      'For example: masked-shell rules import gitleaks .gitleaks.toml; or detect-secrets .secrets.baseline',
    );
  const path = shownByYargs(file);
  const text = readConfigurationFile(path);
  if (text === null) throw new MaskedShellError('usage', `${path}: no such file`);
  const { toml, notes } = await IMPORTS[tool as keyof typeof IMPORTS](text, path);
  for (const note of notes) process.stderr.write(`${note}\n`);
  return printOut(Buffer.from(toml));
}

const IMPORTS = {
  gitleaks: (text: string, file: string) => importGitleaks(text, file, new Set(allRules().keys())),
  'detect-secrets': importDetectSecrets,
} as const;
