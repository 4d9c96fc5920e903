// From the command line and the configuration files to what a command works with: settings, and masking that knows the
// user's rules, names and files. Here the ids in a configuration meet the rules that there are.
import type { Configuration, UserRule } from '../config/configuration.ts';
import { configurationError, type MaskedShellError, type Place } from '../config/error.ts';
import { type ConfigurationOptions, loadConfiguration } from '../config/load.ts';
import { parseSettings, type RawSettings, type Settings } from '../config/settings.ts';
import { mostSimilar } from '../config/similar.ts';
import { addRules, allRules } from '../detectors/rules.ts';
import { matchesWithinLine } from '../detectors/user-rules/reach.ts';
import { valuesPrinted } from '../values/sources/printed.ts';
import { KNOWN_FILE, KnownFiles } from './known-files.ts';
import { LEARNED, learnFiles } from './learn-files.ts';
import { Masking } from './masking.ts';
import { runValuesFrom, VALUES_FROM } from './values-from.ts';

export type ConfigureOptions = RawSettings & ConfigurationOptions;

export interface SessionMasking {
  readonly masking: Masking;
  /** To be told of each new working directory; null where the configuration says that no files are read. */
  readonly knownFiles: KnownFiles | null;
}

export interface Configured {
  readonly settings: Settings;
  readonly configuration: Configuration;
  /** The project files that added to it. */
  readonly projectFiles: readonly string[];
  /**
   * Makes the masking, and learns from the files that are named for it.
   * @param tell what becomes of errors with these files; by default they go to standard error
   */
  createMasking(tell?: (error: MaskedShellError) => void): Masking;
  /** For a session: what the commands of the configuration print. They run when it is called. */
  printedValues(): Promise<readonly string[]>;
  /**
   * As `createMasking`, for a session: it also knows what was printed, and what stands in the files of the home and of the working
   * directory.
   * @param slice as `KnownFilesOptions` has it.
   */
  createSessionMasking(printed: readonly string[], slice?: number): SessionMasking;
}

/**
 * Reads the configuration and checks it against the rules.
 * @throws MaskedShellError `usage` or `configuration`.
 */
export async function configure(options: ConfigureOptions): Promise<Configured> {
  const { configuration, projectFiles } = await loadConfiguration(options, process.env, workingDirectory());
  const settings = parseSettings(options, configuration);
  checkIds(configuration);
  const isOff = (rule: string) => configuration.disabledRules.some(({ value }) => value === rule);
  const createMasking = (tell = tellOnStandardError) => {
    const masking = new Masking(process.env, settings, configuration);
    learnFiles(isOff(LEARNED) ? [] : configuration.learn, masking, tell);
    return masking;
  };
  const printedValues = async () => (isOff(VALUES_FROM) ? [] : runValuesFrom(configuration.valuesFrom));
  const createSessionMasking = (printed: readonly string[], slice = Number.POSITIVE_INFINITY) => {
    const masking = createMasking();
    const { judge } = masking.names;
    for (const text of printed) masking.knowAll(valuesPrinted(text, judge, VALUES_FROM), 'environment');
    if (!configuration.knownValues.files || isOff(KNOWN_FILE)) return { masking, knownFiles: null };
    const knownFiles = new KnownFiles(masking, { env: process.env, slice });
    knownFiles.enterDirectory(workingDirectory());
    knownFiles.readHome();
    return { masking, knownFiles };
  };
  return { settings, configuration, projectFiles, createMasking, printedValues, createSessionMasking };
}

function tellOnStandardError(error: MaskedShellError): void {
  process.stderr.write(error.describe());
}

/** A folder that is gone has no project. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    return '/';
  }
}

function checkIds({ rules, disabledRules, allow }: Configuration): void {
  if (rules.length + disabledRules.length + allow.length === 0) return;
  for (const rule of rules) {
    if (allRules().has(rule.id))
      throw configurationError(
        rule.place,
        `rules: the id ${rule.id} is that of a built-in rule`,
        'Give it another one.',
      );
    if (!matchesWithinLine(rule.regex.program))
      throw configurationError(
        rule.place,
        `rules: the regex of ${rule.id} can only match over several lines`,
        'Each line is judged by itself: write it for one of them.',
      );
  }
  addRules(rules.map(described));
  for (const { value, place } of disabledRules) exemptibleRule(value, place, 'disabled-rules');
  for (const entry of allow) for (const { value, place } of entry.rules) exemptibleRule(value, place, 'allow.rule');
}

function exemptibleRule(id: string, place: Place, key: string): void {
  if (allRules().has(id)) return;
  const meant = mostSimilar(id, allRules().keys());
  throw configurationError(
    place,
    `${key}: expected the id of a rule, got another text`,
    meant === null ? 'See masked-shell rules list.' : `Did you mean ${meant}?`,
  );
}

function described({ id, description, regex, keywords, entropy, path, place }: UserRule) {
  const reasons = [
    ...(keywords.length > 0 ? [`none of ${keywords.join(', ')} on the line`] : []),
    ...(entropy > 0 ? [`an entropy of at most ${entropy} bits by character`] : []),
    ...(path !== null ? [`another file than ${path.source}`] : []),
  ];
  return {
    id,
    title: description ?? 'what a rule of your configuration finds',
    exempts: reasons.join('; ') || 'no match of its regex',
    shape: regex.source,
    source: `${place.file}:${place.line}`,
  };
}
