// Small detectors that follow the contract to the letter, for tests of the redactor that should not depend on rules.
import type { Detector, Finding } from '../../src/detectors/finding.ts';
import { KNOWN_VALUE_SHOWN, type Secret } from './secrets.ts';

const UNWRITTEN = '\0';

function finding(rule: string, start: number, end: number, open: boolean, shown = 0): Finding {
  return { start, end, rule, certainty: 'certain', open, shown };
}

/** Tokens known by a prefix: at least `least` characters of an alphabet follow it. */
function prefixToken(id: string, prefix: string, alphabet: string, least: number): Detector {
  const pattern = new RegExp(`(?<![A-Za-z0-9_])${prefix.replaceAll('.', '\\.')}[${alphabet}]*`, 'g');
  return {
    id,
    literals: [{ text: prefix, fold: false }],
    find(text, ended, report) {
      for (const match of text.matchAll(pattern)) {
        const end = match.index + match[0].length;
        const open = text[end] === UNWRITTEN || (end === text.length && !ended);
        const whole = match[0].length >= prefix.length + least;
        if (whole || open) report(finding(id, match.index, end, open, whole ? 0 : prefix.length));
      }
    },
  };
}

/** `before` gives the secret away, whatever is in `value`. */
function context(id: string, literal: string, before: RegExp, value: string): Detector {
  const pattern = new RegExp(`(${before.source})(${value})`, 'g');
  return {
    id,
    literals: [{ text: literal, fold: false }],
    find(text, ended, report) {
      for (const match of text.matchAll(pattern)) {
        const end = match.index + match[0].length;
        const start = end - (match[2] as string).length;
        if (start < end) report(finding(id, start, end, text[end] === UNWRITTEN || (end === text.length && !ended)));
      }
    },
  };
}

function knownValue(value: string): Detector {
  return {
    id: 'known-value',
    literals: [{ text: value.slice(0, KNOWN_VALUE_SHOWN + 1), fold: false }],
    find(text, ended, report) {
      const beginning = value.slice(0, KNOWN_VALUE_SHOWN + 1);
      for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
        let length = beginning.length;
        while (length < value.length && text[at + length] === value[length]) length++;
        const end = at + length;
        const open = length < value.length && (text[end] === UNWRITTEN || (end === text.length && !ended));
        if (length === value.length || length >= 8) report(finding('known-value', at, end, open));
        else if (open) report(finding('known-value', at, end, true, KNOWN_VALUE_SHOWN));
      }
    },
  };
}

const pemBlock: Detector = {
  id: 'pem-block',
  literals: [{ text: '-----BEGIN ', fold: false }],
  find(text, ended, report) {
    const begin = /-----BEGIN [A-Z ]+-----/g;
    for (const match of text.matchAll(begin)) {
      const close = text.indexOf('-----END', match.index);
      const end = close < 0 ? text.length : Math.min(text.length, close + match[0].length - 2);
      report(finding('pem-block', match.index, end, close < 0 && !ended));
    }
  },
};

const WORD = 'A-Za-z0-9';

/** Detectors for every kind of `secrets.ts`, and for the values in `known`. */
export function sampleDetectors(known: readonly Secret[]): Detector[] {
  const join = (...parts: string[]) => parts.join('');
  return [
    prefixToken('aws-access-key-id', 'AKIA', 'A-Z2-7', 16),
    prefixToken('github-pat', join('gh', 'p_'), WORD, 36),
    prefixToken('gitlab-pat', join('gl', 'pat-'), `${WORD}_-`, 20),
    prefixToken('stripe-live', join('sk_', 'live_'), WORD, 24),
    prefixToken('hugging-face', join('h', 'f_'), WORD, 34),
    prefixToken('sendgrid', join('S', 'G.'), `${WORD}_.-`, 66),
    prefixToken('anthropic-api', join('sk-', 'ant-', 'api03-'), `${WORD}_-`, 95),
    prefixToken('openai-project', join('sk-', 'proj-'), `${WORD}_-`, 40),
    prefixToken('digitalocean-pat', join('dop_', 'v1_'), 'a-f0-9', 64),
    prefixToken('jwt', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.', `${WORD}_.-`, 60),
    context('assignment', 'PASSWORD=', /(?<![A-Z])DB_PASSWORD=/, '[^\\s\\0"\'~&;)]*'),
    context('json-assignment', '"password"', /"password": "/, '[^\\s\\0"]*'),
    context('yaml-assignment', 'api_key', /api_key: /, '[^\\s\\0"\'~&;)]*'),
    context('url-password', '://', /postgres:\/\/[a-z]+:/, '[^\\s\\0"\'@~]*'),
    pemBlock,
    ...known.filter(({ kind }) => kind === 'known-value').map(({ text }) => knownValue(text)),
  ];
}
