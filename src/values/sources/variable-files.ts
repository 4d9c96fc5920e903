// Which files of a folder hold variables, by their names.

/**
 * `dotenv`: assignments. `template`: the same, handed on with a project, so mostly place holders. `shell`: what direnv runs.
 * `compose`: names files of the first kind.
 */
export type VariableFile = 'dotenv' | 'template' | 'shell' | 'compose';

/** `.env.example`, and how else people call it. */
const TEMPLATE = /(?:^|[._-])(?:example|sample|template|tmpl|tpl|dist|defaults?|schema)(?:[._-]|$)/;
const COMPOSE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;

/** What a file of that name is, or null. */
export function variableFile(name: string): VariableFile | null {
  if (name.startsWith('.envrc')) return name === '.envrc' || name === '.envrc.local' ? 'shell' : null;
  if (/^\.env(?:$|[._-])|^\.(?:flaskenv|dev\.vars)(?:$|\.)/.test(name))
    return TEMPLATE.test(name.slice(1)) ? 'template' : 'dotenv';
  return COMPOSE.test(name) ? 'compose' : null;
}

/** Looked for by name in a folder that holds too much to be listed. */
export const USUAL_NAMES: readonly string[] = [
  '.git',
  '.env',
  '.envrc',
  '.env.local',
  '.env.development',
  '.env.development.local',
  '.env.test',
  '.env.test.local',
  '.env.staging',
  '.env.production',
  '.env.production.local',
  '.flaskenv',
  '.dev.vars',
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
];
