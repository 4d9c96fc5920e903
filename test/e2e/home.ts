// A home directory for end-to-end tests: fresh, with prompts that say `ready>`, and an environment that holds nothing of
// the machine's own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

export const FISH_COMPLETIONS = '.local/share/fish/generated_completions/none';

/** What the prompts of all shells end with. */
export const PROMPT = 'ready>';

const MOST_TRIES = 100;
const NAP = new Int32Array(new SharedArrayBuffer(4));
const NAP_MS = 50;

export class Home {
  readonly path = mkdtempSync(join(tmpdir(), 'masked-shell-test-'));
  private static instance: Home | null = null;

  /** One per test file. */
  static current(): Home {
    Home.instance ??= new Home();
    return Home.instance;
  }

  static remove(): void {
    if (Home.instance !== null) removeFolder(Home.instance.path);
    Home.instance = null;
  }

  private constructor() {
    this.write('.bashrc', `PS1='${PROMPT} '\n`);
    this.write('.zshrc', `PS1='${PROMPT} '\nunsetopt prompt_sp\n`);
    // Where this folder is fish doesn't make completions in the background, for minutes.
    this.write(FISH_COMPLETIONS, '');
    this.write(
      '.config/fish/config.fish',
      `function fish_prompt; echo -n '${PROMPT} '; end\nset -U fish_greeting\nset fish_autosuggestion_enabled 0\n`,
    );
  }

  /** Writes a file below the home directory; returns its path. */
  write(name: string, content: string | Buffer, mode = 0o644): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { mode });
    return path;
  }
}

/** Shells that were hung up may still write their histories: what Node tries again is only the folder, without what came since. */
function removeFolder(path: string): void {
  for (let tries = 1; ; tries++) {
    try {
      return rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY' || tries === MOST_TRIES) throw error;
      Atomics.wait(NAP, 0, 0, NAP_MS);
    }
  }
}

afterAll(() => Home.remove());

export function testEnvironment(): NodeJS.ProcessEnv {
  return {
    HOME: Home.current().path,
    USER: 'tester',
    XDG_RUNTIME_DIR: Home.current().path,
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    SHELL: '/bin/bash',
    TMPDIR: process.env.TMPDIR,
  };
}

/** Fails the test when a program that it needs is missing. */
export function needs(...programs: string[]): void {
  const missing = programs.filter((name) => spawnSync('sh', ['-c', 'command -v "$1"', 'sh', name]).status !== 0);
  if (missing.length > 0) throw new Error(`this test needs ${missing.join(', ')}: install it, or run npm run check`);
}
