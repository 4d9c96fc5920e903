// Whether secrets in contexts are masked: paints one, sends it through the redactor as a pipe would, and looks for what is
// left of it.
import type { Examiner } from '../../src/detectors/examiner.ts';
import { Redactor } from '../../src/redactor/redactor.ts';
import type { Context } from './contexts.ts';

/** So many characters of a secret in a row are a leak. */
const LEAK = 5;

/** A secret as it stands in a text. */
export interface Painted {
  readonly text: string;
  /** What must not be seen, line by line. */
  readonly secrets: readonly string[];
}

export function paint(context: Context, name: string, secret: string): Painted {
  const words = name.split('_');
  const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
  const forms: Record<string, string> = {
    '%N': name.toUpperCase(),
    '%n': name,
    '%c': words[0] + words.slice(1).map(capital).join(''),
    '%k': words.join('-'),
    '%h': words.map(capital).join('-'),
  };
  const written = context.written === 'url' ? encodeURIComponent(secret) : secret;
  const half = written.length >> 1;
  const shown =
    context.written === 'grep'
      ? `${written.slice(0, half)}\x1b[01;31m\x1b[K${written.slice(half)}\x1b[m\x1b[K`
      : written;
  const text = context.text.replace(/%[Nnckh]/g, (form) => forms[form]).replace('§', () => shown);
  return { text, secrets: [written] };
}

export function isMasked(examiner: Examiner, { text, secrets }: Painted): boolean {
  const redactor = new Redactor({ examiner, size: null });
  const pieces = [redactor.write(Buffer.from(`${text}\n`)), redactor.flush('end')];
  const plain = (bytes: string) => bytes.replace(/\x1b\[[\d;]*[A-Za-z]/g, '');
  const out = plain(Buffer.concat(pieces).toString());
  const around = secrets.reduce((rest, secret) => rest.replace(secret, '\n'), plain(text));
  return secrets.every((secret) => {
    const length = Math.min(LEAK, secret.length);
    for (let at = 0; at + length <= secret.length; at++) {
      const piece = secret.slice(at, at + length);
      if (out.includes(piece) && !around.includes(piece)) return false;
    }
    return true;
  });
}

/** Counts by label. */
export class Tally {
  readonly counts = new Map<string, { tried: number; caught: number }>();

  add(label: string, caught: boolean): void {
    const count = this.counts.get(label) ?? { tried: 0, caught: 0 };
    this.counts.set(label, { tried: count.tried + 1, caught: count.caught + (caught ? 1 : 0) });
  }

  get total(): Count {
    let tried = 0;
    let caught = 0;
    for (const count of this.counts.values()) {
      tried += count.tried;
      caught += count.caught;
    }
    return { label: 'all', tried, caught };
  }

  /** The worst first. */
  get rows(): Count[] {
    return [...this.counts].map(([label, count]) => ({ label, ...count })).sort((a, b) => share(a) - share(b));
  }
}

export interface Count {
  readonly label: string;
  readonly tried: number;
  readonly caught: number;
}

export function share({ tried, caught }: Pick<Count, 'tried' | 'caught'>): number {
  return tried === 0 ? 1 : caught / tried;
}
