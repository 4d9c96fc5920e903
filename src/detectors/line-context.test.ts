import { expect, it } from 'vitest';
import { merge } from './examiner.ts';
import { createExaminer } from './index.ts';
import { followLine, type LineContext } from './line-context.ts';
import { marked } from './testing/marked.ts';

const examiner = createExaminer();

/** The text with what is found in it between marks. */
function follow(text: string): string {
  let context: LineContext | null = null;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const step = followLine(line, context, true);
    context = step.context;
    let out = line;
    for (const { start, end } of merge([...examiner.find(line, true), ...step.findings]).reverse())
      out = `${out.slice(0, start)}«${out.slice(start, end)}»${out.slice(end)}`;
    lines.push(out);
  }
  return lines.join('\n');
}

/** A marked text with its random parts filled in. */
function filled(text: string): string {
  const { text: plain, secrets } = marked(text);
  let out = plain;
  for (const { start, end } of [...secrets].reverse())
    out = `${out.slice(0, start)}«${out.slice(start, end)}»${out.slice(end)}`;
  return out;
}

const SECRETS: Record<string, string> = {
  'a block scalar': 'password: |\n  «hunter2»\n\n  «second77»\nuser: bob',
  'a folded one': '  db_password: >-\n      «{20}»\n  other: plain',
  'a block scalar in a log': '12:01 app | token: |\n12:01 app |   «{20}»\n12:01 app | done: yes',
  'behind line numbers': '   9  password: |\n  10    «hunter2»\n  11  user: bob',
  'removed lines of a diff': '-  password: |\n-    «hunter2»\n-  user: bob',
  'both sides of a diff': '+  password: |\n+    «hunter2»\n next: 1\n-  password: |\n-    «other77»\n-  user: bob77x9',
  'two logs at a time':
    'a | password: |\nb | starting\na |   «hunter2»\nb | token: |\na |   «other77»\nb |   «{20}»\na | user: bob77',
  'a table of psql':
    ' id | name |     password     | created\n----+------+------------------+---------\n  1 | bob  | «{16}» | today\n  2 | eve  | «{16}» | today\n(2 rows)\n  3 | eve  | plain7x9',
  'a table of mysql':
    '+----+----------+\n| id | api_key  |\n+----+----------+\n|  1 | «{20}» |\n|  2 | NULL |\n+----+----------+',
  'a drawn table': '│ Name │ Token │\n├──────┼───────┤\n│ web  │ «{20}» │\n│ api  │ «{24}» │',
  CSV: 'user,password,age\nbob,«k7Q9mW2xZp»,17\n"eve, too","«x9W2mQ7kLp»",18\nplain',
  TSV: 'user\tapi_token\nbob\t«{20}»',
  'behind a carriage return': '\rpassword: |\r\n  «hunter2»\r\nuser: bob',
  'a here document at a prompt': '> password: |\n>   «hunter2»\n> user: bob',
  'the last column of psql': ' id |   password       \n----+------------\n  1 | «{16}»\n(1 row)',
  'one column of psql': '       api_key        \n----------------------\n «{20}»\n «{20}»\n(2 rows)',
  'kubectl describe': 'db_password:\n----\n«hunter2x»\nlevel:\n----\ninfo77',
  'kubectl describe, newer': 'db_password:\n----\n\n«hunter2x»\n\nlevel:\n----\n\ninfo77',
  'an old value and a new one': ' - name: DB_PASSWORD\n-  value: «hunter2»\n+  value: «other77»\n - name: LEVEL',
  'a rotated block': ' password: |\n-  «hunter2»\n+  «other77»\n user: bob',
  'a rotated list': ' api_keys:\n-  - «{20}»\n+  - «{20}»\n   - «{20}»\n user: bob77x9',
  'the heading of a hunk': '@@ -1,2 +1,2 @@ password: |\n-  «hunter2»\n+  «other77»',
  'git blame':
    '1a2b3c4d (Bob 2026-01-02 03:04:05 +0000 1) password: |\n9f8e7d6c (Eve 2026-02-02 03:04:05 +0000 2)   «hunter2»',
  'a brace before the name': '[{"name": "DB_PASSWORD",\n  "value": "«hunter2»"}]',
  'mysql, vertically': ' name: smtp_password\nvalue: «hunter2»',
  'a long list': `api_keys:\n${'  - «{20}»\n'.repeat(40)}user: bob`,
  'grep -n': '6:- name: API_KEY\n7-  value: «{20}»\n8-- name: plain',
  'grep -n, both found': '6:- name: API_KEY\n7:  value: «{20}»',
  'a flag and its value in a list': 'args:\n  - --password\n  - «hunter2x9»\n  - --verbose\n  - plain77x9',
  'a flag and its value in an array':
    '"Cmd": [\n  "redis-server",\n  "--requirepass",\n  "«k7Q9mW2xZp»",\n  "plain77x9"\n]',
  'passwords of several people': 'passwords:\n  alice: «{20}»\n  bob: «{20}»\nuser: bob',
  'a parameter that says so': '{\n  "Name": "/prod/db/port",\n  "Type": "SecureString",\n  "Value": "«hunter2»"\n}',
  'an output that says so': '"dsn": {\n  "sensitive": true,\n  "type": "string",\n  "value": "«hunter2»"\n}',
  'a secret with tags': '"name": "db-password",\n"tags": {\n  "file-encoding": "utf-8"\n},\n"value": "«hunter2»"',
  'psql for programs': 'id|name|password\n1|alice|«{16}»',
  'a dump of PostgreSQL': 'COPY public.users (id, name, password) FROM stdin;\n1\tbob\t«{16}»\n\\.\nplain77x9Q',
  'cells of Markdown in backquotes': '| user | token |\n|---|---|\n| bob | `«{20}»` |',
  'git log --graph': '| +- name: API_KEY\n| +  value: «{20}»',
  'a description before the value':
    '<name>db.password</name>\n<description>The password\n  of the database</description>\n<value>«hunter2»</value>',
  'a passphrase': 'passphrase: |\n  «correct-horse battery!9 staple»\nuser: bob',
  'name over value': '- name: DB_PASSWORD\n  value: «hunter2»\n- name: LOG_LEVEL\n  value: debug',
  'name over value, apart': '{\n  "Name": "/prod/db/password",\n  "Type": "SecureString",\n  "Value": "«hunter2»"\n}',
  'output of terraform':
    '"db_password": {\n  "sensitive": true,\n  "type": "string",\n  "value": "«hunter2»"\n},\n"value": "plain"',
  'a variable of HCL': 'variable "db_password" {\n  type    = string\n  default = "«hunter2»"\n}',
  CloudFormation: '- ParameterKey: DbPassword\n  ParameterValue: «hunter2»',
  'a property list': '<key>apiToken</key>\n<string>«{20}»</string>\n<key>name</key>\n<string>plain</string>',
  'properties of Hadoop': '<property>\n  <name>db.password</name>\n  <value>«hunter2»</value>\n</property>',
  'a string on the next line': "const API_KEY =\n    '«{20}»';\nconst other = 'plain';",
  'a typed one': 'const apiKey: string =\n  "«{20}»";',
  'strings side by side': 'SECRET_KEY = (\n    "«{16}»"\n    "«{16}»"\n)',
  'a list': 'passwords:\n  - «hunter22»\n  - "«other-77»"\nusers:\n  - bob',
  'an array': '"api_tokens": [\n  "«{20}»",\n  "«{20}»"\n],\n"names": [\n  "plain"\n]',
  'a string of many lines': 'secret_key = """\n«{20}»\n"""\nuser = "bob"',
  'a here document': 'password = <<-EOT\n  «hunter2»\nEOT\nuser = "bob"',
  'an element over lines': '<server>\n  <password>\n    «hunter2»\n  </password>\n  <id>plain77x9</id>\n</server>',
  'an element with attributes': '<wsse:Password Type="text">\n  «hunter2»\n</wsse:Password>\n<x>plain77x9</x>',
  'a property whose element is named':
    '<property name="password">\n  <value>«hunter2»</value>\n</property>\n<value>plain77x9</value>',
  'a value over lines': '<name>db.password</name>\n<value>\n  «hunter2»\n</value>\n<value>plain77x9</value>',
  'a description over lines':
    '  <property>\n    <name>db.password</name>\n    <description>The\n password9</description>\n    <value>«hunter2»</value>',
  'an array of a property list':
    '<key>APIKeys</key>\n<array>\n  <string>«{20}»</string>\n  <string>«{20}»</string>\n</array>\n<string>plain77x9</string>',
  'data of a property list': '<key>Password</key>\n<data>\n  «{base64:20}»\n</data>',
  'an inline file of OpenVPN': '<auth-user-pass>\nbob\n«hunter2x»\n</auth-user-pass>\nplain77x9',
  'a secret of a vault':
    '{\n  "id": "https://x.vault.azure.net/secrets/db/17",\n  "name": "db",\n  "tags": {},\n  "value": "«hunter2»"\n}',
  'a secret of a manager': 'name: projects/x/secrets/db/versions/1\npayload:\n  data: «{base64:20}»\n  crc: plain77x9',
  'a field that is concealed':
    '{\n  "type": "CONCEALED",\n  "label": "pin code",\n  "value": "«hunter2»"\n}\n"value": "plain77x9"',
  'objects in a list of secrets': '"secrets": [\n  {\n    "name": "db",\n    "value": "«{20}»"\n  }\n]',
  'a password that terraform made':
    'resource "random_password" "db" {\n  length = 20\n  result = "«hunter2»"\n}\nvariable "x" {\n  default = "plain77x9"\n}',
  'a password in the state of terraform':
    '  "type": "random_password",\n  "instances": [\n    {\n      "attributes": {\n        "length": 20,\n        "result": "«hunter2»"\n      }\n    }\n  ]\n}\n"value": "plain77x9"',
  'a key by the name of a key': '"keyName": "key1",\n"permissions": "FULL",\n"value": "«{base64:40}»"',
  'codes of recovery': '"recovery_codes": [\n  "«{10}»",\n  "«k7Q9m-W2xZp»",\n  "«48213377»"\n]',
  'codes in a list': 'backup-codes:\n- «48213377»\n- «48213378»\nnames:\n- 48213379',
  'a log with a dash before its text':
    '01:02 INFO app - password: |\n01:03 INFO app -   «hunter2»\n01:03 INFO app - - name: API_KEY\n01:04 INFO app -   value: «{20}»\n01:04 INFO app - - name: LEVEL',
  'a log of words':
    '2026-01-02 03:04:05 INFO app: [\n2026-01-02 03:04:06 INFO app:   "name": "API_KEY",\n2026-01-02 03:04:07 INFO app:   "value": "«{20}»"',
  'line ends that are shown': 'password: |$\n  «hunter2$»\nnext: x$\n"api_keys": [$\n  "«{20}»",$\n  "«{20}»"$\n]$',
  'a command that goes on': 'mysql --user bob \\\n  --password \\\n  «hunter2» \\\n  --verbose plain77x9',
  'an assignment that goes on': 'export DB_PASSWORD=\\\n«hunter2»\nplain77x9',
  'a dump of PHP': 'array(2) {\n  ["password"]=>\n  string(20) "«hunter2»"\n  ["level"]=>\n  string(9) "plain77x9"',
  print_r:
    '    [api_keys] => Array\n        (\n            [0] => «{20}»\n            [1] => «{20}»\n        )\n    [level] => plain77x9',
  var_export: "'api_keys' => \n  array (\n    0 => '«{20}»',\n    1 => '«{20}»',\n  ),\n  'x' => 'plain77x9'",
  'Data::Dumper': "'api_keys' => [\n        '«{20}»',\n        '«{20}»'\n      ],\n'x' => 'plain77x9'",
  'a list of terraform': 'api_keys = tolist([\n  "«{20}»",\n  "«{20}»",\n])\nnames = tolist([\n  "plain77x9",',
  'an option of Rust': 'token: Some(\n    "«{20}»",\n),\nname: Some(\n    "plain77x9",',
  'a section of secrets': '[secrets]\nfoo = "«{20}»"\nlevel = "info"\n[other]\nx = "a9x7Qw2mZ4k8L1pQ"',
  'comments in a list': 'api_keys:\n  # first\n  - "«{20}»"  # prod\n\n  - «{20}»\nnames:\n  - plain77x9',
  'a conflict': 'password: |\n<<<<<<< HEAD\n  «hunter2»\n=======\n  «other77»\n>>>>>>> x\nuser: bob',
  'a record of the AWS CLI':
    '||  Name  |  /prod/db/password ||\n||  Type  |  SecureString      ||\n||  Value |  «hunter2»           ||\n||  Version |  1 ||',
  'a record that says so':
    '|  Name  |  /prod/db/port |\n|  Type  |  SecureString |\n|  Value |  «hunter2» |\n|  Tier | plain77x9Q |',
  'a drawn record': '│ Name  │ db_password │\n│ Value │ «hunter2» │',
  'rows that name their values':
    '||  Name  | Type  | Value  | Version  ||\n|+---+---+---+---+|\n||  /prod/db/password  | SecureString  |  «hunter2»  |  1  ||\n||  /prod/db/port  | String  |  plain77x9  |  1  ||',
  'rows that say so':
    '| Key | Value | Sensitive |\n|---|---|---|\n| dsn | «hunter2» | true |\n| host | plain77x9 | false |',
  'CSV whose rows name their values': 'Name,Type,Value\nDB_PASSWORD,String,«hunter2»\nPORT,String,plain77x9',
  'TSV whose rows name their values': 'key\tscope\tvalue\napi_token\tall\t«{20}»\nlevel\tall\tplain77x9',
  'columns with a ruler':
    'id  name   password\n--  -----  ----------------\n1   alice  «k7Q9mW2xZp»\n2          «x9W2mQ7kLp»\n3   eve    -',
  'names in columns': 'Key         Value\n---         -----\npassword    «{20}»\nlease_id    plain77x9\n',
  'columns without a ruler': 'NAME    PASSWORD\nweb     «{20}»\napi     plain',
  'an empty cell at the end': ' id | name | password\n----+------+----------\n 1 | bob | \n 2 |  | «k7Q9mW2xZp»',
  'a scalar below name': '- name: DB_PASSWORD\n  value: |\n    «hunter2»\n- name: plain',
};

