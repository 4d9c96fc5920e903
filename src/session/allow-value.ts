// Lets a value through from now on: adds an entry to the user's own configuration, which holds a keyed fingerprint of it. What stands
// in the file stays as it is, comments included.
import { parseConfiguration } from '../config/configuration.ts';
import { configurationError, MaskedShellError } from '../config/error.ts';
import { readConfigurationFile } from '../config/file.ts';
import { fingerprintOf, newKey } from '../values/fingerprint.ts';
import { tomlTable } from './import/toml-writer.ts';
import { replaceFile } from './replace-file.ts';

export interface AllowEntry {
  readonly file: string;
  /** What is added to it. */
  readonly text: string;
  /** Writes it, all or nothing. */
  write(): void;
}

/**
 * The entry that lets `value` through, checked to fit into the file as it is now.
 * @param value one-byte string
 * @throws MaskedShellError `configuration` where the file is wrong, or can't take it.
 */
export async function allowEntry(file: string, value: string): Promise<AllowEntry> {
  const before = readConfigurationFile(file);
  const source = { kind: 'user' } as const;
  const { allow } = await parseConfiguration(before ?? '', file, source);
  const known = allow.flatMap(({ values }) => values).find((each) => each.startsWith('hmac-sha256:'));
  const text = tomlTable('allow', { value: [fingerprintOf(value, known?.split(':')[1] ?? newKey())] });
  const after = `${spaced(before ?? '')}${text}`;
  try {
    await parseConfiguration(after, file, source);
  } catch (error) {
    if (!(error instanceof MaskedShellError)) throw error;
    throw configurationError(
      { file, line: 0 },
      'an [[allow]] entry can not be added behind what it holds',
      `Add it yourself: ${text.split('\n')[1]}`,
    );
  }
  return {
    file,
    text,
    write() {
      if (readConfigurationFile(file) !== before)
        throw configurationError({ file, line: 0 }, 'has changed meanwhile', 'Try again.');
      replaceFile(file, after);
    },
  };
}

/** With an empty line at its end. */
function spaced(text: string): string {
  if (text === '') return '';
  return text.endsWith('\n') ? `${text}\n` : `${text}\n\n`;
}
