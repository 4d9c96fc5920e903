import { expect, it } from 'vitest';
import { createExaminer } from './index.ts';
import { filled, marked, markFound } from './testing/marked.ts';

const examiner = createExaminer();
const detector = {
  find: (text: string, ended: boolean, report: (finding: never) => void) => {
    for (const finding of examiner.find(text, ended)) report(finding as never);
  },
};

it.each([
  '{"passwords": ["«{20}»","«{20}»"], "user": "bob"}',
  '{"db_password":{"sensitive":true,"type":"string","value":"«hunter2»"},"port":{"value":"8080"}}',
  'api_keys: [«{20}», «{20}»]',
  'API_KEYS=("«{20}»" "«{20}»")',
  'API_KEYS=(«{20}» «{20}»)',
  "{'tokens': ['«{20}»'], 'names': ['plain']}",
  '"body": "{\\"api_tokens\\":[\\"«{20}»\\"],\\"id\\":7}"',
  '"app.yaml": "db:\\n  password: |\\n    «hunter2»\\n  user: bob\\n"',
  '"app.yaml": "- name: API_KEY\\n  value: «{20}»\\n- name: plain\\n  value: text77"',
  '<property><name>x.ConnectionPassword</name><value>«hunter2»</value></property>',
  '<dict><key>APIKey</key><string>«{20}»</string></dict>',
  '[{"ParameterKey":"DBPassword","ParameterValue":"«hunter2»"}]',
  '{"passwords": {"alice": "«{20}»", "bob": "«{20}»"}}',
  'password: &db «hunter2»',
  'password: !!str «hunter2»',
  'password = { value = "«hunter2»" }',
])('%s', (line) => {
  const { text } = marked(line);
  expect(markFound(detector, text)).toBe(filled(line));
  expect(examiner.suspects(Buffer.from(text, 'latin1'), 0, text.length)).toBe(true);
});

it.each([
  '{ password: [required, minLength(8)], token: [] }',
  '"tokens": ["the", "quick", "brown"]',
  'const { token, password } = await read("file9x7");',
  'password = { type = "string", minLength = 8 }',
  "secret: ['string', 'null'],",
  'keys = [k for k in table]',
  '"js-tokens": ["js-tokens@9.0.1", "", {}, "sha512-mxa9E9ITFOt0ban3j6L5MpjwegGz6lBQmM1IJkWeBZGcMxto50=="],',
  'key: { name: "plain", size: 17 }',
  "print('password:\\nplease')",
])('%s stays readable', (line) => {
  expect(markFound(detector, line)).toBe(line);
});
