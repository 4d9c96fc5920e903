import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { MaskedShellError } from '../config/error.ts';
import { loadNativePty } from './native-pty.ts';

const real = createRequire(import.meta.url);

/** A `require` that finds none of the modules named. */
function without(...missing: string[]): NodeJS.Require {
  const check = (id: string) => {
    if (missing.includes(id)) throw Object.assign(new Error(`cannot find ${id}`), { code: 'MODULE_NOT_FOUND' });
    return id;
  };
  const require = (id: string) => real(check(id));
  return Object.assign(require, { ...real, resolve: (id: string) => real.resolve(check(id)) }) as NodeJS.Require;
}

test('a prebuilt module serves where none was compiled', () => {
  const { native } = loadNativePty(without('node-pty'));
  expect(native.fork).toBeTypeOf('function');
  expect(native.resize).toBeTypeOf('function');
});

test('where there is none the error says what to install', () => {
  try {
    loadNativePty(without('node-pty', '@lydell/node-pty'));
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(MaskedShellError);
    expect((error as MaskedShellError).exitStatus).toBe(1);
    expect((error as MaskedShellError).hint).toMatch(/compiler.*npm install @lydell\/node-pty/);
  }
});
