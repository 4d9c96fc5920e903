// The command-line tools of clouds, forges and registries: keys and tokens that they hand out.
import { entries, listing, type OutputPolicy, VALUES } from '../../detectors/command-output/policy.ts';
import { type Called, optionOf, type PolicyRow } from './row.ts';
import { alone, aws, azure, kubernetes } from './shapes.ts';

const AWS = 'https://docs.aws.amazon.com/cli/latest/reference/';
const AZURE = 'https://learn.microsoft.com/en-us/cli/azure/';
const GCLOUD = 'https://cloud.google.com/sdk/gcloud/reference/';
const KUBERNETES = 'https://kubernetes.io/docs/reference/kubectl/generated/';
const TERRAFORM = 'https://developer.hashicorp.com/terraform/cli/commands/output';
const NPM = 'https://docs.npmjs.com/cli/commands/';

const CREDENTIALS = ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Token'];
const KUBECONFIG = [
  'client-key-data',
  'token',
  'password',
  'id-token',
  'refresh-token',
  'access-token',
  'client-secret',
];

/** `config view` redacts unless it is told not to. */
function kubeconfig(called: Called): OutputPolicy | null {
  if (!called.args.some((arg) => /^--raw(?:=true)?$/.test(arg))) return null;
  const output = optionOf(called, '-o', '--output') ?? '';
  return /^(?:jsonpath|go-template|template)/.test(output) ? VALUES : entries(KUBECONFIG);
}

/** An output that is asked for by its name is shown, sensitive or not. */
function terraformOutput({ args, operands, judge }: Called): OutputPolicy | null {
  if (args.includes('-raw')) return VALUES;
  const [name] = operands;
  if (name !== undefined) return judge(name) === null ? null : { ...entries('all'), bare: true };
  return args.includes('-json') ? null : listing({ colon: true });
}

/** `value(token)`, `get(x)` and `csv` print values alone. */
function gcloud(keys: readonly string[]): (called: Called) => OutputPolicy {
  return (called) => {
    const format = optionOf(called, '--format') ?? '';
    return /^(?:value|get|csv)/.test(format) ? VALUES : entries(keys);
  };
}

/** What is no secret among what npm and the AWS CLI are configured with. */
const secretSetting = ({ operands }: Called): OutputPolicy | null =>
  operands.some((name) => /key|token|secret|auth|password|cert/i.test(name)) ? VALUES : null;

