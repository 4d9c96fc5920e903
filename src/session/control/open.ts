// Makes ready what a session is steered by: where its socket will be, which the programs inside learn from their environment.
import { join } from 'node:path';
import { MaskedShellError } from '../../config/error.ts';
import { runtimeDirectory, SOCKET } from '../runtime-directory.ts';
import type { ControlOptions } from './control.ts';

export type Settled = Omit<ControlOptions, 'folder' | 'socket' | 'env'>;

/**
 * @param tell is told why there will be no control: the session masks as well without.
 * @returns what `Control` needs, or null.
 */
export function prepareControl(
  settled: Settled,
  env: NodeJS.ProcessEnv,
  tell: (error: MaskedShellError) => void,
): ControlOptions | null {
  try {
    const folder = runtimeDirectory(env);
    return { ...settled, env, folder, socket: join(folder, SOCKET) };
  } catch (error) {
    if (!(error instanceof MaskedShellError)) throw error;
    tell(error);
    return null;
  }
}
