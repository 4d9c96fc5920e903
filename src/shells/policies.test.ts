// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold shell references.
import { describe, expect, test } from 'vitest';
import type { OutputPolicy } from '../detectors/command-output/policy.ts';
import { growth } from '../detectors/testing/growth.ts';
import { FILES } from './policies/files.ts';
import { POLICY_ROWS, rowOf } from './policies/table.ts';
import { type CommandContext, policyFor } from './policies.ts';
import { programName } from './prefixes.ts';

const BASH: CommandContext = { shell: '/bin/bash' };
const FISH: CommandContext = { shell: 'fish' };

/** What is secret, in short. */
function brief(policy: OutputPolicy | null): string {
  if (policy === null) return '-';
  const { listing, entries, bare } = policy;
  const parts: string[] = [];
  if (listing !== null)
    parts.push(
      `listing${Object.keys(listing)
        .map((form) => `+${form}`)
        .join('')}`,
    );
  if (entries !== null)
    parts.push(
      entries.keys === 'all'
        ? 'entries'
        : entries.keys.map((key) => key.toLowerCase().replace(/[^a-z0-9]/g, '')).join(','),
    );
  if (bare !== false) parts.push(bare === true ? 'values' : bare === 'word' ? 'words' : 'random');
  return parts.join(' ') || 'nothing';
}

const of = (line: string, context = BASH) => brief(policyFor(line, context));

describe('each row', () => {
  test.each(POLICY_ROWS.map((row) => [row.example, row] as const))('%s', (example, row) => {
    const [program, ...args] = example.split(' ');
    expect(rowOf(programName(program), args)).toBe(row);
    if (row.shows === null) expect(of(example)).toBe('-');
    else expect(of(example)).not.toBe('-');
    // What goes elsewhere is not shown.
    for (const end of [' > file', ' | wc -c', ' | pbcopy', ' | sha256sum', ' &>> log'])
      expect(of(example + end)).toBe('-');
    expect(of(`X=$(${example})`)).toBe('-');
    for (const [before, after] of [
      ['sudo -u me ', ''],
      ['X=1 time ', ''],
      ['cd /tmp && ', ''],
      ['', ' | tee file'],
      ['', ' 2>/dev/null | cat'],
      ['for i in 1 2; do ', '; done'],
      ["bash -c '", "'"],
      ['echo $(', ')'],
      ['(', ')'],
      ['if ', '; then true; fi'],
    ])
      expect(of(before + example + after) === '-').toBe(of(example) === '-');
  });
});

