import { expect, it } from 'vitest';
import { fromEnvironment } from './environment.ts';

const valuesOf = (env: Record<string, string | undefined>) => fromEnvironment(env).map(({ value }) => value);

it('takes variables with sensitive names', () => {
  expect(
    valuesOf({
      DB_PASSWORD: 'hunter2',
      API_TOKEN: 'kd83jd92jsk',
      HOME: '/home/bob',
      EMPTY_TOKEN: '',
      UNSET: undefined,
    }),
  ).toEqual(['hunter2', 'kd83jd92jsk']);
});

it('names its rule and its variable', () => {
  expect(fromEnvironment({ GH_TOKEN: 'kd83jd92jsk' })).toEqual([
    { name: 'GH_TOKEN', value: 'kd83jd92jsk', rule: 'environment' },
  ]);
});

it('leaves what only looks sensitive', () => {
  const env = {
    PWD: '/home/bob/x',
    OLDPWD: '/tmp',
    SSH_AUTH_SOCK: '/run/user/1000/agent.1',
    GPG_AGENT_INFO: '/x:0:1',
    PASSWORD_STORE_DIR: '/home/bob/p',
    XDG_SESSION_ID: 'c2',
    DESKTOP_SESSION: 'gnome',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
    GIT_AUTHOR_NAME: 'Bob',
    TOKENIZERS_PARALLELISM: 'false',
    MAX_TOKENS: '4096',
    AWS_ACCESS_KEY_ID: 'x1',
    SECRETS_DIR: '/run/secrets',
    KEYBOARD_KEY: 'a',
    AUTHORITY: 'x',
    COMPASS_HOME: '/c',
    SSH_PUBLIC_KEY: 'ssh-ed25519 AAAA',
    TOKEN_URL: 'https://host/token',
    KEYTIMEOUT: '1',
  };
  expect(valuesOf(env)).toEqual([]);
});

it('takes only the password of a URL, as written and decoded', () => {
  expect(
    valuesOf({
      DATABASE_URL: 'postgres://bob:s3%40cret@db/x',
      HTTP_PROXY: 'http://proxy:3128',
      REDIS_URL: 'redis://:kd83jd92@r',
    }),
  ).toEqual(['s3%40cret', 's3@cret', 'kd83jd92']);
  expect(valuesOf({ SQL_SECRET: 'Server=db;Password=hunter2;Pooling=true' })).toEqual(['hunter2']);
});

it('takes the credential behind its scheme, and a value as UTF-8 bytes', () => {
  expect(valuesOf({ AUTH_TOKEN: 'Bearer kd83jd92jsk' })).toEqual(['kd83jd92jsk']);
  expect(valuesOf({ DB_PASSWORD: 'pässword9' })).toEqual(['p\u00c3\u00a4ssword9']);
});

it('a variable that holds JSON gives what stands under sensitive names in it', () => {
  const env = { SETTINGS: '{"user":"bob","db":{"password":"plum-77-kiwi","port":5432}}', LIST: '{"a":["b"]}' };
  expect(fromEnvironment(env).map(({ name, value }) => [name, value])).toEqual([['password', 'plum-77-kiwi']]);
});
