import { describe, expect, it } from 'vitest';
import { blockDetector, continuesBlock, followBlock, type OpenBlock } from './block.ts';
import { CHARACTERS } from './characters.ts';
import { growth } from './testing/growth.ts';
import { randomText, seeded } from './tokens/sample.ts';

const DASHES = '-----';
const begin = (label: string) => `${DASHES}BEGIN ${label}${DASHES}`;
const end = (label: string) => `${DASHES}END ${label}${DASHES}`;
const random = seeded(7);
const base64 = (length: number) => randomText(random, CHARACTERS.base64, length);

/** A block as a program prints it, and its body lines. */
function armor(label: string, { lines = 5, width = 64, last = 20 } = {}) {
  const body = [...Array.from({ length: lines }, () => base64(width)), base64(last)];
  return { text: [begin(label), ...body, end(label)], body };
}

/** Masks each line's findings and follows the block over the lines. */
function mask(lines: readonly string[], ended = true): string[] {
  let open: OpenBlock | null = null;
  return lines.map((line) => {
    const followed = followBlock(line, open, ended);
    open = followed.open;
    let text = line;
    for (const finding of [...followed.findings].reverse()) {
      text = `${text.slice(0, finding.start)}***${text.slice(finding.end)}`;
    }
    return text;
  });
}

const LABELS = [
  'PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'DSA PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'OPENSSH PRIVATE KEY',
  'PGP PRIVATE KEY BLOCK',
  'TSS2 PRIVATE KEY',
  'ENCRYPTED SIGSTORE PRIVATE KEY',
] as const;

