// What an oracle throws when it objects.

export type Oracle = 'LEAK' | 'LAYOUT' | 'TRANSPARENT';

export class Failure extends Error {
  constructor(
    readonly oracle: Oracle,
    message: string,
  ) {
    super(`${oracle}: ${message}`);
  }
}
