// Secrets in URLs: the password before `@`, query and fragment parameters whose names do not say secret by themselves
// (assignments read the others), and webhooks, whose path is the secret.

import { isStrong } from './assignment/judge.ts';
import { classTable, tableOf } from './characters.ts';
import { CREDENTIAL, isBecomingRandom, isCredential, isOpenEnd, mayBecomeCredential, toldBy } from './credential.ts';
import type { Certainty, Detector, Finding, Literal } from './finding.ts';
import { RunEnds } from './runs.ts';
import { looksRandom } from './wording.ts';

type Report = (finding: Finding) => void;

const SCHEME = '://';
/** Longer user info than this is none. */
const LONGEST_USERINFO = 1024;
/** Ends the authority of a URL. */
const AUTHORITY_END = tableOf(' \t\r\n\0"\'`<>\\/?#|');

/** A parameter and how it must look; `any` for a value that has the name to itself. */
const PARAMETERS: Readonly<Record<string, 'any' | 'random'>> = {
  'sig=': 'random',
  'signature=': 'random',
  'X-Amz-Signature=': 'any',
  'X-Goog-Signature=': 'any',
  'hmac=': 'random',
  'key=': 'random',
  'code=': 'random',
  'sid=': 'random',
  'apikey=': 'any',
  'hash=': 'random',
};

/** Where the secret part of a webhook's path begins. */
const WEBHOOKS = [
  'hooks.slack.com/services/',
  'hooks.slack.com/workflows/',
  'hooks.slack.com/triggers/',
  '.webhook.office.com/webhookb2/',
  'outlook.office.com/webhook/',
  'api.telegram.org/bot',
  'hooks.zapier.com/hooks/catch/',
  'hook.make.com/',
  'api.day.app/',
  'ntfy.sh/',
  'oapi.dingtalk.com/robot/send?access_token=',
  'open.feishu.cn/open-apis/bot/v2/hook/',
] as const;
/** After these the number of the hook is public, and the part behind it is not. */
const NUMBERED_WEBHOOKS = ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'] as const;

const IFTTT = '/with/key/';

export const urlDetector: Detector = {
  id: 'url',
  literals: [
    { text: SCHEME, fold: false, confirm: hasUserInfo },
    ...Object.keys(PARAMETERS).map((text): Literal => ({ text, fold: false, confirm: isParameter })),
    ...[...WEBHOOKS, ...NUMBERED_WEBHOOKS, IFTTT, 'otpauth:', 'WIFI:'].map(
      (text): Literal => ({ text, fold: false, confirm: isFollowed }),
    ),
  ],
  find(text, ended, report) {
    findUserInfo(text, ended, report);
    if (text.includes('=')) for (const name of Object.keys(PARAMETERS)) findParameter(text, name, ended, report);
    const runs = new RunEnds(text);
    for (const hook of WEBHOOKS) findWebhook(runs, hook, 0, ended, report);
    for (const hook of NUMBERED_WEBHOOKS) findWebhook(runs, hook, 1, ended, report);
    findWebhook(runs, IFTTT, 0, ended, report);
    findOneTimePassword(text, ended, report);
    findWifi(text, ended, report);
  },
};

function isFollowed(_bytes: Uint8Array, _at: number, end: number, _from: number, to: number): boolean {
  return end < to;
}

/** Whether an `@` ends the authority, or the text ends in it. */
function hasUserInfo(bytes: Uint8Array, _at: number, end: number, _from: number, to: number): boolean {
  let at = end;
  let colon = false;
  while (at < to && at - end < LONGEST_USERINFO) {
    const byte = bytes[at];
    if (byte === 0x40) return true;
    if (byte === 0x3a) colon = true;
    if (AUTHORITY_END[byte] === 1 && byte !== 0)
      return colon && byte !== 0x20 && (!isPort(bytes, end, at) || bytes[at + 1] === 0x40);
    if (byte === 0) break;
    at++;
  }
  // Still being written: after the colon there may be a password.
  return colon && !isPort(bytes, end, at);
}

function isPort(bytes: Uint8Array, from: number, to: number): boolean {
  let at = to;
  while (at > from && bytes[at - 1] >= 0x30 && bytes[at - 1] <= 0x39) at--;
  return at > from && bytes[at - 1] === 0x3a && to - at <= 5 && to > at;
}

