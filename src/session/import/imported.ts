// What an import makes: a configuration as text, and what of the other tool's file could not be taken over.
import { parseConfiguration } from '../../config/configuration.ts';

export interface Imported {
  /** TOML, as a user's configuration has it. */
  readonly toml: string;
  /** `file:line: what: why not`, without a value. */
  readonly notes: readonly string[];
}

/** Makes sure that what is printed can be read again. */
export async function checkImported(imported: Imported): Promise<Imported> {
  await parseConfiguration(imported.toml, 'the imported configuration', { kind: 'user' });
  return imported;
}
