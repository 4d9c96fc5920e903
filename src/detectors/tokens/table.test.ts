import { describe, expect, it } from 'vitest';
import { TOKEN_FORMATS } from './table.ts';

describe('the table of token formats', () => {
  it('knows as many formats and providers as the README says, or more', () => {
    expect(TOKEN_FORMATS.length).toBeGreaterThanOrEqual(380);
    expect(new Set(TOKEN_FORMATS.map(({ provider }) => provider)).size).toBeGreaterThanOrEqual(300);
  });

  it('has an id of its own and a source in every row', () => {
    const ids = TOKEN_FORMATS.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    for (const { id, provider, source } of TOKEN_FORMATS) {
      expect(provider, id).not.toBe('');
      expect(source, id).toMatch(/^https:\/\/[\w.-]+\.\w+\/?\S*$/);
    }
  });

  it('says where nearly every token is revoked, by page first', () => {
    for (const { id, revoke, revokeCommand } of TOKEN_FORMATS) {
      if (revoke !== undefined) expect(revoke, id).toMatch(/^https:\/\/[\w.-]+\.\w+\/?\S*$/);
      if (revokeCommand === undefined) continue;
      expect(revoke, id).toBeDefined();
      // A place holder takes an id; the value itself has no place on a command line.
      expect(revokeCommand, id).not.toMatch(/<(?:token|secret|key|value|password)>/);
    }
    const without = TOKEN_FORMATS.filter(({ revoke }) => revoke === undefined);
    expect(without.length).toBeLessThan(TOKEN_FORMATS.length / 5);
  });

  it('is sure of nothing that nobody has compared with its source', () => {
    const unverified = TOKEN_FORMATS.filter((format) => format.unverified === true);
    expect(unverified.filter(({ certainty }) => certainty === 'certain')).toEqual([]);
    expect(TOKEN_FORMATS.length - unverified.length).toBeGreaterThanOrEqual(380);
  });

  it('names no literal that is too short to be looked for', () => {
    for (const { id, prefixes } of TOKEN_FORMATS) {
      for (const prefix of prefixes) expect(prefix.length, id).toBeGreaterThan(2);
    }
  });
});
