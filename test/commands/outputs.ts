// What the commands of the policy tables print, in the formats of their documentation: `«»` stands where a secret is.

export interface CommandOutput {
  readonly command: string;
  readonly output: string;
  readonly shell?: string;
}

const of = (command: string, output: string, shell?: string): CommandOutput => ({
  command,
  output: output.replace(/^\n/, ''),
  ...(shell !== undefined && { shell }),
});

export const OUTPUTS: readonly CommandOutput[] = [
  of('export -p', "export API_TOKEN='«»'\nexport DB_PASSWORD='«»\n«»'\nexport LANG='C'\n", 'dash'),
  of('set', "API_TOKEN='«»'\nDB_PASSWORD='«»\n«»'\nLANG='C'\n", 'dash'),
  of("env | tr ':' '\\n'", 'API_TOKEN=«»\n«»\nMODE=test\n'),
  of("env | tr '\\n' ' '", 'HOME=/home/me API_TOKEN=«» MODE=test DB_PASSWORD=«» _=x \n'),
  of(
    'env',
    `
SHELL=/bin/bash
API_TOKEN=«»
PWD=/home/me
EMPTY_TOKEN=
DB_PASSWORD=«»
«»
LANG=C.UTF-8
SSH_AUTH_SOCK=/tmp/agent.1
BASH_FUNC_x%%=() {  echo hi
}
npm_config_//registry.example/:_authToken=«»
_=/usr/bin/env
`,
  ),
  of('printenv API_TOKEN', '«»\n'),
  of('printenv HOME', '/home/me\n'),
  of(
    'set',
    `
API_TOKEN=«»
BASH_VERSINFO=([0]="5" [1]="2")
DB_PASSWORD='«»'
IFS=$' \\t\\n'
OTHER_SECRET=$'«»'
PS1='\\u@\\h$ '
greet () 
{ 
    echo hi
}
`,
  ),
  of(
    'export -p',
    `
declare -x API_TOKEN="«»"
declare -x HOME="/home/me"
declare -x DB_PASSWORD="«»
«»"
declare -x LANG="C"
declare -ax LIST=([0]="a")
`,
  ),
  of(
    'export',
    `
API_TOKEN=«»
HOME=/home/me
DB_PASSWORD=$'«»'
`,
    'zsh',
  ),
  of(
    'typeset -p',
    `
export API_TOKEN=«»
typeset -i 10 SECONDS=3
typeset -a path=( /a /b )
typeset -x DB_PASSWORD='«»'
`,
    'zsh',
  ),
  of(
    'set -x',
    `
API_TOKEN «»
HOME /home/me
DB_PASSWORD '«»'
PATH /usr/bin  /bin
`,
    'fish',
  ),
  of(
    'set -S API_TOKEN',
    `
$API_TOKEN: set in global scope, exported, with 1 elements
$API_TOKEN[1]: |«»|
$API_TOKEN: originally inherited as |«»|
$HOME: set in global scope, exported, with 1 elements
$HOME[1]: |/home/me|
`,
    'fish',
  ),
  of("cat /proc/1/environ | tr '\\0' '\\n'", 'HOME=/root\nAPI_TOKEN=«»\nTERM=linux\n'),
  of('cat /proc/1/environ', 'HOME=/rootAPI_TOKEN=«»\n'),
  of(
    'ps eww 1',
    `
  PID TTY      STAT   TIME COMMAND
    1 pts/0    Ss     0:00 bash HOME=/root API_TOKEN=«» TERM=xterm DB_PASSWORD=«»
`,
  ),
  of(
    'docker inspect web',
    `
            "Env": [
                "PATH=/usr/bin",
                "DB_PASSWORD=«»",
                "MODE=test"
            ],
            "Cmd": null
`,
  ),
  of("docker inspect web --format '{{.Config.Env}}'", '[PATH=/usr/bin DB_PASSWORD=«» MODE=test API_TOKEN=«»]\n'),
  of("docker inspect web --format '{{json .Config.Env}}'", '["PATH=/usr/bin","DB_PASSWORD=«»","MODE=test"]\n'),
  of(
    'docker compose config',
    `
services:
  web:
    environment:
      DB_PASSWORD: «»
      MODE: test
      API_TOKEN: "«»"
      CERT_SECRET: |-
        «»
        «»
    image: app:1.2
`,
  ),
  of('docker exec web env', 'HOSTNAME=web\nAPI_TOKEN=«»\n'),
  of('systemctl show-environment', "LANG=C\nAPI_TOKEN=«»\nDB_PASSWORD=$'«»'\n"),
  of('systemctl show -p Environment web', 'Environment=MODE=test API_TOKEN=«» LEVEL=info\n'),
  of('heroku config', '=== app Config Vars\n\nDATABASE_PASSWORD: «»\nMODE:              test\nAPI_TOKEN:         «»\n'),
  of('heroku config --json', '{\n  "API_TOKEN": "«»",\n  "MODE": "test"\n}\n'),
  of(
    'netlify env:list',
    `
.----------------------------.
| Key       | Value   | Scope |
|-----------|---------|-------|
| API_TOKEN | «» | All   |
| MODE      | test    | All   |
'----------------------------'
`,
  ),
  of(
    'kubectl describe pod web',
    `
    Environment:
      API_TOKEN:    «»
      MODE:         test
      DB_PASSWORD:  <set to the key 'password' in secret 'db'>  Optional: false
    Mounts:
`,
  ),
  of('less .env', '# Database\nDB_HOST=db.example\nDB_PASSWORD=«»\n# Mail\nSMTP_PASSWORD="«»"\n'),
  of('pass show mail', '«»\n«»\n'),
  of('pass show mail', 'Error: mail is not in the password store.\n'),
  of('pass show mail', 'gpg: decryption failed: No secret key\n'),
  of('pass show mail', 'bash: pass: command not found\n'),
  of('pass generate mail 12', 'The generated password for mail is:\n«»\n'),
  of('gh auth token', '«»\n'),
  of('pass show folder/x', 'Error: folder/x is not in the password store.\n'),
  of('pass show folder/x', '├── mail\n│   └── work\n└── home\n'),
  of('gpg -d x.gpg', '┌──────────────┐\n│ Passphrase:  │\n│ ____________ │\n│ <OK>         │\n└──────────────┘\n«»\n'),
  of('bw get password mail', '? Master password: [hidden]\n«»\n'),
  of('time pass show x', '«»\npass show x  0.01s user 0.00s system 90% cpu 0.012 total\n', 'zsh'),
  of('sudo pass show x', '[sudo] password for me: \n«»\n'),
  of('time pass show x', '«»\n\nreal\t0m0.012s\nuser\t0m0.003s\nsys\t0m0.001s\n'),
  of('op read op://a/b/c', '[ERROR] 2026/01/02 10:11:12 could not read secret op://a/b/c: item not found\n'),
  of('op read op://a/b/c', '«»\n'),
  of(
    'op item get mail',
    `
ID:          abcd
Title:       Mail
Fields:
  username:    me
  password:    «»
`,
  ),
  of(
    'op item get mail --format json',
    '{\n  "title": "Mail",\n  "fields": [\n    {\n      "id": "password",\n      "value": "«»"\n    }\n  ]\n}\n',
  ),
  of('bw get item mail', '{"object":"item","name":"Mail","login":{"username":"me","password":"«»","totp":null}}\n'),
  of(
    'vault kv get secret/app',
    `
======= Secret Path =======
secret/data/app

======= Metadata =======
Key                Value
---                -----
created_time       2026-01-02T10:11:12.13Z
deletion_time      n/a
version            1

====== Data ======
Key         Value
---         -----
password    «»
user        «»
`,
  ),
  of(
    'vault kv get -format=json secret/app',
    `
{
  "request_id": "0b1c",
  "lease_id": "",
  "lease_duration": 0,
  "data": {
    "data": {
      "password": "«»"
    },
    "metadata": {
      "created_time": "2026-01-02",
      "version": 1
    }
  }
}
`,
  ),
  of('vault kv get -field=password secret/app', '«»\n'),
  of('vault kv get -format=json secret/app | jq -r .data.data.password', '«»\n'),
  of(
    'vault operator init',
    'Unseal Key 1: «»\nUnseal Key 2: «»\n\nInitial Root Token: «»\n\nVault initialized with 5 key shares.\n',
  ),
  of(
    'aws secretsmanager get-secret-value --secret-id app',
    `
{
    "ARN": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app-a1b2c3",
    "Name": "app",
    "VersionId": "0b1c",
    "SecretString": "«»",
    "VersionStages": [
        "AWSCURRENT"
    ]
}
`,
  ),
  of('aws secretsmanager get-secret-value --secret-id app --query SecretString', '"«»"\n'),
  of('aws secretsmanager get-secret-value --secret-id app --query SecretString --output text', '«»\n'),
  of(
    'aws secretsmanager get-secret-value --secret-id app',
    '\nAn error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: no such secret\n',
  ),
  of(
    'aws sts get-session-token --output table',
    `
----------------------------------------------
|              GetSessionToken               |
+--------------------------------------------+
||               Credentials                ||
|+------------------+-----------------------+|
||  AccessKeyId     |  «»  ||
||  Expiration      |  2026-01-02T10:11:12Z ||
||  SecretAccessKey |  «»  ||
||  SessionToken    |  «»  ||
|+------------------+-----------------------+|
`,
  ),
  of(
    'aws sts get-session-token --output yaml',
    `
Credentials:
  AccessKeyId: «»
  Expiration: '2026-01-02T10:11:12Z'
  SecretAccessKey: «»
  SessionToken: «»
`,
  ),
  of('aws sts get-session-token --output text', 'CREDENTIALS\t«»\t2026-01-02T10:11:12Z\t«»\t«»\n'),
  of(
    'aws ssm get-parameters --names a --with-decryption --output table',
    `
-----------------------------------------------
|                GetParameters                |
+---------------------------------------------+
||                 Parameters                ||
|+-------+---------------+--------+----------+|
||  Name |     Type      | Value  | Version  ||
|+-------+---------------+--------+----------+|
||  a    |  SecureString |  «»  |  1       ||
|+-------+---------------+--------+----------+|
`,
  ),
  of('aws sts get-session-token', 'CREDENTIALS\t«»\t2026-01-02T10:11:12Z\t«»\t«»\n'),
  of('aws configure get aws_secret_access_key', '«»\n'),
  of('aws ecr get-login-password', '«»\n'),
  of(
    'az keyvault secret show --vault-name v --name n',
    '{\n  "contentType": null,\n  "id": "https://v.vault.azure.net/secrets/n/1",\n  "name": "n",\n  "value": "«»"\n}\n',
  ),
  of(
    'az account get-access-token',
    '{\n  "accessToken": "«»",\n  "expiresOn": "2026-01-02 10:11:12",\n  "tokenType": "Bearer"\n}\n',
  ),
  of('az account get-access-token --query accessToken -o tsv', '«»\n'),
  of('gcloud auth print-access-token', '«»\n'),
  of(
    'gcloud secrets versions access latest --secret=db',
    'ERROR: (gcloud.secrets.versions.access) NOT_FOUND: Secret [db] not found\n',
  ),
  of(
    'doppler secrets',
    `
┌───────────┬─────────┬─────────┐
│ NAME      │ VALUE   │ NOTE    │
├───────────┼─────────┼─────────┤
│ API_TOKEN │ «» │ «» │
│ MODE      │ «» │ «» │
└───────────┴─────────┴─────────┘
`,
  ),
  of('doppler secrets download --no-file --format env', 'API_TOKEN="«»"\nMODE="«»"\n'),
  of(
    'chamber list -e app',
    'Key          Version  LastModified    User  Value\ndb_password  1        01-02 10:11:12  me    «»\n',
  ),
  of('sops -d secrets.yaml', 'db:\n    password: «»\n    hosts:\n        - «»\nnote: "«»"\n'),
  of('age -d secrets.age', 'age: error: no identity matched any of the recipients\n'),
  of(
    'kubectl get secret db -o yaml',
    `
apiVersion: v1
data:
  password: «»
  tls.key: |
    «»
    «»
kind: Secret
metadata:
  creationTimestamp: "2026-01-02T10:11:12Z"
  name: db
  namespace: app
type: Opaque
`,
  ),
  of(
    'kubectl get secret db -o json',
    `
{
    "apiVersion": "v1",
    "data": {
        "password": "«»"
    },
    "kind": "Secret",
    "metadata": {
        "name": "db"
    },
    "type": "Opaque"
}
`,
  ),
  of("kubectl get secret db -o jsonpath='{.data.password}' | base64 -d", '«»\n'),
  of('kubectl get secret db -o yaml | grep password', '  password: «»\n'),
  of('kubectl get secret db -o yaml', 'Error from server (NotFound): secrets "db" not found\n'),
  of('kubectl config view --raw', 'users:\n- name: me\n  user:\n    client-key-data: «»\n    token: «»\n'),
  of('terraform output -raw db_password', '«»\n'),
  of('security find-generic-password -s app -w', '«»\n'),
  of('openssl rand -hex 16', '«»\n'),
  of('htpasswd -nb me', '«»\n'),
  of('echo $(pass show x)', '«»\n'),
  of('git credential fill', 'protocol=https\nhost=example.org\nusername=me\npassword=«»\n'),
  of('cat ~/.ssh/id_test', '-----BEGIN OPENSSH PRIVATE KEY-----\n«»\n«»\n-----END OPENSSH PRIVATE KEY-----\n'),
];
