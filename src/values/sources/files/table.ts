// All rows of credential files. A row can't be tested without its names: test/known-files writes a file from each.
import { AI } from './ai.ts';
import { CLOUD } from './cloud.ts';
import { CODE } from './code.ts';
import { DATA } from './data.ts';
import { DEPLOY } from './deploy.ts';
import type { CredentialFile } from './file.ts';
import { INFRA } from './infra.ts';

export const CREDENTIAL_FILES: readonly CredentialFile[] = [...DATA, ...CODE, ...CLOUD, ...INFRA, ...AI, ...DEPLOY];
