// Fingerprints of values: what a configuration may hold of a value that is no secret. Each carries its key (HMAC-SHA-256), so
// that equal values of two people don't look alike; `sha1:` is what detect-secrets writes into its baselines.

/** Loaded when a value is hashed first: a session without fingerprints starts sooner. */
const crypto = () => process.getBuiltinModule('node:crypto');

const KEY_BYTES = 16;
const DIGITS = 32;

/** @returns a key for `fingerprintOf`, as hexadecimal digits. */
export function newKey(): string {
  return crypto().randomBytes(KEY_BYTES).toString('hex');
}

/** @param value one-byte string of its UTF-8 bytes. */
export function fingerprintOf(value: string, key: string): string {
  const digest = crypto().createHmac('sha256', Buffer.from(key, 'hex')).update(value, 'latin1').digest('hex');
  return `hmac-sha256:${key}:${digest.slice(0, DIGITS)}`;
}

/** A set of fingerprints that values can be looked up in. */
export class Fingerprints {
  private readonly known: ReadonlySet<string>;
  /** A value is hashed once by each key. */
  private readonly keys: readonly string[];
  private readonly plain: boolean;

  constructor(fingerprints: readonly string[]) {
    this.known = new Set(fingerprints);
    const [keyed, plain] = [/^hmac-sha256:/, /^sha1:/].map((kind) => fingerprints.filter((each) => kind.test(each)));
    this.keys = [...new Set(keyed.map((each) => each.split(':')[1]))];
    this.plain = plain.length > 0;
  }

  get size(): number {
    return this.known.size;
  }

  has(value: string): boolean {
    if (this.plain && this.known.has(`sha1:${crypto().createHash('sha1').update(value, 'latin1').digest('hex')}`))
      return true;
    return this.keys.some((key) => this.known.has(fingerprintOf(value, key)));
  }
}