function findUserInfo(text: string, ended: boolean, report: Report): void {
  for (let at = text.indexOf(SCHEME); at >= 0; at = text.indexOf(SCHEME, at + SCHEME.length)) {
    let start = at + SCHEME.length;
    let end = start;
    let colon = -1;
    let sign = -1;
    while (end < text.length && end - start < LONGEST_USERINFO && AUTHORITY_END[text.charCodeAt(end)] === 0) {
      if (text[end] === ':' && colon < 0) colon = end;
      if (text[end] === '@') sign = end;
      end++;
    }
    // A slash or question mark that should have been escaped.
    if (sign < 0 && colon >= 0 && '/?#'.includes(text[end] ?? ' ') && !/^\d*$/.test(text.slice(colon + 1, end))) {
      const rest = /^[^\s\0"'`<>\\@|]{0,200}@(?=[\w.-]+)/.exec(text.slice(end, end + 202));
      if (rest !== null) sign = end + rest[0].length - 1;
    }
    // CVS names its method before the user.
    const method = /^:(?:pserver|gserver|kserver|ext):/.exec(text.slice(start, start + 10));
    if (method !== null) {
      start += method[0].length;
      colon = text.slice(start, end).includes(':') ? text.indexOf(':', start) : -1;
    }
    // `[user[:password]@]host` is how a usage line has it.
    if (colon > 0 && text[colon - 1] === '[') continue;
    if (sign >= 0) reportUserInfo(text, start, colon, sign, report);
    else if (colon >= 0 && isOpenEnd(text, end, ended)) {
      const written = text.slice(colon + 1, end);
      // A port has digits only.
      if (mayBecomeCredential(written) && !/^\d{1,5}$/.test(written)) {
        report({ start: colon + 1, end, rule: 'url-password', certainty: 'likely', open: true, shown: 0 });
      }
    }
  }
}

function reportUserInfo(text: string, start: number, colon: number, sign: number, report: Report): void {
  const password = colon >= 0 && colon < sign;
  const from = password ? colon + 1 : start;
  const value = text.slice(from, sign);
  if (password ? !isCredential(value, 2) || /^[x*]+$/.test(value) : value.length < 16 || !looksRandom(value)) return;
  // RFC 2606 keeps these hosts for documentation.
  if (!isStrong(value) && /^(?:[\w-]+\.)*example(?:\.(?:com|org|net))?\b/.test(text.slice(sign + 1, sign + 64))) return;
  const certainty: Certainty = isStrong(value) ? 'certain' : 'likely';
  report({ start: from, end: sign, rule: 'url-password', certainty, open: false, shown: 0 });
}

const VALUE = classTable('percent64');

/** A parameter begins after `?`, `&`, `#` or `;`, or the escapes of `&`. */
function isParameter(bytes: Uint8Array, at: number, end: number, from: number, to: number): boolean {
  if (at === from || end >= to) return false;
  const before = bytes[at - 1];
  return (
    before === 0x3f ||
    before === 0x26 ||
    before === 0x23 ||
    before === 0x3b ||
    (before === 0x36 && bytes[at - 2] === 0x32)
  );
}

function findParameter(text: string, name: string, ended: boolean, report: Report): void {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!/[?&#;]$|\\u0026$/.test(text.slice(Math.max(0, at - 6), at))) continue;
    const start = at + name.length;
    let end = start;
    while (VALUE[text.charCodeAt(end)] === 1 || text[end] === '.' || text[end] === '~') end++;
    const value = text.slice(start, end);
    const random = value.length >= 16 && looksRandom(value);
    const open = isOpenEnd(text, end, ended);
    const found = isCredential(value, 8) && (PARAMETERS[name] === 'any' || random);
    if (!found && !(open && isBecomingRandom(value))) continue;
    report({ start, end, rule: 'url-parameter', certainty: random && !open ? 'certain' : 'likely', open, shown: 0 });
  }
}

const SEGMENT = tableOf('/').map((ends) => 1 - ends);
/** So much of it may follow a URL in a sentence. */
const MOST_PUNCTUATION = 16;

/** The path behind `hook` and `skipped` more segments. */
function findWebhook(runs: RunEnds, hook: string, skipped: number, ended: boolean, report: Report): void {
  const { text } = runs;
  for (let at = text.indexOf(hook); at >= 0; at = text.indexOf(hook, at + hook.length)) {
    let start = at + hook.length;
    for (let i = 0; i < skipped; i++) {
      const slash = /^[^/\s\0"']{1,40}\//.exec(text.slice(start, start + 42));
      if (slash === null) return;
      start += slash[0].length;
    }
    let end = runs.after(CREDENTIAL, start);
    if (hook.endsWith('/bot')) end = Math.min(end, runs.after(SEGMENT, start));
    const open = isOpenEnd(text, end, ended);
    const least = Math.max(start, end - MOST_PUNCTUATION);
    while (!open && end > least && '.?/'.includes(text[end - 1])) end--;
    const value = toldBy(text, start, end);
    if (open ? !mayBecomeCredential(value) : !isCredential(value, 8) || !/\d/.test(value)) continue;
    report({
      start,
      end,
      rule: 'webhook',
      certainty: end - start >= 20 && !open ? 'certain' : 'likely',
      open,
      shown: 0,
    });
  }
}

/** `otpauth://totp/...?secret=BASE32` (the key URI format of authenticator apps). */
function findOneTimePassword(text: string, ended: boolean, report: Report): void {
  const at = text.indexOf('otpauth:');
  const secret = at < 0 ? null : /[?&]secret=([A-Za-z2-7]{4,})/.exec(text.slice(at, at + 1024));
  if (secret === null) return;
  const end = at + secret.index + secret[0].length;
  report({
    start: end - secret[1].length,
    end,
    rule: 'one-time-password',
    certainty: 'likely',
    open: isOpenEnd(text, end, ended),
    shown: 0,
  });
}

/** `WIFI:S:name;T:WPA;P:password;;` */
function findWifi(text: string, ended: boolean, report: Report): void {
  const at = text.indexOf('WIFI:');
  const field = at < 0 ? null : /[:;]P:((?:[^;\\\0]|\\.){1,128})/.exec(text.slice(at, at + 512));
  if (field === null) return;
  const end = at + field.index + field[0].length;
  report({
    start: end - field[1].length,
    end,
    rule: 'wifi-password',
    certainty: 'likely',
    open: isOpenEnd(text, end, ended),
    shown: 0,
  });
}
