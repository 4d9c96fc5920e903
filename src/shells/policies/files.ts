// Files that hold nothing but secrets, or variables: what shows them (`cat`, `less`, `head`) shows secrets.
import { DOCUMENT, entries, listing, type OutputPolicy, VALUES } from '../../detectors/command-output/policy.ts';

interface FileRow {
  /** As people write it. */
  readonly form: string;
  readonly path: RegExp;
  readonly shows: OutputPolicy;
}

export const FILES: readonly FileRow[] = [
  { form: '/proc/*/environ', path: /^\/proc\/[^/]*\/(?:task\/[^/]*\/)?environ$/, shows: listing({ glued: true }) },
  { form: '~/.ssh/id_*', path: /(?:^|\/)id_[\w-]+$/, shows: VALUES },
  { form: '*.pem, *.key, *.p8', path: /[\w-](?:(?<!pub|public|cert|chain|ca|crt)\.pem|\.key|\.p8)$/, shows: VALUES },
  {
    form: '.env, .env.*',
    path: /(?:^|\/)\.env(?:\.(?!example|sample|template|dist|schema)[\w.-]+)?$/,
    shows: listing(),
  },
  { form: '.envrc', path: /(?:^|\/)\.envrc$/, shows: listing() },
  { form: '/run/secrets/*', path: /^(?:\/var)?\/run\/secrets\/(?!.*(?:namespace|\.crt)$)/, shows: VALUES },
  { form: '~/.vault-token', path: /(?:^|\/)\.vault-token$/, shows: VALUES },
  {
    form: '~/.aws/credentials',
    path: /(?:^|\/)\.aws\/credentials$/,
    shows: entries(['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token']),
  },
  {
    form: '~/.kube/config',
    path: /(?:^|\/)\.kube\/config$/,
    shows: entries(['client-key-data', 'token', 'password', 'id-token', 'refresh-token', 'client-secret']),
  },
  { form: '~/.config/sops/age/keys.txt', path: /(?:^|\/)age\/keys\.txt$/, shows: DOCUMENT },
];

/** What is secret in the file of that name; null where that is not known. */
export function fileShows(path: string): OutputPolicy | null {
  if (path === '' || path.startsWith('-')) return null;
  return FILES.find((file) => file.path.test(path))?.shows ?? null;
}
