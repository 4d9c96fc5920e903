// The sets of detectors: the default one, and what the other profiles add.
import type { Profile } from '../config/settings.ts';
import {
  assignmentDetector,
  createAssignmentDetector,
  createEagerAssignmentDetector,
  eagerAssignmentDetector,
} from './assignment.ts';
import { blockDetector } from './block.ts';
import { commandDetector } from './commands.ts';
import { EncodedDetector } from './encoded.ts';
import { entropyDetector } from './entropy.ts';
import { Examiner } from './examiner.ts';
import { expectedDetector } from './expected.ts';
import type { Detector, Exemptions } from './finding.ts';
import { genericKeyDetector } from './generic-key.ts';
import { headersDetector } from './headers.ts';
import { identifierDetector } from './identifiers.ts';
import { jwkDetector } from './jwk.ts';
import { jwtDetector } from './jwt.ts';
import { kubernetesDetector } from './kubernetes.ts';
import { createNestedDetector } from './nested.ts';
import { BUILT_IN_NAMES, type Names } from './own-names.ts';
import { cardDetector } from './personal/card.ts';
import { emailDetector } from './personal/email.ts';
import { ibanDetector } from './personal/iban.ts';
import { type Identity, IdentityDetector } from './personal/identity.ts';
import { ipDetector } from './personal/ip.ts';
import { phoneDetector } from './personal/phone.ts';
import { pgpassDetector } from './pgpass.ts';
import { recordsDetector } from './records.ts';
import { createShortNameDetector } from './short-names.ts';
import { createSqlDetector } from './sql.ts';
import { TOKEN_FORMATS } from './tokens/table.ts';
import { TokenDetector } from './tokens.ts';
import { urlDetector } from './urls.ts';

export interface ExaminerOptions {
  readonly profile?: Profile;
  /** Whose names the other profiles than `standard` hide. */
  readonly identity?: Identity;
  /** The names that tell of secrets, where they are not the built-in ones only. */
  readonly names?: Names;
  readonly exemptions?: Exemptions;
}

/** An examiner with the profile's detectors and `extraDetectors` (known values, say). Cheap: compiles at its first use. */
export function createExaminer(extraDetectors: readonly Detector[] = [], options: ExaminerOptions = {}): Examiner {
  const { names = BUILT_IN_NAMES, exemptions = null } = options;
  const assignment = names === BUILT_IN_NAMES ? assignmentDetector : createAssignmentDetector(names);
  const detectors = [
    new TokenDetector(TOKEN_FORMATS),
    assignment,
    createNestedDetector(assignment.literals, names),
    headersDetector,
    urlDetector,
    jwtDetector,
    commandDetector,
    blockDetector,
    genericKeyDetector,
    jwkDetector,
    pgpassDetector,
    expectedDetector,
    kubernetesDetector,
    recordsDetector,
    createSqlDetector(names),
    createShortNameDetector(names),
    new EncodedDetector(() => (text, ended) => examiner.find(text, ended)),
    ...addedBy(options),
    ...extraDetectors,
  ];
  const examiner: Examiner = new Examiner(detectors, exemptions, names);
  return examiner;
}

function addedBy(options: ExaminerOptions): Detector[] {
  const { profile = 'standard', identity = { users: [], hosts: [] }, names = BUILT_IN_NAMES } = options;
  if (profile === 'standard') return [];
  const personal = [
    emailDetector,
    ipDetector,
    cardDetector,
    ibanDetector,
    phoneDetector,
    new IdentityDetector(identity),
    entropyDetector,
  ];
  if (profile === 'stream') return personal;
  const eager = names === BUILT_IN_NAMES ? eagerAssignmentDetector : createEagerAssignmentDetector(names);
  return [...personal, eager, identifierDetector];
}
