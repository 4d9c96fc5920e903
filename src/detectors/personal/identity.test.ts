import { describe, expect, it } from 'vitest';
import { filled, findings, marked, markFound } from '../testing/marked.ts';
import { IdentityDetector } from './identity.ts';

const detector = new IdentityDetector({
  users: ['alice', 'max', 'root', 'ab'],
  hosts: ['zenbook.example.org', 'localhost'],
});

describe('identity', () => {
  it.each([
    '«alice»@«zenbook»:~$ ls',
    '/home/«alice»/x ~«alice»',
    'drwxr-xr-x 2 «alice» «alice» 4096 Nov 25 .',
    'Host «zenbook.example.org», «ZENBOOK»',
    '«Alice»-backup',
    '/home/«max»/x «max»@host',
  ])('%s', (line) => {
    expect(markFound({ find: merged }, marked(line).text)).toBe(filled(line));
  });

  it.each([
    'malice alices alice_x xalice 1alice',
    'max-width: 3, max 4, Math.max(1)',
    '/root/x root@localhost ab/ab',
    'zenbooks',
  ])('lets pass: %s', (line) => expect(markFound(detector, line)).toBe(line));

  it('hides nothing that many are called', () => {
    const names = ['root', 'user', 'admin', 'ubuntu', 'debian', 'localhost', 'string', '', 'x', '1000'];
    expect(new IdentityDetector({ users: names, hosts: names }).literals).toEqual([]);
  });

  it('waits for the rest of a name', () => {
    for (const end of [7, 8, 9, 10]) {
      const [found] = findings(detector, '/home/alice'.slice(0, end), false);
      expect(found).toMatchObject({ start: 6, end, open: true, held: true });
    }
    expect(findings(detector, '/home/alice', false)).toMatchObject([{ start: 6, end: 11, open: true, shown: 0 }]);
  });
});

/** The short name of a host stands in its long one too. */
function merged(text: string, ended: boolean, report: Parameters<IdentityDetector['find']>[2]): void {
  const found = findings(detector, text, ended);
  for (const finding of found)
    if (!found.some((other) => other !== finding && other.start <= finding.start && other.end > finding.end))
      report(finding);
}
