// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the texts hold shell references.
// The places in which secrets show up on terminals, one line each or a few. `§` is the secret; %N, %n, %c, %k, %h are its name as
// NAME_OF_IT, name_of_it, nameOfIt, name-of-it and Name-Of-It.

export interface Context {
  readonly name: string;
  readonly text: string;
  /** `name`: what it is stands beside it; `form`: the notation holds nothing but secrets; `bare`: nothing tells. */
  readonly tells: 'name' | 'form' | 'bare';
  /** How the secret is written there. */
  readonly written?: 'url' | 'grep';
}

const named: Record<string, string> = {
  'shell export': 'export %N=§',
  'shell trace': '+ %N=§ ./deploy',
  'fish set': 'set -gx %N §',
  PowerShell: '$env:%N = "§"',
  dotenv: '%N=§',
  'dotenv quoted': '%N="§"',
  Makefile: '%N := §',
  Dockerfile: 'ENV %N=§',
  JSON: '  "%c": "§",',
  'JSON in one line': '{"id":7,"%c":"§","active":true}',
  'JSON in a shell': `curl -d '{"%n":"§"}' https://api.example.org/v1/items`,
  'JSON in a string': '"body": "{\\"%c\\":\\"§\\"}",',
  Jupyter: '    "%n = \\"§\\"\\n",',
  YAML: '  %n: §',
  'YAML quoted': "%c: '§'",
  TOML: '%n = "§"',
  INI: '%n = §',
  properties: 'app.%n=§',
  'XML element': '  <%c>§</%c>',
  'XML attribute': '<add key="%c" value="§" />',
  HCL: '  %n    = "§"',
  'terraform plan': '      + %n = "§"',
  'PHP array': "    '%n' => '§',",
  'PHP define': "define('%N', '§');",
  Python: '%n = "§"',
  'Python environ': 'os.environ["%N"] = "§"',
  'Python repr': "Client(user='bob', %n='§', timeout=3)",
  JavaScript: "const %c = '§';",
  'JavaScript member': "  %c: '§',",
  Go: '%c := "§"',
  Rust: 'let %n: &str = "§";',
  Java: 'private static final String %N = "§";',
  Ruby: "ENV['%N'] = '§'",
  'flag =': 'tool deploy --%k=§ --verbose',
  'flag blank': 'tool deploy --%k § --verbose',
  'docker run -e': 'docker run --rm -e %N=§ image:1.2',
  'helm --set': 'helm install web chart --set auth.%c=§,image.tag=v1',
  'curl -H name': "curl -s -H 'X-%h: §' https://api.example.org/v1/items",
  'HTTP dump': '> X-%h: §',
  'log line': '2026-05-04T10:11:12.345Z INFO [worker-3] client ready %n=§ retries=3',
  'log JSON': '{"level":"info","msg":"client ready","%n":"§","pid":17}',
  'stack trace': "    at connect (app.js:17:5) { %c: '§', code: 401 }",
  'error message': "ValueError: cannot use %n='§'",
  'box table': '│ %N │ § │',
  'ASCII table': '| %N | § |',
  'docker inspect': '                "%N=§",',
  'kubectl describe': '      %N:     §',
  'Kubernetes env': '            - name: %N\n              value: "§"',
  'YAML block scalar': '  %n: |\n    §',
  'YAML list': '%ns:\n  - §',
  'pair in JSON': '  "name": "%N",\n  "type": "String",\n  "value": "§"',
  'terraform output': '  "%n": {\n    "sensitive": true,\n    "value": "§"\n  }',
  'string on the next line': "const %c =\n  '§';",
  'HCL variable': 'variable "%n" {\n  default = "§"\n}',
  'property list': '<key>%c</key>\n<string>§</string>',
  'GitHub Actions': '2026-05-04T10:11:12.3456789Z   %N: §',
  'diff of dotenv': '+%N=§',
  'diff of JSON': '-    "%c": "§",',
  Markdown: 'Set `%N=§` before you start.',
  coloured: '\x1b[32m%N\x1b[0m=\x1b[33m§\x1b[0m',
};

const formal: Record<string, string> = {
  'curl -H bearer': 'curl -H "Authorization: Bearer §" https://api.example.org/v1/items',
  'header dump': '> authorization: Bearer §',
  'SQL IDENTIFIED BY': "ALTER USER app IDENTIFIED BY '§';",
  'SQL PASSWORD': "CREATE ROLE app LOGIN PASSWORD '§';",
  npmrc: '//registry.example.org/:_authToken=§',
  netrc: 'machine api.example.org login bob password §',
};

const bare: Record<string, string> = {
  prose: 'Please use § until Friday.',
  'Markdown, no name': 'It is `§` now.',
  'table row': ' 17 | app | § | 2026-05-04',
  CSV: 'bob,§,2026-05-04',
  'log, no name': '2026-05-04 10:11:12 DEBUG client: using §',
  'alone on its line': '§',
  'diff line': '+  §',
};

const of = (tells: Context['tells'], texts: Record<string, string>): Context[] =>
  Object.entries(texts).map(([name, text]) => ({ name, text, tells }));

export const CONTEXTS: readonly Context[] = [
  ...of('name', named),
  {
    name: 'URL query',
    text: 'GET https://api.example.org/v1/items?page=2&%n=§&limit=5',
    tells: 'name',
    written: 'url',
  },
  { name: 'grep colours', text: '%N=§', tells: 'name', written: 'grep' },
  ...of('form', formal),
  {
    name: 'URL password',
    text: 'git clone https://build:§@git.internal/team/app.git',
    tells: 'form',
    written: 'url',
  },
  {
    name: 'URL user',
    text: 'origin  https://§@git.internal/team/app.git (fetch)',
    tells: 'form',
    written: 'url',
  },
  ...of('bare', bare),
];
