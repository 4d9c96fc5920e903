// The row of the table of files in which tools keep credentials. What each field wants is in docs/known-values.md.
import type { Format } from '../formats.ts';

export interface CredentialFile {
  readonly tool: string;
  /** `~` is the home, `$NAME` a variable that names a file or its folder, `*` any name within a folder. */
  readonly places: readonly string[];
  readonly format: Format;
  /**
   * Names under which a secret stands; `parent.*` is all below a name. They count whatever they say, and so does every other
   * name that says it is secret. Empty only where the whole file is one, or its lines are URLs.
   */
  readonly secrets: readonly string[];
  /** Where the place and form were taken from. */
  readonly source: string;
}
