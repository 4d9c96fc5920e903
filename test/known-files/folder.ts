// A home of its own for each test, and what a session would know and show there.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { NO_CONFIGURATION } from '../../src/config/configuration.ts';
import { CHARACTERS } from '../../src/detectors/characters.ts';
import { randomText, seeded } from '../../src/detectors/tokens/sample.ts';
import { KnownFiles } from '../../src/session/known-files.ts';
import { Masking } from '../../src/session/masking.ts';

const made: string[] = [];

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'masked-shell-files-'));
  readonly masking: Masking;

  constructor(configuration = NO_CONFIGURATION) {
    made.push(this.path);
    this.masking = new Masking({}, undefined, configuration);
  }

  /** Writes a file below it, its folders too; returns its path. */
  write(name: string, content: string, mode = 0o600): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(content, 'latin1'), { mode });
    return path;
  }

  knownFiles(env: NodeJS.ProcessEnv = {}, slice?: number): KnownFiles {
    return new KnownFiles(this.masking, { env: { HOME: this.path, ...env }, ...(slice !== undefined && { slice }) });
  }

  /** A text as a session shows it, a line of its own. */
  shown(text: string): string {
    const redactor = this.masking.createRedactor(null);
    const bytes = redactor.write(new Uint8Array(Buffer.from(`${text}\n`, 'latin1')));
    return Buffer.concat([bytes, redactor.flush('end')])
      .toString('latin1')
      .slice(0, -1);
  }
}

/** Makes values that no form and no word gives away. */
export function valueMaker(seed: number): () => string {
  const random = seeded(seed);
  return () => `${randomText(random, CHARACTERS.alnum, 9)}-${randomText(random, CHARACTERS.alnum, 9)}`;
}
