// Records that the AWS CLI prints with `--output text`: fields between tabs, in the order of their names, behind the kind of some
// records (docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html). The kind, or what stands beside it, tells which
// field is secret.
import { judgeValue } from './assignment/judge.ts';
import type { Detector, Literal } from './finding.ts';

const RULE = 'aws-record';
const TAB = 0x09;
const LINE_FEED = 0x0a;
const DATE = /^(?:\d{4}-\d\d-\d\d|\d{9,12}(?:\.\d+)?$)/;
const KEY_ID = /^A(?:KIA|SIA)[A-Z0-9]{12,}$/;

interface Kind {
  /** A field of the record, from which the others are counted. */
  readonly field: string;
  /** The field only begins so. */
  readonly begins?: true;
  /** Which fields are secret. */
  readonly secret: readonly number[];
  readonly fits: (fields: readonly string[]) => boolean;
}

const isKey = ([, id = '', date = '']: readonly string[]) => KEY_ID.test(id) && DATE.test(date);

const KINDS: readonly Kind[] = [
  // Type, Value, Version: `ssm get-parameter`.
  { field: 'SecureString', secret: [1], fits: () => true },
  // AccessKeyId, CreateDate, SecretAccessKey: `iam create-access-key`.
  { field: 'ACCESSKEY', secret: [3], fits: isKey },
  // AccessKeyId, Expiration, SecretAccessKey, SessionToken: `sts assume-role`.
  { field: 'CREDENTIALS', secret: [3, 4], fits: isKey },
  // ARN, CreatedDate, Name, SecretString or SecretBinary: `secretsmanager get-secret-value`.
  {
    field: 'arn:aws',
    begins: true,
    secret: [3],
    fits: ([arn, date = '', name = '']) => DATE.test(date) && name !== '' && arn.includes(`:secret:${name}-`),
  },
];

export const recordsDetector: Detector = {
  id: RULE,
  literals: [
    ...KINDS.filter(({ begins }) => begins !== true).map(({ field }): Literal => ({ text: `${field}\t`, fold: false })),
    { text: ':secretsmanager:', fold: false, confirm: isFirstField },
  ],
  find(text, ended, report) {
    if (!text.includes('\t')) return;
    const fields = text.split('\t');
    const starts = [0];
    for (const field of fields) starts.push(starts.at(-1)! + field.length + 1);
    for (const { field, begins, secret, fits } of KINDS) {
      const first = begins === true ? 0 : fields.indexOf(field);
      if (first < 0 || !fields[first].startsWith(field) || !fits(fields.slice(first))) continue;
      for (const i of secret) {
        const value = fields[first + i]?.trimEnd() ?? '';
        const start = starts[first + i];
        const end = start + value.length;
        const open = !ended && end >= text.length;
        const certainty = judgeValue({
          value,
          name: field,
          sensitivity: 'password',
          form: 'strict',
          quoted: true,
          argument: false,
        });
        if (value === '' || (certainty === null && !open)) continue;
        report({ start, end, rule: RULE, certainty: open ? 'likely' : (certainty ?? 'likely'), open, shown: 0 });
      }
    }
  },
};

/** Whether the line begins with an ARN that a tab ends. */
function isFirstField(bytes: Uint8Array, at: number, end: number, from: number, to: number): boolean {
  let first = at;
  while (first > from && bytes[first - 1] !== LINE_FEED && bytes[first - 1] !== TAB) first--;
  let last = end;
  while (last < to && bytes[last] > 0x20) last++;
  return bytes[first] === 0x61 && bytes[last] === TAB;
}
