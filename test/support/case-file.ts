// Cases are small text files: the size, the secrets (by kind and seed, so that nothing looks live), the steps with visible
// escapes, and the screen that must result. `{a:0-7}` is a slice of secret a, `{a}` all of it, `{{` a brace; `¦` ends a
// write, `⏲` is a flush('idle'), `⇲30x8;` a resize. What stands in `«…»` is written one byte at a time, in `⟪…⟫` with a
// flush('idle') after each byte. Line breaks in the input are for reading and no bytes (those are `␊`).
import type { Scenario } from './scenario.ts';
import type { Step } from './script.ts';
import { makeSecret, type Secret } from './secrets.ts';
import { fromVisible, toVisible, utf8 } from './visible.ts';

export interface Case {
  readonly about: string;
  readonly scenario: Scenario;
  readonly steps: readonly Step[];
  /** The visible rows in the end, without their trailing blanks; undefined where only leaks are judged. */
  readonly screen: readonly string[] | undefined;
  readonly cursor: string | undefined;
}

export interface Expected {
  readonly screen: readonly string[];
  readonly cursor: string;
}

const NAMES = 'abcdefgh';

/** Bytes in visible form, pieces of secrets as slices. */
function withSlices(bytes: string, secrets: readonly Secret[]): string {
  let out = '';
  let literal = '';
  const end = () => {
    out += toVisible(literal).replaceAll('{', '{{');
    literal = '';
  };
  for (let at = 0; at < bytes.length; ) {
    let best = { length: 0, name: '', from: 0, whole: false };
    secrets.forEach(({ text }, index) => {
      for (
        let from = text.indexOf(bytes[at] as string);
        from >= 0;
        from = text.indexOf(bytes[at] as string, from + 1)
      ) {
        let length = 1;
        while (from + length < text.length && bytes[at + length] === text[from + length]) length++;
        if (length > best.length) best = { length, name: NAMES[index] as string, from, whole: length === text.length };
      }
    });
    // Short pieces stand as they are: they give nothing away, and most are chance.
    if (best.length >= 3) {
      end();
      out += best.whole ? `{${best.name}}` : `{${best.name}:${best.from}-${best.from + best.length}}`;
      at += best.length;
    } else {
      literal += bytes[at];
      at += 1;
    }
  }
  end();
  return out;
}

export function formatSteps(steps: readonly Step[], secrets: readonly Secret[]): string {
  let out = '';
  for (let i = 0; i < steps.length; ) {
    const single = typed(steps, i, false);
    const paused = typed(steps, i, true);
    const step = steps[i] as Step;
    if (paused.length > 2) {
      out += `⟪${withSlices(paused, secrets)}⟫\n`;
      i += 2 * paused.length;
    } else if (single.length > 2) {
      out += `«${withSlices(single, secrets)}»`;
      i += single.length;
    } else {
      if (step.do === 'idle') out += '⏲\n';
      else if (step.do === 'resize') out += `⇲${step.cols}x${step.rows};\n`;
      else {
        out += withSlices(step.bytes, secrets).replaceAll('␊', '␊\n');
        if (steps[i + 1]?.do === 'write') out += '¦';
      }
      i += 1;
    }
  }
  return out.trimEnd();
}

/** The bytes that are written one by one from step `at` on, each followed by an idle flush or none. */
function typed(steps: readonly Step[], at: number, paused: boolean): string {
  let bytes = '';
  for (let i = at; i < steps.length; i += paused ? 2 : 1) {
    const step = steps[i] as Step;
    if (step.do !== 'write' || step.bytes.length !== 1) break;
    if (paused !== (steps[i + 1]?.do === 'idle')) break;
    bytes += step.bytes;
  }
  return bytes;
}

export function formatCase(about: string, scenario: Scenario, steps: readonly Step[], expected?: Expected): string {
  const { cols, rows, secrets, geometry } = scenario;
  const lines = [`# ${about}`, `size: ${cols}x${rows}`, `geometry: ${geometry}`];
  lines.push(...secrets.map(({ kind, seed }, i) => `secret ${NAMES[i]}: ${kind} ${seed}`));
  lines.push('input:', formatSteps(steps, secrets));
  if (expected)
    lines.push(
      'screen:',
      ...expected.screen.map((row) => `|${withSlices(utf8(row.trimEnd()), secrets)}`),
      `cursor: ${expected.cursor}`,
    );
  return `${lines.join('\n')}\n`;
}

export function parseCase(text: string): Case {
  const [head = '', rest = ''] = split(text, '\ninput:\n');
  const [input = '', end] = split(rest, '\nscreen:\n');
  const field = (name: string, source = head) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(source)?.[1] ?? '';
  const [cols, rows] = field('size').split('x').map(Number) as [number, number];
  const secrets = [...head.matchAll(/^secret [a-h]: (\S+) (\d+)$/gm)].map(([, kind, seed]) =>
    makeSecret(kind as string, Number(seed)),
  );
  const geometry = field('geometry') === 'plain' ? 'plain' : 'live';
  const about = head
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .map((line) => line.slice(1).trim())
    .join(' ');
  return {
    about,
    scenario: { name: about, cols, rows, secrets, pieces: [], geometry, layout: false },
    steps: parseSteps(input, secrets),
    screen: end === undefined ? undefined : rowsOf(end, secrets),
    cursor: end === undefined ? undefined : field('cursor', end),
  };
}

function rowsOf(text: string, secrets: readonly Secret[]): string[] {
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  return rows.map((row) => row.slice(1).replace(SLICE, (_slice, ...range) => sliceOf(secrets, range)));
}

/** A slice as it is written, `{a:0-7}` or `{a}`: name, from, to. */
const SLICE = /\{([a-h])(?::(\d+)-(\d+))?\}/g;

function sliceOf(secrets: readonly Secret[], [name, from, to]: (string | undefined)[]): string {
  const { text } = secrets[NAMES.indexOf(name as string)] as Secret;
  return text.slice(Number(from ?? 0), Number(to ?? text.length));
}

function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function parseSteps(input: string, secrets: readonly Secret[]): Step[] {
  const steps: Step[] = [];
  let bytes = '';
  const write = () => {
    if (bytes) steps.push({ do: 'write', bytes });
    bytes = '';
  };
  const tokens = /\{\{|\{([a-h])(?::(\d+)-(\d+))?\}|[¦⏲«»⟪⟫]|⇲(\d+)x(\d+);|\n|[^{¦⏲«»⟪⟫⇲\n]+/g;
  for (const [token, name, from, to, cols, rows] of input.matchAll(tokens)) {
    if (name) {
      bytes += sliceOf(secrets, [name, from, to]);
    } else if (token === '»' || token === '⟫') {
      for (const byte of bytes) {
        steps.push({ do: 'write', bytes: byte });
        if (token === '⟫') steps.push({ do: 'idle' });
      }
      bytes = '';
    } else if (/^[¦⏲«⟪⇲]/.test(token)) {
      write();
      if (token === '⏲') steps.push({ do: 'idle' });
      if (cols) steps.push({ do: 'resize', cols: Number(cols), rows: Number(rows) });
    } else if (token === '{{') bytes += '{';
    else if (token !== '\n') bytes += fromVisible(token);
  }
  write();
  return steps;
}