test('each row says where it is from, and stands once', () => {
  for (const { source, form } of POLICY_ROWS) expect(source, form).toMatch(/^https:\/\//);
  const keys = POLICY_ROWS.map(({ form, with: needed, without }) => `${form} ${needed} ${without}`);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test.each([
  // Environment listings.
  ['env', 'listing'],
  ['env -i A=b', 'listing'],
  ['env A=b ls', '-'],
  ['env | sort | less -R', 'listing'],
  ['env | grep -i aws', 'listing'],
  ['env | cut -d= -f1', '-'],
  ["env | awk -F= '{print $1}'", '-'],
  ['env | cut -d= -f2-', 'random'],
  ['env | grep -c PATH', '-'],
  ["env | tr '\\n' ' '", 'listing+words'],
  ['env > file', '-'],
  ['env > /dev/tty', 'listing'],
  ['env 2> file', 'listing'],
  ['env >&2', 'listing'],
  ['env | tee file >/dev/null', '-'],
  ['printenv', 'listing'],
  ['printenv HOME', '-'],
  ['printenv API_TOKEN', 'values'],
  ['printenv MY_KEY', 'random'],
  ['set', 'listing'],
  ['set -e', '-'],
  ['set -- a b', '-'],
  ['set -o', '-'],
  ['export', 'listing'],
  ['export -p', 'listing'],
  ['export API_TOKEN=x', '-'],
  ['export API_TOKEN', '-'],
  ['export -f name', '-'],
  ['declare -p API_TOKEN', 'listing'],
  ['declare -x', 'listing'],
  ['declare -F', '-'],
  ['declare -a list=(1)', '-'],
  ['typeset -x', 'listing'],
  ['local x', '-'],
  ['cat /proc/1/environ', 'listing+glued'],
  ["tr '\\0' '\\n' < /proc/self/environ", 'listing'],
  ["cat /proc/$$/environ | tr '\\0' '\\n' | sort", 'listing'],
  ['ps eww', 'listing+words'],
  ['ps -ef', '-'],
  ['ps aux', '-'],
  ['docker exec -it web env', 'listing'],
  ['docker compose exec -T web printenv API_TOKEN', 'values'],
  ['docker run --rm -e A=b app env', 'listing'],
  ['docker run --rm -e A=b app', 'listing+words'],
  ['docker run --rm app', '-'],
  ['docker ps', '-'],
  ['podman inspect web', 'listing+words'],
  ['docker compose config --services', '-'],
  ['docker compose -f a.yml config', 'listing+colon'],
  ['kubectl exec web-0 -- env', 'listing'],
  ['kubectl -n app exec -it web-0 -c web -- sh -c "env | sort"', 'listing'],
  ['ssh -p 22 host env', 'listing'],
  ["ssh host 'cat ~/.ssh/id_ed25519'", 'values'],
  ['watch -n 1 env', 'listing'],
  ["watch 'env | grep KEY'", 'listing'],
  ['compgen -v | while read v; do echo "$v=${!v}"; done', 'listing'],
  ['systemctl --user show-environment', 'listing'],
  ['systemctl show web', '-'],
  ['command -v env', '-'],
  ['which env', '-'],
  ['man env', '-'],
  // What is printed alone.
  ['pass show x', 'values'],
  ['pass x', 'values'],
  ['pass', '-'],
  ['pass ls', '-'],
  ['pass -c x', '-'],
  ['pass insert x', '-'],
  ['pass git log', '-'],
  ['pass show x | head -1', 'values'],
  ['pass show x | base64 -d', 'values'],
  ['pass show x | xclip -i', '-'],
  ['pass show x | docker login -u me --password-stdin', '-'],
  ['kubectl create secret generic x --dry-run=client -o yaml | kubectl apply -f -', '-'],
  ['gh auth token | gh auth login --with-token', '-'],
  ['curl -H "Authorization: Bearer $(gh auth token)" url', '-'],
  ['echo "$(gh auth token)"', 'values'],
  ['echo `pass show x` | cat', 'values'],
  ["printf '%s\\n' $(pass show x)", 'values'],
  ['export X=$(pass show x)', '-'],
  ['read X < <(pass show x)', '-'],
  ['[ -n "$(pass show x)" ] && echo yes', '-'],
  ['eval $(op signin)', '-'],
  ['cat <(pass show x)', 'values'],
  ['cat <<< "$(pass show x)"', 'values'],
  ['cat <<E\n$(pass show x)\nE', 'values'],
  ["cat <<'E'\n$(pass show x)\nE", '-'],
  ['diff <(env) <(ssh host env)', 'listing'],
  ['xargs pass show < names', 'values'],
  ['echo $API_TOKEN', 'values'],
  ['echo "$HOME"', '-'],
  ['echo "$USER has $API_TOKEN"', '-'],
  ['echo hello', '-'],
  ['ls; pass show x && git status', 'words'],
  ['sudo -l', '-'],
  ['cat ~/.ssh/id_ed25519', 'values'],
  ['cat ~/.ssh/id_ed25519.pub', '-'],
  ['less .env', 'listing'],
  ['cat .env.example', '-'],
  ['cat README.md', '-'],
  // Keys, fields, columns.
  ['vault kv get secret/x', 'entries'],
  ['vault kv get -field=password secret/x', 'values'],
  ['vault kv get -field=version secret/x', '-'],
  ['vault kv list secret/', '-'],
  ['vault kv get -format=json x | jq -r .data.data.password', 'entries values'],
  ['vault kv get -format=json x | jq -r .lease_duration', '-'],
  ['vault kv get -format=json x | jq .', 'entries'],
  ['aws --profile p secretsmanager get-secret-value --secret-id x', 'secretstring,secretbinary'],
  [
    'aws secretsmanager get-secret-value --secret-id x --query SecretString --output text',
    'secretstring,secretbinary values',
  ],
  [
    'aws secretsmanager get-secret-value --secret-id x | jq -r .SecretString | jq -r .password',
    'secretstring,secretbinary values',
  ],
  ['aws secretsmanager list-secrets', '-'],
  ['aws ssm get-parameter --name x', '-'],
  ['aws ssm get-parameter --name x --with-decryption --query Parameter.Value', 'value values'],
  ['aws configure get region', '-'],
  ['aws s3 ls', '-'],
  ['az account get-access-token --query accessToken -o tsv', 'accesstoken values'],
  ['az account show', '-'],
  ['gcloud auth list', '-'],
  ['gcloud auth print-access-token --format=json', 'token,accesstoken,idtoken'],
  ['kubectl get secret x', '-'],
  ['kubectl get pods -o yaml', '-'],
  ['kubectl -n kube-system get secret x -o yaml', 'data,stringdata,kubectlkubernetesiolastappliedconfiguration'],
  ["kubectl get secret x -o jsonpath='{.data.password}' | base64 -d", 'values'],
  ["kubectl get secrets -o jsonpath='{.items[*].metadata.name}'", '-'],
  ['kubectl get secret x -o name', '-'],
  ['kubectl get secret x -o yaml | grep password', 'entries'],
  ['kubectl config view', '-'],
  ['terraform output', 'listing+colon'],
  ['terraform output vpc_id', '-'],
  ['terraform output db_password', 'entries values'],
  ['terraform plan', '-'],
  ['sops -d -i x.yaml', '-'],
  ['sops x.yaml', '-'],
  ['gpg --export -a me', '-'],
  ['npm token list', 'token'],
  ['npm config get registry', '-'],
  ['npm install', '-'],
  ['openssl rand -out file 32', '-'],
  ['openssl x509 -in cert.pem -text', '-'],
  ['git config user.name', '-'],
  ['git log', '-'],
  ['doppler secrets --only-names', '-'],
  ['op item get mail --fields username', '-'],
  ['op item list', '-'],
  ['unknown $(pass show x)', '-'],
  ['', '-'],
])('%s: %s', (line, expected) => {
  expect(of(line)).toBe(expected);
});

test.each([
  ['set', 'listing+blank'],
  ['set -x', 'listing+blank'],
  ['set -gx', 'listing+blank'],
  ['set -gx NAME value', '-'],
  ['set -q NAME', '-'],
  ['set -e NAME', '-'],
  ['set --names', '-'],
  ['set -S API_TOKEN', 'listing+blank'],
  ['env', 'listing'],
  ['echo (pass show x)', 'values'],
  ['set -x X (pass show x)', '-'],
  ['begin; env; end | less', 'listing'],
  ['if test -f x; env; end', 'listing'],
])('in fish, %s: %s', (line, expected) => {
  expect(of(line, FISH)).toBe(expected);
});

test('aliases are what they stand for', () => {
  const aliases = new Map([
    ['pw', 'pass show'],
    ['first', 'pass show x | head'],
    ['env', 'env | sort'],
    ['a', 'b'],
    ['b', 'a'],
    ['ls', 'ls --color'],
  ]);
  const context = { ...BASH, aliases };
  expect(
    ['pw x', 'sudo pw x', 'first -1', 'env', 'a', 'ls', '\\pw x', 'pw x > f'].map((line) => of(line, context)),
  ).toEqual(['values', 'values', 'values', 'listing', '-', '-', '-', '-']);
});

test('the environment chooses the form of output', () => {
  const line = 'aws secretsmanager get-secret-value --secret-id x';
  expect(policyFor(line, BASH)?.bare).toBe(false);
  expect(policyFor(line, { ...BASH, env: { AWS_DEFAULT_OUTPUT: 'text' } })?.bare).toBe(true);
  expect(policyFor(line, { ...BASH, env: { AWS_DEFAULT_OUTPUT: 'off' } })).toBe(null);
});

test('programs that take part are named', () => {
  expect(policyFor('sudo pass show x | head -1', BASH)?.programs).toEqual(['pass', 'head']);
});

test('each file of the table is known, and no other', () => {
  expect(FILES.length).toBeGreaterThan(5);
  expect(
    ['cat x.pem', 'cat chain.pem', 'cat ca.crt', 'cat server.key', 'cat .envrc', 'cat /run/secrets/db'].map((line) =>
      of(line),
    ),
  ).toEqual(['values', '-', '-', 'values', 'listing', 'values']);
});

test.each(['env|', 'pass show x;', '$(echo ', 'sudo ', 'a "`', 'x=$(y) ', 'sh -c "'])(
  '%j over and over is linear',
  (piece) => {
    expect(growth((length) => policyFor(piece.repeat(length / piece.length), BASH), 4000)).toBeLessThan(24);
  },
);
