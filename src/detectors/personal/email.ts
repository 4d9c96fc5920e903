// E-mail addresses (RFC 5322 addr-spec without quoted parts and comments), also with their `@` as `%40`. What has an `@` and is
// none: remotes of git, versions of packages, units of systemd, names of pictures.
import { CHARACTERS, tableOf } from '../characters.ts';
import { isOpenEnd } from '../credential.ts';
import type { Detector } from '../finding.ts';
import { held, personal, type Report } from './report.ts';

/** Letters beyond ASCII are bytes from 128 on. */
const BEYOND = String.fromCharCode(...Array.from({ length: 128 }, (_, i) => 128 + i));
const LOCAL = tableOf(`${CHARACTERS.alnum}._+-${BEYOND}`);
const DOMAIN = tableOf(`${CHARACTERS.alnum}.-${BEYOND}`);
const WORD = tableOf(CHARACTERS.alnum + BEYOND);
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 253;
const SIGN = 0x40;
const PERCENT = 0x25;
const RULE = 'email-address';

/** Everybody's user at the forges. */
const SHARED = /^(?:git|hg|svn|gitlab|forgejo|gitea|aur)$/;
/** Endings of units and files, which are no top-level domains. */
const NO_DOMAIN =
  /^(?:service|socket|timer|target|mount|automount|slice|scope|swap|device|path|conf|png|jpe?g|gif|svg|webp|avif|ico|css|html?|jsx?|mjs|cjs|tsx?|json|ya?ml|toml|lock|tgz|tar|gz|xz|bz2|patch|orig|bak|log|txt|so|dll|exe|git|test|yaml)$/i;

export const emailDetector: Detector = {
  id: RULE,
  literals: [],
  seek(bytes, from, to) {
    for (let at = from + 1; at < to; at++) {
      const byte = bytes[at];
      if (byte !== SIGN && byte !== PERCENT) continue;
      const end = byte === SIGN ? at + 1 : isEscape(bytes, at, to) ? at + 3 : -1;
      if (end < 0 || LOCAL[bytes[at - 1]] === 0) continue;
      if (end >= to || bytes[end] === 0 || WORD[bytes[end]] === 1) return at;
    }
    return -1;
  },
  find(text, ended, report) {
    for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1))
      findAround(text, at, at + 1, ended, report);
    for (let at = text.indexOf('%40'); at >= 0; at = text.indexOf('%40', at + 3))
      findAround(text, at, at + 3, ended, report);
  },
};

function isEscape(bytes: Uint8Array, at: number, to: number): boolean {
  return at + 2 < to && bytes[at + 1] === 0x34 && bytes[at + 2] === 0x30;
}

/** The address around the sign `text[sign, domain)`. */
function findAround(text: string, sign: number, domain: number, ended: boolean, report: Report): void {
  let start = sign;
  while (start > 0 && sign - start <= LONGEST_LOCAL && LOCAL[text.charCodeAt(start - 1)] === 1) start--;
  while (start < sign && WORD[text.charCodeAt(start)] === 0) start++;
  const local = text.slice(start, sign);
  if (local === '' || local.length > LONGEST_LOCAL || SHARED.test(local) || text[start - 1] === '@') return;
  // The password of a URL, which is another detector's.
  if (text[start - 1] === ':' && /:\/\/[^\s/@]{0,64}:$/.test(text.slice(Math.max(0, start - 70), start))) return;
  let end = domain;
  while (end < text.length && end - domain <= LONGEST_DOMAIN && DOMAIN[text.charCodeAt(end)] === 1) end++;
  const open = isOpenEnd(text, end, ended);
  const written = text.slice(domain, end);
  // `pkg@1.2.3`
  if (/^v?\d+(?:\.|$)|^[.-]/.test(written)) return;
  if (open) {
    report(/^[A-Za-z\x80-\xff]/.test(written) ? personal(RULE, start, end, true) : held(RULE, start, end));
    return;
  }
  while (end > domain && WORD[text.charCodeAt(end - 1)] === 0) end--;
  if (!isDomain(text.slice(domain, end)) || isRemote(text, end)) return;
  report(personal(RULE, start, end, false));
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels[labels.length - 1];
  if (labels.length < 2 || labels.some((label) => label === '' || label.startsWith('-'))) return false;
  return /^(?:[A-Za-z\x80-\xff]{2,24}|xn--[a-z0-9-]{2,59})$/i.test(top) && !NO_DOMAIN.test(top);
}

/** `user@host:path`, as scp and git write it, or a call of a decorated name. */
function isRemote(text: string, end: number): boolean {
  return text[end] === '(' || /^:(?:~|\/(?!\/)|[\w.-]+\/)/.test(text.slice(end, end + 80));
}
