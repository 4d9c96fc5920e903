// Password managers, vaults and key stores: what they print is secret, in the form that was asked for.
import { DOCUMENT, entries, listing, type OutputPolicy, VALUES } from '../../detectors/command-output/policy.ts';
import { type Called, optionOf, type PolicyRow } from './row.ts';
import { byName } from './shapes.ts';

const PASS = 'https://git.zx2c4.com/password-store/about/';
const GOPASS = 'https://github.com/gopasspw/gopass/tree/master/docs/commands';
const OP = 'https://developer.1password.com/docs/cli/reference/';
const BW = 'https://bitwarden.com/help/cli/';
const VAULT = 'https://developer.hashicorp.com/vault/docs/commands';
const DOPPLER = 'https://docs.doppler.com/docs/cli';
const INFISICAL = 'https://infisical.com/docs/cli/commands/secrets';

/** What Vault tells about a secret beside it. */
const LEASE =
  'key created_time custom_metadata deletion_time destroyed version lease_id lease_duration lease_renewable request_id renewable warnings token_accessor token_duration token_renewable token_policies identity_policies policies wrap_info mount_type accessor metadata'.split(
    ' ',
  );

const VAULT_DATA = entries('all', { except: LEASE });

/** HashiCorp Vault: a field alone, a table, or JSON and YAML. */
function vaultData(called: Called): OutputPolicy | null {
  const field = optionOf(called, '-field', '--field');
  if (field === null) return VAULT_DATA;
  return LEASE.includes(field) ? null : VALUES;
}

/** Bitwarden, 1Password: an item in text or JSON. */
const ITEM = entries([
  'password',
  'totp',
  'credential',
  'notesPlain',
  'notes',
  'value',
  'number',
  'code',
  'cvv',
  'pin',
  'ssn',
  'privateKey',
  'secret',
  'token',
  'key',
  'one-time password',
  'private key',
  'passwordHistory',
]);

/** 1Password: whole items hide what is concealed unless `--reveal`; named fields are shown. */
function opItem(called: Called): OutputPolicy | null {
  const { args } = called;
  const isJson = optionOf(called, '--format') === 'json' || called.env.OP_FORMAT === 'json';
  if (args.includes('--otp')) return VALUES;
  const fields = optionOf(called, '--fields');
  if (fields === null) return ITEM;
  const isPublic = fields
    .split(',')
    .every((field) => /^(?:label=|type=)?(?:username|url|email|website|title)$/i.test(field));
  return isPublic ? null : isJson ? ITEM : VALUES;
}

/** Doppler: values alone, a table, or a document. */
function dopplerSecrets({ args, operands }: Called): OutputPolicy | null {
  if (args.includes('--only-names')) return null;
  if (operands.length > 0 && args.includes('--plain')) return VALUES;
  return entries(['computed', 'raw', 'value', 'note'], { except: ['name'] });
}

const PASS_COMMANDS =
  /^(?:init|ls|list|find|search|insert|add|edit|rm|remove|delete|mv|rename|cp|copy|git|help|version|tail|tomb|audit|update|import|open|close|timer)$/;

/** pass NAME is pass show NAME; `-c` and `-q` put it elsewhere. */
function pass({ args, operands }: Called): OutputPolicy | null {
  const name = /^(?:show|otp|generate|grep|code)$/.test(operands[0] ?? '') ? operands[1] : operands[0];
  if (name === undefined || PASS_COMMANDS.test(operands[0])) return null;
  return args.some((arg) => /^(?:-c\d*|--clip(?:=\d+)?|-q\d*|--qrcode(?:=\d+)?|--help)$/.test(arg)) ? null : VALUES;
}

