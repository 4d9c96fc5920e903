import { describe, expect, it } from 'vitest';
import { judgeName, NAME_STEMS } from './names.ts';

const list = (text: string) => text.trim().split(/\s+/);

const PASSWORDS = list(`
  password PASSWORD DB_PASSWORD dbPassword db-password db.password spring.datasource.password passwd passphrase
  GPG_PASSPHRASE mysqlpassword old_password new_password confirm_password passwordConfirmation PGPASSWORD MYSQL_PWD
  DB_PASS SMTP_PASS user_pass adminPass RESTIC_PASSWORD BORG_PASSPHRASE ANSIBLE_BECOME_PASS KEYSTORE_PASSWORD
  POSTGRES_PASSWORD2 userpassword rootpw bindpw REDISCLI_AUTH contrasena senha kennwort password_prod TF_VAR_db_password
`);
const SECRETS = list(`
  token TOKEN API_TOKEN apiToken auth_token access_token accessToken refresh-token idToken api_key API_KEY apiKey apikey
  x-api-key X-Api-Key X-Auth-Token private-token secret SECRET client_secret clientSecret AWS_SECRET_ACCESS_KEY
  AWS_SESSION_TOKEN SECRET_KEY secretKey SECRET_KEY_BASE private_key PRIVATE_KEY SSH_PRIVATE_KEY signing_key ENCRYPTION_KEY
  MASTER_KEY RAILS_MASTER_KEY ACCESS_KEY SecretAccessKey GH_TOKEN GITHUB_TOKEN NPM_TOKEN _authToken VAULT_TOKEN
  OP_SESSION_my BW_SESSION APP_KEY JWT_SECRET CF_API_TOKEN SLACK_BOT_TOKEN STRIPE_API_KEY
  OPENAI_API_KEY DOCKER_AUTH_CONFIG WEBHOOK_SECRET GITHUB_PAT_TOKEN wifi_psk OAuth2Token AccountKey SharedAccessKey
  AUTH_TOKEN_PROD recovery_codes backupCodes recovery-code scratch_codes
`);
const MAYBES = list(
  `auth credentials GOOGLE_CREDENTIALS NPM_AUTH STRIPE_KEY MAPS_KEY TOKEN_GITHUB PASSWORD_DB session SESSION_COOKIE pass totp DB_TOTP PrimaryKey secondaryKey`,
);
const HARMLESS = list(`
  PWD OLDPWD key KEY id name author authors AUTHOR GIT_AUTHOR_NAME authority XAUTHORITY monkey turkey keyboard KEYBOARD_LAYOUT
  keymap hotkey KEYTIMEOUT compass bypass PASSENGER_HOME passthrough passive passed tokenizer TOKENIZERS_PARALLELISM
  max_tokens MAX_TOKENS token_limit TOKEN_TYPE tokenType token_url token_count password_reset_url PASSWORD_STORE_DIR
  password_file passwordField password_min_length PASSWORD_HASHER AWS_ACCESS_KEY_ID access_key_id api_key_id key_id keyId
  public_key PUBLIC_KEY primary_key foreign_key sort_key partition_key cache_key GPG_AGENT_INFO SSH_AUTH_SOCK SSH_ASKPASS
  GIT_ASKPASS DBUS_SESSION_BUS_ADDRESS XDG_SESSION_ID SESSION_MANAGER DESKTOP_SESSION secret_name secretName SECRETS_DIR
  csrf_token csrfToken csrfmiddlewaretoken next_token nextPageToken pageToken forgot_password hasPassword show_password
  auth_type authMethod oauth_scope credentials_path accessKeyId keyword keywords keyName tokens secretary authorId country_code error_codes recovery_mode backup_file
`);

describe('judgeName', () => {
  it.each(PASSWORDS)('%s is a password', (name) =>
    expect(judgeName(Buffer.from(name).toString('latin1'))).toBe('password'),
  );
  it.each(SECRETS)('%s is a secret', (name) => expect(judgeName(name)).toBe('secret'));
  it.each(MAYBES)('%s may be a secret', (name) => expect(judgeName(name)).toBe('maybe'));
  it.each(HARMLESS)('%s is none', (name) =>
    expect([null, 'maybe'].includes(judgeName(name)) && judgeName(name)).toBe(null),
  );

  it('every sensitive name contains a stem, by which lines are found', () => {
    for (const name of [...PASSWORDS, ...SECRETS, ...MAYBES]) {
      const lower = name.toLowerCase();
      expect(
        NAME_STEMS.some((stem) => lower.includes(stem)),
        name,
      ).toBe(true);
    }
  });

  it('a name longer than a name is none', () => {
    expect(judgeName(`${'a'.repeat(200)}_password`)).toBe(null);
  });
});