const [user, note, blank] = ['svc-report', 'seven-and-ten', 'x'].map((text) => Buffer.from(text).toString('base64'));

const KUBERNETES: Record<string, string> = {
  'a Secret': `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\n  labels:\n    app: web\ndata:\n  user: «${user}»\n  x: «${blank}»\ntype: Opaque`,
  'a Secret with its data first': `apiVersion: v1\ndata:\n  user: «${user}»\n  note: «${note}»\nkind: Secret\nmetadata:\n  name: db`,
  'a Secret with strings': 'kind: Secret\nstringData:\n  user: «bob»\n  note: |\n    «and-more»\ntype: Opaque',
  'a list of Secrets': `apiVersion: v1\nitems:\n- apiVersion: v1\n  data:\n    user: «${user}»\n  kind: Secret\n- apiVersion: v1\n  data:\n    user: bob\n  kind: ConfigMap`,
  'a Secret in JSON': `{\n  "apiVersion": "v1",\n  "data": {\n    "user": "«${user}»",\n    "note": "«${note}»"\n  },\n  "kind": "Secret",\n  "metadata": {\n    "name": "db"\n  }\n}`,
};

const HARMLESS: Record<string, string> = {
  'a ConfigMap': 'apiVersion: v1\nkind: ConfigMap\ndata:\n  color: blue\n  size: "8080"\n  words: description',
  'a ConfigMap with its data first': 'apiVersion: v1\ndata:\n  color: blue\n  level: info1234\nkind: ConfigMap',
  'a public part of a Secret': `kind: Secret\ndata:\n  ca.crt: ${Buffer.from('-----BEGIN CERTIFICATE-----\nMIIB').toString('base64')}\nstringData:\n  tls.crt: |\n    -----BEGIN CERTIFICATE-----\n    MIIBszCCARwCCQDWZ\n    -----END CERTIFICATE-----`,
  'another document': `kind: Secret\nmetadata:\n  name: db\n---\nkind: Deployment\ndata:\n  x: ${user}`,
  'a template': 'kind: Secret\ndata:\n  user: {{ .Values.user | b64enc }}\nstringData:\n  note: $NOTE_TEXT',
  'a file in a Secret':
    'kind: Secret\nstringData:\n  config.yaml: |\n    # the user who writes\n    user: bob\n    level: info\n    ssl:\n  url: "https://{{ .host }}/x"',
  'data that a program makes': "kind: 'Secret',\ndata: {\n  URL: b64('postgres://example'),\n},",
  'the tags of a secret':
    '"Name": "MyDatabaseSecret",\n"Tags": [\n  {\n    "Key": "First",\n    "Value": "a9x7Qw2mZ4"\n  }\n]',
  'properties of a schema':
    '"MasterUserPassword": [\n  "MasterUsername"\n],\n"DkimTokens": [\n  "k4jcs5xoyqytjsotsijas7236gr"\n]',
  'a list of names of secrets': 'secrets:\n  - airflow-cluster1-cert\n  - db-credentials-2',
  'a list of names': 'secrets:\n  - AZURE_E2E_TEST_KEY\n  - CI_AGENT_TOKEN',
  'a reference': '- name: API_TOKEN\n  valueFrom:\n    secretKeyRef:\n      name: db\n      key: token\n  value: plain',
  'prose under a name': 'password: |\n  The password of the user.\n  It may hold anything.',
  'another name': '- name: LOG_LEVEL\n  value: debug9271xyz\n- name: PORT\n  value: "8080"',
  'a condition': 'if password:\n    return check42value',
  'the end of a list': '- name: DB_PASSWORD\n- value: plain77text',
  'a type': 'password:\n    string\ntoken:\n    str',
  'a mapping': 'secret:\n  name: db-2024x9\n  namespace: prod7a',
  'a prompt': 'Password:\n  9 packages can be upgraded',
  'tokens of a text': '"tokens": [\n  "the",\n  "quick",\n  "brown"\n]',
  'a call': 'login(\n  password=\n  prompt(),\n)',
  'a schema': '"password": {\n  "type": "string",\n  "minLength": 8\n}',
  'a table of words':
    '| Option | Password | Token |\n|---|---|---|\n| login | required | string |\n| logout | optional | none |',
  'columns of a query': 'SELECT\n  id,\n  password,\n  created_at2,\nFROM users',
  imports: 'from x import (\n    SECRET_KEY,\n    SECP256R1,\n)',
  'a heading of Markdown': 'Password\n--------\n\nThe field2x is required.\nsee9x7q',
  'a secret of a volume': 'secrets:\n  - name: db-7d9f8c6b5x2k\nsecret:\n  secretName: tls-7d9f8c6b5x2k9',
  'not sensitive': '"port": {\n  "sensitive": false,\n  "value": "a7x9Qw2mZ4"\n}',
  'arguments in a call': 'login(\n  user, password, token\n  a9x7Qw, b9x7Qw, c9x7Qw\n)',
  'a list of what a manager keeps':
    '- name: projects/x/secrets/db\n  replication:\n    automatic: a9x7Qw2mZ4\n- createTime: a9x7Qw2mZ4\n  data: a9x7Qw2mZ4',
  'the name of a key': '"KeyName": "deploy",\n"permissions": "FULL",\n"value": "read-write9"',
  'an array of types': 'tokens: Array\n  plain77x9\nkeys => {\n  level: a9x7Qw2mZ4',
  'a regular expression': "const TOKEN = /^a$/;\n'a9x7Qw2mZ4'",
  'a section of settings': '[tokens]\nlevel = "a9x7Qw2mZ4k8L1pQ"\n[password]\nlength = "a9x7Qw2mZ4k8L1pQ"',
  'a flag without a value': 'login --password \\\n  --verbose \\\n  a9x7Qw2mZ4',
  'a list that has ended': 'api_keys:\n\nSee a9x7Qw2mZ4 below',
  'an element of a page':
    '<label name="password">\n  Passwort\n</label>\n<textarea name="token">\n  a9x7Qw2mZ4\n</textarea>',
  'other elements within one':
    '<credentials>\n  <user>bob77x9</user>\n  <note>\n   seven9x7Qw\n  </note>\n</credentials>\na9x7Qw2mZ4k8L1pQ',
  'text in an element': '<password>\n  The password of 7 users.\n</password>',
  'elements without text': '<password/>\na9x7Qw2mZ4\n<token />\na9x7Qw2mZ4',
  'columns of words':
    'password        string          required\ncreated_at2     string          optional\nuser9x7         a7x9Qw',
  'rows that name nothing': '| Name | Type | Value |\n|---|---|---|\n| host | String | a9x7Qw2mZ4 |',
  'a record of something else': '|  Name  |  db-host |\n|  Value |  a9x7Qw2mZ4 |',
  'options of a program':
    'NAME      VALUE     DESCRIPTION\ntoken     string    The token of the user\nkeys      a9x7      Several keys',
  'a pipe': 'curl $token |\n  jq .data9x7y',
};

it.each(Object.entries({ ...SECRETS, ...KUBERNETES }))('%s', (_, text) => {
  const wanted = filled(text);
  expect(follow(wanted.replace(/[«»]/g, ''))).toBe(wanted);
});

it.each(Object.entries(HARMLESS))('%s stays readable', (_, text) => {
  expect(follow(text)).toBe(text);
});

it('leads the prefilter to the first line of each', () => {
  for (const text of Object.values({ ...SECRETS, ...KUBERNETES })) {
    const lines = filled(text).replace(/[«»]/g, '').split('\n');
    const opening = lines.filter((line) => followLine(line, null, true).context !== null);
    expect(opening.length, text).toBeGreaterThan(0);
    for (const line of opening) expect(examiner.suspects(Buffer.from(line, 'latin1'), 0, line.length), line).toBe(true);
  }
});