export const CLOUDS: readonly PolicyRow[] = [
  {
    form: 'aws secretsmanager get-secret-value',
    example: 'aws secretsmanager get-secret-value --secret-id app --query SecretString',
    shows: aws(['SecretString', 'SecretBinary'], [3]),
    source: `${AWS}secretsmanager/get-secret-value.html`,
  },
  {
    form: 'aws secretsmanager batch-get-secret-value',
    example: 'aws secretsmanager batch-get-secret-value --secret-id-list app',
    shows: aws(['SecretString', 'SecretBinary'], [4]),
    source: `${AWS}secretsmanager/batch-get-secret-value.html`,
  },
  {
    form: 'aws secretsmanager get-random-password',
    example: 'aws secretsmanager get-random-password',
    shows: aws(['RandomPassword'], [0]),
    source: `${AWS}secretsmanager/get-random-password.html`,
  },
  {
    form: 'aws ssm get-parameter|get-parameters|get-parameters-by-path|get-parameter-history',
    example: 'aws ssm get-parameter --name app --with-decryption',
    with: /--with-decryption/,
    shows: aws(['Value'], [6]),
    source: `${AWS}ssm/get-parameter.html`,
  },
  {
    form: 'aws sts get-session-token|assume-role|assume-role-with-saml|assume-role-with-web-identity|get-federation-token',
    example: 'aws sts get-session-token',
    shows: aws(CREDENTIALS, [1, 3, 4]),
    source: `${AWS}sts/get-session-token.html`,
  },
  {
    form: 'aws sso get-role-credentials',
    example: 'aws sso get-role-credentials',
    shows: aws(['accessKeyId', 'secretAccessKey', 'sessionToken'], [1, 3, 4]),
    source: `${AWS}sso/get-role-credentials.html`,
  },
  {
    form: 'aws iam create-access-key',
    example: 'aws iam create-access-key',
    shows: aws(['AccessKeyId', 'SecretAccessKey'], [1, 3]),
    source: `${AWS}iam/create-access-key.html`,
  },
  {
    form: 'aws iam create-service-specific-credential',
    example: 'aws iam create-service-specific-credential',
    shows: aws(['ServicePassword'], []),
    source: `${AWS}iam/create-service-specific-credential.html`,
  },
  {
    form: 'aws configure get',
    example: 'aws configure get aws_secret_access_key',
    shows: secretSetting,
    what: 'all, where a key or token is asked for',
    source: `${AWS}configure/get.html`,
  },
  {
    form: 'aws configure export-credentials',
    example: 'aws configure export-credentials',
    shows: { ...entries(CREDENTIALS), listing: {} },
    source: `${AWS}configure/export-credentials.html`,
  },
  {
    form: 'aws ecr get-login-password',
    example: 'aws ecr get-login-password',
    shows: VALUES,
    source: `${AWS}ecr/get-login-password.html`,
  },
  {
    form: 'aws ecr-public get-login-password',
    example: 'aws ecr-public get-login-password',
    shows: VALUES,
    source: `${AWS}ecr-public/get-login-password.html`,
  },
  {
    form: 'aws ecr get-authorization-token',
    example: 'aws ecr get-authorization-token',
    shows: aws(['authorizationToken'], [1]),
    source: `${AWS}ecr/get-authorization-token.html`,
  },
  {
    form: 'aws codeartifact get-authorization-token',
    example: 'aws codeartifact get-authorization-token',
    shows: aws(['authorizationToken'], [0]),
    source: `${AWS}codeartifact/get-authorization-token.html`,
  },
  {
    form: 'aws rds generate-db-auth-token',
    example: 'aws rds generate-db-auth-token',
    shows: VALUES,
    source: `${AWS}rds/generate-db-auth-token.html`,
  },
  {
    form: 'aws redshift get-cluster-credentials',
    example: 'aws redshift get-cluster-credentials',
    shows: aws(['DbPassword'], [0]),
    source: `${AWS}redshift/get-cluster-credentials.html`,
  },
  {
    form: 'aws eks get-token',
    example: 'aws eks get-token',
    shows: entries(['token']),
    source: `${AWS}eks/get-token.html`,
  },
  {
    form: 'aws kms decrypt|generate-data-key|generate-random',
    example: 'aws kms decrypt',
    shows: aws(['Plaintext'], [2]),
    source: `${AWS}kms/decrypt.html`,
  },
  {
    form: 'aws ec2 get-password-data',
    example: 'aws ec2 get-password-data',
    shows: aws(['PasswordData'], [1]),
    source: `${AWS}ec2/get-password-data.html`,
  },
  {
    form: 'aws ec2 create-key-pair',
    example: 'aws ec2 create-key-pair',
    shows: aws(['KeyMaterial'], [1]),
    source: `${AWS}ec2/create-key-pair.html`,
  },
  {
    form: 'aws lightsail get-relational-database-master-user-password',
    example: 'aws lightsail get-relational-database-master-user-password',
    shows: aws(['masterUserPassword'], [1]),
    source: `${AWS}lightsail/`,
  },
  {
    form: 'az keyvault secret show|download|set',
    example: 'az keyvault secret show --vault-name app --name db',
    shows: azure(['value']),
    source: `${AZURE}keyvault/secret`,
  },
  {
    form: 'az account get-access-token',
    example: 'az account get-access-token',
    shows: azure(['accessToken']),
    source: `${AZURE}account`,
  },
  {
    form: 'az acr credential show',
    example: 'az acr credential show',
    shows: azure(['value', 'password', 'passwords']),
    source: `${AZURE}acr/credential`,
  },
  {
    form: 'az acr login',
    example: 'az acr login --name app --expose-token',
    with: /--expose-token/,
    shows: azure(['accessToken']),
    source: `${AZURE}acr`,
  },
  {
    form: 'az storage account keys list|renew',
    example: 'az storage account keys list',
    shows: azure(['value']),
    source: `${AZURE}storage/account/keys`,
  },
  {
    form: 'az storage account show-connection-string',
    example: 'az storage account show-connection-string',
    shows: azure(['connectionString']),
    source: `${AZURE}storage/account`,
  },
  {
    form: 'az storage account|container|blob generate-sas',
    example: 'az storage account generate-sas',
    shows: VALUES,
    source: `${AZURE}storage/account`,
  },
  {
    form: 'az ad sp|app create-for-rbac|credential',
    example: 'az ad sp create-for-rbac',
    shows: azure(['password', 'clientSecret', 'secretText']),
    source: `${AZURE}ad/sp`,
  },
  {
    form: 'az cosmosdb keys list',
    example: 'az cosmosdb keys list',
    shows: azure([
      'primaryMasterKey',
      'secondaryMasterKey',
      'primaryReadonlyMasterKey',
      'secondaryReadonlyMasterKey',
      'connectionString',
    ]),
    source: `${AZURE}cosmosdb/keys`,
  },
  {
    form: 'az redis|servicebus|eventhubs|relay|search|cognitiveservices|maps|batch|signalr|webpubsub list-keys|keys|key|admin-key|query-key',
    example: 'az redis list-keys --name app',
    shows: azure([
      'primaryKey',
      'secondaryKey',
      'primaryConnectionString',
      'secondaryConnectionString',
      'key1',
      'key2',
      'key',
      'primary',
      'secondary',
    ]),
    source: AZURE,
  },
  {
    form: 'az functionapp keys|function list|keys',
    example: 'az functionapp keys list --name app',
    shows: azure(['masterKey', 'functionKeys', 'systemKeys', 'default', 'value']),
    source: `${AZURE}functionapp/keys`,
  },
  {
    form: 'az webapp|functionapp config appsettings list|set',
    example: 'az webapp config appsettings list --name app',
    shows: azure(['value']),
    source: `${AZURE}webapp/config/appsettings`,
  },
  {
    form: 'gcloud secrets versions access',
    example: 'gcloud secrets versions access latest --secret=db',
    shows: alone(['data'], '--format'),
    source: `${GCLOUD}secrets/versions/access`,
  },
  {
    form: 'gcloud auth print-access-token|print-identity-token',
    example: 'gcloud auth print-access-token',
    shows: alone(['token', 'access_token', 'id_token'], '--format'),
    source: `${GCLOUD}auth/print-access-token`,
  },
  {
    form: 'gcloud config config-helper',
    example: 'gcloud config config-helper',
    shows: gcloud(['access_token', 'id_token']),
    source: `${GCLOUD}config/config-helper`,
  },
  {
    form: 'gcloud iam service-accounts keys create',
    example: 'gcloud iam service-accounts keys create - --iam-account=ci',
    with: / (?:-|\/dev\/stdout)(?: |$)/,
    shows: entries(['private_key', 'private_key_id']),
    source: `${GCLOUD}iam/service-accounts/keys/create`,
  },
  {
    form: 'gcloud services|alpha api-keys get-key-string',
    example: 'gcloud services api-keys get-key-string ci',
    shows: gcloud(['keyString']),
    source: `${GCLOUD}services/api-keys/get-key-string`,
  },
  {
    form: 'gh auth token',
    example: 'gh auth token',
    shows: VALUES,
    source: 'https://cli.github.com/manual/gh_auth_token',
  },
  {
    form: 'gh auth status',
    example: 'gh auth status --show-token',
    with: /(?:^| )(?:-t|--show-token)(?: |$)/,
    shows: entries(['Token']),
    source: 'https://cli.github.com/manual/gh_auth_status',
  },
  { form: 'glab auth token', example: 'glab auth token', shows: VALUES, source: 'https://docs.gitlab.com/cli/auth/' },
  {
    form: 'glab auth status',
    example: 'glab auth status --show-token',
    with: /(?:^| )(?:-t|--show-token)(?: |$)/,
    shows: entries(['Token', 'Token found', 'Token found in config file']),
    source: 'https://docs.gitlab.com/cli/auth/status/',
  },
  {
    form: 'glab config get',
    example: 'glab config get token',
    with: /token/,
    shows: VALUES,
    source: 'https://docs.gitlab.com/cli/config/',
  },
  {
    form: 'glab variable get',
    example: 'glab variable get API_TOKEN',
    shows: VALUES,
    source: 'https://docs.gitlab.com/cli/variable/get/',
  },
  {
    form: 'glab variable export|list',
    example: 'glab variable export',
    shows: { ...entries(['value']), listing: {} },
    source: 'https://docs.gitlab.com/cli/variable/export/',
  },
  {
    form: 'kubectl get secret|secrets',
    example: 'kubectl get secret db -o yaml',
    shows: kubernetes(['data', 'stringData', 'kubectl.kubernetes.io/last-applied-configuration']),
    what: 'what stands below `data` and `stringData`; all of a template that leads there',
    source: `${KUBERNETES}kubectl_get/`,
  },
  {
    form: 'kubectl describe secret|secrets',
    example: 'kubectl describe secret db',
    shows: entries(['token', 'password', 'id-token']),
    source: `${KUBERNETES}kubectl_describe/`,
  },
  {
    form: 'kubectl create secret',
    example: 'kubectl create secret generic db --from-file=password --dry-run=client -o yaml',
    with: /(?:-o|--output)[ =]?(?:yaml|json)/,
    shows: kubernetes(['data', 'stringData']),
    what: 'what stands below `data` and `stringData`',
    source: `${KUBERNETES}kubectl_create/kubectl_create_secret/`,
  },
  {
    form: 'kubectl config view',
    example: 'kubectl config view --raw',
    shows: kubeconfig,
    what: 'with --raw keys, tokens and passwords',
    source: `${KUBERNETES}kubectl_config/kubectl_config_view/`,
  },
  {
    form: 'kubectl create token',
    example: 'kubectl create token ci',
    shows: alone(['token'], '-o', '--output'),
    source: `${KUBERNETES}kubectl_create/kubectl_create_token/`,
  },
  {
    form: 'kubectl whoami',
    example: 'oc whoami -t',
    with: /(?:-t|--show-token)(?: |$)/,
    shows: VALUES,
    source:
      'https://docs.openshift.com/container-platform/latest/cli_reference/openshift_cli/developer-cli-commands.html',
  },
  {
    form: 'helm get values|all|manifest',
    example: 'helm get values',
    shows: null,
    source: 'https://helm.sh/docs/helm/helm_get_values/',
  },
  {
    form: 'fly|flyctl secrets list',
    example: 'fly secrets list',
    shows: entries(['digest']),
    source: 'https://fly.io/docs/flyctl/secrets-list/',
  },
  {
    form: 'fly|flyctl auth token',
    example: 'fly auth token',
    shows: VALUES,
    source: 'https://fly.io/docs/flyctl/auth-token/',
  },
  {
    form: 'fly|flyctl tokens create|attenuate',
    example: 'fly tokens create',
    shows: { ...entries(['token']), bare: true },
    source: 'https://fly.io/docs/flyctl/tokens-create/',
  },
  {
    form: 'heroku auth:token',
    example: 'heroku auth:token',
    shows: VALUES,
    source: 'https://devcenter.heroku.com/articles/heroku-cli-commands',
  },
  {
    form: 'heroku authorizations:create|authorizations:info|auth:2fa',
    example: 'heroku authorizations:create',
    shows: entries(['Token']),
    source: 'https://devcenter.heroku.com/articles/heroku-cli-commands',
  },
  {
    form: 'doctl registry docker-config',
    example: 'doctl registry docker-config',
    shows: entries(['auth']),
    source: 'https://docs.digitalocean.com/reference/doctl/',
  },
  {
    form: 'doctl databases connection|user',
    example: 'doctl databases connection 4711',
    shows: entries(['password', 'uri']),
    source: 'https://docs.digitalocean.com/reference/doctl/',
  },
  { form: 'npm token create', example: 'npm token create', shows: entries(['token']), source: `${NPM}npm-token` },
  {
    form: 'npm token list',
    example: 'npm token list',
    shows: entries(['token']),
    source: `${NPM}npm-token`,
  },
  {
    form: 'npm|pnpm|yarn config get',
    example: 'npm config get //registry.npmjs.org/:_authToken',
    shows: secretSetting,
    what: 'all, where a token or password is asked for',
    source: `${NPM}npm-config`,
  },
  {
    form: 'terraform|tofu|terragrunt output',
    example: 'terraform output -raw db_password',
    shows: terraformOutput,
    what: 'all of -raw and of an output whose name tells of a secret',
    source: TERRAFORM,
  },
  {
    form: 'pulumi config get',
    example: 'pulumi config get dbPassword',
    with: /(?:^| )(?!--)\S*(?:key|token|secret|password)/i,
    shows: VALUES,
    source: 'https://www.pulumi.com/docs/iac/cli/commands/pulumi_config_get/',
  },
  {
    form: 'pulumi config|stack',
    example: 'pulumi stack output --show-secrets',
    with: /--show-secrets/,
    shows: { ...entries(['value', 'secretValue']), listing: { colon: true } },
    source: 'https://www.pulumi.com/docs/iac/cli/commands/pulumi_config/',
  },
  {
    form: 'stripe config',
    example: 'stripe config --list',
    with: /--list/,
    shows: entries(['test_mode_api_key', 'live_mode_api_key', 'test_mode_pub_key', 'live_mode_pub_key']),
    source: 'https://docs.stripe.com/cli/config',
  },
  {
    form: 'supabase projects api-keys',
    example: 'supabase projects api-keys',
    shows: entries(['api_key', 'KEY VALUE', 'key']),
    source: 'https://supabase.com/docs/reference/cli/supabase-projects-api-keys',
  },
  {
    form: 'supabase status',
    example: 'supabase status',
    shows: entries([
      'anon key',
      'service_role key',
      'JWT secret',
      'S3 Access Key',
      'S3 Secret Key',
      'ANON_KEY',
      'SERVICE_ROLE_KEY',
      'JWT_SECRET',
      'Publishable key',
      'Secret key',
    ]),
    source: 'https://supabase.com/docs/reference/cli/supabase-status',
  },
  {
    form: 'databricks auth token',
    example: 'databricks auth token',
    shows: entries(['access_token']),
    source: 'https://docs.databricks.com/aws/en/dev-tools/cli/reference/auth-commands',
  },
  {
    form: 'huggingface-cli|hf auth token',
    example: 'huggingface-cli auth token',
    shows: VALUES,
    source: 'https://huggingface.co/docs/huggingface_hub/guides/cli',
  },
  { form: 'rclone reveal', example: 'rclone reveal obscured', shows: VALUES, source: 'https://rclone.org/commands/' },
  {
    form: 'rclone config show|dump',
    example: 'rclone config show',
    shows: entries(['pass', 'password', 'token', 'secret_access_key', 'access_key_id', 'client_secret', 'key']),
    source: 'https://rclone.org/commands/rclone_config_show/',
  },
  {
    form: 'headscale preauthkeys|apikeys create',
    example: 'headscale preauthkeys create',
    shows: VALUES,
    source: 'https://headscale.net/stable/ref/remote-cli/',
  },
  {
    form: 'argocd account generate-token',
    example: 'argocd account generate-token',
    shows: VALUES,
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_account_generate-token/',
  },
  {
    form: 'argocd admin initial-password',
    example: 'argocd admin initial-password',
    shows: VALUES,
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_admin_initial-password/',
  },
  { form: 'k3s token create', example: 'k3s token create', shows: VALUES, source: 'https://docs.k3s.io/cli/token' },
  {
    form: 'kubeadm token create|generate',
    example: 'kubeadm token create',
    without: /--print-join-command/,
    shows: VALUES,
    source: 'https://kubernetes.io/docs/reference/setup-tools/kubeadm/kubeadm-token/',
  },
  {
    form: 'docker swarm join-token',
    example: 'docker swarm join-token -q worker',
    with: /(?:^| )(?:-q|--quiet)(?: |$)/,
    shows: VALUES,
    source: 'https://docs.docker.com/reference/cli/docker/swarm/join-token/',
  },
];
