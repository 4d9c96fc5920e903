// Secrets without a provider's form, by family, each in the notations in which it occurs. Made from a seed.
import { CHARACTERS } from '../../src/detectors/characters.ts';
import { isDummy } from '../../src/detectors/placeholder.ts';
import { type Random, randomText } from '../../src/detectors/tokens/sample.ts';
import { makePemBlock, makeSecret } from '../support/secrets.ts';
import { CONTEXTS } from './contexts.ts';
import { type Painted, paint } from './recall.ts';

export interface Positive extends Painted {
  readonly family: string;
  readonly context: string;
}

const PASSWORD_NAMES = ['password', 'db_password', 'smtp_passwd', 'admin_password', 'key_passphrase'];
export const TOKEN_NAMES = ['api_key', 'api_token', 'access_token', 'client_secret', 'auth_token', 'acme_secret_key'];

const { alnum, base64, hex } = CHARACTERS;
const VALUES: Record<string, { of: string; lengths: readonly number[]; names: readonly string[]; tail?: string }> = {
  'random password': { of: `${alnum}!#%*+-.:=?@^_~`, lengths: [10, 16, 24], names: PASSWORD_NAMES },
  'letters and digits': {
    of: alnum,
    lengths: [12, 16, 20, 32, 40, 64],
    names: [...PASSWORD_NAMES, ...TOKEN_NAMES],
  },
  base64: { of: base64, lengths: [22, 40], names: TOKEN_NAMES },
  'padded base64': { of: base64, lengths: [23, 43], names: TOKEN_NAMES, tail: '=' },
  hex: { of: hex, lengths: [32, 40, 64], names: TOKEN_NAMES },
};

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)];
}

/** Random characters that are no dummy by chance; the ends are letters or digits, as punctuation there may be a sentence's. */
function value(random: Random, of: string, length: number): string {
  const ends = of.replace(/[^A-Za-z0-9]/g, '');
  for (;;) {
    const text = randomText(random, ends, 1) + randomText(random, of, length - 2) + randomText(random, ends, 1);
    if (!isDummy(text) && /\d/.test(text) && /[A-Za-z]/.test(text)) return text;
  }
}

function* assignments(random: Random, rounds: number): Generator<Positive> {
  for (const context of CONTEXTS.filter(({ tells }) => tells === 'name')) {
    for (const [kind, { of, lengths, names, tail }] of Object.entries(VALUES)) {
      for (const length of lengths) {
        for (let round = 0; round < rounds; round++) {
          const painted = paint(context, pick(random, names), value(random, of, length) + (tail ?? ''));
          const family = context.text.includes('\n') ? 'assigned over lines' : `assigned: ${kind}`;
          yield { ...painted, family, context: context.name };
        }
      }
    }
  }
}

const LINES: Record<string, readonly string[]> = {
  'Authorization headers': [
    'Authorization: Bearer §',
    '< authorization: bearer §',
    'Authorization: Basic §=',
    'Authorization: token §',
    'Proxy-Authorization: Basic §=',
    'curl -H "Authorization: Bearer §" https://api.example.org',
    `  "Authorization": "Bearer §",`,
    "headers={'Authorization': 'Token §'}",
  ],
  cookies: ['Cookie: theme=dark; session=§; lang=en', 'Set-Cookie: sessionid=§; Path=/; HttpOnly', "-b 'auth_token=§'"],
  'URL passwords': [
    'https://bob:§@git.internal/app.git',
    'postgres://app:§@db.internal:5432/app?sslmode=require',
    'DATABASE_URL=mysql://app:§@10.0.0.7/app',
    'redis://:§@cache.internal:6379/0',
    '"url": "mongodb+srv://app:§@cluster0.internal/app"',
    'amqp://app:§@mq.internal/vhost',
    'https://api.example.org/items?access_token=§&page=2',
  ],
  'connection strings': [
    'Server=db.example.org;Database=app;User Id=app;Password=§;Encrypt=true',
    'host=db.example.org user=app password=§ dbname=app',
    'jdbc:postgresql://db.example.org/app?user=app&password=§',
    'DefaultEndpointsProtocol=https;AccountName=app;AccountKey=§==;EndpointSuffix=core.example.org',
  ],
  SQL: [
    "CREATE USER 'app'@'%' IDENTIFIED BY '§';",
    "ALTER USER app IDENTIFIED WITH caching_sha2_password BY '§';",
    "GRANT ALL ON app.* TO 'app'@'%' IDENTIFIED BY '§' WITH GRANT OPTION",
    "CREATE ROLE app LOGIN PASSWORD '§';",
    "alter role app with encrypted password '§'",
  ],
  'command lines': [
    'mysql -u root -p§ app',
    'curl -u bob:§ https://api.example.org',
    'sshpass -p § ssh host.example.org',
    'docker login -u bob -p § registry.example.org',
    'redis-cli -h cache.example.org -a § ping',
  ],
};

function* lines(random: Random, rounds: number): Generator<Positive> {
  for (const [family, texts] of Object.entries(LINES)) {
    for (const line of texts) {
      for (let round = 0; round < 5 * rounds; round++) {
        const secret = value(random, alnum, pick(random, [12, 16, 24, 39]));
        yield { text: line.replace('§', secret), secrets: [secret], family, context: line };
      }
    }
  }
}

function* webTokens(random: Random): Generator<Positive> {
  for (const context of CONTEXTS) {
    const { text } = makeSecret('jwt', Math.floor(random() * 1e6));
    yield { ...paint(context, 'build_ref', text), family: 'JWT', context: context.name };
  }
}

function* pemBlocks(random: Random): Generator<Positive> {
  const margins: Record<string, string> = { plain: '', YAML: '    ', diff: '+', log: '2026-05-04T10:11:12Z | ' };
  for (const label of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PRIVATE KEY', 'OPENSSH PRIVATE KEY']) {
    const block = () => makePemBlock(Math.floor(random() * 1e6), 8, label);
    for (const [context, margin] of Object.entries(margins)) {
      const pem = block();
      const text = pem.map((line) => margin + line).join('\n');
      yield { text, secrets: pem.slice(1, -1), family: 'PEM', context };
    }
    const pem = block();
    yield { text: `"tls": "${pem.join('\\n')}\\n"`, secrets: pem.slice(1, -1), family: 'PEM', context: 'JSON' };
  }
}

export function* familyPositives(random: Random, rounds: number): Generator<Positive> {
  yield* assignments(random, rounds);
  yield* lines(random, rounds);
  yield* webTokens(random);
  yield* pemBlocks(random);
}
