import { describe, expect, it } from 'vitest';
import { filled, findings, marked, markFound } from '../testing/marked.ts';
import { emailDetector } from './email.ts';

describe('email', () => {
  it.each([
    'Author: Bob <«bob.smith@corp.example.org»>',
    'mailto:«bob@example.org»?subject=x',
    '"email": "«bob+tag@mail.example.co.uk»",',
    'to «b_o-b%s@example.org».'.replace('%s', '1'),
    'user=«bob%40example.org»&x=1',
    'm\u00fcller: «m\u00fcller@b\u00fccher.example»',
    '«bob@laptop.local», «alice@xn--bcher-kva.xn--p1ai»',
    'From: «a@b.io»: hello',
  ])('%s', (line) => expect(markFound(emailDetector, marked(line).text)).toBe(filled(line)));

  it.each([
    'git@github.com:org/repo.git',
    'ssh://git@gitlab.example.org/org/repo',
    'scp bob@host.example.org:/var/log/x .',
    'rsync bob@host.example.org:dir/file .',
    'npm install pkg@1.2.3 other@^2.0.0 @scope/name@1.2.3-beta.x',
    '@decorator @app.route("/x")',
    'ssh bob@host',
    'getty@tty1.service user@1000.service',
    'icon@2x.png button@hover.svg',
    'actions/checkout@v4.1.2',
    'a @ b.c, @, x@ y, @@x.yz',
    'a@b.T',
    'mail@localhost',
  ])('lets pass: %s', (line) => expect(markFound(emailDetector, line)).toBe(line));

  it('is covered from the first letter of its domain on while it is written', () => {
    const text = 'to bob@example.org';
    for (let end = 7; end <= text.length; end++) {
      for (const tail of ['', '\0 x']) {
        const [found] = findings(emailDetector, text.slice(0, end) + tail, false);
        expect(found, text.slice(0, end)).toMatchObject({ start: 3, end, open: true, shown: end === 7 ? 4 : 0 });
      }
    }
  });
});
