import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MaskedShellError } from '../config/error.ts';
import { findProgram } from './program.ts';

let root = '';
const at = (name: string) => join(root, name);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'masked-shell-test-'));
  for (const name of ['first', 'second', 'first/folder']) mkdirSync(at(name));
  for (const [name, text, mode] of [
    ['first/plain', 'text', 0o644],
    ['second/plain', '#!/bin/sh\n', 0o755],
    ['second/folder', '#!/bin/sh\n', 0o755],
    ['second/only-text', 'text', 0o644],
    ['second/orphan', '#! /no/such/interpreter -x\n', 0o755],
    ['second/words', 'no interpreter line', 0o755],
  ] as const) {
    writeFileSync(at(name), text);
    chmodSync(at(name), mode);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const path = () => `${at('missing')}:${at('first')}:${at('second')}`;

test.each(['plain', 'folder', 'words'])('%s is found past what cannot run', (name) => {
  expect(findProgram(name, path())).toBe(at(`second/${name}`));
});

test('a path is taken as it is', () => {
  expect(findProgram(at('second/plain'), undefined)).toBe(at('second/plain'));
});

test('without a PATH the usual folders are searched', () => {
  expect(findProgram('sh', undefined)).toMatch(/\/bin\/sh$/);
});

test.each([
  ['nothing-of-that-name', 127],
  ['', 127],
  ['/no/such/file', 127],
  ['only-text', 126],
  ['orphan', 126],
])('%j cannot run: %i', (name, status) => {
  try {
    findProgram(name, path());
    expect.unreachable();
  } catch (error) {
    expect((error as MaskedShellError).exitStatus).toBe(status);
  }
});

test('a directory cannot run', () => {
  expect(() => findProgram(at('first'), path())).toThrow('is a directory');
});
