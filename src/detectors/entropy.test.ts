import { describe, expect, it } from 'vitest';
import { entropyDetector } from './entropy.ts';
import { filled, findings, marked, markFound } from './testing/marked.ts';

describe('entropy', () => {
  it.each([
    'got «{32}» from it',
    '«{40}»',
    'x=«{base64:40}»',
    '["«{lowernum:32}»"]',
    'https://host/share/«{44}»?usp=x',
  ])('%s', (line) => {
    let whole = 0;
    for (let seed = 1; seed <= 60; seed++) {
      if (markFound(entropyDetector, marked(line, seed).text) === filled(line, seed)) whole++;
    }
    expect(whole).toBeGreaterThan(50);
  });

  it.each([
    'commit {hex:40}',
    'sha256:{hex:64} {hex:64}',
    '{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}',
    'resolved "https://registry.example/x/-/x-1.2.3.tgz#{hex:40}"',
    '"integrity": "sha512-{base64:86}=="',
    'h1:{base64:43}=',
    'SHA256:{base64:43} bob@host (ED25519)',
    'src="data:image/png;base64,{base64:200}"',
    'ssh-rsa AAAAB3NzaC1yc2E{base64:200} bob',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5{base64:40}',
    'libgimli-{hex:16}.rlib falcon-{hex:10}-hcca3',
  ])('lets pass: %s', (line) => {
    for (let seed = 1; seed <= 20; seed++) {
      const { text } = marked(line, seed);
      expect(markFound(entropyDetector, text)).toBe(text);
    }
  });

  it.each([
    'getUserByEmailAddressAndPassword createHttp2ServerSession',
    'test_that_it_works_with_python3_and_more getEc2InstanceV2Api3',
    '/usr/lib/x86_64-linux-gnu/gstreamer-1.0/libgstvideo4linux2.so',
    'https://doc.rust-lang.org/core/arch/x86_64/fn._mm256_cvtneebf16_ps.html',
    '_ZN4core3fmt9Formatter15debug_lower_hex17h0123456789abcdefE',
    'x86_64-unknown-linux-gnu-gcc-14.2.0',
    'ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface]',
    '[mem 0xbf8d0000-0xbfffffff]',
    '20240131120000_create_users_table.sql',
    'aaaaaaaaaaaaaaaaaaaaaaaa ------------------------ ========================',
    'your-api-key-goes-here-1234567890',
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ])('lets pass: %s', (line) => expect(markFound(entropyDetector, line)).toBe(line));

  it('waits while it is written, and is covered once it tells', () => {
    const { text } = marked('x {32}', 4);
    for (let end = 6; end <= text.length; end++) {
      const found = findings(entropyDetector, text.slice(0, end), false);
      if (/\d/.test(text.slice(2, end)))
        expect(found, text.slice(0, end)).toMatchObject([{ start: 2, end, open: true }]);
      if (end > 24) expect(found[0].shown).toBe(0);
    }
  });
});
