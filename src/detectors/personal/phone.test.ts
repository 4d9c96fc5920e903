import { describe, expect, it } from 'vitest';
import { filled, findings, marked, markFound } from '../testing/marked.ts';
import { phoneDetector } from './phone.ts';

describe('phone', () => {
  it.each([
    'call «+49 30 1234567» now',
    '«+1 (555) 010-0199», «+1-555-010-0199», «+44 20 7946 0018».',
    '"phone":"«+4930123456789»"',
    'tel:«+15550100199»',
    '«+33 1 23 45 67 89»',
    'Tel.: «0171 2345678»',
    'phone: «(555) 010-0199»',
    'Mobile: «555-010-0199» or not',
    'Fax «030/1234567»',
  ])('%s', (line) => expect(markFound(phoneDetector, marked(line).text)).toBe(filled(line)));

  it.each([
    '+1234567890123 a line of a diff',
    '+10 -2 +3 lines, 12 files changed, +120 -45',
    '2024-01-31 12:00:00 +0200',
    'phone call 2024-01-31 12:00:00',
    'tel 12:00:00',
    '2024-01-31T12:00:00+01:00',
    'C++ 2011 x+1 234 567 890',
    'order 0171 2345678',
    'call 12 functions, call 0x1234567',
    'ISBN 978-3-16-148410-0',
    '+999 123 456 789',
    'telnet 10.0.0.1 8080',
    'cell 1000 of 2000',
  ])('lets pass: %s', (line) => expect(markFound(phoneDetector, line)).toBe(line));

  it('shows its country only while it is written', () => {
    const text = 'to +49 30 1234567';
    for (let end = 11; end <= text.length; end++) {
      const [found] = findings(phoneDetector, `${text.slice(0, end)}\0`, false);
      expect(found, text.slice(0, end)).toMatchObject({ start: 3, end, open: true });
      expect(found.shown).toBeLessThanOrEqual(3);
    }
  });
});
