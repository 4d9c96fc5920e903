// Puts the parts of masking together: the detectors, the values that are known from the start, what is learned on the
// way, and a redactor for each stream. All streams of a session share what is known.
import { hostname, userInfo } from 'node:os';
import { basename } from 'node:path';
import { type Configuration, NO_CONFIGURATION } from '../config/configuration.ts';
import { DEFAULT_SETTINGS, type Settings } from '../config/settings.ts';
import { isStrong } from '../detectors/assignment/judge.ts';
import type { Examiner } from '../detectors/examiner.ts';
import { decodedText } from '../detectors/expected/data.ts';
import type { Certainty } from '../detectors/finding.ts';
import { createExaminer, type ExaminerOptions } from '../detectors/index.ts';
import { type Names, namesWith } from '../detectors/own-names.ts';
import type { Identity } from '../detectors/personal/identity.ts';
import { isPersonal } from '../detectors/personal/report.ts';
import { UserRulesDetector } from '../detectors/user-rules.ts';
import { type MaskEvent, Redactor, type RedactorOptions } from '../redactor/redactor.ts';
import { fromEnvironment } from '../values/environment.ts';
import { UserExemptions } from '../values/exemptions.ts';
import { KnownValues } from '../values/known-values.ts';
import { looksRandom } from '../values/strength.ts';

const KUBERNETES_SECRET = 'kubernetes-secret';
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
    const { rules, disabledRules, allow, sensitiveNames, benignNames } = configuration;
    const names = namesWith(sensitiveNames, benignNames);
    this.names = names;
    this.values = new KnownValues({
      onLiteral: (literal) => this.examiner.addLiteral(literal),
      common: wordsOfThisMachine(env),
    });
    const disabled = disabledRules.map(({ value }) => value);
    this.exemptions = new UserExemptions(disabled, allow, names);
    this.userRules = rules.length === 0 ? null : new UserRulesDetector(rules);
    const { profile } = settings;
    const options: ExaminerOptions = {
      names,
      ...(disabled.length + allow.length + benignNames.length > 0 && { exemptions: this.exemptions }),
      ...(profile !== 'standard' && { profile, identity: identityOf(env) }),
    };
    this.examiner = createExaminer(this.userRules === null ? [this.values] : [this.userRules, this.values], options);
    for (const { value, rule } of fromEnvironment(env, names.judge)) this.know(value, rule);
  }

  /** A value that is kept and masked wherever it shows, however it is written. */
  know(value: string, rule: string): void {
    if (!this.exemptions.exemptsValue(value, rule)) this.values.add(value, rule, 'environment');
  }

  /**
   * A value that the user names now.
   * @returns false where it is too weak to be masked everywhere, or the user's own configuration lets it through.
   */
  add(value: string): boolean {
    if (this.exemptions.exemptsValue(value, ADDED) || !this.values.add(value, ADDED, 'environment')) return false;
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
