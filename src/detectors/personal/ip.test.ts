import { describe, expect, it } from 'vitest';
import { filled, findings, marked, markFound } from '../testing/marked.ts';
import { ipDetector } from './ip.ts';

describe('ip', () => {
  it.each([
    'inet «192.168.1.23»/24 brd «192.168.1.255» scope global',
    'Failed password for bob from «203.0.113.7» port 22',
    '64 bytes from host («198.51.100.4»): icmp_seq=1',
    'http://«10.0.0.12»:8080/x, tcp://«172.17.0.2»',
    'host/«10.1.2.3»:9092 root@«203.0.113.9»',
    'addr=«203.0.113.7»;',
    'range «203.0.113.7»-«203.0.113.19»',
    'It is «203.0.113.7».',
    'nc -v «203.0.113.7»; ls /v «203.0.113.7»',
    'inet6 «fe80::5054:ff:fe12:3456»/64 scope link',
    '[«2001:db8::1»]:443 «2001:db8:0:0:8a2e:370:7334:1», «2001:db8:85a3::8a2e:370:7334».',
    'from «::ffff:203.0.113.7»',
    'ping «fe80::1»%eth0',
  ])('%s', (line) => expect(markFound(ipDetector, marked(line).text)).toBe(filled(line)));

  it.each([
    '127.0.0.1 127.0.1.1 0.0.0.0 ::1 :: ::/0',
    'netmask 255.255.255.0 mask 255.255.0.0',
    '224.0.0.251 239.255.255.250 255.255.255.255 ff02::1',
    'v1.2.3.4 foo-1.2.3.4 foo_1.2.3.4 foo-1.2.3.4.tar.gz',
    'version 1.2.3.4, Version: 1.2.3.4, "version": "4.18.2.1"',
    'status installed libx:amd64 1.2.3.4-1, 5.15.8.1+dfsg, 1.2.3.4~rc1',
    'pip install x==1.2.3.4 y>=1.2.3.4',
    'Mozilla/5.0 Chrome/120.0.6.109 Safari/537.36',
    'AssemblyVersion=4.0.0.0 1.2.3.4.5 1.3.6.1',
    '300.1.2.3 1.2.3 2024.01.31.12 01.02.03.04',
    '12:34:56 2024-01-31T12:00:00.123 10:20:30:40',
    'link/ether 02:42:ac:11:00:02',
    'std::cafe a::b Foo::add x[1::2] ::before dead::beef',
    'SHA256 aa:bb:cc:dd:ee:ff:00:11:22:33',
  ])('lets pass: %s', (line) => expect(markFound(ipDetector, line)).toBe(line));

  it('waits from the second number on and is covered from the fourth on while it is written', () => {
    const text = 'ip 203.0.113.77';
    for (let end = 8; end <= text.length; end++) {
      const [found] = findings(ipDetector, `${text.slice(0, end)}\0`, false);
      expect(found, text.slice(0, end)).toMatchObject({ start: 3, end, open: true, shown: end > 13 ? 0 : end - 3 });
    }
  });

  it('is covered from its second colon on in its longer form', () => {
    const text = 'ip 2001:db8:85a3::8a2e';
    for (let end = 12; end <= text.length; end++) {
      const [found] = findings(ipDetector, text.slice(0, end), false);
      expect(found, text.slice(0, end)).toMatchObject({ start: 3, end, open: true });
      expect(found.shown).toBeLessThanOrEqual(5);
    }
  });
});
