import { describe, expect, it } from 'vitest';
import { createExaminer } from './index.ts';
import { recordsDetector } from './records.ts';
import { filled, findings, markFound } from './testing/marked.ts';

const examiner = createExaminer();
const ACCOUNT = '123456789012';
const ID = 'AKIA{uppernum:16}';
const DATE = '2026-01-02T03:04:05+00:00';

describe('records of the AWS CLI', () => {
  it.each([
    `PARAMETER\tarn:aws:ssm:eu-west-1:${ACCOUNT}:parameter/db\ttext\t${DATE}\t/db\tSecureString\t«hunter2»\t1`,
    `ACCESSKEY\t${ID}\t${DATE}\t«{any64:40}»\tActive\tbob`,
    `CREDENTIALS\t${ID}\t${DATE}\t«{any64:40}»\t«{any64:80}»`,
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/db-a1b2c3\t${DATE}\tprod/db\t«hunter2»\t{hex:32}`,
  ])('%s', (line) => {
    const wanted = filled(line);
    const text = wanted.replace(/[«»]/g, '');
    expect(markFound(recordsDetector, text)).toBe(wanted);
    expect(examiner.suspects(Buffer.from(text, 'latin1'), 0, text.length)).toBe(true);
  });

  it.each([
    `PARAMETERS\ttext\t${DATE}\t/db\tStandard\tSecureString\t1`,
    'The type SecureString\tis for secrets',
    `ACCESSKEY\tid\tcreated\tsecret7x9Qw`,
    `SECRETLIST\tarn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/db-a1b2c3\t${DATE}\t${DATE}\tprod/db`,
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:prod/db-a1b2c3\t${DATE}\t${DATE}\tprod/db`,
  ])('%s stays readable', (line) => {
    expect(findings(recordsDetector, line)).toEqual([]);
  });

  it('waits for the rest of a field', () => {
    const [finding] = findings(recordsDetector, 'PARAMETER\t/db\tSecureString\thun', false);
    expect(finding).toMatchObject({ start: 27, end: 30, open: true });
  });
});
