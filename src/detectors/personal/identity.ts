// Who sits here, and where: the names of the user and of this machine, as whole words in paths, prompts and listings. The names
// are given in; those that many share tell nobody anything.
import { ALNUM_TABLE, FOLD, folded } from '../characters.ts';
import { isOpenEnd } from '../credential.ts';
import type { Detector, Finding, Literal } from '../finding.ts';
import { isStopWord } from '../words.ts';
import { held, type PersonalRule, personal } from './report.ts';

/** The names to hide, as one-byte strings of their UTF-8 bytes. */
export interface Identity {
  readonly users: readonly string[];
  readonly hosts: readonly string[];
}

/** The prefilter's literals are no shorter. */
const SHORTEST = 3;
/** A shorter name is a word too easily: it counts beside `/`, `@` or `~` only. */
const SHORTEST_ANYWHERE = 4;

/** Accounts and machines that everybody has. */
const COMMON = new Set(
  `root user users admin administrator guest test demo dev home nobody daemon node app www www-data runner vagrant ubuntu debian
  fedora centos arch alpine linux pi git postgres mysql redis docker ec2-user azureuser jenkins build builder ci circleci
  vscode codespace gitpod localhost localdomain local host hostname server client laptop desktop computer pc machine box vm
  container workstation macbook default public shared system service staff wheel sudo bin lib src var tmp etc usr opt data
  work main master python java bash zsh fish shell code project projects download downloads documents`.split(/\s+/),
);

interface Name {
  readonly text: string;
  readonly rule: PersonalRule;
}

export class IdentityDetector implements Detector {
  readonly id = 'identity';
  readonly literals: readonly Literal[];
  private readonly names: readonly Name[];

  constructor({ users, hosts }: Identity) {
    const names = new Map<string, PersonalRule>();
    for (const host of hosts) for (const name of [host, host.split('.')[0]]) names.set(folded(name), 'host-name');
    for (const user of users) names.set(folded(user), 'user-name');
    this.names = [...names].filter(([text]) => tells(text)).map(([text, rule]) => ({ text, rule }));
    this.literals = this.names.map(({ text }) => ({ text, fold: true }));
  }

  /** The text may end within a name. */
  seek(bytes: Uint8Array, from: number, to: number): number {
    for (const { text } of this.names) {
      for (let end = endOf(bytes, from, to); ; end = endOf(bytes, end + 1, to)) {
        for (let length = Math.min(text.length - 1, end - from); length > 0; length--) {
          if (endsWith(bytes, end, text, length)) return end - length;
        }
        if (end >= to) break;
      }
    }
    return -1;
  }

  find(text: string, ended: boolean, report: (finding: Finding) => void): void {
    if (this.names.length === 0) return;
    const lower = folded(text);
    for (const { text: name, rule } of this.names) {
      for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, at + 1)) {
        const end = at + name.length;
        if (isWhole(text, at, end)) report(personal(rule, at, end, isOpenEnd(text, end, ended)));
      }
      if (ended) continue;
      for (let end = endIn(lower, 0); ; end = endIn(lower, end + 1)) {
        reportBegun(lower, end, name, rule, report);
        if (end >= lower.length) break;
      }
    }
  }
}

/** Whether a name is one that few have. */
function tells(name: string): boolean {
  return name.length >= SHORTEST && !COMMON.has(name) && !isStopWord(name) && !/^[\d.:-]+$/.test(name);
}

/** Nothing but a word's end on both sides; what stands beside a short name has to tell of a path or a prompt. */
function isWhole(text: string, start: number, end: number): boolean {
  const before = start === 0 ? 0x20 : text.charCodeAt(start - 1);
  const after = end < text.length ? text.charCodeAt(end) : 0x20;
  if (joins(before) || joins(after)) return false;
  return end - start >= SHORTEST_ANYWHERE || /[/@~]/.test((text[start - 1] ?? '') + (text[end] ?? ''));
}

function joins(code: number): boolean {
  return ALNUM_TABLE[code] === 1 || code === 0x5f || code >= 0x80;
}

/** The longest beginning of the name that the text ends with. */
function reportBegun(lower: string, end: number, name: string, rule: PersonalRule, report: (finding: Finding) => void) {
  for (let length = Math.min(name.length - 1, end); length > 0; length--) {
    const start = end - length;
    if (!lower.startsWith(name.slice(0, length), start) || (start > 0 && joins(lower.charCodeAt(start - 1)))) continue;
    report(held(rule, start, end));
    return;
  }
}

function endsWith(bytes: Uint8Array, end: number, text: string, length: number): boolean {
  for (let i = 0; i < length; i++) if (FOLD[bytes[end - length + i]] !== text.charCodeAt(i)) return false;
  return true;
}

/** The first NUL from `from` on, or the end. */
function endOf(bytes: Uint8Array, from: number, to: number): number {
  let end = from;
  while (end < to && bytes[end] !== 0) end++;
  return end;
}

function endIn(text: string, from: number): number {
  const nul = text.indexOf('\0', from);
  return nul < 0 ? text.length : nul;
}
