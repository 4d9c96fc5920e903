// Values that stand for a secret without being one: dummies, masks, published examples. Knows no notation and no name.

/** Words that tell a dummy wherever they stand in a value. */
const DUMMY_WORDS =
  /example|placeholder|redacted|changeme|change[-_]me|dummy|sample|insert[-_]|replace[-_]|your[-_]|[-_]here\b|xxxx|\*\*\*|\.\.\.\.|deadbeef/i;

/** Runs of the keyboard or the alphabet that people type for an example. */
const SEQUENCES = ['abcdefgh', '12345678', '01234567', 'qwertyui', 'abcabcabc', '123123123'] as const;

/** Whether a token's body or a value is a dummy: one character repeated, a sequence, or a word that says so. */
export function isDummy(value: string): boolean {
  if (DUMMY_WORDS.test(value)) return true;
  if (longestRepeat(value) >= Math.max(6, value.length / 2)) return true;
  const lower = value.toLowerCase();
  return SEQUENCES.some((sequence) => lower.includes(sequence));
}

/** Length of the longest run of one character. */
export function longestRepeat(value: string): number {
  let longest = 0;
  for (let i = 0, from = 0; i < value.length; i++) {
    if (value[i] !== value[from]) from = i;
    longest = Math.max(longest, i - from + 1);
  }
  return longest;
}
