// Findings that are known already: a file of fingerprints, made by `check --update-baseline` and read by `check --baseline`.
// A fingerprint is keyed (HMAC-SHA-256 with a random key of that file) and tells nothing about its value to who lacks the
// file; it says that the same value in the same file was accepted.
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { MaskedShellError } from '../config/error.ts';
import type { Located } from './check-files.ts';
import { STANDARD_INPUT } from './input.ts';
import { replaceFile } from './replace-file.ts';
import { systemError } from './system-error.ts';

const VERSION = 1;
const KEY_BYTES = 32;
const FINGERPRINT_DIGITS = 32;

interface Known {
  readonly file: string;
  readonly rule: string;
  readonly fingerprint: string;
}

export class Baseline {
  private readonly added = new Map<string, Known>();

  private constructor(
    private readonly path: string,
    private readonly key: Buffer,
    private readonly known: ReadonlySet<string>,
  ) {}

  /** One that knows nothing yet. */
  static create(path: string): Baseline {
    return new Baseline(path, randomBytes(KEY_BYTES), new Set());
  }

  /** @throws MaskedShellError `usage` where the file is missing or no baseline. */
  static read(path: string): Baseline {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      const told = systemError('usage', path, error);
      if (!(told instanceof MaskedShellError)) throw told;
      throw new MaskedShellError(
        'usage',
        told.message,
        `Make one: masked-shell check --update-baseline ${path} PATH..`,
      );
    }
    const { version, key, findings } = parse(text) ?? {};
    if (version !== VERSION || typeof key !== 'string' || key.length !== 2 * KEY_BYTES || !Array.isArray(findings))
      throw new MaskedShellError(
        'usage',
        `${path}: is no baseline of version ${VERSION}`,
        'Make it anew with --update-baseline.',
      );
    return new Baseline(path, Buffer.from(key, 'hex'), new Set(findings.map((known: Known) => idOf(known))));
  }

  knows(located: Located, secret: string): boolean {
    return this.known.has(idOf(this.entry(located, secret)));
  }

  add(located: Located, secret: string): void {
    const entry = this.entry(located, secret);
    this.added.set(idOf(entry), entry);
  }

  /** Writes what was added, at once or not at all. */
  write(): void {
    const findings = [...this.added.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    const text = JSON.stringify({ version: VERSION, key: this.key.toString('hex'), findings }, null, 2);
    replaceFile(this.path, `${text}\n`, 0o644);
  }

  /** Files are named from the baseline's folder, wherever the command runs. */
  private nameOf(file: string): string {
    if (file === STANDARD_INPUT) return file;
    return relative(dirname(resolve(this.path)), resolve(file))
      .split(sep)
      .join('/');
  }

  private entry({ file, rule }: Located, secret: string): Known {
    const digest = createHmac('sha256', this.key).update(secret, 'latin1').digest('hex');
    return { file: this.nameOf(file), rule, fingerprint: digest.slice(0, FINGERPRINT_DIGITS) };
  }
}

function idOf({ file, fingerprint }: Known): string {
  return `${file}\0${fingerprint}`;
}

function parse(text: string): { version?: unknown; key?: unknown; findings?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
