// The default set of detectors.
import { assignmentDetector } from './assignment.ts';
import { blockDetector } from './block.ts';
import { commandDetector } from './commands.ts';
import { Examiner } from './examiner.ts';
import type { Detector } from './finding.ts';
import { genericKeyDetector } from './generic-key.ts';
import { headersDetector } from './headers.ts';
import { jwkDetector } from './jwk.ts';
import { jwtDetector } from './jwt.ts';
import { pgpassDetector } from './pgpass.ts';
import { TOKEN_FORMATS } from './tokens/table.ts';
import { TokenDetector } from './tokens.ts';
import { urlDetector } from './urls.ts';

/** An examiner with every built-in detector and `extraDetectors` (known values, say). Cheap: compiles at its first use. */
export function createExaminer(extraDetectors: readonly Detector[] = []): Examiner {
  return new Examiner([
    new TokenDetector(TOKEN_FORMATS),
    assignmentDetector,
    headersDetector,
    urlDetector,
    jwtDetector,
    commandDetector,
    blockDetector,
    genericKeyDetector,
    jwkDetector,
    pgpassDetector,
    ...extraDetectors,
  ]);
}