describe('followBlock', () => {
  it.each(LABELS)('masks the body of %s and leaves its markers readable', (label) => {
    const { text } = armor(label);
    expect(mask(text)).toEqual([text[0], '***', '***', '***', '***', '***', '***', text.at(-1)]);
  });

  it.each([
    'CERTIFICATE',
    'PUBLIC KEY',
    'CERTIFICATE REQUEST',
    'PGP MESSAGE',
    'PGP PUBLIC KEY BLOCK',
    'RSA PUBLIC KEY',
    'X509 CRL',
    'PGP SIGNATURE',
  ])('lets %s pass', (label) => {
    const { text } = armor(label);
    expect(mask(text)).toEqual(text);
  });

  it.each([
    ['indentation', (line: string) => `      ${line}`],
    ['a diff', (line: string) => `+${line}`],
    ['a diff with a blank', (line: string) => `- ${line}`],
    ['a quoted mail', (line: string) => `> ${line}`],
    ['a table', (line: string) => `| ${line}`],
    ['a comment', (line: string) => `# ${line}`],
    ['quotes', (line: string) => `"${line}",`],
    ['joined strings', (line: string) => `    '${line}\\n' +`],
    ['shell continuation', (line: string) => `${line}\\`],
    ['line numbers', (line: string, i: number) => `${i + 8}: ${line}`],
    ['aligned line numbers', (line: string, i: number) => `${String(i + 8).padStart(6)}  ${line}`],
    ['cat -n', (line: string, i: number) => `${String(i + 8).padStart(6)}\t${line}`],
    ['bat', (line: string, i: number) => `${String(i + 8).padStart(4)} \u00e2\u0094\u0082 ${line}`],
    ['grep -n', (line: string, i: number) => `conf/id_rsa:${i + 8}:${line}`],
    ['grep -A', (line: string, i: number) => `conf/id_rsa${i === 0 ? ':' : '-'}${line}`],
    ['a container log', (line: string) => `web-1  | ${line}`],
    ['a timestamp', (line: string, i: number) => `2026-11-25T01:07:${10 + i}.123Z host app[12${i}]: ${line}`],
    ['an xml element', (line: string, i: number) => (i === 0 ? `<key>${line}` : line)],
  ])('sees through %s', (_name, wrap) => {
    for (const width of [64, 70, 76]) {
      const { text, body } = armor('RSA PRIVATE KEY', { width, last: 24 });
      const masked = mask(text.map(wrap));
      expect(masked).toEqual([text[0], ...body.map(() => '***'), text.at(-1)!].map(wrap));
    }
  });

  it('leaves header lines and the blank line after them readable', () => {
    const { text, body } = armor('RSA PRIVATE KEY');
    const head = ['Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,0123', ''];
    expect(mask([text[0], ...head, ...body, text.at(-1)!])).toEqual([
      text[0],
      ...head,
      ...body.map(() => '***'),
      text.at(-1),
    ]);
    const pgp = armor('PGP PRIVATE KEY BLOCK');
    const version = ['Version: GnuPG v2', 'Comment: some words here', ''];
    const checksum = `=${base64(4)}`;
    expect(mask([pgp.text[0], ...version, ...pgp.body, checksum, pgp.text.at(-1)!])).toEqual([
      pgp.text[0],
      ...version,
      ...pgp.body.map(() => '***'),
      '***',
      pgp.text.at(-1),
    ]);
  });

  it.each(['\\n', '\\\\n', '\\r\\n', ' ', '%0A', '&#10;'])('masks a whole block joined by %j on one line', (joint) => {
    const { text } = armor('PRIVATE KEY');
    const joined = `"private_key": "${text.join(joint)}${joint}", "x": 1`;
    expect(mask([joined])).toEqual([`"private_key": "${text[0]}${joint}***${joint}${text.at(-1)}${joint}", "x": 1`]);
  });

  it('masks a block of one line that is not closed, and goes on with the next line', () => {
    const { text, body } = armor('PRIVATE KEY');
    const first = `K=${text.slice(0, 4).join('\\n')}`;
    expect(mask([first, ...body, text.at(-1)!])).toEqual([`K=${text[0]}\\n***`, ...body.map(() => '***'), text.at(-1)]);
  });

  it('goes on behind lines that somebody else wrote in between, with full lines only', () => {
    const { text } = armor('RSA PRIVATE KEY');
    const between = ['$ ls -l', 'README', 'done', 'x'.repeat(64)];
    const lines = [...text.slice(0, 4), ...between, base64(64), 'all done'];
    expect(mask(lines).slice(4)).toEqual([...between, '***', 'all done']);
  });

  it('ends a block that never closes after some lines that cannot be body', () => {
    const { text } = armor('RSA PRIVATE KEY');
    const lines = [...text.slice(0, 4), ...Array.from({ length: 9 }, (_, i) => `$ echo line ${i}`), base64(64)];
    expect(mask(lines).slice(4)).toEqual(lines.slice(4));
  });

  it('finds full lines of a block whatever stands around them', () => {
    const { text } = armor('RSA PRIVATE KEY');
    const [begin, ...body] = text;
    const full = body[0];
    expect(mask([begin, full, `arg[${full}]`, `${full}|tcpmux 1/tcp # TCP port`, `${full}$`]).slice(1)).toEqual([
      '***',
      'arg[***]',
      '***|tcpmux 1/tcp # TCP port',
      '***$',
    ]);
  });

  it('does not take words for a body', () => {
    const lines = [`The file begins with ${begin('RSA PRIVATE KEY')} and`, 'then', 'something', 'follows.'];
    expect(mask(lines)).toEqual(lines);
    expect(mask([`${begin('PRIVATE KEY')} is how it begins`])).toEqual([`${begin('PRIVATE KEY')} is how it begins`]);
  });

  it('masks as many lines as PuTTY says, and the code that proves them', () => {
    const secret = [base64(64), base64(64), base64(24)];
    const open = ['PuTTY-User-Key-File-3: ssh-ed25519', 'Public-Lines: 1', base64(64), 'Private-Lines: 3'];
    const mac = 'Private-MAC: ';
    const lines = [...open, ...secret, mac + randomText(random, CHARACTERS.hex, 64), 'AAAA'];
    expect(mask(lines)).toEqual([...open, '***', '***', '***', `${mac}***`, 'AAAA']);
  });

  it('reports a body as open that touches the end of a live row, or NUL', () => {
    const open = followBlock(begin('OPENSSH PRIVATE KEY'), null).open;
    const [typed] = followBlock('b3B', open).findings;
    expect(typed).toMatchObject({ start: 0, end: 3, open: true, shown: 0 });
    expect(followBlock(`${base64(20)}\0\0`, open).findings[0]).toMatchObject({ start: 0, end: 20, open: true });
    expect(followBlock(base64(64), open, true).findings[0]).toMatchObject({ start: 0, end: 64, open: false });
  });

  it('reads a million beginnings once', () => {
    const beginnings = (count: number) => {
      const followed = followBlock(begin('RSA PRIVATE KEY').repeat(count), null);
      expect(followed.findings).toEqual([]);
      expect(followed.open).not.toBeNull();
    };
    expect(growth(beginnings, 5000, 8)).toBeLessThan(30);
    beginnings(1_000_000);
  });
});

describe('continuesBlock', () => {
  const { text } = armor('RSA PRIVATE KEY');
  const open = text.slice(0, 3).reduce<OpenBlock | null>((before, line) => followBlock(line, before, true).open, null)!;

  it('knows a full line of the body, behind a margin too', () => {
    expect(open.width).toBe(64);
    expect(continuesBlock(base64(64), open)).toBe(true);
    expect(continuesBlock(`   17  ${base64(64)}`, open)).toBe(true);
  });

  it('refuses what is narrower, wider, a digest or a rule', () => {
    for (const line of [
      base64(63),
      base64(65),
      randomText(random, CHARACTERS.hex, 64),
      '='.repeat(64),
      'README.md',
      '',
    ]) {
      expect(continuesBlock(line, open), line).toBe(false);
    }
  });
});

it('the detector finds a block on one line by one of its literals', () => {
  const { text } = armor('EC PRIVATE KEY');
  const joined = text.join('\\n');
  const found: number[] = [];
  blockDetector.find(joined, true, ({ start, end: to }) => found.push(start, to));
  expect(found).toEqual([text[0].length + 2, joined.length - text.at(-1)!.length - 2]);
  expect(blockDetector.literals.some((literal) => joined.includes(literal.text))).toBe(true);
});
