// Passwords that well-known programs take on their command line, where no name says so: `mysql -pX`, `curl -u name:X`.
// Flags with a name (`--password X`) are assignments.
import { tableOf } from './characters.ts';
import { isCredential, isOpenEnd, mayBecomeCredential } from './credential.ts';
import type { Detector, Literal } from './finding.ts';

interface Command {
  /** The program's name as it stands on the line. */
  readonly name: string;
  /** From the program on: everything up to the secret. */
  readonly before: RegExp;
}

/** Words that are no separator of commands. */
const ARGUMENTS = String.raw`(?:[^\n|;&\0]{0,400}?\s)`;
const command = (name: string, flag: string): Command => ({
  name,
  // `mysql` is no beginning of `mysqldump`.
  before: new RegExp(`^${name.trim()}(?![\\w-])${ARGUMENTS}${flag}`),
});

/** `-pX` glued to the flag: MySQL takes no blank there. */
const GLUED_P = '-p(?=[^\\s=-])';
/** `name:` before the secret, quoted or not. */
const USER = '["\']?[^\\s:"\'@]{1,64}:(?!//)';

const COMMANDS: readonly Command[] = [
  command('mysql', GLUED_P),
  command('mysqldump', GLUED_P),
  command('mysqladmin', GLUED_P),
  command('mariadb', GLUED_P),
  command('sshpass', '-p\\s?'),
  command('curl ', `(?:-u|--user|-U|--proxy-user)[ =]?${USER}`),
  command('docker login', '-p '),
  command('podman login', '-p '),
  command('helm registry login', '-p '),
  command('az login', '-p '),
  command('redis-cli', '-a '),
  command('mongosh', '-p '),
  command('mongo ', '-p '),
  command('ldapsearch', '-w '),
  command('ldapadd', '-w '),
  command('ldapmodify', '-w '),
  command('smbclient', '-U\\s?[^\\s%]{1,64}%'),
  command('sqlcmd', '-P\\s?'),
  command('bcp ', '-P\\s?'),
  command('unzip ', '-P\\s?'),
  command('7z ', '-p(?=\\S)'),
  command('openssl', '-(?:passin|passout) pass:'),
  command('openssl', '-k '),
  command('htpasswd', '-\\w*b\\w* \\S+ \\S+ '),
  command('nmcli', 'password '),
  command('rdesktop', '-p '),
  command('xfreerdp', '/p:'),
  command('aws configure set', 'aws_(?:secret_access_key|session_token) '),
  command('chpasswd', '<<<\\s?["\']?[^\\s:]{1,64}:'),
  command('vault login', ''),
  command('gh secret set', '(?:-b[ =]?|--body[ =])'),
  command('wpa_passphrase', '\\S+ '),
  command('ssh-keygen', '-[NP] '),
  command('aws ssm put-parameter', '--value[ =]'),
  command('aws secretsmanager', '--secret-string[ =]'),
  command('ConvertTo-SecureString', '(?:-String )?(?=["\'])'),
  // SQL; in small letters it stands in sentences too.
  command('IDENTIFIED', 'BY (?:PASSWORD )?(?=["\'])'),
];

/** What may stand before a program's name: a blank, a path, a quote, another command. */
const BOUNDARY = tableOf(' \t\n\0/"\'`(|;&$>#%\\');

/** A shell word may be quoted. */
const WORD = /^(?:"([^"\0]*)"?|'([^'\0]*)'?|([^\s"'`|;&<>()\0]+))/;

export const commandDetector: Detector = {
  id: 'command',
  literals: [...new Set(COMMANDS.map(({ name }) => name))].map(
    (text): Literal => ({ text, fold: false, confirm: hasFlag }),
  ),
  find(text, ended, report) {
    for (const { name, before } of COMMANDS) {
      for (let at = text.indexOf(name), last = 0; at >= 0; at = text.indexOf(name, Math.max(at, last) + name.length)) {
        const flag = isBegun(text, at) ? before.exec(text.slice(at, at + 512)) : null;
        if (flag === null) continue;
        const from = at + flag[0].length;
        const word = WORD.exec(text.slice(from, from + 512));
        if (word === null) continue;
        const value = word[1] ?? word[2] ?? word[3];
        const start = from + (word[3] === undefined ? 1 : 0);
        const end = start + value.length;
        last = end;
        const open = isOpenEnd(text, end, ended);
        if (/^\$[A-Za-z_{(]/.test(value) || (open ? !mayBecomeCredential(value) : !isCredential(value, 3))) continue;
        report({ start, end, rule: 'command-line', certainty: 'likely', open, shown: 0 });
      }
    }
  },
};

/** A flag, an assignment or another word stands somewhere behind the program. */
function hasFlag(bytes: Uint8Array, at: number, end: number, from: number, to: number): boolean {
  if (at > from && BOUNDARY[bytes[at - 1]] === 0) return false;
  const last = Math.min(to, end + 400);
  for (let i = end; i + 1 < last && bytes[i] !== 0x0a; i++) {
    if ((bytes[i] === 0x20 || bytes[i] === 0x3c) && bytes[i + 1] > 0x20) return true;
  }
  return false;
}

function isBegun(text: string, at: number): boolean {
  return at === 0 || BOUNDARY[text.charCodeAt(at - 1)] === 1;
}
