// I6: a program that prints new secrets without end: each is learned and masked everywhere after, and still time grows
// linearly and memory stays bounded.
import { expect, it } from 'vitest';
import { Masking } from '../../src/session/masking.ts';
import { randomNumbers } from '../support/choices.ts';
import { growthOfTime, heldBytes, LINEAR, type Overdue } from './growth.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** More than are ever kept. */
const MANY = 12_000;
/** What the second `MANY` may leave behind. */
const LEFT_BEHIND = 12 * 1024 * 1024;
const LINES = 50;

/** Lines with a token each, none like another. */
function newTokens(random: (limit: number) => number): Uint8Array {
  let text = '';
  for (let i = 0; i < LINES; i++) {
    let body = '';
    while (body.length < 20) body += ALPHABET[random(ALPHABET.length)];
    text += `token ${['gl', 'pat-', body].join('')} end\r\n`;
  }
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function learn(masking: Masking, seed: number, tokens: number, overdue: Overdue = () => false): void {
  const redactor = masking.createRedactor({ cols: 80, rows: 24 });
  const random = randomNumbers(seed);
  for (let i = 0; i < tokens && !overdue(); i += LINES) {
    redactor.write(newTokens(random));
    redactor.flush('idle');
  }
}

it('takes linear time', () => {
  expect(growthOfTime((tokens, overdue) => learn(new Masking({}), 1, tokens, overdue), 1000)).toBeLessThan(LINEAR);
});

it('takes bounded memory', () => {
  const masking = new Masking({});
  learn(masking, 2, MANY);
  const before = heldBytes();
  learn(masking, 3, MANY);
  const held = heldBytes() - before;
  expect(masking.known).toBeGreaterThan(MANY / 3);
  expect(masking.known).toBeLessThan(MANY);
  expect(held).toBeLessThan(LEFT_BEHIND);
});
