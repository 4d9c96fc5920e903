// TRANSPARENT: what holds no secret comes out byte for byte (I2).
import { Failure } from './failure.ts';
import { toVisible } from './visible.ts';

export function judgeTransparent(input: string, output: string): void {
  if (input === output) return;
  let at = 0;
  while (input[at] === output[at]) at++;
  const around = (bytes: string) => toVisible(bytes.slice(Math.max(0, at - 20), at + 20));
  throw new Failure('TRANSPARENT', `byte ${at} of ${input.length}: …${around(output)}… instead of …${around(input)}…`);
}
