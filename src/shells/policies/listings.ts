// Commands that list variables with their values.
import { listing, VALUES } from '../../detectors/command-output/policy.ts';
import type { Called, PolicyRow } from './row.ts';
import { byName } from './shapes.ts';

const BASH = 'https://www.gnu.org/software/bash/manual/html_node/Bash-Builtins.html';
const ZSH = 'https://zsh.sourceforge.io/Doc/Release/Shell-Builtin-Commands.html';
const FISH = 'https://fishshell.com/docs/current/cmds/set.html';
const COREUTILS = 'https://www.gnu.org/software/coreutils/manual/html_node/printenv-invocation.html';
const DOCKER = 'https://docs.docker.com/reference/cli/docker/inspect/';
const COMPOSE = 'https://docs.docker.com/reference/cli/docker/compose/config/';
const KUBERNETES = 'https://kubernetes.io/docs/reference/kubectl/generated/';

/** Names without a value are shown; what is assigned is not. */
function declared({ args, operands }: Called) {
  const options = args.filter((arg) => /^[-+]/.test(arg)).join('');
  if (/[fF]/.test(options) && !options.includes('p')) return null;
  if (operands.some((operand) => operand.includes('='))) return null;
  return operands.length === 0 || options.includes('p') ? listing() : null;
}

/** fish: `set`, `set -x` list; `set NAME value` assigns; `set -S NAME` shows one. */
function set({ args, operands, fish }: Called) {
  if (!fish) return args.length === 0 ? listing() : null;
  const has = (letter: string, word: string) =>
    args.some((arg) => arg === `--${word}` || (/^-[a-zA-Z]+$/.test(arg) && arg.includes(letter)));
  if (has('S', 'show')) return listing({ blank: true });
  if (operands.length > 0 || has('n', 'names') || has('q', 'query') || has('e', 'erase')) return null;
  return listing({ blank: true });
}

/** Without a command it lists, with what was to be added. */
function env({ operands }: Called) {
  return operands.every((operand) => operand.includes('=')) ? listing() : null;
}

