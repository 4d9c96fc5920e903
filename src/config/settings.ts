// The settings that a user can choose on the command line, their defaults, and what each may be.
import { MaskedShellError } from './error.ts';

export type MaskStyle = 'width' | 'fixed';

/** What is masked: `standard` secrets; `stream` what tells who and where one is, too; `strict` also what is uncertain. */
export type Profile = 'standard' | 'stream' | 'strict';

export interface Settings {
  readonly profile: Profile;
  /** One printable ASCII character that covers secrets on live rows. */
  readonly maskChar: string;
  /** `width`: as wide as the secret; `fixed`: one length wherever the layout allows it. */
  readonly maskStyle: MaskStyle;
  /** Milliseconds that an unfinished line may be held back after the program went quiet. */
  readonly holdBack: number;
}

export const DEFAULT_SETTINGS: Settings = {
  profile: 'standard',
  maskChar: '*',
  maskStyle: 'width',
  holdBack: 20,
};

const MAX_HOLD_BACK = 1000;

/** The settings as typed: a missing one keeps its default. */
export interface RawSettings {
  readonly profile?: string | undefined;
  readonly maskChar?: string | undefined;
  readonly maskStyle?: string | undefined;
  readonly holdBack?: string | undefined;
}

/**
 * Checks what the user typed.
 * @throws MaskedShellError `usage`, which names the option.
 */
export function parseSettings(raw: RawSettings): Settings {
  return {
    profile: raw.profile === undefined ? DEFAULT_SETTINGS.profile : parseProfile(raw.profile),
    maskChar: raw.maskChar === undefined ? DEFAULT_SETTINGS.maskChar : parseMaskChar(raw.maskChar),
    maskStyle: raw.maskStyle === undefined ? DEFAULT_SETTINGS.maskStyle : parseMaskStyle(raw.maskStyle),
    holdBack: raw.holdBack === undefined ? DEFAULT_SETTINGS.holdBack : parseHoldBack(raw.holdBack),
  };
}

function parseProfile(value: string): Profile {
  if (value === 'standard' || value === 'stream' || value === 'strict') return value;
  throw new MaskedShellError(
    'usage',
    '--profile takes standard, stream or strict',
    'standard masks secrets, stream personal data too, strict also what is uncertain.',
  );
}

function parseMaskChar(value: string): string {
  if (/^[!-~]$/.test(value)) return value;
  throw new MaskedShellError(
    'usage',
    '--mask-char takes one printable ASCII character',
    "For example: --mask-char '#' (quoted, so that the shell leaves it alone).",
  );
}

function parseMaskStyle(value: string): MaskStyle {
  if (value === 'width' || value === 'fixed') return value;
  throw new MaskedShellError('usage', '--mask-style takes width or fixed', 'width keeps the length, fixed hides it.');
}

function parseHoldBack(value: string): number {
  const milliseconds = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
  if (milliseconds <= MAX_HOLD_BACK) return milliseconds;
  throw new MaskedShellError(
    'usage',
    `--hold-back takes whole milliseconds from 0 to ${MAX_HOLD_BACK}`,
    `The default is ${DEFAULT_SETTINGS.holdBack}; more hides slowly printed secrets better, less feels quicker.`,
  );
}
