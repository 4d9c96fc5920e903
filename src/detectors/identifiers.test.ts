import { describe, expect, it } from 'vitest';
import { identifierDetector } from './identifiers.ts';
import { filled, findings, marked, markFound } from './testing/marked.ts';

describe('identifiers', () => {
  it.each(['commit «{hex:40}»', 'id «{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}».', 'sha256:«{hex:64}»', '0x«{hex:64}»'])(
    '%s',
    (line) => {
      for (const seed of [1, 2, 3])
        expect(markFound(identifierDetector, marked(line, seed).text)).toBe(filled(line, seed));
    },
  );

  it.each(['{hex:12}', 'x{hex:40}', '{hex:40}_x', 'deadbeef-cafe', '2024-01-31-12-00-00-00-00-00-00-00-00'])(
    'lets pass: %s',
    (line) => {
      const { text } = marked(line, 2);
      expect(markFound(identifierDetector, text)).toBe(text);
    },
  );

  it('waits, and is covered from half its length on', () => {
    const { text } = marked('x {hex:32}', 3);
    for (let end = 6; end <= text.length; end++) {
      const [found] = findings(identifierDetector, text.slice(0, end), false);
      expect(found).toMatchObject({ start: 2, end, open: true, shown: end < 18 ? end - 2 : 0 });
    }
  });
});
