// The forms that secretlint's recommended rules look for, as its sources have them, so that it is asked on its own ground too: our
// rows make tokens as we believe them to be.
import { CHARACTERS } from '../../src/detectors/characters.ts';
import { type Random, randomText } from '../../src/detectors/tokens/sample.ts';

/** A literal, or how many characters of which. */
type Part = string | readonly [of: string, least: number, most?: number];

const { alnum, hex, base64, digit: digits } = CHARACTERS;
const letters = alnum.replace(/\d/g, '');
const word = `${alnum}_`;
const dashed = `${alnum}_-`;

export const RIVAL_FORMS: Readonly<Record<string, readonly (readonly Part[])[]>> = {
  '1Password': [['ops_eyJ', [base64, 100, 400], 'fQ']],
  Anthropic: [['sk-ant-api0', [digits, 1], '-', [dashed, 90, 128], 'AA']],
  Databricks: [
    ['dapi', [hex, 32]],
    ['dapi', [hex, 32], '-', [digits, 1]],
  ],
  Docker: [['dckr_pat_', [dashed, 27]]],
  Figma: [['figd_', [dashed, 40, 200]]],
  GitHub: [
    ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((type): Part[] => [type, '_', [word, 36]]),
    ['github_pat_', [word, 82]],
  ],
  GitLab: [['glpat-', [dashed, 20, 128]]],
  Grafana: [
    ['glc_', [base64, 32, 400]],
    ['glsa_', [alnum, 32], '_', [hex, 8]],
  ],
  Groq: [['gsk_', [alnum, 52]]],
  'Hugging Face': [['hf_', [letters, 34]]],
  Linear: [['lin_api_', [word, 32, 128]]],
  Notion: [['ntn_', [digits, 11], [alnum, 35]]],
  npm: [['npm_', [word, 36]]],
  OpenAI: [
    ...['proj', 'svcacct', 'admin'].flatMap((kind) =>
      [58, 74].map((half): Part[] => ['sk-', kind, '-', [dashed, half], 'T3BlbkFJ', [dashed, half]]),
    ),
    ['sk-', [alnum, 20], 'T3BlbkFJ', [alnum, 20]],
  ],
  SendGrid: [['SG.', [word, 22], '.', [word, 43]]],
  Shopify: ['shppa', 'shpca', 'shpat', 'shpss'].map((type): Part[] => [type, '_', [alnum, 32, 64]]),
  Slack: [
    ...['xoxb', 'xoxp', 'xapp', 'xoxa', 'xoxo', 'xoxr'].map((type): Part[] => [
      type,
      '-',
      [digits, 10, 13],
      '-',
      [digits, 10, 13],
      '-',
      [alnum, 24, 40],
    ]),
    ['https://hooks.slack.com/services/T', [alnum, 8, 10], '/B', [alnum, 8, 10], '/', [alnum, 24]],
  ],
  Vault: [
    ['hvs.', [dashed, 90, 120]],
    ['hvb.', [dashed, 138, 300]],
    ['hvr.', [dashed, 90, 120]],
  ],
  Vercel: ['vcp', 'vci', 'vca', 'vcr', 'vck'].map((type): Part[] => [type, '_', [alnum, 20, 60]]),
};

/** Of a webhook the path is secret, of all else the whole. */
export function sampleForm(parts: readonly Part[], random: Random): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const [of, least, most = least] = part;
      return randomText(random, of, least + Math.floor(random() * (most - least + 1)));
    })
    .join('');
}

export function secretPart(sample: string): string {
  const path = /^https:\/\/[^/]+\/services\//.exec(sample);
  return path === null ? sample : sample.slice(path[0].length);
}
