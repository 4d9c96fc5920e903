// What is about to be committed: the staged contents of the changed files, and which of their lines are new.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MaskedShellError } from '../config/error.ts';

const run = promisify(execFile);
const MOST_BYTES = 512 * 1024 * 1024;

export interface StagedFile {
  /** Relative to the current directory. */
  readonly path: string;
  readonly content: Buffer;
  /** Whether a line, counted from 1, was added or changed. */
  readonly isNew: (line: number) => boolean;
}

/**
 * The files that are staged for commit, as they will be committed.
 * @throws MaskedShellError `usage` where there is no repository, or no git.
 */
export async function* stagedFiles(): AsyncGenerator<StagedFile> {
  await git(['rev-parse', '--is-inside-work-tree']);
  const listed = await git([
    'diff',
    '--cached',
    '--name-only',
    '--relative',
    '--diff-filter=ACMRT',
    '--no-renames',
    '-z',
  ]);
  for (const path of listed.toString().split('\0')) {
    if (path === '') continue;
    const [content, changes] = await Promise.all([
      git(['show', `:./${path}`]),
      git([
        'diff',
        '--cached',
        '--unified=0',
        '--no-color',
        '--no-ext-diff',
        '--no-renames',
        '--',
        `:(literal)${path}`,
      ]),
    ]);
    yield { path, content, isNew: addedLines(changes.toString('latin1')) };
  }
}

/** Reads the hunks of a diff without context: `@@ -a,b +c,d @@` says that d lines from c on are new. */
function addedLines(diff: string): (line: number) => boolean {
  const ranges = [...diff.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].map(([, start, count = '1']) => ({
    start: Number(start),
    end: Number(start) + Number(count),
  }));
  return (line) => ranges.some(({ start, end }) => line >= start && line < end);
}

async function git(args: readonly string[]): Promise<Buffer> {
  try {
    const { stdout } = await run('git', args, { encoding: 'buffer', maxBuffer: MOST_BYTES });
    return stdout;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const [said] = String((error as { stderr?: Buffer }).stderr ?? '').split('\n');
    throw new MaskedShellError(
      'usage',
      missing ? 'git was not found' : `git ${args[0]}: ${said.replace(/^fatal: /, '') || 'failed'}`,
      '--staged reads what is staged in the git repository that you are in.',
    );
  }
}
