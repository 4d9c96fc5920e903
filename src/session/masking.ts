// Puts the parts of masking together: the detectors, the values that are known from the start, what is learned on the
// way, and a redactor for each stream. All streams of a session share what is known.
import { hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import { type Configuration, NO_CONFIGURATION } from '../config/configuration.ts';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings.ts';
import { isStrong } from '../detectors/assignment/judge.ts';
import type { Examiner } from '../detectors/examiner.ts';
import { decodedText } from '../detectors/expected/data.ts';
import type { Certainty, Literal } from '../detectors/finding.ts';
import { createExaminer, type ExaminerOptions } from '../detectors/index.ts';
import { type Names, namesWith } from '../detectors/own-names.ts';
import type { Identity } from '../detectors/personal/identity.ts';
import { isPersonal } from '../detectors/personal/report.ts';
import { UserRulesDetector } from '../detectors/user-rules.ts';
import { type MaskEvent, Redactor, type RedactorOptions } from '../redactor/redactor.ts';
import { fromEnvironment, fromVariables, type NamedValue } from '../values/environment.ts';
import { UserExemptions } from '../values/exemptions.ts';
import { KnownValues, type Origin } from '../values/known-values.ts';
import { looksRandom } from '../values/strength.ts';
import { WeakValues } from '../values/weak-values.ts';

const KUBERNETES_SECRET = 'kubernetes-secret';
const LISTING = 'environment-listing';
/** What a value that the user named is reported as. */
const ADDED = 'added';

/** A secret that was found. */
interface Sighting {
  readonly rule: string;
  readonly certainty: Certainty;
  readonly value: string;
}

export class Masking {
  readonly examiner: Examiner;
  /** Which names tell of secrets. */
  readonly names: Names;
  private readonly values: KnownValues;
  /** Values that are masked beside their names only. */
  private readonly weak: WeakValues;
  /** Told of each value that is masked everywhere from now on. */
  onLearned: ((value: string, rule: string) => void) | null = null;
  /** Told of each secret that is masked. */
  onMask: ((event: MaskEvent) => void) | null = null;
  /** The one whose screen can be examined again for values that became known later. */
  private onScreen: Redactor | null = null;

  private readonly userRules: UserRulesDetector | null;
  private readonly exemptions: UserExemptions;

  /**
   * @param env the secret values in it are known from the start.
   * @param configuration the user's rules, names and what is no secret.
   */
  constructor(
    env: NodeJS.ProcessEnv,
    private readonly settings: Settings = DEFAULT_SETTINGS,
    configuration: Configuration = NO_CONFIGURATION,
  ) {
    const { rules, disabledRules, allow, sensitiveNames, benignNames, knownValues } = configuration;
    const names = namesWith(sensitiveNames, benignNames);
    this.names = names;
    const onLiteral = (literal: Literal) => this.examiner.addLiteral(literal);
    const { shortest, words, common } = knownValues;
    const ordinary = new Set([...wordsOfThisMachine(env), ...common].map((word) => word.toLowerCase()));
    this.values = new KnownValues({ onLiteral, strength: { shortest, words, common: ordinary } });
    this.weak = new WeakValues(onLiteral);
    const disabled = disabledRules.map(({ value }) => value);
    this.exemptions = new UserExemptions(disabled, allow, names);
    this.userRules = rules.length === 0 ? null : new UserRulesDetector(rules);
    const { profile } = settings;
    const options: ExaminerOptions = {
      names,
      ...(disabled.length + allow.length + benignNames.length > 0 && { exemptions: this.exemptions }),
      ...(profile !== 'standard' && { profile, identity: identityOf(env) }),
    };
    const ours = [this.values, this.weak];
    this.examiner = createExaminer(this.userRules === null ? ours : [this.userRules, ...ours], options);
    for (const { value, rule, name } of fromEnvironment(env, names.judge)) this.know(value, rule, name);
  }

  /**
   * A value that is masked from now on wherever it shows, however it is written; a weak one only beside its name.
   * @param name of its variable, key or field, where it has one.
   */
  know(value: string, rule: string, name = '', origin: Origin = 'environment'): void {
    if (this.exemptions.exemptsValue(value, rule)) return;
    if (!this.values.add(value, rule, origin)) this.weak.add(name, value, rule);
  }

  /** As `know`, for several values at any time: those that stand on the screen already are masked there as well. */
  knowAll(values: Iterable<NamedValue>, origin: Origin): void {
    const { version } = this;
    for (const { value, rule, name } of values) this.know(value, rule, name, origin);
    if (this.version !== version) this.onScreen?.reexamine();
  }

  /** Whether a value is a secret by its form alone, wherever it stands. */
  isSecretByForm(value: string): boolean {
    return this.examiner.find(value, true).some(({ certainty }) => certainty === 'certain');
  }

  private get version(): number {
    return this.values.version + this.weak.version;
  }

  /** Variables that the shell has now (values as one-byte strings): what is secret in them is known from here on. */
  learnVariables(variables: Iterable<readonly [name: string, value: string]>): void {
    this.knowAll(fromVariables(variables, this.names.judge), 'environment');
  }

  /**
   * A value that the user names now.
   * @returns false where it is too weak to be masked everywhere, or the user's own configuration lets it through.
   */
  add(value: string): boolean {
    if (this.exemptions.exemptsValue(value, ADDED) || !this.values.add(value, ADDED, 'added')) return false;
    this.onScreen?.reexamine();
    return true;
  }

  /** From now on this value is no secret. */
  allow(value: string): void {
    this.values.forget(value);
    this.exemptions.allow(value);
    this.examiner.respect(this.exemptions);
    this.onScreen?.reexamine();
  }

  /** Number of known values by where they come from. */
  get sources(): Readonly<Record<string, number>> {
    return this.values.sources;
  }

  /** From now on what is examined is a file of that name, or, with null, none: rules and exemptions may depend on it. */
  enterFile(path: string | null): void {
    this.userRules?.enterFile(path);
    this.exemptions.enterFile(path);
  }

  /** Number of values that are masked wherever they show. */
  get known(): number {
    return this.values.size;
  }

  /** @param size of the terminal, or null for a pipe or file. */
  createRedactor(size: RedactorOptions['size']): Redactor {
    const { maskChar, maskStyle } = this.settings;
    const onMask = (event: MaskEvent) => {
      if (event.kind !== 'begun') this.learn(event);
      this.onMask?.(event);
    };
    const redactor = new Redactor({ examiner: this.examiner, size, maskChar, maskStyle, onMask });
    if (size !== null) this.onScreen = redactor;
    return redactor;
  }

  /** What is surely a secret, or looks like nothing else, is masked everywhere from now on, also on the screen as it stands. */
  learn({ rule, certainty, value }: Sighting): void {
    if (isPersonal(rule)) return;
    if (certainty !== 'certain' && !looksRandom(value)) return;
    // Where nothing stands between variables nobody knows where one ends.
    if (rule === LISTING && /[A-Z][A-Z0-9_]+=/.test(value)) return;
    if (this.exemptions.isDisabled('known-value') || this.exemptions.exemptsValue(value, rule)) return;
    const { version } = this.values;
    this.adopt(value, rule);
    if (this.values.version === version) return;
    this.onScreen?.reexamine();
    this.onLearned?.(value, rule);
  }

  /** Takes over what another masking has learned. */
  adopt(value: string, rule: string): void {
    this.values.add(value, rule);
    // What a Secret holds is shown decoded, too.
    const decoded = rule === KUBERNETES_SECRET ? decodedText(value) : null;
    if (decoded !== null && (isStrong(decoded) || looksRandom(decoded))) this.values.add(decoded, rule);
  }
}

/** Names that stand in every prompt; as a password they would mask it. */
function wordsOfThisMachine(env: NodeJS.ProcessEnv): string[] {
  const host = hostname();
  const words = [env.USER, env.LOGNAME, basename(env.HOME ?? ''), host, host.split('.')[0]];
  return words.filter((word) => word !== undefined && word !== '') as string[];
}

/** Who is at work, and where, as one-byte strings. */
function identityOf(env: NodeJS.ProcessEnv): Identity {
  const oneByte = (names: readonly (string | undefined)[]) =>
    names
      .filter((name) => name !== undefined && name !== '')
      .map((name) => Buffer.from(name as string).toString('latin1'));
  return {
    users: oneByte([env.USER, env.LOGNAME, basename(env.HOME ?? ''), ...accountNames()]),
    hosts: oneByte([hostname(), env.HOSTNAME]),
  };
}

/** The account's name and home; a process may run under a number that has none. */
function accountNames(): string[] {
  try {
    const { username, homedir } = userInfo();
    return [username, basename(homedir)];
  } catch {
    return [];
  }
}
