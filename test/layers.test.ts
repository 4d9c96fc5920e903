// The layers of src/: an import only ever points down, and the pure ones touch no machine.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/** From the top down; a folder may import from itself and from those below it. */
const LAYERS = ['cli', 'session', 'shells', 'values', 'redactor', 'detectors', 'terminal', 'config'];

/** No I/O, no clock, no process. */
const PURE = new Set(['redactor', 'detectors', 'terminal']);

/** Globals that reach for the machine, which a pure layer must not use either. */
const MACHINE =
  /\b(?:process\.|setTimeout|setInterval|setImmediate|Date\.now|new Date\b|performance\.now|console\.(?:log|error|warn|info)\(|fetch\()/;

const IMPORT =
  /(?:^|[\n;}])\s*(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

interface SourceFile {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files: SourceFile[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => {
    const path = join('src', name);
    const text = readFileSync(path, 'utf8');
    const imports = [...text.matchAll(IMPORT)].map(([, plain, dynamic]) => (plain ?? dynamic) as string);
    return { path, layer: name.split(sep)[0] as string, text, imports };
  });

const tested = files.filter(({ path }) => !path.endsWith('.test.ts'));

/** Folder of src/ that a relative import of `file` points into, or null. */
function layerOf(file: SourceFile, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const target = normalize(join(dirname(file.path), specifier)).split(sep);
  return target[0] === 'src' ? (target[1] as string) : null;
}

describe('layers', () => {
  test('the reader of imports finds them', () => {
    const all = tested.flatMap(({ imports }) => imports);
    expect(all.filter((specifier) => specifier.startsWith('.')).length).toBeGreaterThan(20);
    expect(all).toContain('node:fs');
  });

  test('every folder is one of them', () => {
    expect([...new Set(tested.map(({ layer }) => layer))].filter((layer) => !LAYERS.includes(layer))).toEqual([]);
  });

  test('an import only points down', () => {
    const upward = tested.flatMap((file) =>
      file.imports
        .map((specifier) => layerOf(file, specifier))
        .filter((target) => target !== null && LAYERS.indexOf(target) < LAYERS.indexOf(file.layer))
        .map((target) => `${file.path} imports from ${target}`),
    );
    expect(upward).toEqual([]);
  });

  test('the pure ones import nothing of Node and use no clock, process or console', () => {
    const impure = tested
      .filter(({ layer }) => PURE.has(layer))
      .flatMap((file) => [
        ...file.imports.filter((name) => name.startsWith('node:')).map((name) => `${file.path} imports ${name}`),
        ...withoutComments(file.text)
          .split('\n')
          .filter((line) => MACHINE.test(line))
          .map((line) => `${file.path}: ${line.trim()}`),
      ]);
    expect(impure).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}