export const LISTINGS: readonly PolicyRow[] = [
  { form: 'env|genv', example: 'env', shows: env, what: 'variables', source: COREUTILS },
  {
    form: 'printenv|gprintenv',
    example: 'printenv',
    shows: (called) => (called.operands.length === 0 ? listing() : byName(called)),
    what: 'variables; of one that is asked for by its name the whole output',
    source: COREUTILS,
  },
  { form: 'set', example: 'set', shows: set, what: 'variables, where it lists them', source: `${BASH}, ${FISH}` },
  {
    form: 'export|declare|typeset|readonly|local',
    example: 'export',
    shows: declared,
    what: 'variables, where it lists them',
    source: `${BASH}, ${ZSH}`,
  },
  {
    form: 'setenv',
    example: 'setenv',
    with: /^$/,
    shows: listing(),
    source: 'https://man.freebsd.org/cgi/man.cgi?query=csh',
  },
  {
    form: 'compgen',
    example: 'compgen -v',
    with: /(?:^| )(?:-[a-z]*[ve]|-A (?:variable|export))(?: |$)/,
    shows: listing(),
    source: BASH,
  },
  {
    form: 'ps',
    example: 'ps eww 4711',
    with: /(?:^| )(?:[a-zA-Z]*e[a-zA-Z]*|-[a-zA-Z]*E[a-zA-Z]*)(?= |$)/,
    shows: listing({ words: true }),
    source: 'https://man7.org/linux/man-pages/man1/ps.1.html',
  },
  { form: 'docker inspect', example: 'docker inspect web', shows: listing({ words: true }), source: DOCKER },
  {
    form: 'docker compose config|convert',
    example: 'docker compose config',
    without: /--(?:services|volumes|images|profiles|networks|hash|quiet)|(?:^| )-q/,
    shows: listing({ colon: true }),
    source: COMPOSE,
  },
  {
    form: 'docker-compose config',
    example: 'docker-compose config',
    without: /--(?:services|volumes|images|profiles|hash|quiet)|(?:^| )-q/,
    shows: listing({ colon: true }),
    source: COMPOSE,
  },
  {
    form: 'docker run',
    example: 'docker run -e MODE=test app',
    with: /(?:^| )(?:-e|--env|--env-file)(?:=| |\w)/,
    shows: listing({ words: true }),
    source: 'https://docs.docker.com/reference/cli/docker/container/run/',
  },
  {
    form: 'kubectl set env',
    example: 'kubectl set env deployment/web --list',
    with: /--list/,
    shows: listing(),
    source: `${KUBERNETES}kubectl_set/kubectl_set_env/`,
  },
  {
    form: 'kubectl describe pod|pods|deployment|deploy|statefulset|job|cronjob|daemonset',
    example: 'kubectl describe pod web-0',
    shows: listing({ colon: true }),
    source: `${KUBERNETES}kubectl_describe/`,
  },
  {
    form: 'systemctl show-environment',
    example: 'systemctl show-environment',
    shows: listing(),
    source: 'https://man7.org/linux/man-pages/man1/systemctl.1.html',
  },
  {
    form: 'systemctl show',
    example: 'systemctl show -p Environment web.service',
    with: /Environment/,
    shows: listing({ words: true }),
    source: 'https://man7.org/linux/man-pages/man1/systemctl.1.html',
  },
  {
    form: 'launchctl getenv',
    example: 'launchctl getenv API_TOKEN',
    shows: byName,
    what: 'the whole output, where the name tells of a secret',
    source: 'https://ss64.com/mac/launchctl.html',
  },
  {
    form: 'launchctl print|export',
    example: 'launchctl print',
    shows: listing(),
    source: 'https://ss64.com/mac/launchctl.html',
  },
  {
    form: 'tmux show-environment|showenv',
    example: 'tmux show-environment',
    shows: listing(),
    source: 'https://man7.org/linux/man-pages/man1/tmux.1.html',
  },
  {
    form: 'direnv export',
    example: 'direnv export',
    shows: listing({ words: true }),
    source: 'https://direnv.net/man/direnv.1.html',
  },
  {
    form: 'heroku config',
    example: 'heroku config',
    without: /--json|-j\b/,
    shows: listing({ colon: true }),
    first: true,
    source: 'https://devcenter.heroku.com/articles/config-vars',
  },
  {
    form: 'heroku config',
    example: 'heroku config --json',
    with: /--json|-j\b/,
    shows: listing({ colon: true }),
    first: true,
    source: 'https://devcenter.heroku.com/articles/config-vars',
  },
  {
    form: 'heroku config:get',
    example: 'heroku config:get API_TOKEN',
    shows: VALUES,
    source: 'https://devcenter.heroku.com/articles/config-vars',
  },
  {
    form: 'netlify|ntl env:list',
    example: 'netlify env:list',
    shows: listing({ colon: true }),
    source: 'https://cli.netlify.com/commands/env/',
  },
  {
    form: 'netlify|ntl env:get',
    example: 'netlify env:get',
    shows: VALUES,
    source: 'https://cli.netlify.com/commands/env/',
  },
  {
    form: 'dokku config|config:show|config:export',
    example: 'dokku config',
    shows: listing({ colon: true }),
    source: 'https://dokku.com/docs/configuration/environment-variables/',
  },
  {
    form: 'cf env',
    example: 'cf env',
    shows: listing({ colon: true }),
    source: 'https://cli.cloudfoundry.org/en-US/v8/env.html',
  },
  {
    form: 'railway variables',
    example: 'railway variables',
    shows: listing({ colon: true }),
    source: 'https://docs.railway.com/reference/cli-api',
  },
  {
    form: 'eb printenv',
    example: 'eb printenv',
    shows: listing({ colon: true }),
    source: 'https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/eb3-printenv.html',
  },
];