export const VAULTS: readonly PolicyRow[] = [
  { form: 'pass|gopass', example: 'pass show mail/work', shows: pass, what: 'all', source: `${PASS}, ${GOPASS}` },
  {
    form: 'op read',
    example: 'op read op://vault/item/password',
    without: /--out-file|(?:^| )-o /,
    shows: VALUES,
    source: `${OP}commands/read/`,
  },
  {
    form: 'op item get',
    example: 'op item get mail --fields password',
    shows: opItem,
    what: 'all of named fields; else what is no title, address or user name',
    source: `${OP}management-commands/item/`,
  },
  {
    form: 'op document get',
    example: 'op document get notes',
    without: /--out-file|(?:^| )-o /,
    shows: VALUES,
    source: `${OP}management-commands/document/`,
  },
  {
    form: 'op inject',
    example: 'op inject',
    without: /--out-file|(?:^| )-o /,
    shows: DOCUMENT,
    source: `${OP}commands/inject/`,
  },
  { form: 'op signin', example: 'op signin', shows: listing(), source: `${OP}commands/signin/` },
  {
    form: 'op service-account create',
    example: 'op service-account create ci',
    shows: { ...entries(['token']), bare: true },
    source: `${OP}management-commands/service-account/`,
  },
  { form: 'bw get password|totp|notes', example: 'bw get password mail', shows: VALUES, source: BW },
  { form: 'bw get item', example: 'bw get item mail', shows: ITEM, source: BW },
  { form: 'bw list items', example: 'bw list items', shows: ITEM, source: BW },
  { form: 'bw export', example: 'bw export --raw', with: /--raw/, shows: ITEM, source: BW },
  { form: 'bw generate', example: 'bw generate', shows: VALUES, source: BW },
  { form: 'bw login|unlock', example: 'bw unlock --raw', with: /--raw/, shows: VALUES, source: BW },
  { form: 'bw login|unlock', example: 'bw login', shows: listing({ words: true }), source: BW },
  { form: 'rbw get|code', example: 'rbw get mail', shows: VALUES, source: 'https://github.com/doy/rbw' },
  {
    form: 'bws secret get|list',
    example: 'bws secret get',
    shows: entries(['value', 'note']),
    source: 'https://bitwarden.com/help/secrets-manager-cli/',
  },
  {
    form: 'lpass show',
    example: 'lpass show --password mail',
    without: /(?:^| )(?:-c|--clip|--username|--url|--name|--id)(?: |$)/,
    shows: VALUES,
    source: 'https://lastpass.github.io/lastpass-cli/lpass.1.html',
  },
  {
    form: 'vault kv get',
    example: 'vault kv get -field=password secret/app',
    shows: vaultData,
    what: 'all keys but those of the lease; with -field all',
    source: `${VAULT}/kv/get`,
  },
  {
    form: 'vault read',
    example: 'vault read database/creds/app',
    shows: vaultData,
    what: 'all keys but those of the lease; with -field all',
    source: `${VAULT}/read`,
  },
  {
    form: 'vault write|unwrap',
    example: 'vault write -force database/creds/app',
    with: /-field|unwrap|\/issue|\/creds|\/login|\/sign|secret-id/,
    shows: vaultData,
    what: 'all keys but those of the lease; with -field all',
    source: `${VAULT}/write`,
  },
  { form: 'vault print token', example: 'vault print token', shows: VALUES, source: `${VAULT}/print` },
  {
    form: 'vault token create',
    example: 'vault token create -policy=app',
    shows: (called) => (optionOf(called, '-field') === 'token' ? VALUES : entries(['token', 'client_token'])),
    what: 'the token',
    source: `${VAULT}/token/create`,
  },
  {
    form: 'vault login',
    example: 'vault login -token-only',
    with: /-field|-token-only/,
    shows: VALUES,
    source: `${VAULT}/login`,
  },
  { form: 'vault login', example: 'vault login', shows: entries(['token', 'client_token']), source: `${VAULT}/login` },
  {
    form: 'vault operator init|rekey|generate-root',
    example: 'vault operator init',
    shows: entries([
      'Unseal Key*',
      'Recovery Key*',
      'Initial Root Token',
      'unseal_keys_b64',
      'unseal_keys_hex',
      'recovery_keys_b64',
      'recovery_keys_hex',
      'root_token',
      'Encoded Token',
      'OTP',
      'Key*',
    ]),
    source: `${VAULT}/operator/init`,
  },
  {
    form: 'consul kv get',
    example: 'consul kv get app/password',
    without: /-keys/,
    shows: VALUES,
    source: 'https://developer.hashicorp.com/consul/commands/kv/get',
  },
  {
    form: 'consul acl bootstrap|token',
    example: 'consul acl bootstrap',
    shows: entries(['SecretID']),
    source: 'https://developer.hashicorp.com/consul/commands/acl',
  },
  {
    form: 'nomad acl bootstrap|token',
    example: 'nomad acl bootstrap',
    shows: entries(['Secret ID', 'SecretID']),
    source: 'https://developer.hashicorp.com/nomad/commands/acl',
  },
  {
    form: 'nomad var get',
    example: 'nomad var get app',
    shows: DOCUMENT,
    source: 'https://developer.hashicorp.com/nomad/commands/var/get',
  },
  {
    form: 'doppler secrets download',
    example: 'doppler secrets download --no-file',
    with: /--no-file/,
    shows: DOCUMENT,
    source: `${DOPPLER}`,
  },
  { form: 'doppler secrets download', example: 'doppler secrets download', shows: null, source: DOPPLER },
  { form: 'doppler secrets substitute', example: 'doppler secrets substitute', shows: DOCUMENT, source: DOPPLER },
  {
    form: 'doppler secrets get',
    example: 'doppler secrets get API_TOKEN --plain',
    shows: dopplerSecrets,
    what: 'the column VALUE; with --plain all',
    source: DOPPLER,
  },
  {
    form: 'doppler secrets',
    example: 'doppler secrets',
    without: /(?:^| )(?:set|upload|delete|notes)(?: |$)/,
    shows: dopplerSecrets,
    what: 'the column VALUE',
    source: DOPPLER,
  },
  { form: 'doppler configure get token', example: 'doppler configure get token', shows: VALUES, source: DOPPLER },
  { form: 'infisical export', example: 'infisical export', shows: DOCUMENT, source: INFISICAL },
  {
    form: 'infisical secrets',
    example: 'infisical secrets get API_TOKEN --plain',
    with: /--plain|--raw-value/,
    shows: VALUES,
    source: INFISICAL,
  },
  {
    form: 'infisical secrets',
    example: 'infisical secrets',
    without: /(?:^| )(?:set|delete|folders)(?: |$)/,
    shows: entries(['secret value', 'value', 'secretValue']),
    source: INFISICAL,
  },
  {
    form: 'infisical login',
    example: 'infisical login --method=universal-auth --plain',
    with: /--plain|--method/,
    shows: { ...entries(['token']), bare: true },
    source: INFISICAL,
  },
  {
    form: 'chamber read',
    example: 'chamber read -q app db_password',
    with: /(?:^| )(?:-q|--quiet)(?: |$)/,
    shows: VALUES,
    source: 'https://github.com/segmentio/chamber',
  },
  {
    form: 'chamber read',
    example: 'chamber read app db_password',
    shows: entries(['value']),
    source: 'https://github.com/segmentio/chamber',
  },
  {
    form: 'chamber export|env',
    example: 'chamber export app',
    without: /--output-file|(?:^| )-o /,
    shows: DOCUMENT,
    source: 'https://github.com/segmentio/chamber',
  },
  {
    form: 'chamber list',
    example: 'chamber list -e app',
    with: /(?:^| )(?:-e|--expand)(?: |$)/,
    shows: entries(['value']),
    source: 'https://github.com/segmentio/chamber',
  },
  {
    form: 'sops',
    example: 'sops -d secrets.yaml',
    with: /(?:^| )(?:-d|--decrypt|decrypt)(?: |$)/,
    without: /(?:^| )(?:-i|--in-place|--output)(?: |=|$)/,
    shows: (called) => (optionOf(called, '--extract') === null ? DOCUMENT : VALUES),
    what: 'all values',
    source: 'https://getsops.io/docs/',
  },
  {
    form: 'age|rage',
    example: 'age -d -i key.txt secrets.age',
    with: /(?:^| )(?:-d|--decrypt)(?: |$)/,
    without: /(?:^| )(?:-o|--output)[ =]/,
    shows: DOCUMENT,
    source: 'https://github.com/FiloSottile/age',
  },
  {
    form: 'age-keygen|rage-keygen',
    example: 'age-keygen',
    without: /(?:^| )(?:-o|--output|-y)(?: |=|$)/,
    shows: VALUES,
    source: 'https://github.com/FiloSottile/age',
  },
  {
    form: 'gpg|gpg2',
    example: 'gpg --export-secret-keys --armor me',
    with: /--export-secret-(?:sub)?keys?|--export-secret-ssh-key/,
    without: /(?:^| )(?:-o|--output)[ =]/,
    shows: VALUES,
    source: 'https://www.gnupg.org/documentation/manuals/gnupg/',
  },
  {
    form: 'gpg|gpg2',
    example: 'gpg -d secrets.gpg',
    with: /(?:^| )(?:-d|-[a-z]*d|--decrypt)(?: |$)/,
    without: /(?:^| )(?:-o|--output)[ =]/,
    shows: DOCUMENT,
    source: 'https://www.gnupg.org/documentation/manuals/gnupg/',
  },
  {
    form: 'ansible-vault view|decrypt',
    example: 'ansible-vault view secrets.yml',
    without: /decrypt(?!.*--output[= ]-)/,
    shows: DOCUMENT,
    source: 'https://docs.ansible.com/ansible/latest/cli/ansible-vault.html',
  },
  {
    form: 'security find-generic-password|find-internet-password',
    example: 'security find-generic-password -s app -w',
    with: /(?:^| )-[a-z]*w/,
    shows: VALUES,
    source: 'https://ss64.com/mac/security.html',
  },
  {
    form: 'security find-generic-password|find-internet-password',
    example: 'security find-generic-password -s app -g',
    with: /(?:^| )-[a-z]*g/,
    shows: entries(['password']),
    source: 'https://ss64.com/mac/security.html',
  },
  {
    form: 'secret-tool lookup',
    example: 'secret-tool lookup service app',
    shows: VALUES,
    source: 'https://man.archlinux.org/man/secret-tool.1',
  },
  {
    form: 'secret-tool search',
    example: 'secret-tool search service app',
    shows: entries(['secret']),
    source: 'https://man.archlinux.org/man/secret-tool.1',
  },
  { form: 'keyring get', example: 'keyring get app me', shows: VALUES, source: 'https://github.com/jaraco/keyring' },
  {
    form: 'kwallet-query',
    example: 'kwallet-query -r app kdewallet',
    with: /-r|--read-password/,
    shows: VALUES,
    source: 'https://man.archlinux.org/man/kwallet-query.1',
  },
  {
    form: 'keepassxc-cli show|clip',
    example: 'keepassxc-cli show -s vault.kdbx mail',
    with: /(?:^| )(?:-[a-z]*s|--show-protected|-t|--totp)(?: |$)/,
    shows: entries(['password', 'notes', 'totp']),
    source: 'https://keepassxc.org/docs/',
  },
  {
    form: 'dcli password|note|secret|read',
    example: 'dcli password mail',
    shows: DOCUMENT,
    source: 'https://cli.dashlane.com/',
  },
  {
    form: 'conjur variable get',
    example: 'conjur variable get -i app/password',
    shows: VALUES,
    source: 'https://docs.cyberark.com/',
  },
  {
    form: 'git credential fill',
    example: 'git credential fill',
    shows: entries(['password', 'oauth_refresh_token']),
    source: 'https://git-scm.com/docs/git-credential',
  },
  {
    form: 'docker-credential-desktop|docker-credential-pass|docker-credential-osxkeychain|docker-credential-secretservice get',
    example: 'docker-credential-desktop get',
    shows: entries(['Secret']),
    source: 'https://github.com/docker/docker-credential-helpers',
  },
  {
    form: 'oathtool',
    example: 'oathtool --totp -',
    shows: VALUES,
    source: 'https://www.nongnu.org/oath-toolkit/man-oathtool.html',
  },
  {
    form: 'ykman oath accounts code',
    example: 'ykman oath accounts code',
    shows: VALUES,
    source: 'https://docs.yubico.com/software/yubikey/tools/ykman/',
  },
  {
    form: 'openssl rand',
    example: 'openssl rand -hex 32',
    without: /(?:^| )-out /,
    shows: VALUES,
    source: 'https://docs.openssl.org/master/man1/openssl-rand/',
  },
  {
    form: 'openssl genrsa|genpkey|rsa|pkey|ec|pkcs12|ecparam|gendsa|pkcs8',
    example: 'openssl genrsa 4096',
    without: /(?:^| )(?:-out|-pubout|-noout) ?/,
    shows: VALUES,
    source: 'https://docs.openssl.org/master/man1/',
  },
  {
    form: 'openssl passwd',
    example: 'openssl passwd -6',
    shows: VALUES,
    source: 'https://docs.openssl.org/master/man1/openssl-passwd/',
  },
  {
    form: 'pwgen|apg|makepasswd|mkpasswd|xkcdpass|diceware|genpass|spwgen',
    example: 'pwgen 20 1',
    without: /--?(?:help|version)/,
    shows: VALUES,
    source: 'https://man7.org/linux/man-pages/',
  },
  {
    form: 'wg genkey|genpsk',
    example: 'wg genkey',
    shows: VALUES,
    source: 'https://man7.org/linux/man-pages/man8/wg.8.html',
  },
  {
    form: 'wg showconf',
    example: 'wg showconf',
    shows: entries(['PrivateKey', 'PresharedKey']),
    source: 'https://man7.org/linux/man-pages/man8/wg.8.html',
  },
  {
    form: 'htpasswd',
    example: 'htpasswd -nb me',
    with: /(?:^| )-[a-zA-Z]*n/,
    shows: VALUES,
    source: 'https://httpd.apache.org/docs/current/programs/htpasswd.html',
  },
  {
    form: 'ssh-keygen',
    example: 'ssh-keygen -t ed25519 -f /dev/stdout',
    with: /(?:^| )-f \/dev\/stdout/,
    shows: VALUES,
    source: 'https://man.openbsd.org/ssh-keygen',
  },
  { form: 'uuidgen', example: 'uuidgen', shows: null, source: 'https://man7.org/linux/man-pages/man1/uuidgen.1.html' },
  {
    form: 'git config',
    example: 'git config --list',
    with: /--list|-l(?: |$)|(?:^| )list(?: |$)/,
    shows: listing(),
    source: 'https://git-scm.com/docs/git-config',
  },
  {
    form: 'git config',
    example: 'git config --get github.token',
    with: /--get|(?:^| )get(?: |$)|^\S+$/,
    shows: byName,
    what: 'all, where the name tells of a secret',
    source: 'https://git-scm.com/docs/git-config',
  },
];
